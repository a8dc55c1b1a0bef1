"""How fast many chats are written to, on a clock of numbers."""

from datetime import UTC, datetime, timedelta

from bot.pace import Bulk

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


def goes(bulk, now, count, late=timedelta(0)):
    """Let so many messages go, each a little late; the times at which they went."""
    went = []
    for _ in range(count):
        now = bulk.free_at(now) + late
        bulk.sent(now)
        went.append(now)
    return went


def most_in_a_second(went):
    return max(sum(at <= each < at + timedelta(seconds=1) for each in went) for at in went)


def test_in_no_second_go_more_than_telegram_takes_however_late_some_are():
    bulk = Bulk()
    went = goes(bulk, NOON, 300, late=timedelta(milliseconds=5))
    went += goes(bulk, went[-1] + timedelta(seconds=0.7), 300)  # held up for a while
    assert most_in_a_second(went) <= 30
    assert went[299] - went[0] < timedelta(seconds=300 / 27)


def test_one_burst_of_complaints_slows_it_down_once_and_it_recovers():
    calm, scolded = Bulk(), Bulk()
    for _ in range(10):
        scolded.complained(NOON)
    assert goes(scolded, NOON, 20)[-1] - NOON < 2 * (goes(calm, NOON, 20)[-1] - NOON)
    later = goes(scolded, NOON + timedelta(minutes=1), 300)
    assert later[-1] - later[150] < timedelta(seconds=150 / 27)
