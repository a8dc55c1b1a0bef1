"""Votes in native polls, and polls that end by themselves."""

from simulator import audience, wire
from simulator.polls import Poll, check_vote
from simulator.users import User
from simulator.world import Happening, World


def open_poll(world: World, poll: Poll) -> None:
    """Keep a poll, and end it in time if it has an end."""
    world.polls[poll.id] = poll
    if poll.closes_at is not None and not poll.is_closed:
        world.later(_close_in_time(world, poll))


async def _close_in_time(world: World, poll: Poll) -> None:
    assert poll.closes_at is not None
    await world.clock.sleep((poll.closes_at - world.clock.now()).total_seconds())
    if not poll.is_closed:
        close_poll(world, poll)


def close_poll(world: World, poll: Poll) -> None:
    """End a poll and tell its bot."""
    poll.is_closed = True
    _tell(world, poll, None)


def vote(world: World, poll: Poll, voter: User, options: list[int]) -> None:
    """Cast, change or (with no option) retract a vote. Raises VoteRefused.

    The bot that sent the poll hears who chose what, unless the poll is anonymous, and how the
    poll stands (https://core.telegram.org/bots/api#pollanswer). A forwarded copy counts too.
    """
    check_vote(poll, voter, options)
    if options:
        poll.votes[voter.id] = sorted(options)
    else:
        poll.votes.pop(voter.id, None)
    if not poll.is_anonymous:
        audience.meets(poll.owner, voter)
        audience.push(poll.owner, "poll_answer", _answer(poll, voter, sorted(options)))
    _tell(world, poll, voter)


def _answer(poll: Poll, voter: User, options: list[int]) -> wire.Json:
    return {
        "poll_id": poll.id,
        "user": wire.user(voter),
        "option_ids": options,
        "option_persistent_ids": [poll.options[number].persistent_id for number in options],
    }


def _tell(world: World, poll: Poll, voter: User | None) -> None:
    audience.push(poll.owner, "poll", wire.poll(poll))
    for message in poll.messages:
        world.tell(Happening.POLL_CHANGED, message.chat, message=message, user=voter)
