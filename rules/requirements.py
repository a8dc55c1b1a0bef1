"""Clauses of an upper document that require something of those below, by phrases of duty (S1.7).

Everything here is a proposal: a person ticks what is to be concretised. The phrases are data of a rule
pack.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from rules.clauses import Node, NodeKind
from rules.deadlines import find_deadlines
from rules.folding import fold, match_form, nfc
from rules.proposals import inherited_doers


class Duty(StrEnum):
    """How a clause says that something has to be done."""

    ASSIGNED = "assigned"  # giao …, … chủ trì
    REQUIRED = "required"  # yêu cầu …, phải …, có trách nhiệm …
    PLAN = "plan"  # xây dựng, ban hành kế hoạch, chương trình …
    DEADLINE = "deadline"  # chậm nhất …, hoàn thành trước …
    REPORT = "report"  # (định kỳ) báo cáo …


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyPhrase:
    """One phrase of duty, as a pattern over text with its diacritics, whatever the case."""

    duty: Duty
    pattern: str


_WHOM = (
    r"(?:các|cấp|ban|bộ|sở|cơ quan|đơn vị|địa phương|đảng|ủy|uỷ|chi bộ|ubnd|hđnd|mặt trận|đồng chí|từng)"
)

DUTY_PHRASES = (
    DutyPhrase(duty=Duty.DEADLINE, pattern=r"chậm nhất"),
    DutyPhrase(
        duty=Duty.DEADLINE,
        pattern=r"(?:hoàn thành|xong|ban hành|trình)[^.;]{0,60}? trước (?:ngày|tháng|quý|năm)",
    ),
    DutyPhrase(duty=Duty.DEADLINE, pattern=r"hoàn thành (?:trong|vào|việc|các|mục tiêu|chỉ tiêu|100)"),
    DutyPhrase(
        duty=Duty.PLAN,
        pattern=r"(?:xây dựng|ban hành|cụ thể h(?:óa|oá))[^.;]{0,40}?"
        r" (?:kế hoạch|chương trình|nghị quyết|đề án|quy chế|quy định)",
    ),
    DutyPhrase(
        duty=Duty.ASSIGNED, pattern=rf"giao (?:cho )?{_WHOM} (?!(?:hằng|hàng|định kỳ|tuần|tháng)\b)"
    ),
    DutyPhrase(duty=Duty.ASSIGNED, pattern=r"chủ trì(?:,| phối hợp| cùng| tham mưu| xây dựng)"),
    DutyPhrase(duty=Duty.REQUIRED, pattern=r"(?:có|chịu) trách nhiệm"),
    DutyPhrase(duty=Duty.REQUIRED, pattern=rf"(?<!đáp ứng )(?<!theo )yêu cầu {_WHOM} "),
    DutyPhrase(
        duty=Duty.REQUIRED,
        pattern=r"(?<!bên )(?<!không )(?<!tay )phải (?!qua\b|trả\b|chịu\b|bồi thường\b)",
    ),
    DutyPhrase(
        duty=Duty.REPORT,
        pattern=r"(?:định kỳ|hằng năm|hàng năm|hằng quý|hàng quý|hằng tháng|hàng tháng)"
        r"[^.;]{0,60}? báo cáo",
    ),
)
"""What official texts use; the order says which phrase is shown where a clause holds several."""

_OF_THE_PAST = re.compile(
    r"\b(?:tinh hinh|ket qua|uu diem|han che|ton tai|khuyet diem|nguyen nhan|danh gia chung|su can thiet"
    r"|bai hoc kinh nghiem|boi canh)\b"
)  # fmt: skip
_WORDS_OF_A_HEADING = 16
_AROUND = 90


@dataclass(frozen=True, kw_only=True, slots=True)
class Required:
    """A clause that seems to require something, and the words that say so."""

    #: the clause, by its index in the outline
    clause: int
    duty: Duty
    #: the words around the phrase, as printed; of the clause above where the phrase stands there
    passage: str


def find_required(
    nodes: Sequence[Node], phrases: Sequence[DutyPhrase] = DUTY_PHRASES
) -> tuple[Required, ...]:
    """The clauses of an outline that seem to require something, in their order.

    Where a clause ends in a colon ("Giao Ủy ban nhân dân xã:") what it holds is required, not it itself;
    below a heading that is only a unit ("5. Bộ Nội vụ") each clause is assigned to that unit.
    Headings, annexes and what is told of the past ("I. Tình hình", "hạn chế") require nothing.
    """
    holders = _holders(nodes)
    units = inherited_doers(nodes)
    handed_down: dict[int, Required] = {}
    passed_over = told_of_the_past(nodes)
    found: list[Required] = []
    for node in nodes:
        if node.kind is not NodeKind.CLAUSE or node.index in passed_over:
            continue
        own = _said(node, phrases) or _inherited(node, handed_down) or _of_unit(node, units)
        if node.index in holders and node.text.rstrip().endswith(":"):
            if own is not None:
                handed_down[node.index] = own
        elif own is not None and not _is_heading(node, holders):
            found.append(own)
    return tuple(found)


def due_in(clauses: Sequence[tuple[str, str]], *, today: date) -> tuple[str, date] | None:
    """The first day still ahead by which a plan of ours is asked for, with the place that says so.

    `clauses` are pairs of place and text. "Xây dựng kế hoạch …, chậm nhất ngày 31/12/2026".
    """
    asked = [phrase for phrase in DUTY_PHRASES if phrase.duty is Duty.PLAN]
    ahead = [
        (deadline.on, place)
        for place, text in clauses
        if any(_pattern(phrase.pattern).search(match_form(nfc(text))) for phrase in asked)
        for deadline in find_deadlines(text, today=today)
        if deadline.on > today
    ]
    return (min(ahead)[1], min(ahead)[0]) if ahead else None


def told_of_the_past(nodes: Sequence[Node]) -> frozenset[int]:
    """The clauses that tell what has been ("I. Tình hình", "hạn chế"), and all that annexes hold."""
    holders = _holders(nodes)
    found: set[int] = set()
    for node in nodes:
        if node.kind is NodeKind.ANNEX or node.parent in found or _begins_the_past(node, holders):
            found.add(node.index)
    return frozenset(found)


def _holders(nodes: Sequence[Node]) -> frozenset[int | None]:
    return frozenset(node.parent for node in nodes if node.kind is NodeKind.CLAUSE)


def _said(node: Node, phrases: Sequence[DutyPhrase]) -> Required | None:
    text = match_form(nfc(node.text))
    for phrase in phrases:
        if said := _pattern(phrase.pattern).search(text):
            around = _around(text, said.start(), said.end())
            return Required(clause=node.index, duty=phrase.duty, passage=around)
    return None


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE)


def _inherited(node: Node, handed_down: Mapping[int, Required]) -> Required | None:
    above = handed_down.get(node.parent) if node.parent is not None else None
    return above and Required(clause=node.index, duty=above.duty, passage=above.passage)


def _of_unit(node: Node, units: Mapping[int, str]) -> Required | None:
    unit = units.get(node.index)
    return Required(clause=node.index, duty=Duty.ASSIGNED, passage=unit) if unit else None


def _around(text: str, first: int, last: int) -> str:
    """Give the words around a phrase, whole words only."""
    begin = text.rfind(" ", 0, max(0, first - _AROUND // 3)) + 1 if first > _AROUND // 3 else 0
    end = text.find(" ", last + _AROUND)
    cut = " ".join(text[begin : end if end >= 0 else len(text)].split())
    return f"{'…' if begin else ''}{cut}{'…' if end >= 0 else ''}"


def _is_heading(node: Node, holders: frozenset[int | None]) -> bool:
    """Whether a clause only names what it holds."""
    is_short = len(node.text.split()) <= _WORDS_OF_A_HEADING
    return node.index in holders and is_short and not node.text.rstrip().endswith((".", ";"))


def _begins_the_past(node: Node, holders: frozenset[int | None]) -> bool:
    return _is_heading(node, holders) and _OF_THE_PAST.search(fold(node.text)) is not None
