"""Drafts: the versions of a resolution's text, clause by clause. A stored version is never changed.

What became of each clause in the next version is found when that one is stored (`clause_links`).
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

import orjson
from sqlalchemy import UniqueConstraint, insert
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col, select

from rules.clauses import Node, NodeKind, Outline, Problem
from rules.drafts import ReadDraft
from rules.folding import fold
from rules.succession import Followed, Successor, succession
from storage import columns
from storage.clause_links import store_links
from storage.parts import PartRow, nodes_of

KEY_BYTES = 9


class DraftRow(SQLModel, table=True):
    """One version of the text ("Dự thảo lần n")."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("resolution_id", "version"),)

    id: int | None = columns.key()
    resolution_id: int = columns.reference("resolution.id")
    version: int
    file_id: str  # where Telegram keeps the file that was handed in; "" for a version made here
    file_name: str
    text_hash: str  # of all clauses, in order: what is voted on
    lines: int
    lines_covered: int
    problems: str = columns.text()  # JSON
    handed_in_by_id: int = columns.reference("member.id")
    handed_in_at: datetime


class ClauseRow(PartRow, table=True):
    """One part of a version. `key` stays the same across versions where that is certain."""

    __tablename__ = "clause"
    __table_args__ = (UniqueConstraint("draft_id", "position"),)

    id: int | None = columns.key()
    draft_id: int = columns.reference("draft.id")
    key: str
    folded_text: str = columns.text()


_CLAUSE = columns.table_of(ClauseRow)


def store_draft(
    session: Session,
    read: ReadDraft,
    *,
    resolution_id: int,
    member_id: int,
    file_id: str,
    file_name: str,
    now: datetime,
    followed: Followed | None = None,
) -> DraftRow:
    """Store a new version with all its clauses.

    `followed` says where the parts of the version before went; what was found for another one is found
    anew, which takes seconds for a book.
    """
    before = latest_draft(session, resolution_id)
    draft = DraftRow(
        resolution_id=resolution_id,
        version=before.version + 1 if before else 1,
        file_id=file_id,
        file_name=file_name,
        text_hash=text_hash(read.outline.nodes),
        lines=read.outline.lines,
        lines_covered=read.outline.lines_covered,
        problems=orjson.dumps(read.outline.problems).decode(),
        handed_in_by_id=member_id,
        handed_in_at=now,
    )
    session.add(draft)
    session.flush()
    before_id = before.id if before and before.id else 0
    if followed is None or followed.draft_id != before_id:
        parts = succession(nodes_of(parts_of(session, before_id)), read.outline.nodes)
        followed = Followed(draft_id=before_id, parts=parts)
    _store_parts(session, draft.id or 0, read.outline.nodes, followed)
    return draft


def _store_parts(session: Session, draft_id: int, nodes: Sequence[Node], followed: Followed) -> None:
    """Store the parts of a version, and which of the version before each of them continues."""
    earlier = _places(session, followed.draft_id)
    keys = _keys_carried_on(followed.parts, {place: key for place, (_id, key) in earlier.items()})
    _store_clauses(session, draft_id, nodes, keys)
    old = {place: clause_id for place, (clause_id, _key) in earlier.items()}
    new = {place: clause_id for place, (clause_id, _key) in _places(session, draft_id).items()}
    store_links(session, followed.parts, draft_id=draft_id, old=old, new=new)


def _store_clauses(
    session: Session, draft_id: int, nodes: Sequence[Node], keys: Mapping[int, str]
) -> None:
    """Store all parts with one statement, for there may be thousands."""
    if nodes:
        rows = [_clause(draft_id, node, keys.get(node.index)) for node in nodes]
        session.connection().execute(insert(_CLAUSE), rows)


def _places(session: Session, draft_id: int) -> dict[int, tuple[int, str]]:
    """Give the row and the key of each part of a version by its place, without what it says."""
    parts = select_columns(_CLAUSE.c.position, _CLAUSE.c.id, _CLAUSE.c.key)
    rows = session.connection().execute(parts.where(_CLAUSE.c.draft_id == draft_id))
    return {row.position: (row.id, row.key) for row in rows}


def text_hash(nodes: tuple[Node, ...]) -> str:
    """Compute the fingerprint of a text: any changed word gives another one."""
    said = [[node.kind, node.label, node.text] for node in nodes]
    return hashlib.sha256(orjson.dumps(said)).hexdigest()


def _clause(draft_id: int, node: Node, key: str | None) -> dict[str, object]:
    return {
        "draft_id": draft_id, "key": key or secrets.token_urlsafe(KEY_BYTES), "position": node.index,
        "parent_position": node.parent, "kind": node.kind, "level": node.level, "label": node.label,
        "path": node.path, "heading": node.heading, "text": node.text, "folded_text": fold(node.text),
    }  # fmt: skip


def _keys_carried_on(found: Sequence[Successor], keys: Mapping[int, str]) -> dict[int, str]:
    """Give the keys that clauses of the new version take over; of several merged, the likest one's."""
    certain = sorted((each for each in found if each.is_sure), key=lambda each: each.likeness)
    return {each.new[0]: keys[each.old] for each in certain if each.new}


def latest_draft(session: Session, resolution_id: int) -> DraftRow | None:
    """Give the newest version of a resolution's text."""
    return session.exec(
        select(DraftRow)
        .where(DraftRow.resolution_id == resolution_id)
        .order_by(col(DraftRow.version).desc())
        .limit(1)
    ).first()


def current_draft(session: Session, resolution_id: int) -> DraftRow:
    """Give the newest version of a resolution that has one."""
    draft = latest_draft(session, resolution_id)
    assert draft is not None
    return draft


def draft_after(session: Session, draft: DraftRow) -> DraftRow | None:
    """Give the version that follows another one."""
    return session.exec(
        select(DraftRow).where(
            DraftRow.resolution_id == draft.resolution_id, DraftRow.version == draft.version + 1
        )
    ).first()


def draft_before(session: Session, draft: DraftRow) -> DraftRow | None:
    """Give the version that another one follows."""
    return session.exec(
        select(DraftRow).where(
            DraftRow.resolution_id == draft.resolution_id, DraftRow.version == draft.version - 1
        )
    ).first()


def parts_of(session: Session, draft_id: int) -> list[ClauseRow]:
    """Give every part of a version, head and signature too, in the order of the text."""
    return list(
        session.exec(
            select(ClauseRow).where(ClauseRow.draft_id == draft_id).order_by(col(ClauseRow.position))
        )
    )


def newest_parts(session: Session, resolution_id: int) -> tuple[int, tuple[Node, ...]] | None:
    """Give the newest version of a resolution with its parts; None where it has none."""
    draft = latest_draft(session, resolution_id)
    if draft is None or draft.id is None:
        return None
    return draft.id, nodes_of(parts_of(session, draft.id))


def clauses_of(session: Session, draft_id: int) -> list[ClauseRow]:
    """Give the clauses of a version in the order of the text."""
    return [part for part in parts_of(session, draft_id) if part.kind is NodeKind.CLAUSE]


def outline_of(session: Session, draft_id: int) -> Outline:
    """Give a stored version as it was read. On which line of the file each part stood is not kept."""
    nodes = nodes_of(parts_of(session, draft_id))
    return Outline(nodes=nodes, lines=session.get_one(DraftRow, draft_id).lines)


def problems_of(draft: DraftRow) -> tuple[Problem, ...]:
    """Give what looked wrong when the version was read."""
    return tuple(Problem(**problem) for problem in orjson.loads(draft.problems))
