"""Words about the file of a resolution: what it holds, and that it is closed."""

from bot.papers.archive import index_paper
from bot.texts.posts import Button, File, Post, plain, press
from bot.texts.resolutions import title
from bot.texts.reviews import outcome_lines
from bot.texts.screens import link_to
from bot.texts.steps import Part, Rank, card_at, steps_at
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, words_for
from documents.docx_writer import write_docx
from documents.file_names import safe_file_name
from handlers import archive as act
from rules.archive import ArchivePreview, FileIndex
from rules.calendar import local_date
from rules.members import Ability, may
from rules.resolutions import ResolutionPage, Stage
from storage.archive import filed_papers
from storage.inspections import inspections_open_of
from storage.members import MemberRow
from storage.resolutions import (
    ResolutionRow,
    check_stage,
    resolution_for,
    resolution_for_member,
)
from storage.reviews import review_of
from storage.tasks import open_tasks_of


@steps_at(Stage.REVIEWED, rank=Rank.NEXT)
def _archive_step(_reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Offer to close the file to those who may."""
    if not may(member.role, Ability.REVIEW):
        return []
    return [[link_to(_("Archive the file"), ArchivePreview(resolution_id=row.id or 0))]]


@steps_at(Stage.ARCHIVED)
def _archived_steps(_reader: Reader, row: ResolutionRow, _member: MemberRow) -> list[list[Button]]:
    return [[link_to(_("List of the file (Word)"), FileIndex(resolution_id=row.id or 0))]]


@card_at(Stage.ARCHIVED)
def _archived_card(reader: Reader, row: ResolutionRow) -> Part:
    """Show the group what came of it, and that the file is closed: its last word."""
    review = review_of(reader.session, row.id or 0)
    closed = (
        [_("Archived on {date}", date=day(local_date(review.archived_at)))]
        if review and review.archived_at
        else []
    )
    return Part(lines=[*outcome_lines(reader, row), *closed])


@words_for(ArchivePreview)
def archive_preview(reader: Reader, notice: ArchivePreview) -> Post:
    """Show exactly what closing the file means."""
    row, _member = resolution_for(reader.session, reader.user_id, notice.resolution_id, Ability.REVIEW)
    check_stage(row, {Stage.REVIEWED})
    papers = filed_papers(reader.session, notice.resolution_id)
    tasks = len(open_tasks_of(reader.session, notice.resolution_id))
    waiting = len(inspections_open_of(reader.session, notice.resolution_id))
    archive = press(_("Archive the file now"), act.archive, resolution_id=row.id)
    return Post(
        text=lines(
            _("<b>Archive: {title}</b>", title=title(row)),
            n_("The file holds {n} paper.", "The file holds {n} papers.", len(papers)),
            _("After that everything is only read; nobody is reminded of anything any more."),
            n_("⚠ {n} task is still open.", "⚠ {n} tasks are still open.", tasks) if tasks else None,
            n_("⚠ {n} inspection was not held.", "⚠ {n} inspections were not held.", waiting)
            if waiting
            else None,
        ),
        buttons=[
            [archive],
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=notice.resolution_id))],
        ],
    )


@words_for(FileIndex)
def file_index(reader: Reader, notice: FileIndex) -> Post:
    """Give the list of the file as a Word file."""
    row, _member = resolution_for_member(reader.session, reader.user_id, notice.resolution_id)
    check_stage(row, {Stage.ARCHIVED})
    papers = filed_papers(reader.session, notice.resolution_id)
    paper = index_paper(reader.session, row, papers, on=reader.today)
    name = safe_file_name(plain(_("List of the file {title}", title=title(row, 80))), "docx")
    return Post(
        text=lines(
            _("<b>List of the file: {title}</b>", title=title(row)),
            n_("The file holds {n} paper.", "The file holds {n} papers.", len(papers)),
            _("Each paper stands there with its day and its fingerprint (SHA-256)."),
        ),
        document=File(name, write_docx(paper)),
        buttons=[[link_to(_("‹ Resolution"), ResolutionPage(resolution_id=notice.resolution_id))]],
    )
