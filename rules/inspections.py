"""Inspections: planned while the draft is written, bound to the resolution (S0.18-S0.24)."""

from dataclasses import dataclass
from enum import StrEnum

from rules.notices import Notice
from rules.refused import Refused


class InspectionForm(StrEnum):
    """How it is inspected (S0.22-S0.24)."""

    ROUTINE = "routine"  # thường xuyên, toàn diện
    THEMATIC = "thematic"  # chuyên đề
    SURPRISE = "surprise"  # đột xuất, có trọng điểm
    CONCLUDING = "concluding"  # kiểm tra tổng kết


@dataclass(frozen=True, kw_only=True)
class InspectionPlan(Notice):
    """The inspections planned for a draft (S0.20)."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseInspectionForm(Notice):
    """How it is to be inspected: asked after who inspects whom."""

    resolution_id: int
    inspector_id: int
    inspected_id: int | None
    inspected: str


@dataclass(frozen=True, kw_only=True)
class ChooseInspected(Notice):
    """Whom the inspector is to inspect: a member, or a unit by name."""

    resolution_id: int
    inspector_id: int


@dataclass(eq=False, kw_only=True)
class InspectsOneself(Refused):
    """Nobody inspects the own work."""

    full_name: str
