"""Targets as people write them, and how much of the way is done (S4.10)."""

import pytest

from rules.task_targets import TaskTarget, percent_done, reached_of, target_of

METERS = TaskTarget(value=120, unit="đồng hồ")
WATER = TaskTarget(value=80, unit="%", baseline=47.4)
POOR = TaskTarget(value=5, unit="hộ", baseline=25)  # fewer is better


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("120 đồng hồ", METERS),
        ("120", TaskTarget(value=120, unit="")),
        ("80%", TaskTarget(value=80, unit="%")),
        ("1.234,5 m³.", TaskTarget(value=1234.5, unit="m³")),
        ("1.500.000 đồng", TaskTarget(value=1_500_000, unit="đồng")),
        ("từ 47,4 lên 80 %", WATER),
        ("47,4% → 80%", WATER),
        ("từ 25 xuống 5 hộ", POOR),
    ],
)
def test_a_target_is_a_number_a_unit_and_perhaps_where_it_starts(text, target):
    assert target_of(text) == target


@pytest.mark.parametrize("text", ["", "nhiều", "khoảng trăm hộ", "hộ 45", "1.2.3"])
def test_what_has_no_number_in_front_is_no_target(text):
    assert target_of(text) is None


@pytest.mark.parametrize(
    ("said", "target", "reached"),
    [
        ("40", METERS, 40),
        ("40 đồng hồ, còn chờ vật tư", METERS, 40),
        ("50%", METERS, 60),  # percent of a target in another unit
        ("50 %, chậm", METERS, 60),
        ("60", WATER, 60),  # the unit is percent itself: no percent of percent
        ("60%", WATER, 60),
        ("50%", POOR, 15),  # half the way from 25 down to 5
        ("35", None, 35),
        ("35,5%", None, 35.5),
        ("150 đồng hồ", METERS, 150),  # more than wanted is no mistake
    ],
)
def test_progress_is_the_number_at_the_beginning(said, target, reached):
    assert reached_of(said, target) == pytest.approx(reached)


@pytest.mark.parametrize("said", ["một nửa", "", "được 40", "-3", "1.2.3.4"])
def test_progress_without_a_number_in_front_is_not_guessed(said):
    assert reached_of(said, METERS) is None


@pytest.mark.parametrize(
    ("reached", "target", "percent"),
    [
        (None, METERS, 0),
        (60, METERS, 50),
        (150, METERS, 125),
        (47.4, WATER, 0),
        (60, WATER, 38.65),
        (40, WATER, 0),  # worse than at the start is not less than nothing
        (15, POOR, 50),
        (5, POOR, 100),
        (35, None, 35),
        (3, TaskTarget(value=3, unit="km", baseline=3), 100),
        (2, TaskTarget(value=3, unit="km", baseline=3), 0),
        (0, TaskTarget(value=0, unit="vụ"), 100),
    ],
)
def test_the_way_from_the_start_counts(reached, target, percent):
    assert percent_done(reached, target) == pytest.approx(percent, abs=0.01)
