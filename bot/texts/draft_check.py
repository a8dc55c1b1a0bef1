"""Words about the check of a draft before it leaves: weak tasks, copied passages. It only advises."""

from collections.abc import Sequence
from dataclasses import replace

from bot.texts.posts import Button, Post, clip
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.upper_documents import short_name, upper_name
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from rules.completeness import TaskPart
from rules.copying import Passage, copied_from
from rules.draft_check import MOST_TASKS, MUCH_COPIED, CopiedFromUpper, CopiedPassages, TaskCheck
from rules.drafts import ClausePage, DraftProblems
from rules.task_wording import Wording
from storage.draft_check import TaskAdvice, copied_from_above, copied_texts, task_advice
from storage.drafts import ClauseRow, DraftRow, clauses_of, parts_of
from storage.parts import PartRow, nodes_of
from storage.resolutions import ResolutionRow, resolution, resolution_for_member
from storage.upper_clauses import upper_parts
from storage.upper_documents import upper_document_for

TASKS_ON_A_PAGE = 6
PASSAGES_ON_A_PAGE = 4
LONGEST_PASSAGE = 500


def wording_name(wording: Wording) -> str:
    """Name what is weak in a task."""
    names = {
        Wording.UNMEASURED: _("no number, product or date"),
        Wording.QUALITATIVE: _("qualitative"),
        Wording.ROUTINE: _("a routine duty"),
        Wording.SCATTERED: _("scattered over everybody"),
        Wording.COMPOUND: _("several works in one"),
        Wording.WHOLE_TERM: _("the whole term, without a step between"),
    }
    return names[wording]


def part_name(part: TaskPart) -> str:
    """Name a part that every task should have."""
    names = {
        TaskPart.CONTENT: _("content"),
        TaskPart.REQUIREMENT: _("requirement"),
        TaskPart.MEASURES: _("measures"),
        TaskPart.DEADLINE: _("deadline"),
        TaskPart.DOER: _("who does it"),
        TaskPart.INSPECTOR: _("who inspects it"),
    }
    return names[part]


def check_lines(reader: Reader, draft: DraftRow) -> list[str]:
    """Say in a line or two what the check found; nothing where all is well."""
    advice = task_advice(reader.session, draft, today=reader.today)
    found = [n_("{n} task to look at again", "{n} tasks to look at again", len(advice.clauses))]
    said: list[str] = [*found] if advice.clauses else []
    if len(advice.clauses) > MOST_TASKS:
        said.append(_("So many tasks are hard to remember."))
    said += [
        _("{n}% stand word for word in {title}",
          n=other.copied.percent, title=title(other.resolution, 120))
        for other in copied_texts(reader.session, draft)[:1]
        if other.copied.percent >= MUCH_COPIED
    ]  # fmt: skip
    return said + [
        _("{n}% stand word for word in {title}",
          n=above.copied.percent, title=upper_name(above.document, 120))
        for above in copied_from_above(reader.session, draft)[:1]
        if above.copied.percent >= MUCH_COPIED
    ]  # fmt: skip


def check_buttons(reader: Reader, draft: DraftRow) -> list[list[Button]]:
    """Lead to the weak tasks and to the copied passages, where there are any."""
    rows = []
    advice = task_advice(reader.session, draft, today=reader.today)
    if advice.clauses:
        label = n_("{n} task to look at again", "{n} tasks to look at again", len(advice.clauses))
        rows.append([link_to(label, TaskCheck(draft_id=draft.id or 0))])
    for other in copied_texts(reader.session, draft)[:2]:
        label = _("Copied, {n}%: {title}", n=other.copied.percent, title=title(other.resolution, 40))
        screen = CopiedPassages(draft_id=draft.id or 0, other_id=other.draft.id or 0)
        rows.append([link_to(label, screen)])
    for above in copied_from_above(reader.session, draft)[:2]:
        label = _("Copied, {n}%: {title}", n=above.copied.percent, title=short_name(above.document))
        upper = CopiedFromUpper(draft_id=draft.id or 0, document_id=above.document.id or 0)
        rows.append([link_to(label, upper)])
    return rows


