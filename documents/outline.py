"""From lines to clauses: the walk through a document from its head to its last annex.

Every line ends up in exactly one node. Blank lines go with the node that they follow (with the
first node where nothing is above them); page headers, page numbers and stamps are nodes of their
own kind, and the clause they interrupt goes on behind them.
"""

from enum import StrEnum

from documents.clause_tree import ClauseTree, Placement
from documents.closing import cells_of, is_filed, is_name, is_on_behalf
from documents.head_zone import is_rule
from documents.levels import BULLETS
from documents.markers import Marker
from documents.nodes import GrowingNode, Paths, finished
from documents.paragraphs import SENTENCE_END
from documents.survey import Survey
from rules.clauses import Level, NodeKind, Outline, Problem, ProblemKind

_LONG_BULLET = 80
"""Letters. A dash with less is a heading, and the paragraph behind it belongs to it."""

_LONG_CLOSING_LINE = 100
"""Letters. Nobody's post, name or address is as long."""


class _Zone(StrEnum):
    BODY = "body"
    SIGNATURE = "signature"
    RECIPIENTS = "recipients"


def outline_of(held: Survey) -> Outline:
    """The outline of a surveyed text. Never fails, and takes time linear in its lines."""
    walk = _Walk(held)
    for place in range(len(held.lines)):
        walk.take(place)
    nodes = finished(walk.nodes, held.lines, held.starts)
    problems = [*walk.problems, *_outside(held)]
    if not any(node.kind is NodeKind.CLAUSE and node.marker for node in walk.nodes):
        problems.append(Problem(kind=ProblemKind.NO_CLAUSE))
    return Outline(nodes=nodes, lines=len(held.lines), problems=tuple(problems))


def _outside(held: Survey) -> list[Problem]:
    """Text between the enacting formula and the first clause, where nobody can comment on it."""
    if held.formula is None or held.is_prose:
        return []
    between = range(held.formula + 1, held.body)
    said = tuple(p + 1 for p in between if p not in held.skipped and not is_rule(held.lines[p]))
    return [Problem(kind=ProblemKind.TEXT_OUTSIDE_CLAUSES, lines=said)] if said else []


