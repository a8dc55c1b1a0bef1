"""Words for entering what members without Telegram said: on paper, by telephone, in a meeting."""

from bot.texts.comments import channel_name, place_of
from bot.texts.posts import Post, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import paper_comments as act
from rules.comments import BY_PROXY, Channel, ClauseNotFound, PaperChannels, PaperCommentTaken
from rules.consultation import ConsultationStatus
from rules.members import Ability
from storage.drafts import ClauseRow
from storage.members import MemberRow
from storage.resolutions import resolution_for
from storage.responses import comment_for


@asks_for(act.ask_channel)
def ask_author(reader: Reader, resolution_id: int) -> Post:
    """Ask whose comment is to be entered."""
    resolution_for(reader.session, reader.user_id, resolution_id, Ability.RUN_CONSULTATION)
    return Post(text=_("<b>Whose comment is to be entered?</b>"))


@words_for(PaperChannels)
def ask_channel(reader: Reader, notice: PaperChannels) -> Post:
    """Ask by which way it came."""
    resolution_for(reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION)
    member = reader.session.get_one(MemberRow, notice.member_id)
    buttons = [
        press(
            channel_name(channel).capitalize(), act.ask_words,
            resolution_id=notice.resolution_id, member_id=notice.member_id, channel=channel,
        )
        for channel in BY_PROXY
    ]  # fmt: skip
    return Post(
        text=lines(
            _("<b>How did comrade {name} comment?</b>", name=member.full_name),
            _("The way is named with the comment, in the table too."),
        ),
        buttons=[[button] for button in buttons],
    )


@asks_for(act.take)
def ask_text(reader: Reader, resolution_id: int, member_id: int, channel: Channel) -> Post:
    """Ask what was said."""
    resolution_for(reader.session, reader.user_id, resolution_id, Ability.RUN_CONSULTATION)
    member = reader.session.get_one(MemberRow, member_id)
    return Post(
        text=lines(
            _(
                "<b>What did comrade {name} say, {channel}?</b>",
                name=member.full_name, channel=channel_name(Channel(channel)),
            ),
            _("Begin with the clause if it is about one: “Điều 3: …”, “II.1: …”."),
        )
    )  # fmt: skip


@words_for(PaperCommentTaken)
def paper_comment_taken(reader: Reader, notice: PaperCommentTaken) -> Post:
    """Confirm what was entered, and on which clause it stands."""
    comment, _consultation, row, _member = comment_for(reader.session, reader.user_id, notice.comment_id)
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    author = reader.session.get_one(MemberRow, comment.member_id)
    return Post(
        text=_(
            "<b>Entered for comrade {name}, {channel}: {place}.</b>",
            name=author.full_name, channel=channel_name(comment.channel), place=place_of(clause),
        ),
        buttons=[
            [press(_("Enter another one"), act.ask_author, resolution_id=row.id)],
            [link_to(_("‹ The consultation"), ConsultationStatus(resolution_id=row.id or 0))],
        ],
    )  # fmt: skip


@words_for_refusal(ClauseNotFound)
def clause_not_found(_reader: Reader, refused: ClauseNotFound) -> Post:
    """Ask for the clause again."""
    return Post(
        text=lines(
            _("The draft has no clause “{said}”, so nothing was recorded.", said=refused.said),
            _(
                "Please send it again with another clause at the beginning, or with “Toàn văn: …” if it "
                "is about all of it."
            ),
        )
    )
