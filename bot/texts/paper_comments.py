"""Words for entering what members without Telegram said on paper."""

from bot.texts.comments import place_of
from bot.texts.posts import Post, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, words_for
from handlers import comments as act
from rules.comments import PaperCommentTaken
from rules.consultation import ConsultationStatus
from rules.members import Ability
from storage.drafts import ClauseRow
from storage.members import MemberRow
from storage.resolutions import resolution_for
from storage.responses import comment_for


@asks_for(act.ask_paper_text)
def ask_author(reader: Reader, resolution_id: int) -> Post:
    """Ask whose comment on paper is to be entered."""
    resolution_for(reader.session, reader.user_id, resolution_id, Ability.RUN_CONSULTATION)
    return Post(text=_("<b>Whose comment on paper is it?</b>"))


@asks_for(act.take_paper)
def ask_text(reader: Reader, resolution_id: int, member_id: int) -> Post:
    """Ask what stands on the act."""
    resolution_for(reader.session, reader.user_id, resolution_id, Ability.RUN_CONSULTATION)
    member = reader.session.get_one(MemberRow, member_id)
    return Post(
        text=lines(
            _("<b>What has comrade {name} written?</b>", name=member.full_name),
            _("Begin with the clause if it is about one: “Điều 3: …”, “II.1: …”."),
        )
    )


@words_for(PaperCommentTaken)
def paper_comment_taken(reader: Reader, notice: PaperCommentTaken) -> Post:
    """Confirm what was entered, and on which clause it stands."""
    comment, _consultation, row, _member = comment_for(reader.session, reader.user_id, notice.comment_id)
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    author = reader.session.get_one(MemberRow, comment.member_id)
    return Post(
        text=_(
            "<b>Entered for comrade {name}: {place}.</b>",
            name=author.full_name, place=place_of(clause),
        ),
        buttons=[
            [press(_("Enter another one"), act.ask_paper_author, resolution_id=row.id)],
            [link_to(_("‹ The consultation"), ConsultationStatus(resolution_id=row.id or 0))],
        ],
    )  # fmt: skip
