"""Dated rule packs: majorities, quorums, ladders and default spans as data.

The regulations behind them changed four times in twenty months, so nothing here is written into
code: a vote, a document or a review keeps the id of the pack it ran under and is judged by it ever
after.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from rules.bodies import BodyKind
from rules.personal_data import DataSpans
from rules.requirements import DUTY_PHRASES, DutyPhrase
from rules.rounds import SPANS, Circle, RoundSpan


@dataclass(frozen=True, kw_only=True)
class Majority:
    """What a text needs to pass: a share of all incumbents, never of those present."""

    share: Fraction
    is_strict: bool  # more than the share; otherwise at least

    def is_reached(self, *, yes: int, incumbents: int) -> bool:
        """Compare whole numbers: yes·den > N·num. Charter of the Party, Art. 9(5)."""
        got, needed = yes * self.share.denominator, incumbents * self.share.numerator
        return got > needed if self.is_strict else got >= needed

    def least_yes(self, incumbents: int) -> int:
        """Give the smallest number of yes that passes: more than half of 15 is 8, of 14 is 8."""
        return next(
            yes for yes in range(incumbents + 2) if self.is_reached(yes=yes, incumbents=incumbents)
        )


MORE_THAN_HALF = Majority(share=Fraction(1, 2), is_strict=True)
TWO_THIRDS = Majority(share=Fraction(2, 3), is_strict=False)


@dataclass(frozen=True, kw_only=True)
class Spans:
    """How long things are given when nobody says otherwise."""

    citizens_for: timedelta = timedelta(days=15)
    answer_for: timedelta = timedelta(days=10)  # comments, after the round has closed
    vote_for: timedelta = timedelta(days=2)
    acknowledge_for: timedelta = timedelta(days=3)  # after issuing, before anybody is reminded
    task_due_for: timedelta = timedelta(days=10)  # where the text names no date
    confirm_for: timedelta = timedelta(days=3)  # an inspector, after something was reported done
    extension_for: timedelta = timedelta(days=2)  # a head, after an extension was asked for


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """On which days around a due day a reminder is due, and to whom it rises."""

    before: tuple[int, ...] = (7, 3, 1, 0)  # days before: the owner
    after: tuple[int, ...] = (1, 3, 7)  # days after: the owner, and in time others too
    inspector_from: int = 1  # so many days late, the inspector is told too
    heads_from: int = 3  # and the secretary


_DATA = DataSpans()
"""Law 91/2025/QH15 and Decree 356/2025/NĐ-CP, from 1/1/2026."""


@dataclass(frozen=True, kw_only=True)
class RulePack:
    """What held for some kinds of bodies from one day on."""

    id: str
    basis: str  # the regulation, as cited
    body_kinds: frozenset[BodyKind]
    valid_from: date
    majority: Majority
    quorum: Majority
    spans: Spans = Spans()
    ladder: Ladder = Ladder()
    citizen_comments: int = 20  # how many one citizen may send on one draft
    citizen_comments_an_hour: int = 6
    data: DataSpans = _DATA
    rounds: Mapping[Circle, RoundSpan] = field(default_factory=lambda: SPANS)
    #: circles that are given the days of `rounds` at least, and why, whoever would rather end sooner
    keeps_days: Mapping[Circle, str] = field(default_factory=dict)
    duties: tuple[DutyPhrase, ...] = DUTY_PHRASES  # what requires something in documents from above


_PARTY = frozenset({BodyKind.PARTY_COMMITTEE, BodyKind.STANDING_COMMITTEE})
_STATE = frozenset({BodyKind.PEOPLES_COUNCIL, BodyKind.PEOPLES_COMMITTEE})
_ASKED_BODIES = "Nghị định số 187/2025/NĐ-CP: cơ quan được hỏi có 7 ngày để trả lời"
_PUBLIC = "thời hạn lấy ý kiến nhân dân đã công bố"
_KEEP_THEIR_DAYS = {
    Circle.FRONT: _ASKED_BODIES, Circle.LOWER_UNITS: _ASKED_BODIES,
    Circle.AFFECTED: _PUBLIC, Circle.CITIZENS: _PUBLIC,
}  # fmt: skip

RULE_PACKS = (
    RulePack(
        id="party-2026-07",
        basis="Điều lệ Đảng, Điều 9 khoản 5; Quy định số 208-QĐ/TW, ngày 26/7/2026",
        body_kinds=_PARTY,
        valid_from=date(2026, 7, 26),
        majority=MORE_THAN_HALF,
        quorum=TWO_THIRDS,
    ),
    RulePack(
        id="party-2025-05",
        basis="Điều lệ Đảng, Điều 9 khoản 5; Quy định số 294-QĐ/TW, tháng 5/2025",
        body_kinds=_PARTY,
        valid_from=date(2025, 5, 26),
        majority=MORE_THAN_HALF,
        quorum=TWO_THIRDS,
    ),
    RulePack(
        id="branch-2026-07",
        basis="Quy định số 208-QĐ/TW, ngày 26/7/2026",
        body_kinds=frozenset({BodyKind.BRANCH}),
        valid_from=date(2026, 7, 26),
        majority=MORE_THAN_HALF,
        quorum=MORE_THAN_HALF,
    ),
    RulePack(
        id="state-2025-07",
        basis="Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
        body_kinds=_STATE,
        valid_from=date(2025, 7, 1),
        majority=MORE_THAN_HALF,
        quorum=TWO_THIRDS,
        keeps_days=_KEEP_THEIR_DAYS,
    ),
)


def pack_for(kind: BodyKind, *, on: date) -> RulePack:
    """Give the pack in force for a kind of body on a day.

    A day before the first pack gets the first one: older rules differ in nothing counted here.
    """
    fitting = [pack for pack in RULE_PACKS if kind in pack.body_kinds]
    in_force = [pack for pack in fitting if pack.valid_from <= on]
    return max(in_force or fitting, key=lambda pack: pack.valid_from)


def pack_by_id(pack_id: str) -> RulePack:
    """Give the pack that something ran under. Raises KeyError for an unknown id."""
    return {pack.id: pack for pack in RULE_PACKS}[pack_id]
