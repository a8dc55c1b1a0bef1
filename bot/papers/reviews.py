"""The report of a review: how a resolution came about, what was done of it, what was found and learnt.

Numbers stand as they are, without a word that praises or excuses (S0.30).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup
from sqlmodel import Session

from bot.papers.letterhead import citation, paper_of, signature_of_head
from bot.papers.review_origin import none_of_it, origin
from bot.texts.inspections import form_name, state_name
from bot.texts.posts import plain
from bot.texts.progress import timeliness_name
from bot.texts.resolutions import title
from bot.texts.review_figures import (
    proposal_name,
    result_of,
    review_chart,
    review_name,
    targets_of,
)
from bot.texts.task_lines import target_words
from bot.texts.voice import _, n_, speaking
from documents.charts import review_pages
from documents.paper import (
    Align,
    Block,
    Bullet,
    Clause,
    Column,
    Paper,
    PaperTable,
    Paragraph,
    Picture,
)
from documents.printable import bare_item
from rules.clauses import Level
from rules.inspections import InspectionState
from rules.issuing import proposed_recipients
from rules.numbering import DocumentType, citation_date
from rules.reviews import (
    InspectionFigures,
    ReviewFigures,
    ReviewKind,
    TaskFigures,
)
from rules.task_targets import TaskTarget
from rules.tasks import Timeliness
from storage.bodies import body
from storage.resolutions import ResolutionRow
from storage.reviews import ReviewRow

ROMAN = ("I.", "II.", "III.", "IV.", "V.", "VI.")
PICTURE_MM = 150


def review_paper(
    session: Session,
    row: ResolutionRow,
    review: ReviewKind,
    figures: ReviewFigures,
    said: ReviewRow | None,
) -> Paper:
    """Build the report. `said` is what people have added; an interim review goes without."""
    seat = body(session, row.body_id)
    with speaking(seat.language):
        sections = [
            (_("How it came about"), origin(session, row, figures)),
            (_("What was done"), _results(row, review, figures)),
            (_("Obstacles"), _obstacles(figures)),
            (_("Inspections"), _inspections(figures)),
        ]
        if said is not None and review is not ReviewKind.INTERIM:
            sections.append((_("Lessons"), _listed(said.lessons)))
            sections.append((_("Proposal"), _proposal(said)))
        return replace(
            paper_of(seat, DocumentType.REPORT, on=figures.on),
            draft=1 if review is ReviewKind.DRAFT else None,
            abstract=_abstract(review, citation(session, row)),
            blocks=(
                Paragraph(text=plain(_("Figures as of {date}.", date=citation_date(figures.on)))),
                *(
                    block
                    for ordinal, (name, blocks) in zip(ROMAN, sections, strict=False)
                    for block in (_section(ordinal, name), *blocks)
                ),
            ),
            signatures=(signature_of_head(session, seat),),
            recipients=proposed_recipients(seat.kind, usual=seat.recipients.splitlines(), drafted=()),
        )


def _abstract(review: ReviewKind, about: str) -> str:
    if review is ReviewKind.INTERIM:
        return plain(_("interim review of how {resolution} is carried out", resolution=about))
    return plain(_("final review of how {resolution} was carried out", resolution=about))


def _section(ordinal: str, name: str) -> Clause:
    return Clause(level=Level.ROMAN, ordinal=ordinal, title=plain(name).upper())


def _item(ordinal: str, name: str) -> Clause:
    return Clause(level=Level.ITEM, ordinal=ordinal, title=plain(name))


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(text=line) for line in text.splitlines() if line.strip()]


def _listed(text: str) -> list[Block]:
    return [Bullet(text=line) for line in text.splitlines() if line.strip()]


def _results(row: ResolutionRow, review: ReviewKind, figures: ReviewFigures) -> list[Block]:
    if not figures.tasks:
        return [Paragraph(text=plain(_("No task was given.")))]
    pictures = review_pages(review_chart(title(row, 200), review, figures))
    caption = plain(_("{review}: targets and tasks", review=review_name(review)))
    blocks: list[Block] = [_item("1.", _("Tasks by how they stand")), _standings(figures)]
    if targets := targets_of(figures):
        blocks += [_item("2.", _("Targets and results")), _targets(targets)]
    number = "3." if targets else "2."
    blocks += [_item(number, _("Task by task")), _tasks(figures.tasks)]
    return [
        *blocks,
        *(Picture(png=png, width_mm=PICTURE_MM, caption=caption) for png in pictures),
    ]


def _column(name: str, width: float = 1, align: Align = Align.LEFT) -> Column:
    return Column(title=plain(name), width=width, align=align)


def _standings(figures: ReviewFigures) -> PaperTable:
    """Count every standing; none is left out because it is 0."""
    columns = [_column(timeliness_name(each), align=Align.CENTRED) for each in Timeliness]
    counts = [str(figures.standings[each]) for each in Timeliness]
    return PaperTable(
        columns=(*columns, _column(_("All"), align=Align.CENTRED)),
        rows=((*counts, str(len(figures.tasks))),),
    )


def _targets(targets: Sequence[tuple[TaskFigures, TaskTarget]]) -> PaperTable:
    return PaperTable(
        columns=(
            _column(_("Item"), 0.7, Align.CENTRED), _column(_("Target"), 4),
            _column(_("To be reached"), 1.6), _column(_("Reached"), 1.8),
            _column(_("How it stands"), 1.6),
        ),
        rows=tuple(
            (
                str(number), task.what, plain(target_words(target)), result_of(task),
                plain(timeliness_name(task.standing)),
            )
            for number, (task, target) in enumerate(targets, start=1)
        ),
    )  # fmt: skip


def _tasks(tasks: Sequence[TaskFigures]) -> PaperTable:
    return PaperTable(
        columns=(
            _column(_("Item"), 0.7, Align.CENTRED), _column(_("Task"), 3.4), _column(_("Owner"), 1.5),
            _column(_("Due"), 1.6), _column(_("Reported"), 1.4), _column(_("How it stands"), 1.5),
        ),
        rows=tuple(
            (
                str(number), _what(task), task.owner, _due(task),
                citation_date(task.reported_on) if task.reported_on else "–",
                plain(timeliness_name(task.standing)),
            )
            for number, task in enumerate(tasks, start=1)
        ),
    )  # fmt: skip


def _what(task: TaskFigures) -> str:
    """Give the words of a task with what came of it."""
    parts = [task.what]
    if task.is_demand:
        parts.append(plain(_("(demand of an inspection)")))
    if task.product:
        parts.append(plain(_("Product: {product}", product=task.product)))
    if task.result:
        parts.append(plain(_("Result: {result}", result=task.result)))
    return "\n".join(parts)


def _due(task: TaskFigures) -> str:
    """Give the due date; where it was moved, the first one and how often."""
    due = citation_date(task.due_on)
    if not task.extensions:
        return due
    moved = n_(
        "at first {date}, extended {n} time", "at first {date}, extended {n} times", task.extensions,
        date=citation_date(task.first_due_on),
    )  # fmt: skip
    return f"{due}\n({plain(moved)})"


def _obstacles(figures: ReviewFigures) -> list[Block]:
    if not figures.obstacles:
        return [Paragraph(text=plain(_("No obstacle was reported.")))]
    return [
        Bullet(
            text=plain(
                _(
                    "{text} (reported on {date}, task: {task}): {state}.",
                    text=bare_item(each.text), date=citation_date(each.reported_on), task=each.task,
                    state=_removed(each.removed_on, each.removal),
                )
            )
        )
        for each in figures.obstacles
    ]  # fmt: skip


def _removed(on: date | None, how: str) -> Markup:
    if on is None:
        return _("not removed")
    if how:
        return _("removed on {date}: {how}", date=citation_date(on), how=bare_item(how))
    return _("removed on {date}", date=citation_date(on))


def _inspections(figures: ReviewFigures) -> list[Block]:
    if not figures.inspections:
        return [none_of_it()]
    demands, met = figures.demands
    summary = _(
        "Planned {planned}, held {held}; demands {demands}, met {met}.",
        planned=len(figures.inspections), held=figures.inspections_held, demands=demands, met=met,
    )  # fmt: skip
    table = PaperTable(
        columns=(
            _column(_("Day"), 1.3, Align.CENTRED), _column(_("Who inspects"), 1.8),
            _column(_("Inspected"), 1.8), _column(_("Form"), 1.5),
            _column(_("How it stands"), 1.3), _column(_("Demands met"), 1.3),
        ),
        rows=tuple(_inspection(each) for each in figures.inspections),
    )  # fmt: skip
    found = [each for each in figures.inspections if each.weaknesses]
    return [Paragraph(text=plain(summary)), table, *(_found(each) for each in found)]


def _inspection(each: InspectionFigures) -> tuple[str, ...]:
    return (
        citation_date(each.on), each.inspector, each.inspected, plain(form_name(each.form)),
        plain(_stood(each)), f"{each.demands_met}/{each.demands}",
    )  # fmt: skip


def _stood(each: InspectionFigures) -> str:
    """Name where an inspection stood; one that was only planned was not held."""
    return _("not held") if each.state is InspectionState.PLANNED else state_name(each.state)


def _found(each: InspectionFigures) -> Bullet:
    given = {
        "date": citation_date(each.on),
        "inspected": each.inspected,
        "weaknesses": "; ".join(each.weaknesses.splitlines()),
        "causes": "; ".join(each.causes.splitlines()),
    }
    if each.causes:
        return Bullet(text=plain(_("{date}, {inspected}: {weaknesses} Causes: {causes}", **given)))
    return Bullet(text=plain(_("{date}, {inspected}: {weaknesses}", **given)))


def _proposal(said: ReviewRow) -> list[Block]:
    if said.proposal is None:
        return [none_of_it()]
    proposed = _("It is proposed to {proposal}.", proposal=proposal_name(said.proposal))
    return [Paragraph(text=plain(proposed)), *_paragraphs(said.reason)]
