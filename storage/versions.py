"""Where a clause stands in another version, with all that hangs on it: comments, answers, tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import func
from sqlmodel import Session, col, select

from rules.redline import ClauseChange, compare
from rules.versions import parts_meant
from storage.clause_links import ClauseLinkRow, links_from, links_into
from storage.comments import CommentRow, live, rounds_of
from storage.drafts import ClauseRow, DraftRow, current_draft, draft_before, parts_of
from storage.parts import nodes_of


@dataclass(frozen=True, kw_only=True)
class Counterpart:
    """Where a clause stands in a version."""

    #: the one that carries it on first; of a split one all parts; none where it is gone or not known
    clauses: tuple[ClauseRow, ...]
    #: a person has yet to say where it went
    is_open: bool

    @property
    def is_gone(self) -> bool:
        """Whether it was left out, and nothing is to be asked."""
        return not self.clauses and not self.is_open

    @property
    def clause(self) -> ClauseRow | None:
        """The clause that carries it on."""
        return self.clauses[0] if self.clauses else None


@dataclass(frozen=True, kw_only=True)
class OpenClause:
    """A clause with comments of which nobody knows yet where it went."""

    clause: ClauseRow
    #: what may be meant, the likeliest first
    proposed: tuple[ClauseRow, ...]
    draft_id: int  # the version in which it is looked for
    comments: int  # so many wait for the answer


def counterpart(session: Session, clause_id: int, draft_id: int) -> Counterpart:
    """Give where a clause stands in the same or a later version of its text."""
    return counterparts(session, [clause_id], draft_id)[clause_id]


def counterparts(session: Session, clause_ids: Iterable[int], draft_id: int) -> dict[int, Counterpart]:
    """Give where some clauses stand in a version; they may come from different earlier ones."""
    walk = _Walk(session, set(clause_ids), draft_id)
    clauses = _clauses(session, {each for held in walk.now.values() for each in held})
    return {
        origin: Counterpart(
            clauses=tuple(clauses[each] for each in held), is_open=origin in walk.stopped
        )
        for origin, held in walk.now.items()
    }


def place_of_comment(session: Session, comment: CommentRow, draft_id: int) -> Counterpart:
    """Give where the clause of a comment stands in a version; of a split one the part it quotes."""
    assert comment.clause_id is not None
    return _narrowed(counterpart(session, comment.clause_id, draft_id), comment.quote)


def comments_placed(session: Session, resolution_id: int) -> dict[int, Counterpart]:
    """Give where in the newest version each live comment of a resolution stands; whole-text ones not.

    Of a clause that was split, a comment with a quotation goes with the part that holds the words.
    """
    draft_id = current_draft(session, resolution_id).id or 0
    said = session.exec(
        select(CommentRow.id, CommentRow.clause_id, CommentRow.quote).where(
            live(rounds_of(session, resolution_id)), col(CommentRow.clause_id).is_not(None)
        )
    ).all()
    where = counterparts(session, {clause_id for _id, clause_id, _quote in said if clause_id}, draft_id)
    return {
        comment_id: _narrowed(where[clause_id], quote)
        for comment_id, clause_id, quote in said
        if comment_id is not None and clause_id is not None
    }


def _narrowed(found: Counterpart, quote: str) -> Counterpart:
    texts = {place: clause.text for place, clause in enumerate(found.clauses)}
    meant = parts_meant(quote, list(texts), texts)
    clauses = tuple(found.clauses[place] for place in meant)
    return Counterpart(clauses=clauses, is_open=found.is_open)


def open_clauses(session: Session, resolution_id: int) -> list[OpenClause]:
    """Give the clauses with comments of which a person has to say where they went, by the text."""
    draft_id = current_draft(session, resolution_id).id or 0
    counted = _comments_by_clause(session, resolution_id)
    walk = _Walk(session, set(counted), draft_id)
    waiting: dict[int, int] = {}
    for origin, stop in walk.stopped.items():
        waiting[stop] = waiting.get(stop, 0) + counted[origin]
    links = links_from(session, waiting)
    wanted = {link.new_clause_id for held in links.values() for link in held if link.new_clause_id}
    clauses = _clauses(session, wanted | waiting.keys())
    found = [
        OpenClause(
            clause=clauses[stop],
            proposed=tuple(clauses[link.new_clause_id] for link in links.get(stop, ())
                           if link.new_clause_id),
            draft_id=walk.next_of[clauses[stop].draft_id],
            comments=count,
        )
        for stop, count in waiting.items()
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.draft_id, each.clause.position))


def clause_with_key(session: Session, resolution_id: int, key: str) -> ClauseRow | None:
    """Give the clause of the newest version on which something hangs, such as a task."""
    last = session.exec(
        select(ClauseRow)
        .join(DraftRow, col(DraftRow.id) == ClauseRow.draft_id)
        .where(DraftRow.resolution_id == resolution_id, ClauseRow.key == key)
        .order_by(col(DraftRow.version).desc())
        .limit(1)
    ).first()
    if last is None or last.id is None:
        return None
    return counterpart(session, last.id, current_draft(session, resolution_id).id or 0).clause


def changes_into(session: Session, draft: DraftRow) -> tuple[ClauseChange, ...]:
    """Compare a version with the one before, clause by clause; the first version has no changes.

    What is not certain is shown as taken out and put in, until a person has said that it is one clause.
    """
    before = draft_before(session, draft)
    if before is None or before.id is None or draft.id is None:
        return ()
    old, new = parts_of(session, before.id), parts_of(session, draft.id)
    places = {part.id: part.position for part in (*old, *new)}
    links = [link for link in links_into(session, draft.id) if link.is_sure]
    went: dict[int, list[int]] = {}
    for link in links:
        if link.new_clause_id is not None:
            went.setdefault(places[link.old_clause_id], []).append(places[link.new_clause_id])
    moved = frozenset(places[link.old_clause_id] for link in links if link.is_moved)
    return compare(nodes_of(old), nodes_of(new), went, moved=moved)


class _Walk:
    """The way of some clauses through the versions, one step after the other."""

    def __init__(self, session: Session, origins: set[int], draft_id: int) -> None:
        drafts = _drafts_up_to(session, draft_id)
        self.next_of = dict(pairwise(drafts))
        begins = _clauses(session, origins)
        self.now: dict[int, tuple[int, ...]] = {}
        #: by origin, the clause at which nobody knows how to go on
        self.stopped: dict[int, int] = {}
        for draft in drafts:
            here = {o: (o,) for o in origins if begins[o].draft_id == draft}
            self.now |= here
            if draft != draft_id:
                self._step(session)

    def _step(self, session: Session) -> None:
        links = links_from(session, {each for held in self.now.values() for each in held})
        for origin, held in self.now.items():
            there: list[int] = []
            for each in held:
                went = links.get(each, [])
                if went and all(link.is_sure for link in went):
                    there += _targets(went)
                else:
                    self.stopped.setdefault(origin, each)
            self.now[origin] = () if origin in self.stopped else tuple(dict.fromkeys(there))


def _targets(links: Iterable[ClauseLinkRow]) -> list[int]:
    return [link.new_clause_id for link in links if link.new_clause_id is not None]


def _drafts_up_to(session: Session, draft_id: int) -> list[int]:
    last = session.get_one(DraftRow, draft_id)
    found = session.exec(
        select(DraftRow.id)
        .where(DraftRow.resolution_id == last.resolution_id, DraftRow.version <= last.version)
        .order_by(col(DraftRow.version))
    )
    return [each for each in found if each is not None]


def _clauses(session: Session, clause_ids: Iterable[int]) -> dict[int, ClauseRow]:
    found = session.exec(select(ClauseRow).where(col(ClauseRow.id).in_(list(clause_ids))))
    return {clause.id: clause for clause in found if clause.id is not None}


def _comments_by_clause(session: Session, resolution_id: int) -> dict[int, int]:
    counted = session.exec(
        select(CommentRow.clause_id, func.count())
        .where(live(rounds_of(session, resolution_id)), col(CommentRow.clause_id).is_not(None))
        .group_by(col(CommentRow.clause_id))
    )
    return {clause_id: count for clause_id, count in counted if clause_id is not None}
