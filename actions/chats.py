"""What happens to chats: the bot comes or goes, a group moves, a right is missing, a card is lost."""

from sqlmodel import col, select

from rules.channels import ChannelLost, ChannelPost
from rules.chats import GroupTied, LeaveGroup, RightMissing, StrangerGroup
from rules.members import Ability
from rules.notices import Notice
from storage import outbox
from storage.cards import CardRow
from storage.channels import tell_keepers
from storage.chats import ChatKind, ChatRow, chat_by_telegram_id
from storage.consultation import PostedRow
from storage.held import tell_members
from storage.members import NotAMember, NotPermitted, member_who_may, with_ability
from storage.message_numbers import forget_messages
from storage.work import Work


def come_into(
    work: Work, group: ChatRow, *, is_forum: bool, may_pin: bool, may_manage_topics: bool
) -> None:
    """The bot has come into a group, or has other rights there; tie the group to the clerk's body.

    A group is tied by a clerk who is in it: only somebody in it can bring the bot in or appoint it, so
    no further proof is asked (S3.4). In a group that belongs to nobody here the bot says one sentence
    and goes.
    """
    assert group.id is not None
    group.is_forum, group.may_pin, group.may_manage_topics = is_forum, may_pin, may_manage_topics
    was_gone, group.gone_at = group.gone_at is not None, None
    work.session.add(group)
    if group.body_id is None:
        _tie(work, group)
    elif was_gone:
        work.tell(GroupTied(body_id=group.body_id), chat_id=group.id)


def _tie(work: Work, group: ChatRow) -> None:
    assert group.id is not None
    try:
        clerk = member_who_may(work.session, work.who.user_id, Ability.KEEP_ROSTER)
    except (NotAMember, NotPermitted):
        work.tell(StrangerGroup(), chat_id=group.id, key=f"stranger:{work.cause}")
        work.run(LeaveGroup(group_id=group.id), chat_id=group.id)
        return
    group.body_id = clerk.body_id
    work.record("GroupTied", body_id=clerk.body_id, chat_id=group.id, member_id=clerk.id)
    work.tell(GroupTied(body_id=clerk.body_id), chat_id=group.id)


def leave_behind(work: Work, *, chat_id: int, because: str) -> None:
    """Give up a chat where nobody is any more; a private one comes back when its owner writes again."""
    chat = work.session.get_one(ChatRow, chat_id)
    if chat.gone_at is None:
        chat.gone_at = work.now
        work.record("ChatGone", body_id=chat.body_id, chat_id=chat_id)
        if chat.kind is ChatKind.CHANNEL:
            _take_down_unseen(work, chat_id)
            tell_keepers(work, chat, ChannelLost(chat_id=chat_id))
    outbox.drop_for_chat(work.connection, chat_id, because=because)


def move_chat(work: Work, *, old: int, new: int) -> None:
    """Follow a group that has become a supergroup: same chat, new number, cards hung again.

    Its messages are numbered anew, and the old ones stay behind. Doing it twice changes nothing. https://core.telegram.org/bots/api#responseparameters
    """
    chat = chat_by_telegram_id(work.session, old)
    if chat is None or chat.id is None or not _is_free(work, chat, new):
        return
    chat.telegram_id = new
    work.session.flush()
    work.record("ChatMoved", body_id=chat.body_id, chat_id=chat.id)
    forget_messages(work.connection, chat.id)
    for card in work.session.exec(select(CardRow).where(CardRow.chat_id == chat.id)):
        work.post_card(Notice.read(card.kind, card.facts), chat_id=chat.id)


def _is_free(work: Work, chat: ChatRow, new: int) -> bool:
    """Free a number under which a group was met before its move was heard of; a tied one is kept."""
    met = chat_by_telegram_id(work.session, new)
    if met is None:
        return True
    if met.body_id is not None or ChatKind.PRIVATE in (met.kind, chat.kind):
        return False
    assert chat.id is not None
    old, chat.telegram_id = chat.telegram_id, -chat.id  # no number of Telegram's: each is taken once
    work.session.flush()
    met.telegram_id, met.gone_at = old, work.now
    work.session.flush()
    return True


def hang_again(work: Work, card_id: int) -> None:
    """Hang a card anew whose message has been deleted, but for a post in a channel."""
    card = work.session.get_one(CardRow, card_id)
    notice = Notice.read(card.kind, card.facts)
    if isinstance(notice, ChannelPost):
        _take_down(work, card, notice)
        return
    work.post_card(notice, chat_id=card.chat_id, thread_id=card.thread_id)


def _take_down(work: Work, card: CardRow, notice: Notice) -> None:
    """Leave it at that where a channel's post was deleted: only a clerk posts there, and may again."""
    assert isinstance(notice, ChannelPost), "no other card hangs in a channel"
    posted = work.session.get(PostedRow, (notice.consultation_id, card.chat_id))
    if posted is not None:
        work.session.delete(posted)
    work.session.delete(card)
    work.record("ChannelPostGone", consultation_id=notice.consultation_id, chat_id=card.chat_id)


def _take_down_unseen(work: Work, chat_id: int) -> None:
    """Forget posts that never got into a channel, so that the clerk may post them again."""
    unseen = select(CardRow).where(CardRow.chat_id == chat_id, col(CardRow.message_id).is_(None))
    for card in work.session.exec(unseen):
        _take_down(work, card, Notice.read(card.kind, card.facts))


def report_missing_right(work: Work, *, chat_id: int) -> None:
    """Tell the clerks, once a day and by day, that the bot may not do its work in a group."""
    chat = work.session.get_one(ChatRow, chat_id)
    if chat.body_id is None:
        return
    if chat.kind is ChatKind.CHANNEL:
        chat.may_post = False
        _take_down_unseen(work, chat_id)
        tell_keepers(
            work, chat, RightMissing(chat_id=chat_id), key=f"right:{chat_id}:{work.now:%Y-%m-%d}"
        )
        return
    clerks = with_ability(work.session, chat.body_id, Ability.KEEP_ROSTER)
    tell_members(
        work, RightMissing(chat_id=chat_id), [clerk.id for clerk in clerks],
        key=f"right:{chat_id}:{work.now:%Y-%m-%d}",
    )  # fmt: skip
