"""The clock that is moved by hand."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from simulator.clock import MovableClock
from tests.simulator.conftest import START
from tests.waiting import PATIENCE


async def test_it_stands_still_until_it_is_moved(clock):
    await asyncio.sleep(0.01)
    assert clock.now() == START
    await clock.advance(timedelta(hours=1))
    assert clock.now() == START + timedelta(hours=1)
    await clock.advance(to=START + timedelta(days=1))
    assert clock.now() == START + timedelta(days=1)


async def test_sleepers_wake_in_order_at_their_own_times(clock):
    woken = []

    async def sleeper(name, seconds, then=0):
        await clock.sleep(seconds)
        woken.append((name, (clock.now() - START).total_seconds()))
        if then:
            await sleeper(f"{name} again", then)

    tasks = [asyncio.ensure_future(sleeper(*a)) for a in (("c", 60), ("a", 10, 20), ("b", 20))]
    await clock.settle()
    assert clock.next_sleeper_at == START + timedelta(seconds=10)
    await clock.advance(timedelta(seconds=100))
    assert woken == [("a", 10), ("b", 20), ("a again", 30), ("c", 60)]
    assert clock.next_sleeper_at is None
    await asyncio.gather(*tasks)


async def test_a_cancelled_sleeper_is_forgotten(clock):
    task = asyncio.ensure_future(clock.sleep(60))
    await clock.settle()
    task.cancel()
    await clock.settle()
    assert clock.next_sleeper_at is None


async def test_it_never_goes_back_and_needs_to_know_its_zone(clock):
    with pytest.raises(ValueError, match="cannot go back"):
        await clock.advance(to=START - timedelta(seconds=1))
    with pytest.raises(ValueError, match="one of the two"):
        await clock.advance()
    with pytest.raises(ValueError, match="aware"):
        MovableClock(datetime(2026, 1, 1))  # noqa: DTZ001 - the mistake that is refused


async def test_listeners_hear_every_stop(clock):
    heard = []
    clock.on_move(heard.append)
    task = asyncio.ensure_future(clock.sleep(10))
    await clock.settle()
    await clock.advance(timedelta(seconds=30))
    assert [(at - START).total_seconds() for at in heard] == [10, 30]
    await task


async def test_it_waits_for_those_who_are_still_at_work(clock):
    begun = []

    async def work():
        await asyncio.sleep(0.02)
        begun.append(clock.now())

    clock.waits_for(work)
    await clock.advance(timedelta(seconds=1))
    assert begun == [START + timedelta(seconds=1)]


async def test_it_may_flow_and_be_moved_as_well():
    clock = MovableClock(datetime(2026, 3, 2, tzinfo=UTC), pace=100_000.0)
    begun = clock.now()
    await asyncio.wait_for(clock.sleep(2_000), PATIENCE)
    assert clock.now() - begun >= timedelta(seconds=2_000)
    await clock.advance(timedelta(hours=1))
    assert clock.now() - begun >= timedelta(hours=1, seconds=2_000)
