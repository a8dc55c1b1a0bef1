"""A body's public channel: tied by its clerk or secretary, written to by its clerk alone (S0.7)."""

from rules.channels import (
    AlreadyInChannel,
    ChannelOffered,
    ChannelPost,
    ChannelTaken,
    ChannelTied,
    NoChannel,
)
from rules.chats import LeaveGroup, RightMissing
from rules.citizens import CitizensNotAsked
from rules.members import Ability
from rules.resolutions import Audience, Stage
from storage.channels import channels_of, channels_without, tell_keepers
from storage.chats import ChatKind, ChatRow
from storage.consultation import PostedRow, latest_consultation
from storage.members import member_who_may, memberships, reach, with_ability
from storage.resolutions import check_stage, resolution_for
from storage.rounds import asks_citizens_now
from storage.work import Work


def come_into(work: Work, channel: ChatRow, *, may_post: bool) -> None:
    """The bot has become an administrator of a channel, or has other rights there.

    Whoever runs a channel need not be somebody who speaks for a body: the clerks and secretaries of the
    bodies in which they sit are asked, in private. Where they sit in none, the bot goes without a word.
    """
    assert channel.id is not None
    was_gone, could_post = channel.gone_at is not None, channel.may_post
    channel.may_post, channel.gone_at = may_post, None
    work.session.add(channel)
    if channel.body_id is None:
        _offer(work, channel)
    elif may_post and (was_gone or not could_post):
        tell_keepers(work, channel, ChannelTied(chat_id=channel.id))
    elif could_post and not may_post:
        tell_keepers(work, channel, RightMissing(chat_id=channel.id))


def _offer(work: Work, channel: ChatRow) -> None:
    assert channel.id is not None
    bodies = {member.body_id for member in memberships(work.session, work.who.user_id)}
    if not bodies:
        work.run(LeaveGroup(group_id=channel.id), chat_id=channel.id)
    keepers = [m for each in bodies for m in with_ability(work.session, each, Ability.KEEP_CHANNEL)]
    for desk in sorted({person.chat_id for person in reach(work.session, keepers) if person.chat_id}):
        work.tell(ChannelOffered(chat_id=channel.id), chat_id=desk)


def tie(work: Work, chat_id: int, body_id: int) -> None:
    """Say that a channel is a body's. Raises NotAMember, NotPermitted, ChannelTaken."""
    keeper = member_who_may(work.session, work.who.user_id, Ability.KEEP_CHANNEL, body_id=body_id)
    channel = _channel(work, chat_id)
    if channel.body_id not in (None, body_id):
        raise ChannelTaken
    channel.body_id = body_id
    work.session.add(channel)
    work.record("ChannelTied", body_id=body_id, chat_id=chat_id, member_id=keeper.id)


def decline(work: Work, chat_id: int) -> None:
    """Say that a channel is nobody's here, and leave it. Raises as `tie`."""
    keeper = member_who_may(work.session, work.who.user_id, Ability.KEEP_CHANNEL)
    channel = _channel(work, chat_id)
    if channel.body_id is not None:
        raise ChannelTaken
    work.record("ChannelDeclined", body_id=keeper.body_id, chat_id=chat_id, member_id=keeper.id)
    work.run(LeaveGroup(group_id=chat_id), chat_id=chat_id)


def _channel(work: Work, chat_id: int) -> ChatRow:
    channel = work.session.get(ChatRow, chat_id)
    if channel is None or channel.kind is not ChatKind.CHANNEL or channel.gone_at is not None:
        raise ChannelTaken
    return channel


def post(work: Work, resolution_id: int) -> None:
    """Post a draft that is open to citizens in the body's channels, in each once.

    Raises NotAMember, NotPermitted, WrongStage, CitizensNotAsked, NoChannel, AlreadyInChannel.
    """
    row, _clerk = resolution_for(work.session, work.who.user_id, resolution_id, Ability.POST_IN_CHANNEL)
    check_stage(row, {Stage.CONSULTING})
    consultation = latest_consultation(work.session, resolution_id)
    assert consultation is not None, "a resolution in consultation has one"
    asked = row.audience is Audience.MEMBERS_AND_CITIZENS
    if not asked or not asks_citizens_now(work.session, consultation):
        raise CitizensNotAsked
    assert consultation.id is not None
    channels = channels_without(work.session, row.body_id, consultation.id)
    if not channels:
        is_there = any(each.may_post for each in channels_of(work.session, row.body_id))
        raise AlreadyInChannel if is_there else NoChannel
    for channel in channels:
        assert channel.id is not None
        work.session.add(
            PostedRow(consultation_id=consultation.id, chat_id=channel.id, posted_at=work.now)
        )
        work.post_card(ChannelPost(consultation_id=consultation.id), chat_id=channel.id)
        work.record(
            "PostedInChannel", body_id=row.body_id, consultation_id=consultation.id, chat_id=channel.id
        )
