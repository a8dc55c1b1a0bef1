"""Words about the chats themselves."""

from bot.texts.posts import Post
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, words_for
from rules.chats import GroupTied, RightMissing, StrangerGroup
from storage.bodies import body
from storage.chats import ChatKind, ChatRow


@words_for(GroupTied)
def group_tied(reader: Reader, notice: GroupTied) -> Post:
    """Greet a group, and say what the bot still needs there."""
    assert reader.chat is not None
    return Post(
        text=lines(
            _("<b>This group now serves {body}.</b>", body=body(reader.session, notice.body_id).name),
            _(
                "Drafts, votes, tasks and results will be posted here; "
                "personal matters go to private chats."
            ),
            _wishes(reader.chat),
        )
    )


def _wishes(group: ChatRow) -> str | None:
    """Name the rights that are still missing, if there are any."""
    if group.may_pin and (group.may_manage_topics or not group.is_forum):
        return None
    if group.is_forum:
        return _("Please make me an administrator with the rights to pin messages and manage topics.")
    return _("Please make me an administrator with the right to pin messages.")


@words_for(StrangerGroup)
def stranger_group(_reader: Reader, _notice: StrangerGroup) -> Post:
    """Say the one sentence to a group that belongs to nobody here."""
    return Post(
        text=_(
            "I serve only groups that a committee's clerk has added me to, so I am leaving now. "
            "Thank you for your understanding."
        )
    )


@words_for(RightMissing)
def right_missing(reader: Reader, notice: RightMissing) -> Post:
    """Tell a clerk what to do about a right that is missing."""
    group = reader.session.get_one(ChatRow, notice.chat_id)
    if group.kind is ChatKind.CHANNEL:
        return _right_to_post_missing(group)
    return Post(
        text=lines(
            _("<b>I cannot work in the group “{group}”.</b>", group=group.title),
            _(
                "Open the group's settings, Administrators, and give me the rights to post messages, "
                "pin messages and manage topics."
            ),
        )
    )


def _right_to_post_missing(channel: ChatRow) -> Post:
    return Post(
        text=lines(
            _("<b>I may not post in the channel “{name}”.</b>", name=channel.title),
            _("Open the channel's settings, Administrators, and give me the right to post messages."),
        )
    )
