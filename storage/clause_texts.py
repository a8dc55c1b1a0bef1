"""What clauses say with all that lies in them: a comment on a section is about its points too."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from rules.responses import IN_THE_TEXT
from storage import columns
from storage.comments import CommentRow, live, rounds_of
from storage.drafts import ClauseRow
from storage.versions import comments_placed

_CLAUSE = columns.table_of(ClauseRow)
_LAST = 2**31 - 1
"""Beyond the last part of any text."""


@dataclass(frozen=True, kw_only=True)
class ClauseText:
    """A clause with all it holds."""

    printed: str  # as one reads it, a line for each part
    words: str  # without the labels: a new number changes nothing of what is said


def texts_of(session: Session, clause_ids: Iterable[int]) -> dict[int, ClauseText]:
    """Give what some clauses say, each with all that lies in it."""
    top, part, beyond = _CLAUSE.alias("top"), _CLAUSE.alias("part"), _CLAUSE.alias("beyond")
    ends = (
        select_columns(beyond.c.position)
        .where(beyond.c.draft_id == top.c.draft_id, beyond.c.position > top.c.position)
        .where(or_(beyond.c.parent_position.is_(None), beyond.c.parent_position < top.c.position))
        .order_by(beyond.c.position)
        .limit(1)
        .correlate(top)
        .scalar_subquery()
    )
    held = and_(
        part.c.draft_id == top.c.draft_id,
        part.c.position.between(top.c.position, func.coalesce(ends - 1, _LAST)),
    )
    rows = session.connection().execute(
        select_columns(top.c.id, part.c.label, part.c.text)
        .select_from(top.join(part, held))
        .where(top.c.id.in_(list(clause_ids)))
        .order_by(top.c.id, part.c.position)
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for clause_id, label, text in rows:
        found[clause_id].append((f"{label} {text}".strip(), text))
    return {clause_id: _joined(parts) for clause_id, parts in found.items()}


def not_taken_in(session: Session, resolution_id: int) -> dict[int, ClauseRow]:
    """Give comments that were accepted whose clause still says the same, with that clause as it is now.

    Where nobody knows yet where the clause went, nothing is said; of the whole text neither.
    """
    placed = comments_placed(session, resolution_id)
    accepted = session.exec(
        select(CommentRow.id, CommentRow.clause_id)
        .where(live(rounds_of(session, resolution_id)), col(CommentRow.clause_id).is_not(None))
        .where(col(CommentRow.verdict).in_(IN_THE_TEXT))
        .order_by(col(CommentRow.id))
    )
    was = {comment_id or 0: clause_id or 0 for comment_id, clause_id in accepted}
    now = {comment_id: placed[comment_id] for comment_id in was}
    ids = {clause.id or 0 for found in now.values() for clause in found.clauses}
    texts = texts_of(session, ids | set(was.values()))
    return {
        comment_id: found.clauses[0]
        for comment_id, found in now.items()
        if found.clauses and together(texts, found.clauses).words == texts[was[comment_id]].words
    }


def together(texts: Mapping[int, ClauseText], clauses: Iterable[ClauseRow]) -> ClauseText:
    """Read several clauses as one, in the order of the text: those into which one was split."""
    parts = [texts[clause.id or 0] for clause in sorted(clauses, key=lambda clause: clause.position)]
    return _joined((part.printed, part.words) for part in parts)


def _joined(parts: Iterable[tuple[str, str]]) -> ClauseText:
    printed, words = zip(*parts, strict=True)
    return ClauseText(printed="\n".join(printed), words=" ".join(" ".join(words).split()))
