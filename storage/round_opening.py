"""A consultation begins with its rounds, and each round on its day: who is asked is frozen."""

from collections.abc import Sequence

from rules.calendar import local_date
from rules.consultation import NobodyToAsk
from rules.folding import fold
from rules.members import Role
from rules.packs import RulePack, pack_for
from rules.resolutions import Audience
from rules.rounds import (
    IN_GROUPS,
    IN_PUBLIC,
    ROLES,
    AskedInRound,
    Circle,
    Planned,
    RoundSpan,
    Start,
    days_of,
    is_in_field,
    words_in,
)
from storage.bodies import body
from storage.calendar import work_calendar
from storage.chats import groups_of
from storage.consultation import AskedRow, ConsultationRow
from storage.held import tell_members
from storage.members import MemberRow, roster
from storage.resolutions import ResolutionRow
from storage.rounds import RoundAskedRow, RoundClauseRow, RoundRow, clauses_of_round, rounds_within
from storage.versions import counterparts
from storage.work import Work

INVITED = frozenset({Role.SPECIALIST, Role.INSPECTOR})
"""Asked with the committee for their view even without a vote; they are not counted."""


def span_of(each: RoundRow, pack: RulePack) -> RoundSpan:
    """Give how long a round is given: as somebody has said, or as the rule pack does."""
    usual = pack.rounds[each.circle]
    if each.days is None or each.is_working is None:
        return usual
    return RoundSpan(days=each.days, is_working=each.is_working)


def reckon(work: Work, row: ResolutionRow, rounds: Sequence[RoundRow]) -> None:
    """Reckon the days of planned rounds as if the consultation were opened today."""
    today = local_date(work.now)
    pack = pack_for(body(work.session, row.body_id).kind, on=today)
    planned = [
        Planned(start=each.start, span=span_of(each, pack), until_on=each.chosen_until_on)
        for each in rounds
    ]
    calendar = work_calendar(work.session)
    days = days_of(planned, opens_on=today, calendar=calendar)
    for each, (opens_on, until_on) in zip(rounds, days, strict=True):
        each.opens_on, each.until_on = opens_on, until_on


def set_days(work: Work, row: ResolutionRow, rounds: Sequence[RoundRow]) -> None:
    """Let a consultation that is divided into rounds last as long as they do, and ask whom they ask."""
    if not rounds:
        return
    reckon(work, row, rounds)
    row.comments_until_on = max(each.until_on for each in rounds if each.until_on is not None)
    is_public = any(each.circle in IN_PUBLIC for each in rounds)
    row.audience = Audience.MEMBERS_AND_CITIZENS if is_public else Audience.MEMBERS


def begin_rounds(
    work: Work, row: ResolutionRow, consultation: ConsultationRow, planned: Sequence[RoundRow]
) -> list[MemberRow]:
    """Open the rounds whose day it is, and give who is asked. Without a plan: one, of the committee.

    Raises NobodyToAsk.
    """
    today = local_date(work.now)
    rounds = planned or [
        RoundRow(
            resolution_id=row.id or 0,
            position=0,
            circle=Circle.COMMITTEE,
            start=Start.AFTER,
            opens_on=today,
        )
    ]
    for each in rounds:
        each.consultation_id = consultation.id
        work.session.add(each)
    work.session.flush()
    for each in planned:
        _carry_clauses(work, each, consultation.draft_id)
    asked: dict[int, MemberRow] = {}
    for each in rounds:
        if each.opens_on is not None and each.opens_on <= today:
            people = open_round(work, row, consultation, each, is_told=bool(planned))
            asked |= {member.id or 0: member for member in people}
    if not planned and not any(member.votes for member in asked.values()):
        raise NobodyToAsk
    return list(asked.values())


def _carry_clauses(work: Work, each: RoundRow, draft_id: int) -> None:
    """Let clauses that were picked in an earlier version stand for what has become of them."""
    picked = clauses_of_round(work.session, each.id or 0)
    now = {
        clause.id or 0
        for found in counterparts(work.session, picked, draft_id).values()
        for clause in found.clauses
    }
    for gone in set(picked) - now:
        work.session.delete(work.session.get_one(RoundClauseRow, (each.id, gone)))
    for come in now - set(picked):
        work.session.add(RoundClauseRow(round_id=each.id or 0, clause_id=come))


def open_round(
    work: Work,
    row: ResolutionRow,
    consultation: ConsultationRow,
    each: RoundRow,
    *,
    is_told: bool = True,
) -> list[MemberRow]:
    """Open a round: freeze who is asked, and tell them where the groups do not."""
    people = _asked_in(work, row, each)
    each.opened_at = work.now
    for member in people:
        work.session.add(RoundAskedRow(round_id=each.id or 0, member_id=member.id or 0))
        if work.session.get(AskedRow, (consultation.id, member.id)) is None:
            work.session.add(
                AskedRow(
                    consultation_id=consultation.id or 0, member_id=member.id or 0, counts=member.votes
                )
            )
            work.session.flush()
    if each.circle in IN_GROUPS:
        consultation.is_in_groups = True
    if is_told and not (each.circle in IN_GROUPS and groups_of(work.session, row.body_id)):
        asked = AskedInRound(round_id=each.id or 0)
        tell_members(work, asked, [member.id for member in people])
    if is_told:
        work.record(
            "RoundOpened", body_id=row.body_id, consultation_id=consultation.id, round_id=each.id,
            circle=each.circle, asked=len(people), until_on=f"{each.until_on}",
        )  # fmt: skip
    return people


def _asked_in(work: Work, row: ResolutionRow, each: RoundRow) -> list[MemberRow]:
    """Give who is asked in a round; officials who have a round of their own are asked only there."""
    people = members_in(work, row.body_id, each.circle, each.field)
    circles = {other.circle for other in rounds_within(work.session, each.consultation_id or 0)}
    if each.circle is Circle.COMMITTEE and Circle.SPECIALISTS in circles:
        return [member for member in people if member.votes or member.role is not Role.SPECIALIST]
    return people


def members_in(work: Work, body_id: int, circle: Circle, field: str = "") -> list[MemberRow]:
    """Give whom the roster names for a circle; of specialists those in charge of a field, if any are."""
    everybody = roster(work.session, body_id)
    if circle in IN_PUBLIC:
        return []
    if circle is Circle.COMMITTEE:
        return [m for m in everybody if m.votes or m.role in INVITED]
    people = [m for m in everybody if m.role in ROLES[circle]]
    words = words_in(field)
    in_charge = [m for m in people if words and is_in_field(fold(m.areas), words)]
    return in_charge or people
