"""What a rehearsal came to: read from the bot's own database and from the simulated Telegram."""

import hashlib
from collections import Counter
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from bot.papers.issuing import docx_of, issued_paper
from rules.clauses import NodeKind
from rules.inspections import InspectionState
from rules.notices import Lane, Notice
from rules.nudges import ItemKind
from rules.progress import DONE
from rules.resolutions import Stage
from rules.tasks import TaskFact, Timeliness
from rules.traces import UNCOVERED, Standing
from rules.votes import Outcome
from simulator.rehearsal.company import Company
from storage.acknowledgements import acknowledged
from storage.ballots import tally_of, voters
from storage.calendar import work_calendar
from storage.comments import CommentRow
from storage.consultation import AskedRow, ConsultationRow
from storage.drafts import ClauseRow, current_draft
from storage.engine import reading
from storage.issuing import issued
from storage.members import MemberRow
from storage.nudges import NudgeRow
from storage.outbox import OutboxRow, Sending
from storage.polls import polls_of, straw_tally
from storage.resolutions import ResolutionRow
from storage.reviews import figures_of
from storage.task_history import TaskEventRow
from storage.tasks import TaskRow
from storage.traces import traced
from storage.votes import latest_vote

Figures = dict[str, Any]


def report(play: Company) -> Figures:
    """Give the figures of a rehearsal."""
    with reading(play.town.bot.engine) as session:
        row = session.exec(select(ResolutionRow)).one()
        return {
            "draft": _draft(session, row),
            "from_above": _from_above(session, row),
            "consultation": _consultation(session, row),
            "channel": {"posts": len(play.channel.messages) if play.channel else 0},
            "poll": _poll(session, row),
            "vote": _vote(session, row),
            "issued": _issued(session, row),
            **_carried_out(session, row, play),
            "nudges": _nudges(session),
            "review": _review(play),
            "archived": row.stage is Stage.ARCHIVED,
            "telegram": {
                "calls": play.town.telegram.calls.calls,
                "refused": play.town.telegram.calls.refused,
                "flood_waits": play.town.telegram.calls.flood_waits,
            },
        }


def _count(session: Session, model: type[SQLModel], *where: Any) -> int:
    return session.exec(select(func.count()).select_from(model).where(*where)).one()


def _draft(session: Session, row: ResolutionRow) -> Figures:
    draft = current_draft(session, row.id or 0)
    clauses = _count(
        session, ClauseRow, ClauseRow.draft_id == draft.id, ClauseRow.kind == NodeKind.CLAUSE
    )
    return {"clauses": clauses, "lines": draft.lines, "lines_covered": draft.lines_covered}


def _from_above(session: Session, row: ResolutionRow) -> Figures:
    """Count what is required from above, and where it stands now."""
    everything = traced(session, row.id or 0)
    return {
        "documents": len({each.document.id for each in everything}),
        "required": len(everything),
        "in_the_text": sum(each.standing is Standing.COVERED for each in everything),
        "open": sum(each.standing in UNCOVERED for each in everything),
        "tasks": sum(len(each.tasks) for each in everything),
    }


def _consultation(session: Session, row: ResolutionRow) -> Figures:
    figures = figures_of(session, row, today=row.created_at.date()).comments
    assert figures is not None
    rounds = select(ConsultationRow.id).where(ConsultationRow.resolution_id == row.id)
    of_it = col(CommentRow.consultation_id).in_(rounds)
    return {
        "members": figures.asked,
        "commented": figures.spoke,
        "comments": figures.comments,
        "anchored": _count(session, CommentRow, of_it, col(CommentRow.clause_id).is_not(None)),
        "citizen_comments": figures.citizen_comments,
        "answered": figures.comments + figures.citizen_comments - figures.unanswered,
        "nudged": _count(session, NudgeRow, NudgeRow.kind == ItemKind.COMMENT),
    }


