"""Public channels of bodies, and what was posted in them."""

from sqlmodel import Session, col, select

from rules.channels import ChannelPost
from rules.members import Ability
from rules.notices import Notice
from storage.chats import ChatKind, ChatRow
from storage.comments import rounds_of
from storage.consultation import PostedRow
from storage.held import tell_members
from storage.members import reach, with_ability
from storage.work import Work


def channels_of(session: Session, body_id: int) -> list[ChatRow]:
    """Give the channels of a body in which the bot still is."""
    return list(
        session.exec(
            select(ChatRow)
            .where(ChatRow.body_id == body_id, col(ChatRow.gone_at).is_(None))
            .where(col(ChatRow.kind) == ChatKind.CHANNEL)
            .order_by(col(ChatRow.id))
        )
    )


def channels_without(session: Session, body_id: int, consultation_id: int) -> list[ChatRow]:
    """Give the channels in which the bot may post, and a consultation has not been posted."""
    return [
        channel
        for channel in channels_of(session, body_id)
        if channel.may_post and session.get(PostedRow, (consultation_id, channel.id)) is None
    ]


def tell_keepers(work: Work, channel: ChatRow, notice: Notice, *, key: str | None = None) -> None:
    """Tell those who keep the channels of a body, by day; with a `key` each of them once.

    Whoever acts at this moment is awake, and answered at once.
    """
    if channel.body_id is None:
        return
    keepers = with_ability(work.session, channel.body_id, Ability.KEEP_CHANNEL)
    acting = [each for each in keepers if each.user_id and each.user_id == work.who.user_id]
    for each in reach(work.session, acting):
        if each.chat_id is not None:
            work.tell(notice, chat_id=each.chat_id, key=key and f"{key}:{each.member.id}")
    tell_members(work, notice, [each.id for each in keepers if each not in acting], key=key)


def touch_posts(work: Work, resolution_id: int) -> None:
    """Say that what channels show of a resolution's consultations is old."""
    for consultation_id in rounds_of(work.session, resolution_id):
        work.touch(ChannelPost(consultation_id=consultation_id))
