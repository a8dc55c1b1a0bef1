"""Whatever arrives: no crash, no error that nobody handles, no row that stays or is set aside unsaid."""

import os
import random
import time
from collections import Counter

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from telegram import Update

from bot.intake import arrivals
from simulator import facts
from storage.engine import reading
from tests.stories.consulting import opens
from tests.torture.updates import Maker, spoilt

SOME = 120
MANY = int(os.environ.get("TORTURE_UPDATES", "100000")) // 2
AT_ONCE = 200


@pytest.fixture
async def busy(logged, committee):
    """A committee with a draft in consultation, and the updates that led there."""
    assert logged()
    group = await committee.meets()
    await opens(committee)
    mai = committee.mai
    mai.replies(mai.chat(group).find("80% số hộ dân"), "Nên là 90%")
    await committee.writes(mai, "/gopy")
    await committee.writes(mai, "/trogiup")
    await committee.presses(mai, "Việc đang chờ tôi")
    return committee


def real(town):
    with reading(town.bot.engine) as session:
        bodies = session.connection().execute(text("SELECT body FROM inbox WHERE update_id IS NOT NULL"))
        return [orjson.loads(body) for body in bodies.scalars()]


class Feeder:
    """Brings updates to a bot as the intake does, and looks at what became of them."""

    def __init__(self, committee, chance):
        self.town, self.number = committee.town, 900_000_000
        people = [person.id for person in committee.people.values()]
        places = list(self.town.telegram.world.chats)
        self.maker = Maker(chance, people=[*people, 77_000_000], places=[*places, -1_009_999_999_999])
        self.chance, self.real = chance, real(self.town)

    def made(self, many, kind=None):
        return [self.maker.update(self._next(), kind) for _ in range(many)]

    def spoilt(self, many):
        return [
            {**spoilt(self.chance.choice(self.real), self.real, self.chance), "update_id": self._next()}
            for _ in range(many)
        ]

    def _next(self):
        self.number += 1
        return self.number

    def feed(self, updates):
        worker = self.town.bot.worker
        arrived = arrivals(updates, self.town.bot.application.bot.id)
        while worker.store(arrived).exception(60):  # as the poller does: something else has spoilt it
            time.sleep(0.005)
        until = time.monotonic() + 120
        while worker.is_busy and time.monotonic() < until:
            time.sleep(0.005)

    def left(self):
        """How many rows wait, and those that were set aside without a reason or for one of ours."""
        with reading(self.town.bot.engine) as session:
            connection = session.connection()
            waiting = connection.execute(text("SELECT count(*) FROM inbox WHERE done_at IS NULL"))
            parked = connection.execute(
                text("SELECT body, parked_because FROM inbox WHERE parked_because IS NOT NULL")
            ).all()
            return waiting.scalar_one(), parked

    async def settles(self):
        await self.town.settle()
        waiting, parked = self.left()
        assert waiting == 0
        assert all(because for _, because in parked)
        return parked


def set_aside(parked):
    """Tell apart what was set aside: whether it was made or spoilt, and whether it is nonsense."""
    found = Counter()
    for body, because in parked:
        is_made = (orjson.loads(body)["update_id"] - 1) % (2 * AT_ONCE) < AT_ONCE
        found["made" if is_made else "spoilt", because == "Unreadable"] += 1
    return found


@pytest.mark.parametrize("kind", [name for name in facts.TYPES["Update"] if name != "update_id"])
def test_every_kind_of_update_is_made(kind):
    made = Maker(random.Random(kind), people=[1], places=[-1]).update(1, kind)
    assert facts.complaint(made, ("Update",)) is None


def test_every_kind_that_the_library_knows_is_among_them():
    assert facts.TYPES["Update"].keys() >= set(Update.ALL_TYPES)


async def test_every_kind_of_update_harms_nobody(busy):
    feeder = Feeder(busy, random.Random(1))
    for kind in facts.TYPES["Update"]:
        if kind != "update_id":
            feeder.feed(feeder.made(4, kind))
    parked = await feeder.settles()
    assert [(because, body[:300]) for body, because in parked] == []
    assert "làm được" in (await busy.writes(busy.hung, "/trogiup")).text


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(min_value=0, max_value=10**8))
async def test_made_and_spoilt_updates_harm_nobody(busy, seed):
    chance = random.Random(seed)
    feeder = Feeder(busy, chance)
    feeder.number += 100 * seed
    feeder.feed(feeder.made(10))
    feeder.feed(feeder.spoilt(SOME // 10))
    await feeder.settles()


async def test_spoilt_updates_harm_nobody(busy):
    feeder = Feeder(busy, random.Random(2))
    feeder.feed(feeder.spoilt(SOME))
    await feeder.settles()
    assert "làm được" in (await busy.writes(busy.hung, "/trogiup")).text


@pytest.mark.long
@pytest.mark.timeout(1800)
async def test_a_hundred_thousand_updates_harm_nobody(busy, tell):
    feeder, worker = Feeder(busy, random.Random(3)), busy.town.bot.worker
    before, began = outcomes(busy), time.monotonic()
    for _ in range(MANY // AT_ONCE):
        feeder.feed(feeder.made(AT_ONCE))
        feeder.feed(feeder.spoilt(AT_ONCE))
    took = time.monotonic() - began
    waiting, parked = feeder.left()
    ours = [f"{because}: {body[:300]}" for body, because in parked if because != "Unreadable"]
    counts = outcomes(busy) - before
    tell("updates that nobody sent", {
        "made": MANY, "spoilt": MANY, "seconds": round(took), "not stored: talk of a group":
        2 * MANY - counts.total(), "handled": counts["done"], "refused": counts["refused"],
        "set aside, not what the Bot API prescribes": counts["unreadable"],
        "of these made ones": set_aside(parked)["made", True],
        "faults of ours": counts["failed"], "rows set aside for one": ours, "rows that wait": waiting,
    })  # fmt: skip
    assert waiting == 0
    assert not worker.is_busy
    newcomer = busy.town.telegram.person("Người mới đến")
    newcomer.starts(busy.bot)  # whoever had a part in it has a long line of answers by now
    await newcomer.sees("Kính chào", busy.bot, within=60)
    assert ours == []
    assert counts["failed"] == 0
    assert set_aside(parked).keys() <= {("spoilt", True)}


def outcomes(committee):
    """What has become of updates so far, by the figures that an operator sees."""
    [family] = [
        each for each in committee.town.bot.metrics.families() if each.name == "nghiquyet_updates"
    ]
    counted = Counter()
    for sample in family.samples:
        counted[sample.labels["result"]] += int(sample.value)
    return counted
