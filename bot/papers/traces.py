"""The trace as a paper (bảng đối chiếu): what is required from above, our clause, tasks (S1.7, S1.9)."""

from collections.abc import Iterator

from bot.texts.nudges import full_name
from bot.texts.posts import plain
from bot.texts.resolutions import title
from bot.texts.task_lines import state_name
from bot.texts.traces import counts_line, lost_paths, standing_words
from bot.texts.upper_documents import short_name, upper_name
from bot.texts.voice import _, day
from bot.texts.wording import Reader
from documents.paper import Align, Bullet, Column, Paper, PaperTable, Paragraph, Signature
from documents.sheets import Sheet, SheetColumn, Workbook
from rules.traces import UNCOVERED
from storage.bodies import body
from storage.concretisation import documents_concretised
from storage.members import MemberRow
from storage.resolutions import ResolutionRow, resolution_for_member
from storage.tasks import TaskRow
from storage.traces import Traced, traced

WIDTHS = (1.5, 2.8, 5.8, 5.3, 3.9, 2.8, 3.1, 2.7)
LETTERS_WIDE = (6, 22, 55, 50, 40, 24, 14, 22)
WITHOUT_TASKS = 4
"""So many columns are there while nobody has been given a task."""


def trace_paper(reader: Reader, resolution_id: int) -> Paper:
    """Build the paper for a member of the body. Raises NotAMember, NotPermitted."""
    row, everything = _seen(reader, resolution_id)
    seat = body(reader.session, row.body_id)
    documents = documents_concretised(reader.session, resolution_id)
    return Paper(
        standard=seat.standard,
        on=reader.today,
        parent_body=seat.parent,
        body=seat.name,
        place=seat.place,
        title=_plain(_("Table of what is required from above and where it is met")),
        abstract=_plain(_("with regard to {title}", title=title(row, 300))),
        blocks=(
            Paragraph(text=_plain(_("Documents from above that are concretised:"))),
            *(Bullet(text=upper_name(each, 1000)) for each in documents),
            Paragraph(text=_plain(counts_line(everything))),
            _table(reader, everything),
            Paragraph(text=_plain(_last_line(everything))),
        ),
        signatures=(_signature(reader, row),) if row.drafter_id is not None else (),
        is_landscape=True,
    )


def _table(reader: Reader, everything: list[Traced]) -> PaperTable:
    shown = len(WIDTHS) if any(each.tasks for each in everything) else WITHOUT_TASKS
    columns = tuple(
        Column(title=name, width=width, align=Align.CENTRED if place == 0 else Align.LEFT)
        for place, (name, width) in enumerate(zip(_columns(), WIDTHS, strict=True))
    )
    rows = tuple(row[:shown] for row in _rows(reader, everything, is_repeated=False))
    return PaperTable(columns=columns[:shown], rows=rows)


def trace_sheet(reader: Reader, resolution_id: int) -> Workbook:
    """Build the spreadsheet; each task has a row of its own. Raises NotAMember, NotPermitted."""
    _row, everything = _seen(reader, resolution_id)
    columns = tuple(
        SheetColumn(title=name, width=width)
        for name, width in zip(_columns(), LETTERS_WIDE, strict=True)
    )
    rows = tuple((int(first), *rest) for first, *rest in _rows(reader, everything, is_repeated=True))
    sheet = Sheet(title=_plain(_("Trace from above")), columns=columns, rows=rows)
    return Workbook(sheets=(sheet,), on=reader.today)


def _seen(reader: Reader, resolution_id: int) -> tuple[ResolutionRow, list[Traced]]:
    row, _member = resolution_for_member(reader.session, reader.user_id, resolution_id)
    return row, traced(reader.session, resolution_id)


def _columns() -> tuple[str, ...]:
    names = (
        _("No."),
        _("Document, clause"),
        _("What is required"),
        _("Where it is met"),
        _("Task"),
        _("Owner"),
        _("Due on"),
        _("State"),
    )
    return tuple(map(_plain, names))


def _rows(reader: Reader, everything: list[Traced], *, is_repeated: bool) -> Iterator[tuple[str, ...]]:
    """Give a row for each task, and one for each clause of ours and each requirement without a task.

    The requirement stands in the first of its rows, our clause in the first row of its tasks; in a
    spreadsheet, which is sorted, they stand in each.
    """
    for number, each in enumerate(everything, start=1):
        above = (f"{number}", f"{short_name(each.document)}\n{each.upper.path}", each.upper.text)
        is_first = True
        for ours, tasks in _ours(each):
            for place, task in enumerate(tasks or (None,)):
                said = above if is_repeated or is_first else ("",) * len(above)
                yield *said, ours if is_repeated or place == 0 else "", *_task(reader, task)
                is_first = False


def _ours(each: Traced) -> Iterator[tuple[str, tuple[TaskRow, ...]]]:
    """Give our clauses with the tasks of each, and what is to be said where they are not all there."""
    for own in each.ours:
        yield f"{own.clause.path}: {own.clause.text}", own.tasks
    if each.lost and each.ours:
        lost = _plain(_("{lost} is not found in the newest version", lost=lost_paths(each)))
        yield lost[:1].upper() + lost[1:], ()
    elif not each.ours:
        said = _plain(standing_words(each, limit=500))
        yield said[:1].upper() + said[1:], ()


def _task(reader: Reader, task: TaskRow | None) -> tuple[str, ...]:
    if task is None:
        return ("", "", "", "")
    state = _plain(state_name(task.state))
    return (
        task.what,
        full_name(reader, task.owner_id),
        day(task.due_on) if task.due_on else "",
        state[:1].upper() + state[1:],
    )


def _last_line(everything: list[Traced]) -> str:
    """Say what is left; a line of words below the table, so that no signature stands alone on a page."""
    left = [each for each in everything if each.standing in UNCOVERED]
    if not left:
        return _("Every requirement has been dealt with.")
    names = "; ".join(f"{short_name(each.document)}, {each.upper.path}" for each in left)
    return _("Still open: {names}.", names=names)


def _signature(reader: Reader, row: ResolutionRow) -> Signature:
    """The lead drafter answers for the table."""
    drafter = reader.session.get_one(MemberRow, row.drafter_id)
    return Signature(heading=(_plain(_("Lead drafter")),), name=drafter.full_name)


def _plain(text: str) -> str:
    return str(plain(text))
