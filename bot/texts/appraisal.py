"""Words about the appraisal of a draft: why it is needed, who writes it, what it concludes."""

from collections.abc import Sequence

from bot.papers.appraisal import appraisal_paper
from bot.papers.issuing import docx_of
from bot.texts.appraisal_words import gap_line, outcome_name, part_name, part_question
from bot.texts.nudges import Said, due_phrase, full_name, says_line
from bot.texts.posts import Button, File, Post, clip, plain, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.steps import Owed, Rank, owes, steps_at
from bot.texts.voice import _, day, left, lines
from bot.texts.wording import Reader, Vanished, words_for
from documents.file_names import safe_file_name
from handlers import appraisal as act
from rules.appraisal import (
    AppraisalAsked,
    AppraisalConcluded,
    AppraisalOutcome,
    AppraisalPage,
    AppraisalPart,
    AppraisalReport,
    missing_parts,
)
from rules.drafts import DraftOutline
from rules.members import Ability, may
from rules.nudges import ItemKind, Line
from rules.resolutions import FACTS_MAY_CHANGE, ResolutionPage, Stage
from storage.appraisal import AppraisalRow, gap_of, latest_appraisal, open_items
from storage.drafts import DraftRow
from storage.members import MemberRow
from storage.resolutions import ResolutionRow, resolution_for_member

SHOWN = 500


