"""Papers of rounds, kept by Telegram: who may see which."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, SQLModel, col, select

from rules.calendar import local_date
from rules.members import Ability, may
from rules.rounds import Circle
from storage import columns
from storage.affected import RoundCitizenRow
from storage.citizens import citizen_of
from storage.members import MemberRow, NotPermitted, memberships
from storage.resolutions import ResolutionRow
from storage.rounds import RoundAskedRow, RoundRow


class RoundPaperRow(SQLModel, table=True):
    """A paper that goes with a draft in one round."""

    __tablename__ = "round_paper"

    id: int | None = columns.key()
    round_id: int = columns.reference("consultation_round.id")
    title: str
    file_id: str
    added_by_id: int = columns.reference("member.id", index=False)
    added_at: datetime


def papers_of_rounds(session: Session, round_ids: Sequence[int]) -> list[RoundPaperRow]:
    """Give the papers of some rounds, in the order in which they came."""
    return list(
        session.exec(
            select(RoundPaperRow)
            .where(col(RoundPaperRow.round_id).in_(round_ids))
            .order_by(col(RoundPaperRow.id))
        )
    )


def papers_seen(
    session: Session, user_id: int | None, row: ResolutionRow, consultation_id: int
) -> list[RoundPaperRow]:
    """Give the papers of the rounds in which somebody is, or was, asked on a draft."""
    opened = session.exec(
        select(RoundRow)
        .where(RoundRow.consultation_id == consultation_id, col(RoundRow.opened_at).is_not(None))
        .order_by(col(RoundRow.id))
    )
    seen = [each.id or 0 for each in opened if _is_asked(session, user_id, row, each)]
    return papers_of_rounds(session, seen)


def paper_for(session: Session, user_id: int | None, paper_id: int) -> RoundPaperRow:
    """Give a paper to somebody who is asked with it, or who runs it. Raises NotPermitted."""
    paper = session.get(RoundPaperRow, paper_id)
    if paper is None:
        raise NotPermitted
    each = session.get_one(RoundRow, paper.round_id)
    row = session.get_one(ResolutionRow, each.resolution_id)
    is_open = each.opened_at is not None
    if not _runs(session, user_id, row) and not (is_open and _is_asked(session, user_id, row, each)):
        raise NotPermitted
    return paper


def _own_line(session: Session, user_id: int | None, row: ResolutionRow) -> MemberRow | None:
    return next((m for m in memberships(session, user_id) if m.body_id == row.body_id), None)


def _runs(session: Session, user_id: int | None, row: ResolutionRow) -> bool:
    member = _own_line(session, user_id, row)
    return member is not None and (
        may(member.role, Ability.RUN_CONSULTATION) or member.id == row.drafter_id
    )


def _is_asked(session: Session, user_id: int | None, row: ResolutionRow, each: RoundRow) -> bool:
    """Tell whether somebody is asked in a round: by name, or with the public."""
    if each.circle is Circle.CITIZENS:
        return True
    if each.circle is Circle.AFFECTED:
        citizen = citizen_of(session, user_id, row.body_id)
        return citizen is not None and session.get(RoundCitizenRow, (each.id, citizen.id)) is not None
    member = _own_line(session, user_id, row)
    return member is not None and session.get(RoundAskedRow, (each.id, member.id)) is not None


def papers_since(session: Session, each: RoundRow) -> list[RoundPaperRow]:
    """Give the papers of a round that came on a later day than that on which it was opened."""
    if each.opened_at is None:
        return []
    opened_on = local_date(each.opened_at)
    papers = papers_of_rounds(session, [each.id or 0])
    return [paper for paper in papers if local_date(paper.added_at) > opened_on]


def late_papers(session: Session, consultation_ids: Sequence[int]) -> int:
    """Count the papers that came on a later day than that on which their round was opened."""
    rows = session.exec(
        select(RoundPaperRow.added_at, RoundRow.opened_at)
        .join(RoundRow, col(RoundRow.id) == RoundPaperRow.round_id)
        .where(col(RoundRow.consultation_id).in_(consultation_ids))
    )
    return sum(
        opened_at is not None and local_date(added_at) > local_date(opened_at)
        for added_at, opened_at in rows
    )
