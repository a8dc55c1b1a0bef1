"""Words about the record of an inspection: what is said, what is missing, what the conclusion does."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.papers.findings import conclusion_paper
from bot.texts.demands import numbered, to_record
from bot.texts.inspections import inspected_of, inspector_of, to_inspection
from bot.texts.posts import Button, File, Post, clip, plain, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from documents.docx_writer import write_docx
from documents.file_names import safe_file_name
from handlers import findings as act
from rules.findings import (
    NEEDED,
    ConclusionPaper,
    ConclusionPreview,
    DemandList,
    Finding,
    FindingsFields,
    FindingsIncomplete,
    FindingsRecord,
    HeldInFuture,
    InspectionConcluded,
    missing_findings,
)
from rules.inspections import InspectionPage
from storage.findings import DemandRow, demands_of
from storage.inspections import InspectionRow, inspection_for_member, inspection_to_record

LONGEST_SHOWN = 380


def finding_name(part: Finding) -> Markup:
    """Name a part of the record."""
    names = {
        Finding.STRENGTHS: _("Strengths"),
        Finding.WEAKNESSES: _("Weaknesses"),
        Finding.CAUSES: _("Causes"),
        Finding.FOCUS: _("What was looked at"),
    }
    return names[part]


def said_or_nothing(text: str) -> str | Markup:
    """Give what was said under a part, or that there is nothing to note."""
    return text or _("nothing to note")


@words_for(FindingsRecord)
def findings_record(reader: Reader, notice: FindingsRecord) -> Post:
    """Show the record while it is written, with the next thing to say."""
    row, place, _member = inspection_to_record(reader.session, reader.user_id, notice.inspection_id)
    demands = demands_of(reader.session, notice.inspection_id)
    return Post(
        text=lines(
            _("<b>Record of the inspection: {title}</b>", title=title(place)),
            _(
                "Inspected on {date}: {inspected}",
                inspected=inspected_of(row),
                date=day(row.held_on or reader.today),
            ),
            *(_part_line(part, text) for part, text in row.findings.items()),
            _demands_line(demands),
        ),
        buttons=_record_steps(row, demands),
    )


def _part_line(part: Finding, text: str | None) -> Markup | None:
    if text is None:
        return _("✗ {part}: not said yet", part=finding_name(part)) if part in NEEDED else None
    return _("✓ {part}: {text}", part=finding_name(part), text=clip(said_or_nothing(text), 120))


def _demands_line(demands: Sequence[DemandRow]) -> Markup:
    lacking = sum(not demand.is_complete for demand in demands)
    if lacking:
        return n_(
            "✗ Demands: {n}, of which {lacking} without a person or a date",
            "✗ Demands: {n}, of which {lacking} without a person or a date",
            len(demands), lacking=lacking,
        )  # fmt: skip
    return n_("Demands: {n}", "Demands: {n}", len(demands))


def _record_steps(row: InspectionRow, demands: Sequence[DemandRow]) -> list[list[Button]]:
    """Offer the one next thing first: what is missing, then the conclusion."""
    assert row.id is not None
    missing = missing_findings(row.findings)
    lacking = [demand for demand in demands if not demand.is_complete]
    add = press(_("Add a demand"), act.ask_demand, inspection_id=row.id)
    see = link_to(_("Demands"), DemandList(inspection_id=row.id))
    conclude = link_to(_("See and conclude"), ConclusionPreview(inspection_id=row.id))
    correct = link_to(_("Correct the record"), FindingsFields(inspection_id=row.id))
    back = link_to(_("‹ Inspection"), InspectionPage(inspection_id=row.id))
    if missing:
        label = _("Next: {field}", field=finding_name(missing[0]))
        first = press(label, act.ask_finding, inspection_id=row.id, part=missing[0])
    elif lacking:
        first = press(_("Complete the demand"), act.complete_demand, demand_id=lacking[0].id)
    else:
        first = conclude
    return [[first], [add, see] if demands else [add], [correct], [back]]


@words_for(FindingsFields)
def findings_fields(reader: Reader, notice: FindingsFields) -> Post:
    """Offer each part of the record for correction."""
    row, _place, _member = inspection_to_record(reader.session, reader.user_id, notice.inspection_id)
    parts = [
        [press(finding_name(part), act.ask_finding, inspection_id=row.id, part=part)] for part in Finding
    ]
    held = press(_("Day of the inspection"), act.ask_held_on, inspection_id=row.id)
    return Post(
        text=_("What shall be corrected?"), buttons=[*parts, [held], [to_record(notice.inspection_id)]]
    )


@words_for(ConclusionPreview)
def conclusion_preview(reader: Reader, notice: ConclusionPreview) -> Post:
    """Show exactly what the conclusion will do, and to whom."""
    row, place, _member = inspection_to_record(reader.session, reader.user_id, notice.inspection_id)
    demands = demands_of(reader.session, notice.inspection_id)
    conclude = press(_("Conclude"), act.conclude, inspection_id=row.id)
    return Post(
        text=lines(
            _("<b>Conclude the inspection: {title}</b>", title=title(place)),
            _("After that nothing of the record can be changed."),
            n_(
                "{n} demand becomes a task; whoever is named is told.",
                "{n} demands become tasks; whoever is named is told.",
                len(demands),
            )
            if demands
            else _("Nothing is demanded."),
            _(
                "The heads and {inspected} are told, the office gets the paper.",
                inspected=inspected_of(row),
            ),
            *numbered(reader, demands),
            quoted(row),
        ),
        buttons=[[conclude], [to_record(notice.inspection_id)]],
    )


def quoted(row: InspectionRow) -> Markup:
    """Put the findings into a quote that can be opened."""
    said = [
        _("{part}: {text}", part=finding_name(part), text=clip(said_or_nothing(text), LONGEST_SHOWN))
        for part, text in row.findings.items()
        if text is not None
    ]
    return _("<blockquote expandable>{text}</blockquote>", text=lines(*said))


@words_for(InspectionConcluded)
def inspection_concluded(reader: Reader, notice: InspectionConcluded) -> Post:
    """Tell heads and inspected what was found."""
    row, place, _member = inspection_for_member(reader.session, reader.user_id, notice.inspection_id)
    demands = demands_of(reader.session, notice.inspection_id)
    return Post(
        text=lines(
            _("<b>The inspection is concluded: {title}</b>", title=title(place)),
            _described(reader, row),
            n_("Demands: {n}", "Demands: {n}", len(demands)),
            *numbered(reader, demands),
            quoted(row),
        ),
        buttons=[[to_inspection(row)]],
    )


def _described(reader: Reader, row: InspectionRow) -> Markup:
    given = {
        "inspector": inspector_of(reader, row),
        "inspected": inspected_of(row),
        "date": day(row.held_on or row.planned_on),
    }
    if row.is_on_paper:
        return _(
            "{inspector} inspected {inspected} on {date}; entered by the office from paper.", **given
        )
    return _("{inspector} inspected {inspected} on {date}.", **given)


@words_for(ConclusionPaper)
def conclusion_sent(reader: Reader, notice: ConclusionPaper) -> Post:
    """Give the notice of conclusion, ready to be numbered and signed."""
    row, place, _member = inspection_for_member(reader.session, reader.user_id, notice.inspection_id)
    paper = conclusion_paper(reader.session, row, place)
    held = day(row.held_on or row.planned_on)
    name = _("Conclusion of the inspection of {date}, {inspected}", date=held, inspected=row.inspected)
    return Post(
        text=lines(
            _("<b>Notice of conclusion: {title}</b>", title=title(place)),
            _(
                "Inspected on {date}: {inspected}",
                inspected=inspected_of(row),
                date=day(row.held_on or row.planned_on),
            ),
            _("Number and signature are still to be added."),
        ),
        document=File(safe_file_name(plain(name), "docx"), write_docx(paper)),
        buttons=[[to_inspection(row)]],
    )


@asks_for(act.set_finding)
def ask_finding(_reader: Reader, inspection_id: int, part: Finding) -> Post:
    """Ask for a part of the record."""
    questions = {
        Finding.STRENGTHS: _("<b>Strengths.</b> What was done well? Name work, numbers and days."),
        Finding.WEAKNESSES: _(
            "<b>Weaknesses.</b> What was not done, or not well? Name work, numbers and days."
        ),
        Finding.CAUSES: _("<b>Causes.</b> Why was it not done, or not well?"),
        Finding.FOCUS: _("<b>What was looked at?</b> Tasks, period, papers."),
    }
    nothing = press(_("Nothing to note"), act.note_nothing, inspection_id=inspection_id, part=part)
    return Post(text=questions[Finding(part)], buttons=[[nothing]])


@asks_for(act.set_held_on)
def ask_held_on(_reader: Reader, inspection_id: int) -> Post:  # noqa: ARG001  a question's arguments
    """Ask when it was held."""
    return Post(text=_("<b>On which day was it held?</b>"))


@words_for_refusal(FindingsIncomplete)
def findings_incomplete(_reader: Reader, refused: FindingsIncomplete) -> Post:
    """Name what is missing."""
    return Post(
        text=lines(
            _("<b>The record is not complete.</b>"),
            _("Still missing: {fields}.", fields=", ".join(finding_name(p) for p in refused.missing))
            if refused.missing
            else None,
            n_(
                "{n} demand lacks a person or a date.",
                "{n} demands lack a person or a date.",
                refused.demands,
            )
            if refused.demands
            else None,
        ),
        buttons=[[to_record(refused.inspection_id)]],
    )


@words_for_refusal(HeldInFuture)
def held_in_future(_reader: Reader, refused: HeldInFuture) -> Post:
    """Say that the day has not come yet."""
    return Post(
        text=_(
            "{date} has not come yet. An inspection is recorded when it has been held.",
            date=day(refused.on),
        )
    )