def _poll(session: Session, row: ResolutionRow) -> Figures:
    latest = session.exec(select(ConsultationRow).where(ConsultationRow.resolution_id == row.id)).first()
    polls = polls_of(session, latest.id or 0) if latest else []
    if not polls or latest is None:
        return {}
    asked = select(AskedRow.member_id).where(AskedRow.consultation_id == latest.id, col(AskedRow.counts))
    entitled = list(session.exec(select(MemberRow).where(col(MemberRow.id).in_(asked))))
    tally = straw_tally(session, polls[0], entitled)
    return {
        "question": polls[0].question,
        "entitled": tally.entitled,
        "answered": tally.answered,
        "answers": {each.option: each.answers for each in tally.counts},
    }


def _vote(session: Session, row: ResolutionRow) -> Figures:
    vote = latest_vote(session, row.id)
    if vote is None:
        return {}
    asked = voters(session, vote.id)
    ballots = [each.ballot for each in asked if each.ballot is not None]
    tally, pack = tally_of(asked), vote.pack
    return {
        "eligible": tally.electors, "yes": tally.yes, "no": tally.no, "other": tally.other,
        "not_voted": tally.not_voted,
        "on_paper": sum(1 for each in ballots if each.entered_by_id is not None),
        "reserved_opinions": sum(1 for each in ballots if each.reserved_opinion),
        "quorum_met": pack.quorum.is_reached(yes=tally.voted, incumbents=tally.electors),
        "passed": vote.outcome is Outcome.PASSED,
        "rule_pack": vote.pack_id,
    }  # fmt: skip


def _issued(session: Session, row: ResolutionRow) -> Figures:
    paper = issued(session, row.id)
    if paper is None:
        return {}
    done, asked = acknowledged(session, paper.id)
    content = docx_of(issued_paper(session, paper))
    return {
        "number": paper.symbol,
        "document": {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)},
        "acknowledged": done,
        "asked_to_acknowledge": asked,
    }


def _carried_out(session: Session, row: ResolutionRow, play: Company) -> Figures:
    figures = figures_of(session, row, today=play.today)
    standings = Counter(task.standing for task in figures.tasks)
    return {
        "tasks": {
            "total": len(figures.tasks),
            "from_text": _count(
                session,
                TaskRow,
                col(TaskRow.proposal_key).is_not(None),
                col(TaskRow.assigned_at).is_not(None),
            ),
            "done": sum(standings[each] for each in DONE),
            "overdue": standings[Timeliness.OVERDUE],
            "returned": _count(session, TaskEventRow, TaskEventRow.fact == TaskFact.RETURNED),
            "extended": sum(task.extensions for task in figures.tasks),
        },
        "inspections": {
            "planned": len(figures.inspections),
            "held": sum(1 for each in figures.inspections if each.state is InspectionState.CONCLUDED),
            "demands": sum(each.demands for each in figures.inspections),
        },
    }


def _nudges(session: Session) -> Figures:
    """Count what was sent unasked to remind people, and what should not have been."""
    kinds = {name for name, kind in Notice.kinds.items() if kind.lane is Lane.NUDGE}
    rows = session.exec(
        select(OutboxRow).where(col(OutboxRow.kind).in_(kinds), OutboxRow.state == Sending.SENT)
    ).all()
    calendar = work_calendar(session)
    said = Counter((row.chat_id, row.kind, row.facts) for row in rows)
    return {
        "sent": len(rows),
        "by_kind": dict(Counter(row.kind for row in rows)),
        "at_night": sum(
            1 for row in rows if not calendar.is_allowed_moment(row.sent_at or row.created_at)
        ),
        "duplicates": sum(count - 1 for count in said.values()),
    }


def _review(play: Company) -> Figures:
    """Find the review's paper and chart among what the secretary was sent."""
    messages = play.secretary.messages
    papers = [m.document for m in messages if m.document and m.document.name.startswith("Tổng kết")]
    charts = [m.photo for m in messages if m.photo]
    return {
        "document": papers[-1].name if papers else None,
        "chart": f"{charts[-1].width}×{charts[-1].height}" if charts else None,
    }
