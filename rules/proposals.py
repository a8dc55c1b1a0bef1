"""Tasks that a draft's clauses seem to give: who, what, by when, how much (S2.25, S2.34).

Everything here is a proposal: a person confirms, changes or drops each one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.clauses import Node, NodeKind
from rules.deadlines import Deadline, IsWorkingDay, find_deadlines
from rules.doers import Doer, find_doer, heads_a_list, unit_at_start
from rules.targets import Target, find_target

_SENTENCE = re.compile(
    r"(?<![Tt]P)(?<!đ/c)(?<!v\.v)(?<!\b[A-ZĐ])(?<!Th[sS])\.\s+(?=[^\W\da-zà-ỹ]|[\"“(])"
)
"""The point between two sentences; not the one in "TP. Hồ Chí Minh" or in "1.234"."""

_CLOSES = re.compile(r"Trên đây là\s")
"""The last paragraph of a paper, which says what it was."""

_CELL = " | "
_LONGEST = 2_000
"""Letters of a sentence that are looked at; a longer one lost its points."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskProposal:
    """A task as a clause seems to mean it; what the clause does not say is empty."""

    #: the clause, by its index in the outline
    clause: int
    #: the sentence that gives the task
    what: str
    #: the unit in the lead, as printed
    who: str = ""
    cooperating: tuple[str, ...] = ()
    due: Deadline | None = None
    target: Target | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Times:
    today: date
    term_end: date | None
    is_working_day: IsWorkingDay | None

    def deadlines(self, text: str) -> tuple[Deadline, ...]:
        return find_deadlines(
            text,
            today=self.today,
            term_end=self.term_end,
            is_working_day=self.is_working_day,
        )


def propose_tasks(
    nodes: Sequence[Node],
    *,
    today: date,
    term_end: date | None = None,
    is_working_day: IsWorkingDay | None = None,
) -> list[TaskProposal]:
    """The tasks that the clauses of an outline seem to give, in their order.

    A sentence gives a task when it names who is to act or until when; below a heading that is
    only a unit ("5. Bộ Nội vụ") each clause gives one to that unit. Rows of a table give one when
    a cell names a unit or a deadline. A sentence with several deadlines gives one task for each.
    `nodes` are all the nodes of an outline, or any part of them that keeps parents with children.
    """
    times = _Times(today=today, term_end=term_end, is_working_day=is_working_day)
    doers = inherited_doers(nodes)
    holders = {node.parent for node in nodes if node.kind is NodeKind.CLAUSE}
    found: list[TaskProposal] = []
    for node in nodes:
        if node.kind is NodeKind.CLAUSE:
            found += _of_clause(node, doers.get(node.index, ""), times, holds=node.index in holders)
        elif node.kind is NodeKind.ANNEX:
            found += _of_rows(node, times)
    return found


def inherited_doers(nodes: Sequence[Node]) -> dict[int, str]:
    """For each clause below one that only names a unit, that unit; not in annexes.

    Lists of units in an annex ("II- Các đơn vị hành chính …") give no work to anybody.
    """
    heads: dict[int, str] = {}
    inherited: dict[int, str] = {}
    annexed = {node.index for node in nodes if node.kind is NodeKind.ANNEX}
    for node in nodes:
        above = node.parent
        if above in annexed:
            annexed.add(node.index)
            continue
        if above is not None and (unit := heads.get(above) or inherited.get(above)):
            inherited[node.index] = unit
        if node.kind is NodeKind.CLAUSE and (own := _unit_of_heading(node)):
            heads[node.index] = own
    return inherited


def _unit_of_heading(node: Node) -> str:
    if heads_a_list(node.text):
        return unit_at_start(node.text)
    # "Giao Văn phòng Đảng ủy thực hiện các việc sau:" gives each of the clauses below to it.
    last = node.text.rpartition("\n")[2]
    return find_doer(last).lead if last.endswith(":") and len(last) < _LONGEST else ""


def _of_clause(node: Node, above: str, times: _Times, *, holds: bool) -> Iterator[TaskProposal]:
    if holds and heads_a_list(node.text):
        return
    lead = above
    for sentence in _sentences(node.text):
        if _CELL in sentence:
            yield from _of_row(node.index, sentence, times)
            continue
        if heads_a_list(sentence):
            lead = above = unit_at_start(sentence)
            continue
        if _CLOSES.match(sentence):
            continue
        doer = find_doer(sentence)
        lead = doer.lead or lead
        deadlines = times.deadlines(sentence)
        introduces = holds and sentence.endswith(":")
        # A day that has passed is rather a condition ("đã giao kết trước ngày …").
        ahead = any(due.on >= times.today for due in deadlines)
        gives = ahead or (not introduces and (doer.lead or (above and not holds)))
        if gives:
            yield from _tasks(node.index, sentence, _led(doer, lead), deadlines)


def _led(doer: Doer, lead: str) -> Doer:
    return doer if doer.lead else Doer(lead=lead, cooperating=doer.cooperating)


def _tasks(
    clause: int, sentence: str, doer: Doer, deadlines: tuple[Deadline, ...]
) -> Iterator[TaskProposal]:
    for due in deadlines or (None,):
        yield TaskProposal(
            clause=clause,
            what=sentence.rstrip(" .;,/"),
            who=doer.lead,
            cooperating=doer.cooperating,
            due=due,
            target=find_target(sentence),
        )


def _of_rows(node: Node, times: _Times) -> Iterator[TaskProposal]:
    for line in node.text.split("\n"):
        if _CELL in line:
            yield from _of_row(node.index, line, times)


def _of_row(clause: int, line: str, times: _Times) -> Iterator[TaskProposal]:
    """A row of a table of tasks: its longest cell is the work, another the unit, another the time."""
    cells = [cell.strip() for cell in line.split(_CELL)]
    what = max(cells, key=len)
    others = [cell for cell in cells if cell != what]
    units = [unit for cell in others if heads_a_list(cell) and (unit := unit_at_start(cell))]
    deadlines = [due for cell in others for due in times.deadlines(cell)]
    if units or deadlines:
        doer = Doer(lead=units[0] if units else "", cooperating=tuple(units[1:]))
        yield from _tasks(clause, what, doer, tuple(deadlines[:1]))


def _sentences(text: str) -> Iterator[str]:
    for paragraph in text.split("\n"):
        for sentence in _SENTENCE.split(paragraph):
            if sentence.strip():
                yield _shortened(sentence.strip())


def _shortened(sentence: str) -> str:
    """Bound what patterns look through; that something was left out is seen, the clause has it all."""
    return sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST].rsplit(" ", 1)[0] + " …"
