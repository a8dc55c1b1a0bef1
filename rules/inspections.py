"""Inspections: planned while the draft is written, bound to the resolution (S0.18-S0.24)."""

from enum import StrEnum


class InspectionForm(StrEnum):
    """How it is inspected (S0.22-S0.24)."""

    ROUTINE = "routine"  # thường xuyên, toàn diện
    THEMATIC = "thematic"  # chuyên đề
    SURPRISE = "surprise"  # đột xuất, có trọng điểm
    CONCLUDING = "concluding"  # kiểm tra tổng kết
