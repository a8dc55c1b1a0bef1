"""Obstacles (vướng mắc): met by who does a task, told to who can remove them (S2.35, S3.8, S1.16)."""

from dataclasses import dataclass

from rules.notices import Notice
from rules.refused import Refused

LONGEST_OBSTACLE = 1500


@dataclass(frozen=True, kw_only=True)
class ObstacleReported(Notice):
    """Inspector and secretary hear what stands in the way of a task."""

    obstacle_id: int


@dataclass(frozen=True, kw_only=True)
class ObstacleRemoved(Notice):
    """The owner hears how it was removed."""

    obstacle_id: int


@dataclass(eq=False, kw_only=True)
class ObstacleGone(Refused):
    """It has been removed already."""
