"""Issuing: an adopted text gets number, date, signer and recipients, and goes out (S0.12, S0.13)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.exc import IntegrityError

from rules.calendar import local_date
from rules.clauses import NodeKind
from rules.desk import NotUnderstood, TextTooLong
from rules.issuing import (
    NORMATIVE,
    IssuedPaper,
    NumberTaken,
    PlanChanged,
    RecipientsEmpty,
    SignerUnfit,
    VotedTextLost,
    check_issue_date,
    next_number,
    number_in,
    proposed_recipients,
    recipients_in,
)
from rules.members import Ability, Role
from rules.resolutions import ResolutionCard, Stage, Step
from storage.acknowledgements import AcknowledgementRow
from storage.announcements import tell_groups
from storage.bodies import body
from storage.drafts import outline_of, text_hash
from storage.issuing import (
    IssuedRow,
    IssuePlanRow,
    Proposal,
    proposal,
    taken_numbers,
)
from storage.members import MemberRow, NotPermitted, reach, roster
from storage.resolutions import ResolutionRow, check_stage, resolution_for, take_step
from storage.votes import VoteRow, heads, passed_vote
from storage.work import Work

LONGEST_RECIPIENTS = 2000


def plan_issue(work: Work, resolution_id: int) -> None:
    """Propose number, date, signer and recipients, where nobody has yet.

    Raises NotAMember, NotPermitted, WrongStage, HeadMissing, TypeUnknownToStandard.
    """
    _planned(work, resolution_id)


def set_number(work: Work, resolution_id: int, said: str) -> None:
    """Take another number than the next one. Raises as `plan_issue`, NotUnderstood, NumberTaken."""
    number = number_in(said)
    if number is None:
        raise NotUnderstood(said=said[:100], wanted="number")
    row, _member, planned = _planned(work, resolution_id)
    _check_free(work, row, planned, number, planned.on)
    planned.plan.number = number
    _changed(work, planned.plan)


def set_date(work: Work, resolution_id: int, on: date) -> None:
    """Take another day than today. Raises as `plan_issue`, IssueDateWrong."""
    _row, _member, planned = _planned(work, resolution_id)
    _check_date(work, resolution_id, on)
    planned.plan.issued_on = on
    _changed(work, planned.plan)


def set_signer(work: Work, resolution_id: int, member_id: int) -> None:
    """Take another signer: the head or a deputy. Raises as `plan_issue`, SignerUnfit."""
    row, _member, planned = _planned(work, resolution_id)
    _check_signer(work, row, member_id)
    planned.plan.signer_id = member_id
    _changed(work, planned.plan)


def set_recipients(work: Work, resolution_id: int, said: str) -> None:
    """Take other recipients, one a line. Raises as `plan_issue`, RecipientsEmpty, TextTooLong."""
    if len(said) > LONGEST_RECIPIENTS:
        raise TextTooLong(length=len(said), limit=LONGEST_RECIPIENTS)
    recipients = recipients_in(said)
    if not recipients:
        raise RecipientsEmpty
    _row, _member, planned = _planned(work, resolution_id)
    planned.plan.recipients = "\n".join(recipients)
    _changed(work, planned.plan)


def set_normative(work: Work, resolution_id: int, *, is_normative: bool) -> None:
    """Say whether the paper makes law: its symbol then carries the year. Raises as `plan_issue`."""
    row, _member, planned = _planned(work, resolution_id)
    if NORMATIVE.get(body(work.session, row.body_id).kind) is not row.document_type:
        raise NotPermitted
    planned.plan.is_normative = is_normative
    _changed(work, planned.plan)


def issue(work: Work, resolution_id: int, *, revision: int, number: int, on: date) -> IssuedRow:
    """Issue the paper exactly as it was shown, and send it to everybody who has to know it.

    Raises NotAMember, NotPermitted, WrongStage, PlanChanged, NumberTaken, IssueDateWrong, SignerUnfit,
    VotedTextLost, TypeUnknownToStandard.
    """
    row, member, planned = _planned(work, resolution_id)
    if planned.plan.revision != revision:
        raise PlanChanged
    _check_free(work, row, planned, number, on)
    _check_date(work, resolution_id, on)
    _check_signer(work, row, planned.plan.signer_id)
    paper = _enter(work, row, member, planned, number, on)
    take_step(row, Step.ISSUE, now=work.now)
    work.record(
        "Issued", body_id=row.body_id, resolution_id=resolution_id, issued_id=paper.id,
        symbol=paper.symbol, issued_on=f"{on}", text_hash=paper.text_hash, signer_id=paper.signer_id,
        member_id=member.id,
    )  # fmt: skip
    _send_out(work, row, paper)
    return paper


def _planned(work: Work, resolution_id: int) -> tuple[ResolutionRow, MemberRow, Proposal]:
    """Give a resolution that waits to be issued, and what is planned for it. Raises as `plan_issue`."""
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.ISSUE)
    check_stage(row, {Stage.ADOPTED})
    today = local_date(work.now)
    planned = proposal(work.session, row, today=today)
    if planned is None:
        _propose(work, row)
        planned = proposal(work.session, row, today=today)
    assert planned is not None
    return row, member, planned


def _propose(work: Work, row: ResolutionRow) -> None:
    seat = body(work.session, row.body_id)
    recipients = proposed_recipients(
        seat.kind, usual=seat.recipients.splitlines(), drafted=_drafted_recipients(work, row)
    )
    signer = heads(work.session, row.body_id)[0]
    work.session.add(
        IssuePlanRow(
            resolution_id=row.id or 0, signer_id=signer.id or 0, recipients="\n".join(recipients)
        )
    )
    work.session.flush()


def _vote(work: Work, resolution_id: int) -> VoteRow:
    found = passed_vote(work.session, resolution_id)
    assert found is not None, "an adopted resolution has a vote that passed it"
    return found


def _drafted_recipients(work: Work, row: ResolutionRow) -> Sequence[str]:
    """Give the recipients that the adopted text names itself."""
    draft_id = _vote(work, row.id or 0).draft_id
    nodes = outline_of(work.session, draft_id).nodes
    named = [node.text for node in nodes if node.kind is NodeKind.RECIPIENTS]
    return recipients_in("\n".join(named))


def _check_free(work: Work, row: ResolutionRow, planned: Proposal, number: int, on: date) -> None:
    taken = taken_numbers(work.session, row.body_id, planned.register.series(on))
    if number in taken:
        symbol = planned.register.symbol(number, on)
        raise NumberTaken(symbol=symbol, next_free=next_number(taken))


def _check_date(work: Work, resolution_id: int, on: date) -> None:
    closed_at = _vote(work, resolution_id).closed_at
    assert closed_at is not None
    check_issue_date(on, adopted_on=local_date(closed_at), today=local_date(work.now))


def _check_signer(work: Work, row: ResolutionRow, member_id: int) -> None:
    """Raise SignerUnfit for anybody but a head; a foreign number is nobody here."""
    if member_id in {head.id for head in heads(work.session, row.body_id)}:
        return
    named = work.session.get(MemberRow, member_id)
    if named is None or named.body_id != row.body_id:
        raise NotPermitted
    raise SignerUnfit(full_name=named.full_name)


def _changed(work: Work, plan: IssuePlanRow) -> None:
    plan.revision += 1
    work.session.add(plan)


def _enter(
    work: Work, row: ResolutionRow, member: MemberRow, planned: Proposal, number: int, on: date
) -> IssuedRow:
    """Enter the paper in the register. Raises NumberTaken, VotedTextLost."""
    vote = _vote(work, row.id or 0)
    if text_hash(outline_of(work.session, vote.draft_id).nodes) != vote.text_hash:
        raise VotedTextLost
    register, signer = planned.register, planned.signer
    paper = IssuedRow(
        resolution_id=row.id or 0, body_id=row.body_id, vote_id=vote.id or 0,
        draft_id=vote.draft_id, text_hash=vote.text_hash, document_type=register.document_type,
        series=register.series(on), number=number, symbol=register.symbol(number, on), issued_on=on,
        signer_id=signer.id or 0, signer_name=signer.full_name,
        signer_is_deputy=signer.role is Role.DEPUTY, recipients=planned.plan.recipients,
        issued_by_id=member.id or 0, issued_at=work.now,
    )  # fmt: skip
    work.session.add(paper)
    try:
        work.session.flush()
    except IntegrityError as taken:  # another worker was quicker by a moment
        raise NumberTaken(symbol=paper.symbol, next_free=number + 1) from taken
    return paper


def _send_out(work: Work, row: ResolutionRow, paper: IssuedRow) -> None:
    """Send the paper to the groups and to everybody on the roster, who is to confirm it (S1.12)."""
    assert paper.id is not None
    people = roster(work.session, row.body_id)
    work.session.add_all(
        AcknowledgementRow(issued_id=paper.id, member_id=member.id or 0, asked_at=work.now)
        for member in people
    )
    work.touch(ResolutionCard(resolution_id=row.id or 0))
    tell_groups(work, row, IssuedPaper(issued_id=paper.id))
    for person in reach(work.session, people):
        if person.chat_id is not None:
            work.tell(IssuedPaper(issued_id=paper.id), chat_id=person.chat_id)
