"""Words of urging: who still owes something, the private reminder, the letter."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.papers.urging import urging_letter
from bot.texts.nudges import full_name, numbered, said_lines
from bot.texts.posts import Button, File, Post, plain, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, Vanished, words_for, words_for_refusal
from documents.docx_writer import write_docx
from documents.file_names import safe_file_name
from handlers import urging as act
from rules.members import Ability
from rules.nudges import OpenItem
from rules.resolutions import ResolutionPage
from rules.urging import (
    NobodyToUrge,
    Urged,
    UrgingDone,
    UrgingLetter,
    UrgingPlan,
    UrgingQueued,
    urged_of,
)
from storage.calendar import work_calendar
from storage.open_items import items_of_resolution
from storage.resolutions import ResolutionRow, resolution, resolution_for

PEOPLE_SHOWN = 15
BUTTONS_SHOWN = 6


@words_for(UrgingPlan)
def urging_plan(reader: Reader, notice: UrgingPlan) -> Post:
    """Show who would be reminded, the overdue first."""
    row, _member = resolution_for(reader.session, reader.user_id, notice.resolution_id, Ability.URGE)
    owed = urged_of(
        items_of_resolution(reader.session, notice.resolution_id, now=reader.now),
        resolution_id=notice.resolution_id,
        today=reader.today,
    )
    if not owed:
        return Post(
            text=lines(_("<b>{title}</b>", title=title(row)), _("Nobody owes anything now.")),
            buttons=[_to_page(row)],
        )
    remind = n_("Remind {n} person", "Remind {n} people", len(owed))
    given = {"resolution_id": row.id}
    return Post(
        text=lines(
            _("<b>Urging: {title}</b>", title=title(row)),
            *[_person(reader, member_id, items) for member_id, items in owed.items()][:PEOPLE_SHOWN],
            n_("… and {n} more person", "… and {n} more people", len(owed) - PEOPLE_SHOWN)
            if len(owed) > PEOPLE_SHOWN
            else None,
            _("Only these people get a private message, once a day at most; never at night."),
        ),
        buttons=[
            [press(remind, act.urge, **given)],
            [press(_("Letter for signature (.docx)"), act.send_letter, **given)],
            _to_page(row),
        ],
    )


def _person(reader: Reader, member_id: int, items: Sequence[OpenItem]) -> str | Markup:
    name = full_name(reader, member_id)
    late = sum(item.due_on < reader.today for item in items)
    said = n_("{name}: {n} thing", "{name}: {n} things", len(items), name=name)
    overdue = n_("{n} overdue", "{n} overdue", late)
    return _("{said}, {overdue}", said=said, overdue=overdue) if late else said


def _to_page(row: ResolutionRow) -> list[Button]:
    return [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))]


@words_for(Urged)
def urged(reader: Reader, notice: Urged) -> Post:
    """Remind one person of what they owe of a resolution."""
    said = [each for _line, each in said_lines(reader, notice.lines)]
    if not said or not work_calendar(reader.session).is_allowed_moment(reader.now):
        raise Vanished
    row = resolution(reader.session, notice.resolution_id)
    shown = said[:BUTTONS_SHOWN]
    return Post(
        text=lines(
            _("<b>The office asks you to look after this</b>"),
            title(row, 200),
            *(
                _("{number}. {what}", number=number, what=each.text)
                for number, each in enumerate(said, start=1)
            ),
            _("If something stands in the way, please report it with the button in the task."),
        ),
        buttons=[[numbered(number, each.button)] for number, each in enumerate(shown, start=1)],
    )


@words_for(UrgingDone)
def urging_done(reader: Reader, notice: UrgingDone) -> Post:
    """Say how many were reminded, and who has to be told otherwise."""
    row = resolution(reader.session, notice.resolution_id)
    names = ", ".join(full_name(reader, member_id) for member_id in notice.unreached)
    return Post(
        text=lines(
            _("<b>Urging: {title}</b>", title=title(row)),
            n_("{n} person reminded", "{n} people reminded", notice.told),
            n_("{n} was reminded today already", "{n} were reminded today already", notice.told_before)
            if notice.told_before
            else None,
            _("Not connected, please tell them yourself: {names}", names=names) if names else None,
        ),
        buttons=[_to_page(row)],
    )


@words_for(UrgingQueued)
def urging_queued(reader: Reader, notice: UrgingQueued) -> Post:
    """Say that it waits for the morning."""
    row = resolution(reader.session, notice.resolution_id)
    return Post(
        text=lines(
            _("<b>Urging: {title}</b>", title=title(row)),
            _(
                "Nobody is written to at night or on a day off. "
                "The reminders go out from 7:30 on {date}.",
                date=day(notice.goes_on),
            ),
        ),
        buttons=[_to_page(row)],
    )


@words_for(UrgingLetter)
def urging_letter_sent(reader: Reader, notice: UrgingLetter) -> Post:
    """Give the letter, ready to be numbered and signed."""
    row, _member = resolution_for(reader.session, reader.user_id, notice.resolution_id, Ability.URGE)
    paper = urging_letter(reader.session, row, today=reader.today)
    if paper is None:
        raise Vanished
    name = plain(_("Urging letter {date}", date=f"{reader.today:%d-%m-%Y}"))
    return Post(
        text=lines(
            _("<b>Urging letter: {title}</b>", title=title(row)),
            _("Number and signature are still to be added."),
        ),
        document=File(safe_file_name(name, "docx"), write_docx(paper)),
        buttons=[_to_page(row)],
    )


@words_for_refusal(NobodyToUrge)
def nobody_to_urge(_reader: Reader, _refused: NobodyToUrge) -> Post:
    """Say that nothing is open."""
    return Post(text=_("Nothing is open any more, so nobody was reminded."))
