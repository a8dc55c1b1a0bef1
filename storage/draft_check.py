"""What the check of a draft is made from: its clauses, and the body's texts before it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from rules.bodies import term_end
from rules.clauses import Node
from rules.completeness import Incomplete, check_completeness
from rules.copying import Copied, copied_from
from rules.resolutions import Stage
from rules.task_wording import Weak, check_wording
from storage.bodies import body
from storage.concretisation import documents_concretised
from storage.drafts import DraftRow, current_draft, outline_of
from storage.parts import nodes_of
from storage.resolutions import ResolutionRow, resolution
from storage.upper_clauses import upper_parts
from storage.upper_documents import UpperDocumentRow

MOST_ABOVE = 8
"""So many of the documents that it concretises a draft is compared with."""

COMPARED_WITH = 4
"""So many of the body's newest adopted texts a draft is compared with (S4.15: last month's)."""

ADOPTED = (Stage.ADOPTED, Stage.ISSUED, Stage.REVIEWED, Stage.ARCHIVED)


@dataclass(frozen=True, kw_only=True)
class TaskAdvice:
    """What there is to say of a draft's tasks."""

    nodes: tuple[Node, ...]
    weak: dict[int, Weak]
    incomplete: dict[int, Incomplete]

    @property
    def clauses(self) -> list[int]:
        """The clauses to look at, in the order of the text."""
        return sorted({*self.weak, *self.incomplete})


@dataclass(frozen=True, kw_only=True)
class CopiedText:
    """Another text of the body, and how much of the draft stands in it."""

    resolution: ResolutionRow
    draft: DraftRow
    copied: Copied


@dataclass(frozen=True, kw_only=True)
class CopiedFromAbove:
    """A document that a draft concretises, and how much of the draft stands in it."""

    document: UpperDocumentRow
    copied: Copied


def task_advice(session: Session, draft: DraftRow, *, today: date) -> TaskAdvice:
    """Check how the tasks of a version are worded."""
    nodes = outline_of(session, draft.id or 0).nodes
    seat = body(session, resolution(session, draft.resolution_id).body_id)
    end = term_end(seat.term, began_on=seat.term_began_on)
    weak = check_wording(nodes, today=today, term_end=end)
    incomplete = check_completeness(nodes, today=today, term_end=end)
    return TaskAdvice(
        nodes=nodes,
        weak={each.clause: each for each in weak},
        incomplete={each.clause: each for each in incomplete},
    )


def copied_texts(session: Session, draft: DraftRow) -> list[CopiedText]:
    """Compare a version with the body's newest adopted texts, the most copied first."""
    row = resolution(session, draft.resolution_id)
    others = session.exec(
        select(ResolutionRow)
        .where(ResolutionRow.body_id == row.body_id, col(ResolutionRow.stage).in_(ADOPTED))
        .where(ResolutionRow.id != row.id)
        .order_by(col(ResolutionRow.id).desc())
        .limit(COMPARED_WITH)
    ).all()
    nodes = outline_of(session, draft.id or 0).nodes
    found = []
    for other in others:
        text = current_draft(session, other.id or 0)
        copied = copied_from(nodes, outline_of(session, text.id or 0).nodes)
        if copied.passages:
            found.append(CopiedText(resolution=other, draft=text, copied=copied))
    return sorted(found, key=lambda each: -each.copied.percent)


def copied_from_above(session: Session, draft: DraftRow) -> list[CopiedFromAbove]:
    """Compare a version with the documents that it concretises, the most copied first (S2.12)."""
    documents = documents_concretised(session, draft.resolution_id)[:MOST_ABOVE]
    if not documents:
        return []
    nodes = outline_of(session, draft.id or 0).nodes
    found = []
    for document in documents:
        copied = copied_from(nodes, nodes_of(upper_parts(session, document.id or 0)))
        if copied.passages:
            found.append(CopiedFromAbove(document=document, copied=copied))
    return sorted(found, key=lambda each: -each.copied.percent)


def percent_from_above(session: Session, draft: DraftRow) -> int | None:
    """Say how much of a version stands word for word in all that it concretises; None without any."""
    documents = documents_concretised(session, draft.resolution_id)[:MOST_ABOVE]
    if not documents:
        return None
    above = [node for each in documents for node in nodes_of(upper_parts(session, each.id or 0))]
    return copied_from(outline_of(session, draft.id or 0).nodes, above).percent