class _Walk:
    """The state between one line and the next."""

    def __init__(self, held: Survey) -> None:
        self.nodes: list[GrowingNode] = []
        self.problems: list[Problem] = []
        self._held = held
        self._tree = ClauseTree()
        self._paths = Paths()
        self._zone = _Zone.BODY
        self._current: int | None = None
        self._last_owner: int | None = None
        self._leading: list[int] = []
        self._last_said = ""
        self._has_name = self._is_filed = self._is_mixed = False

    def take(self, place: int) -> None:
        """Give one line to a node."""
        held = self._held
        if place in held.noise:
            self._keep_aside(place, NodeKind.NOISE, joins=self._is_last(NodeKind.NOISE))
        elif place in held.notes:
            self._keep_aside(place, NodeKind.NOTE, joins=held.notes[place] != place)
        elif held.lines[place].is_blank:
            self._own(place, self._last_owner)
        else:
            self._say(place)
            self._last_said = held.lines[place].matched

    def _say(self, place: int) -> None:
        held = self._held
        if place < held.title.start:
            self._gather(place, NodeKind.LETTERHEAD)
        elif place < held.title.end:
            self._gather(place, NodeKind.TITLE)
        elif place < held.body:
            self._gather(place, NodeKind.PREAMBLE)
        elif self._zone is _Zone.BODY:
            self._body(place)
        else:
            self._closing(place)

    # Lines and nodes

    def _own(self, place: int, owner: int | None) -> None:
        if owner is None:
            self._leading.append(place)
            if place == len(self._held.lines) - 1:
                self._add(GrowingNode(kind=NodeKind.NOISE), place)
            return
        self.nodes[owner].places.append(place)
        self._last_owner = owner

    def _add(self, node: GrowingNode, place: int) -> int:
        index = len(self.nodes)
        self.nodes.append(node)
        node.places.extend(line for line in self._leading if line != place)
        self._leading.clear()
        self._own(place, index)
        return index

    def _is_last(self, kind: NodeKind) -> bool:
        return self._last_owner is not None and self.nodes[self._last_owner].kind is kind

    def _keep_aside(self, place: int, kind: NodeKind, *, joins: bool) -> None:
        if joins and self._last_owner is not None and self._is_last(kind):
            self._own(place, self._last_owner)
        else:
            self._add(GrowingNode(kind=kind), place)

    def _gather(self, place: int, kind: NodeKind) -> None:
        if self._current is None or self.nodes[self._current].kind is not kind:
            self._current = self._add(GrowingNode(kind=kind, parent=self._tree.root), place)
        else:
            self._own(place, self._current)

    # Clauses

    def _body(self, place: int) -> None:
        closings = self._held.closings
        if place in closings.recipients or place in closings.signatures:
            self._begin_closing(place)
        elif self._is_annex(place):
            self._begin_annex(place)
        elif not self._clause(place):
            self._continue(place)

    def _clause(self, place: int) -> bool:
        candidate = self._held.candidates.get(place)
        if candidate is None:
            return False
        placement = self._tree.place(candidate, introduced=self._last_said.endswith(":"))
        if placement is None:
            return False
        self._note(placement, place)
        self._open(placement, place)
        return True

    def _note(self, placement: Placement, place: int) -> None:
        if placement.problem is not None:
            found = placement.marker.label
            expected = placement.expected
            problem = Problem(kind=placement.problem, lines=(place + 1,), expected=expected, found=found)
            self.problems.append(problem)

    def _open(self, placement: Placement, place: int) -> None:
        parent = self._tree.parent(placement.keep)
        marker = placement.marker
        node = GrowingNode(
            kind=NodeKind.CLAUSE,
            parent=parent,
            marker=marker,
            level=marker.level,
            path=self._new_path(marker, parent),
        )
        self._current = self._add(node, place)
        self._tree.open(placement, self._current)

    def _continue(self, place: int) -> None:
        """A line without an ordinal goes on with what is open, or is a paragraph of its own."""
        starts = self._held.starts[place]
        if self._held.is_prose and self._tree.root is None:
            if starts or self._current is None or not self._is_clause(self._current):
                self._paragraph(place, None)
            else:
                self._own(place, self._current)
        elif starts and self._is_own_paragraph():
            self._paragraph(place, self._tree.close_bullets())
        elif self._current is None:
            self._gather(place, NodeKind.PREAMBLE)
        else:
            self._own(place, self._current)

    def _is_clause(self, index: int) -> bool:
        return self.nodes[index].kind is NodeKind.CLAUSE

    def _is_own_paragraph(self) -> bool:
        """Whether a paragraph follows a list of dashes and cannot be part of the last one."""
        node = None if self._current is None else self.nodes[self._current]
        if node is None or node.level not in BULLETS:
            return node is not None and node.level is Level.PARAGRAPH
        size = sum(len(self._held.lines[place].matched) for place in node.places)
        ended = SENTENCE_END.search(self._last_said) and not self._last_said.endswith(":")
        return bool(ended) and (size > _LONG_BULLET or self._last_said.endswith(";"))

    def _paragraph(self, place: int, parent: int | None) -> None:
        path = self._new_path(None, parent)
        node = GrowingNode(kind=NodeKind.CLAUSE, parent=parent, level=Level.PARAGRAPH, path=path)
        self._current = self._add(node, place)

    def _new_path(self, marker: Marker | None, parent: int | None) -> str:
        above = "" if parent is None else self.nodes[parent].path
        root = self._tree.root
        annex = "" if root is None else self.nodes[root].path
        return self._paths.clause(marker, parent=parent, above=above, annex=annex)

    # Signature, recipients, annexes

    def _begin_closing(self, place: int) -> None:
        line = self._held.lines[place]
        lists = place in self._held.closings.recipients
        self._is_mixed = lists and is_on_behalf(line)
        self._has_name = self._is_filed = False
        alone = lists and not self._is_mixed
        self._zone = _Zone.RECIPIENTS if alone else _Zone.SIGNATURE
        self._close(place)

    def _close(self, place: int) -> None:
        line = self._held.lines[place]
        kind = NodeKind.SIGNATURE if self._zone is _Zone.SIGNATURE else NodeKind.RECIPIENTS
        self._gather(place, kind)
        self._has_name = self._has_name or any(map(is_name, cells_of(line)))
        self._is_filed = self._is_filed or is_filed(line)

    def _closing(self, place: int) -> None:
        line, closings = self._held.lines[place], self._held.closings
        if place in closings.annex_names:
            self._begin_annex(place)
        elif self._is_mixed and (line.cells or is_rule(line)):
            self._close(place)
        elif place in closings.recipients:
            self._zone, self._is_filed = _Zone.RECIPIENTS, False
            self._close(place)
        elif place in closings.signatures:
            self._zone, self._has_name = _Zone.SIGNATURE, False
            self._close(place)
        elif self._is_annex(place):
            self._begin_annex(place)
        elif is_rule(line) or not self._is_over(place):
            self._close(place)
        else:
            self._after_closing(place)

    def _is_over(self, place: int) -> bool:
        line = self._held.lines[place]
        if len(line.matched) > _LONG_CLOSING_LINE:
            return True
        if self._zone is _Zone.RECIPIENTS:
            runs_on = not self._last_said.endswith((".", ";")) or line.matched[0].islower()
            return self._is_filed and not runs_on
        return self._has_name and (len(line.matched) > 60 or line.matched.isupper())

    def _after_closing(self, place: int) -> None:
        """What follows a signature is an annex, unless it goes on where the clauses stopped."""
        self._zone = _Zone.BODY
        candidate = self._held.candidates.get(place)
        placed = None if candidate is None else self._tree.place(candidate, introduced=False)
        if placed is None or placed.marker.level in BULLETS:
            self._begin_annex(place)
            return
        if placed.marker.is_first or placed.problem is not None:
            # An annex without a heading: its own count begins with this line.
            self._tree.restart(None)
        self._clause(place)

    def _is_annex(self, place: int) -> bool:
        if place in self._held.closings.annex_names:
            return True
        heads = self._current is not None and self.nodes[self._current].kind is NodeKind.ANNEX
        return not heads and place in self._held.closings.enclosed

    def _begin_annex(self, place: int) -> None:
        self._zone = _Zone.BODY
        node = GrowingNode(kind=NodeKind.ANNEX, path=self._paths.annex())
        self._current = self._add(node, place)
        self._tree.restart(self._current)
