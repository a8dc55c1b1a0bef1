"""Words about what is new in a version: word by word in the chat, and as a Word file."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.papers.issuing import docx_of
from bot.papers.versions import changes_paper
from bot.texts.posts import Button, File, Post, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.steps import steps_at
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import versions as act
from rules.members import Ability, may
from rules.redline import Change, ClauseChange, Run
from rules.resolutions import IS_OPEN, ResolutionPage, Stage
from rules.versions import ChangesPaper, ChangesPosted, NoGroup, VersionChanges
from storage.drafts import ClauseRow, DraftRow, current_draft, draft_before, parts_of
from storage.members import MemberRow
from storage.resolutions import ResolutionRow, resolution, resolution_for_member
from storage.versions import changes_into

PAGE_LETTERS = 2600
"""Letters of clauses on one page; with tags and headings it stays within a message."""
LONGEST_CHANGED = 700
AROUND = 8  # words kept before and after a change of a long clause


@words_for(VersionChanges)
def version_changes(reader: Reader, notice: VersionChanges) -> Post:
    """Show what was changed, left out and added, each clause as one reads it."""
    draft = reader.session.get_one(DraftRow, notice.draft_id)
    row, member = resolution_for_member(reader.session, reader.user_id, draft.resolution_id)
    changes = changes_into(reader.session, draft)
    old, new = _both(reader, draft)
    shown = [change for change in changes if _is_worth_showing(change, old, new)]
    sheets = _sheets([_clause_lines(change, old, new) for change in shown])
    page = min(notice.page, max(len(sheets) - 1, 0))
    turning = pages(
        page, len(sheets), 1,
        lambda label, at: link_to(label, VersionChanges(draft_id=notice.draft_id, page=at)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row, 200)),
            _("Draft, version {n}: what is new against version {before}",
              n=draft.version, before=draft.version - 1),
            _figures(changes, old, new),
            *(sheets[page] if sheets else ()),
        ),
        buttons=[turning, *_paper_buttons(draft, member, row), [_back(row)]],
    )  # fmt: skip


def _both(reader: Reader, draft: DraftRow) -> tuple[list[ClauseRow], list[ClauseRow]]:
    before = draft_before(reader.session, draft)
    old = parts_of(reader.session, before.id or 0) if before else []
    return old, parts_of(reader.session, draft.id or 0)


def _is_worth_showing(change: ClauseChange, old: Sequence[ClauseRow], new: Sequence[ClauseRow]) -> bool:
    """Whether more changed than the number of a clause."""
    if change.new is None or len(change.old) != 1:
        return change.is_changed
    return change.is_moved or old[change.old[0]].text != new[change.new].text


def _figures(
    changes: Sequence[ClauseChange], old: Sequence[ClauseRow], new: Sequence[ClauseRow]
) -> Markup:
    shown = [change for change in changes if _is_worth_showing(change, old, new)]
    added = sum(not change.old for change in shown)
    gone = sum(change.new is None for change in shown)
    changed = len(shown) - added - gone
    if not shown:
        return _("No word of a clause has changed.")
    return _(
        "Changed: {changed} · new: {added} · left out: {gone}", changed=changed, added=added, gone=gone
    )


def _clause_lines(
    change: ClauseChange, old: Sequence[ClauseRow], new: Sequence[ClauseRow]
) -> tuple[Markup, Markup]:
    return _heading(change, old, new), Markup(" ").join(_marked(run) for run in _shortened(change.runs))


def _heading(change: ClauseChange, old: Sequence[ClauseRow], new: Sequence[ClauseRow]) -> Markup:
    if change.new is None:
        return _("<b>{path}</b> — left out", path=old[change.old[0]].path)
    path = new[change.new].path
    if not change.old:
        return _("<b>{path}</b> — new", path=path)
    before = ", ".join(old[each].path for each in change.old)
    if change.is_moved:
        return _("<b>{path}</b> — moved here from {before}", path=path, before=before)
    if before != path:
        return _("<b>{path}</b> (before: {before})", path=path, before=before)
    return _("<b>{path}</b>", path=path)


def _marked(run: Run) -> Markup:
    if run.change is Change.REMOVED:
        return _("<s>{text}</s>", text=run.text)
    if run.change is Change.ADDED:
        return _("<u>{text}</u>", text=run.text)
    return _("{text}", text=run.text)


def _shortened(runs: Sequence[Run]) -> list[Run]:
    """Of a long clause, show the changes with a few words around them."""
    if sum(len(run.text) for run in runs) <= LONGEST_CHANGED:
        return list(runs)
    found = []
    for place, run in enumerate(runs):
        words = run.words
        if run.change is not Change.KEPT:
            most = 4 * AROUND
            found.append(
                run if len(words) <= most else Run(change=run.change, words=(*words[:most], "…"))
            )
        elif len(words) > 2 * AROUND:
            begin = words[:AROUND] if place else ()
            end = words[-AROUND:] if place < len(runs) - 1 else ()
            found.append(Run(change=Change.KEPT, words=(*begin, "…", *end)))
        else:
            found.append(run)
    return found


def _sheets(clauses: Sequence[tuple[Markup, Markup]]) -> list[list[Markup]]:
    """Put clauses on pages, as many as one message holds."""
    sheets: list[list[Markup]] = []
    left = 0
    for heading, said in clauses:
        text = said if len(said) <= PAGE_LETTERS else _("too long for a message: see the file")
        if not sheets or left < len(heading) + len(text):
            sheets.append([])
            left = PAGE_LETTERS
        sheets[-1] += [heading, text]
        left -= len(heading) + len(text)
    return sheets


def _paper_buttons(draft: DraftRow, member: MemberRow, row: ResolutionRow) -> list[list[Button]]:
    paper = press(_("Word file with the changes"), act.send_paper, draft_id=draft.id)
    if not may(member.role, Ability.RUN_CONSULTATION) and member.id != row.drafter_id:
        return [[paper]]
    return [[paper], [press(_("Show it to the group"), act.post_changes, draft_id=draft.id)]]


def _back(row: ResolutionRow) -> Button:
    return link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))


@words_for(ChangesPaper)
def changes_paper_sent(reader: Reader, notice: ChangesPaper) -> Post:
    """Give the Word file."""
    draft = reader.session.get_one(DraftRow, notice.draft_id)
    row, _member = resolution_for_member(reader.session, reader.user_id, draft.resolution_id)
    return _with_file(
        reader, row, draft, _("Word file with the changes: {title}", title=title(row, 300))
    )


@words_for(ChangesPosted)
def changes_posted(reader: Reader, notice: ChangesPosted) -> Post:
    """Show the group what is new, with the file and a way to the clauses."""
    draft = reader.session.get_one(DraftRow, notice.draft_id)
    row = resolution(reader.session, draft.resolution_id)
    old, new = _both(reader, draft)
    text = lines(
        _("<b>{title}</b>", title=title(row, 300)),
        _("Draft, version {n}: what is new against version {before}",
          n=draft.version, before=draft.version - 1),
        _figures(changes_into(reader.session, draft), old, new),
        _("What was taken out is struck through, what was put in is underlined."),
    )  # fmt: skip
    return _with_file(reader, row, draft, text)


def _with_file(reader: Reader, row: ResolutionRow, draft: DraftRow, text: Markup) -> Post:
    old, new = _both(reader, draft)
    paper = changes_paper(reader, row, draft, changes_into(reader.session, draft), old, new)
    name = _("comparison-{before}-{after}.docx", before=draft.version - 1, after=draft.version)
    return Post(text=text, document=File(name=str(name), content=docx_of(paper)))


@steps_at(*(IS_OPEN - {Stage.REVIEWED}))
def _version_steps(reader: Reader, row: ResolutionRow, _member: MemberRow) -> list[list[Button]]:
    """Offer the comparison where there is an older version."""
    draft = current_draft(reader.session, row.id or 0)
    if draft.version < 2:
        return []
    return [
        [
            link_to(
                _("What is new in version {n}", n=draft.version), VersionChanges(draft_id=draft.id or 0)
            )
        ]
    ]


@words_for_refusal(NoGroup)
def no_group(_reader: Reader, _refused: NoGroup) -> Post:
    """Say that there is no group."""
    return Post(text=_("There is no group of the body yet. Please add me to one first."))
