"""What is kept of a resolution: papers with their days and fingerprints."""

import hashlib
from datetime import datetime
from typing import Any

import orjson
from sqlmodel import Session, col, select

from rules.archive import Filed, FiledPaper
from rules.calendar import local_date
from rules.inspections import InspectionState
from storage.comments import CommentRow
from storage.concretisation import documents_concretised
from storage.consultation import ConsultationRow
from storage.drafts import DraftRow
from storage.findings import demands_of
from storage.inspections import InspectionRow, plan_of
from storage.issuing import issued
from storage.reviews import review_of
from storage.traces import traced
from storage.votes import VoteRow


def filed_papers(session: Session, resolution_id: int) -> list[FiledPaper]:
    """Give every paper of a resolution, in the order in which it came to be."""
    return [
        *_drafts(session, resolution_id),
        *_comments(session, resolution_id),
        *_trace(session, resolution_id),
        *_minutes(session, resolution_id),
        *_issued(session, resolution_id),
        *_conclusions(session, resolution_id),
        *_review(session, resolution_id),
    ]


def fingerprint(*said: Any) -> str:
    """Compute the SHA-256 of facts, written as canonical JSON."""
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _drafts(session: Session, resolution_id: int) -> list[FiledPaper]:
    rows = session.exec(
        select(DraftRow).where(DraftRow.resolution_id == resolution_id).order_by(col(DraftRow.version))
    )
    return [
        FiledPaper(
            filed=Filed.DRAFT, on=local_date(row.handed_in_at), number=row.version,
            name=row.file_name, fingerprint=row.text_hash,
        )
        for row in rows
    ]  # fmt: skip


def _comments(session: Session, resolution_id: int) -> list[FiledPaper]:
    rounds = session.exec(
        select(ConsultationRow)
        .where(ConsultationRow.resolution_id == resolution_id)
        .order_by(col(ConsultationRow.round))
    )
    return [
        FiledPaper(
            filed=Filed.COMMENTS, on=_day(row.closed_at, row.opened_at), number=row.round,
            fingerprint=_fingerprint_of_round(session, row.id),
        )
        for row in rounds.all()
    ]  # fmt: skip


def _fingerprint_of_round(session: Session, consultation_id: int | None) -> str:
    """Cover what was said and what was answered, never who said it."""
    rows = session.exec(
        select(CommentRow)
        .where(CommentRow.consultation_id == consultation_id)
        .order_by(col(CommentRow.id))
    )
    return fingerprint([[row.id, row.version, row.text, row.verdict, row.answer] for row in rows])


def _trace(session: Session, resolution_id: int) -> list[FiledPaper]:
    """Cover what was required, what was said of it, the clauses that meet it and their tasks."""
    documents = documents_concretised(session, resolution_id)
    if not documents:
        return []
    everything = traced(session, resolution_id)
    said = fingerprint([
        [
            each.upper.id, each.upper.text, each.standing, each.trace.reason if each.trace else "",
            [[own.clause.path, own.clause.text, [task.id for task in own.tasks]] for own in each.ours],
        ]
        for each in everything
    ])  # fmt: skip
    last = max((each.trace.decided_at for each in everything if each.trace), default=None)
    return [
        FiledPaper(
            filed=Filed.TRACE, on=_day(last, max(each.added_at for each in documents)), fingerprint=said,
            name=", ".join(each.symbol or each.file_name for each in documents),
        )
    ]  # fmt: skip


def _minutes(session: Session, resolution_id: int) -> list[FiledPaper]:
    rows = session.exec(
        select(VoteRow)
        .where(VoteRow.resolution_id == resolution_id, col(VoteRow.closed_at).is_not(None))
        .order_by(col(VoteRow.id))
    )
    return [
        FiledPaper(
            filed=Filed.MINUTES, on=_day(row.closed_at, row.opened_at),
            fingerprint=fingerprint(
                row.text_hash, row.pack_id, row.outcome, row.electors, row.yes, row.no, row.other
            ),
        )
        for row in rows
    ]  # fmt: skip


def _issued(session: Session, resolution_id: int) -> list[FiledPaper]:
    paper = issued(session, resolution_id)
    if paper is None:
        return []
    return [
        FiledPaper(
            filed=Filed.ISSUED, on=paper.issued_on, name=paper.symbol, fingerprint=paper.text_hash
        )
    ]


def _conclusions(session: Session, resolution_id: int) -> list[FiledPaper]:
    return [
        FiledPaper(
            filed=Filed.CONCLUSION, on=local_date(row.concluded_at), name=row.inspected,
            fingerprint=_fingerprint_of_record(session, row),
        )
        for row in plan_of(session, resolution_id)
        if row.state is InspectionState.CONCLUDED and row.concluded_at is not None
    ]  # fmt: skip


def _fingerprint_of_record(session: Session, row: InspectionRow) -> str:
    demands = demands_of(session, row.id or 0)
    return fingerprint(
        list(row.findings.values()), [[each.what, each.owner_id, each.due_on] for each in demands]
    )


def _review(session: Session, resolution_id: int) -> list[FiledPaper]:
    row = review_of(session, resolution_id)
    if row is None or row.reviewed_at is None:
        return []
    said = fingerprint(row.figures, row.lessons, row.proposal, row.reason)
    return [FiledPaper(filed=Filed.REVIEW, on=local_date(row.reviewed_at), fingerprint=said)]


def _day(at: datetime | None, otherwise: datetime) -> Any:
    return local_date(at or otherwise)