@steps_at(Stage.CONSULTED, rank=Rank.NEXT)
def _appraisal_first(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Lead to the appraisal where it stands between the draft and the vote."""
    if not may(member.role, Ability.RUN_VOTE) or gap_of(reader.session, row) is None:
        return []
    return [[link_to(_("Appraisal, before the vote"), AppraisalPage(resolution_id=row.id or 0))]]


@steps_at(*FACTS_MAY_CHANGE, rank=Rank.LATER)
def _appraisal_at_hand(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Let those who run the vote, and the appraiser, look at the appraisal at any time before it."""
    found = latest_appraisal(reader.session, row.id)
    is_appraiser = found is not None and found.appraiser_id == member.id
    if not (is_appraiser or may(member.role, Ability.RUN_VOTE)):
        return []
    return [[link_to(_("Appraisal"), AppraisalPage(resolution_id=row.id or 0))]]


@words_for(AppraisalPage)
def appraisal_page(reader: Reader, notice: AppraisalPage) -> Post:
    """Show how the appraisal stands; only the appraiser writes it."""
    row, member = resolution_for_member(reader.session, reader.user_id, notice.resolution_id)
    found = latest_appraisal(reader.session, row.id)
    runs = may(member.role, Ability.RUN_VOTE)
    writes = found is not None and found.outcome is None and found.appraiser_id == member.id
    return Post(
        text=lines(
            _("<b>Appraisal: {title}</b>", title=title(row, 200)),
            _("Important: it must be appraised before the vote.")
            if row.is_important
            else _("Not marked important: an appraisal may be asked for, and need not be."),
            *(_appraisal_lines(reader, found) if found else [_("Nobody has been asked yet.")]),
            _what_lacks(reader, row) if runs else None,
        ),
        buttons=[
            *(_writing(found) if found and writes else []),
            *(_running(row, found) if runs and row.stage in FACTS_MAY_CHANGE else []),
            [press(_("Report (.docx)"), act.send_report, appraisal_id=found.id)]
            if found and found.outcome
            else [],
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )


def _appraisal_lines(reader: Reader, found: AppraisalRow) -> list[str | None]:
    draft = reader.session.get_one(DraftRow, found.draft_id)
    given = {
        "name": full_name(reader, found.appraiser_id), "date": day(found.due_on),
        "left": left(found.due_on, today=reader.today),
    }  # fmt: skip
    return [
        _("{name} appraises it until {date} ({left})", **given)
        if found.outcome is None
        else _(
            "<b>{outcome}</b>: comrade {name}, version {n} of the draft",
            outcome=outcome_name(found.outcome).capitalize(), name=given["name"], n=draft.version,
        ),
        *(_part_line(part, text) for part, text in found.parts.items()),
    ]  # fmt: skip


def _part_line(part: AppraisalPart, text: str | None) -> str:
    if text is None:
        return _("✗ {part}: still to be written", part=part_name(part))
    said = clip(text, SHOWN) if text else _("nothing to note")
    return _("✓ {part}: {text}", part=part_name(part), text=said)


def _what_lacks(reader: Reader, row: ResolutionRow) -> str | None:
    gap = gap_of(reader.session, row)
    return gap and gap_line(gap)


def _writing(found: AppraisalRow) -> list[list[Button]]:
    """Ask the appraiser for the next part; then for the conclusion."""
    missing = missing_parts(found.parts)
    if missing:
        part = missing[0]
        ask = press(
            _("Next: {field}", field=part_name(part)), act.ask_part, appraisal_id=found.id, part=part
        )
        nothing = press(_("Nothing to note"), act.note_nothing, appraisal_id=found.id, part=part)
        text = link_to(_("See the clauses"), DraftOutline(draft_id=found.draft_id))
        return [[ask], [nothing, text]]
    return [
        [press(outcome_name(each).capitalize(), act.conclude, appraisal_id=found.id, outcome=each)]
        for each in AppraisalOutcome
    ] + [
        [
            press(
                _("Write “{part}” anew", part=part_name(part)), act.ask_part,
                appraisal_id=found.id, part=part,
            )
            for part in (AppraisalPart.CONTENT, AppraisalPart.PROPOSALS)
        ]
    ]  # fmt: skip


def _running(row: ResolutionRow, found: AppraisalRow | None) -> list[list[Button]]:
    label = _("Ask for an appraisal") if found is None else _("Ask for another appraisal")
    mark = _("Not important") if row.is_important else _("Mark as important")
    return [
        [press(label, act.ask_appraiser, resolution_id=row.id)],
        [press(mark, act.mark_important, resolution_id=row.id, is_important=not row.is_important)],
    ]


@owes
def appraisals_owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Put an appraisal on the appraiser's desk."""
    mine = {member.id for member in people}
    return [
        Owed(due_on=item.due_on, text=_owed_text(reader, item.resolution_id),
             button=_to_page(item.resolution_id))
        for item in open_items(reader.session, now=reader.now)
        if item.member_id in mine and item.resolution_id is not None
    ]  # fmt: skip


def _owed_text(reader: Reader, resolution_id: int) -> str:
    row = reader.session.get_one(ResolutionRow, resolution_id)
    return _("Appraise: {title}", title=title(row, 80))


def _to_page(resolution_id: int) -> Button:
    return link_to(_("Appraise"), AppraisalPage(resolution_id=resolution_id))


@says_line(ItemKind.APPRAISAL)
def appraisal_line(reader: Reader, line: Line) -> Said | None:
    """Remind the appraiser."""
    found = reader.session.get_one(AppraisalRow, line.subject_id)
    newest = latest_appraisal(reader.session, found.resolution_id)
    if found.outcome is not None or newest is None or newest.id != found.id:
        return None
    what = _owed_text(reader, found.resolution_id)
    return Said(
        text=due_phrase(reader, what, found.due_on),
        button=_to_page(found.resolution_id), due_on=found.due_on,
    )  # fmt: skip


@words_for(AppraisalAsked)
def appraisal_asked(reader: Reader, notice: AppraisalAsked) -> Post:
    """Ask somebody to appraise."""
    found, row = _seen(reader, notice.appraisal_id)
    until = left(found.due_on, today=reader.today)
    return Post(
        text=lines(
            _("<b>Please appraise: {title}</b>", title=title(row, 200)),
            _("Until {date} ({left})", date=day(found.due_on), left=until),
            _("Form, content and figures, proposals; then it passes, with changes or without, or not."),
        ),
        buttons=[[_to_page(row.id or 0)]],
    )  # fmt: skip


@words_for(AppraisalConcluded)
def appraisal_concluded(reader: Reader, notice: AppraisalConcluded) -> Post:
    """Tell drafter and office what the appraisal concludes."""
    found, row = _seen(reader, notice.appraisal_id)
    if found.outcome is None:
        raise Vanished
    return Post(
        text=lines(
            _("<b>Appraisal: {title}</b>", title=title(row, 200)),
            *_appraisal_lines(reader, found),
            _what_lacks(reader, row),
        ),
        buttons=[
            [press(_("Report (.docx)"), act.send_report, appraisal_id=found.id)],
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )


def _seen(reader: Reader, appraisal_id: int) -> tuple[AppraisalRow, ResolutionRow]:
    found = reader.session.get_one(AppraisalRow, appraisal_id)
    row, _member = resolution_for_member(reader.session, reader.user_id, found.resolution_id)
    return found, row


@words_for(AppraisalReport)
def appraisal_report(reader: Reader, notice: AppraisalReport) -> Post:
    """Give the report as a paper."""
    found, row = _seen(reader, notice.appraisal_id)
    if found.outcome is None:
        raise Vanished
    name = safe_file_name(plain(_("Appraisal report, {title}", title=title(row, 60))), "docx")
    return Post(
        text=_("Appraisal report"), document=File(name, docx_of(appraisal_paper(reader.session, found)))
    )


@asks_for(act.appraiser_chosen)
def ask_appraiser(_reader: Reader, **_given: object) -> Post:
    """Ask who appraises."""
    return Post(text=_("<b>Who appraises the draft?</b> Somebody other than the drafter."))


@asks_for(act.ask_appraisal)
def ask_appraisal_day(_reader: Reader, **_given: object) -> Post:
    """Ask until when."""
    return Post(text=_("<b>Until when shall the appraisal be there?</b>"))


@asks_for(act.take_part)
def ask_part(_reader: Reader, part: AppraisalPart, **_given: object) -> Post:
    """Ask for a part of the report."""
    named = AppraisalPart(part)
    return Post(text=lines(_("<b>{part}</b>", part=part_name(named)), part_question(named)))