@words_for(TaskCheck)
def task_check(reader: Reader, notice: TaskCheck) -> Post:
    """Name the clauses whose tasks are weak, each with a way to it."""
    draft = reader.session.get_one(DraftRow, notice.draft_id)
    row, _member = resolution_for_member(reader.session, reader.user_id, draft.resolution_id)
    advice = task_advice(reader.session, draft, today=reader.today)
    first = notice.page * TASKS_ON_A_PAGE
    shown = advice.clauses[first : first + TASKS_ON_A_PAGE]
    clauses = {clause.position: clause for clause in clauses_of(reader.session, notice.draft_id)}
    turning = pages(
        notice.page, len(advice.clauses), TASKS_ON_A_PAGE,
        lambda label, page: link_to(label, TaskCheck(draft_id=notice.draft_id, page=page)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>Tasks to look at again: {title}</b>", title=title(row, 150)),
            *(_advice(advice, place) for place in shown),
            _("This is advice. If it is right as it stands, go on."),
        ),
        buttons=[*_ways(shown, clauses), turning, [_back(notice.draft_id)]],
    )


def _advice(advice: TaskAdvice, place: int) -> str:
    node = advice.nodes[place]
    weak, incomplete = advice.weak.get(place), advice.incomplete.get(place)
    return lines(
        _("<b>{path}</b> {heading}", path=node.path, heading=clip(node.heading or node.text, 90)),
        _("– {what}", what=", ".join(map(wording_name, weak.wordings))) if weak else None,
        _("– missing: {parts}", parts=", ".join(map(part_name, incomplete.missing)))
        if incomplete
        else None,
    )


def _ways(shown: list[int], clauses: dict[int, ClauseRow]) -> list[list[Button]]:
    buttons = [
        link_to(clauses[place].path, ClausePage(clause_id=clauses[place].id or 0))
        for place in shown
        if place in clauses
    ]
    return [buttons[first : first + 3] for first in range(0, len(buttons), 3)]


@words_for(CopiedPassages)
def copied_passages(reader: Reader, notice: CopiedPassages) -> Post:
    """Show what stands in both texts, and where."""
    draft = reader.session.get_one(DraftRow, notice.draft_id)
    other = reader.session.get_one(DraftRow, notice.other_id)
    row, _member = resolution_for_member(reader.session, reader.user_id, draft.resolution_id)
    resolution_for_member(reader.session, reader.user_id, other.resolution_id)
    own, source = (parts_of(reader.session, each.id or 0) for each in (draft, other))
    name = title(resolution(reader.session, other.resolution_id), 150)
    return _passages(notice, row, own, source, name)


@words_for(CopiedFromUpper)
def copied_from_upper(reader: Reader, notice: CopiedFromUpper) -> Post:
    """Show what a draft took over word for word from a document that it concretises."""
    draft = reader.session.get_one(DraftRow, notice.draft_id)
    row, _member = resolution_for_member(reader.session, reader.user_id, draft.resolution_id)
    document, _keeper = upper_document_for(reader.session, reader.user_id, notice.document_id)
    own = parts_of(reader.session, notice.draft_id)
    source = upper_parts(reader.session, notice.document_id)
    return _passages(notice, row, own, source, upper_name(document, 150))


def _passages(
    notice: CopiedPassages | CopiedFromUpper, row: ResolutionRow, own: Sequence[PartRow],
    source: Sequence[PartRow], name: str,
) -> Post:  # fmt: skip
    copied = copied_from(nodes_of(own), nodes_of(source))
    first = notice.page * PASSAGES_ON_A_PAGE
    turning = pages(
        notice.page, len(copied.passages), PASSAGES_ON_A_PAGE,
        lambda label, page: link_to(label, replace(notice, page=page)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row, 150)),
            _("{n}% stand word for word in {title}", n=copied.percent, title=name),
            *(
                _passage(passage, own, source)
                for passage in copied.passages[first : first + PASSAGES_ON_A_PAGE]
            ),
            _("This is advice. If it is right as it stands, go on."),
        ),
        buttons=[turning, [_back(notice.draft_id)]],
    )  # fmt: skip


def _passage(passage: Passage, own: Sequence[PartRow], source: Sequence[PartRow]) -> str:
    return lines(
        _("<b>{path}</b> — there {source}, {n} words:",
          path=own[passage.clause].path, source=source[passage.source].path, n=passage.words),
        _("<blockquote expandable>{text}</blockquote>", text=clip(passage.text, LONGEST_PASSAGE)),
    )  # fmt: skip


def _back(draft_id: int) -> Button:
    return link_to(_("‹ What to look at again"), DraftProblems(draft_id=draft_id))
