"""How fast many chats are written to, on a clock of numbers."""

import asyncio
from datetime import UTC, datetime, timedelta
from random import Random

from bot.lines import Item, Line
from bot.pace import Bulk
from bot.turns import Turns
from rules.notices import Lane
from simulator.clock import MovableClock

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
A_LITTLE = timedelta(milliseconds=25)
"""What a call may take longer to Telegram than a later one."""


def goes(bulk, now, count, late=timedelta(0)):
    """Let so many messages go, each a little late; the times at which they went."""
    went = []
    for _ in range(count):
        now = bulk.free_at(now) + late
        bulk.sent(now)
        went.append(now)
    return went


def most_in(span, went):
    return max(sum(at <= each < at + span for each in went) for at in went)


def test_in_no_second_go_more_than_telegram_takes_however_late_some_are():
    bulk = Bulk()
    went = goes(bulk, NOON, 300, late=timedelta(milliseconds=5))
    went += goes(bulk, went[-1] + timedelta(seconds=0.7), 300)  # held up for a while
    went += goes(bulk, went[-1] + timedelta(seconds=0.2), 300)
    assert most_in(timedelta(seconds=1) + A_LITTLE, went) <= 30
    assert went[299] - went[0] < timedelta(seconds=300 / 28)
    assert went[899] - went[600] < timedelta(seconds=300 / 29)


def test_one_burst_of_complaints_slows_it_down_once_and_it_recovers():
    calm, scolded = Bulk(), Bulk()
    for _ in range(10):
        scolded.complained(NOON)
    assert goes(scolded, NOON, 20)[-1] - NOON < 2 * (goes(calm, NOON, 20)[-1] - NOON)
    later = goes(scolded, NOON + timedelta(minutes=1), 300)
    assert later[-1] - later[150] < timedelta(seconds=150 / 27)


async def test_what_took_long_to_make_ready_does_not_leave_together_with_others():
    """Every fortieth stands for a commit that is late: all that is made ready meanwhile waits for it."""
    clock, chance, left, at_hand = MovableClock(NOON), Random(1), [], []
    turns, ready = Turns(clock), asyncio.Lock()

    async def sends(number):
        line, item = Line.to(number), Item(Lane.BROADCAST, number)
        line.add(item)
        await turns.ask(line, item)
        at_hand.append(number)
        async with ready:
            await clock.sleep(0.9 if number % 40 == 0 else chance.random() / 40)
        await turns.leave(item)
        at_hand.remove(number)
        left.append((clock.now(), len(at_hand)))

    sending = [asyncio.create_task(sends(number)) for number in range(1, 301)]
    while not all(task.done() for task in sending):
        await clock.advance(timedelta(seconds=1))
    assert most_in(timedelta(seconds=1) + A_LITTLE, [at for at, _ in left]) <= 30
    assert max(count for _, count in left) < 8


async def test_a_turn_passes_by_whoever_has_something_more_urgent_to_say():
    clock = MovableClock(NOON)
    turns, lines = Turns(clock), [Line.to(number) for number in range(1, 20)]
    for number, line in enumerate(lines, 1):
        line.add(Item(Lane.BROADCAST, number))
    come = [turns.ask(line, line.items[0]) for line in lines]
    begun = sum(turn.done() for turn in come)
    lines[begun].add(Item(Lane.REPLY, 100))
    turns.over(Item(Lane.BROADCAST, 1))
    assert [turn.done() for turn in come[begun:]] == [False, True] + [False] * (17 - begun)
    assert [item.id for item in lines[begun].items] == [100, begun + 1]
