"""Words about dates: what lies ahead of a person, and the days off."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from markupsafe import Markup

from bot.texts.desk import home_button
from bot.texts.posts import Button, Post, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.task_lines import task_name
from bot.texts.voice import _, day, left, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import calendar as act
from rules.agenda import Agenda, ChooseDayKind, DayHasPassed, DaysOff, DayUnchanged
from rules.calendar import DayKind, DayOff, WorkCalendar, local_date
from rules.inspections import InspectionState
from rules.members import Ability, may
from rules.resolutions import Stage
from storage.calendar import overrides_from, work_calendar
from storage.inspections import inspections_known_to
from storage.members import MemberRow, member_who_may, memberships
from storage.resolutions import resolution, resolutions_of
from storage.tasks import tasks_owned_by
from storage.votes import open_votes

DATES_SHOWN = 15
LOOKED_AHEAD = timedelta(days=120)
DAYS_SHOWN = 14

Dated = tuple[date, str | Markup]


@words_for(Agenda)
def agenda(reader: Reader, _notice: Agenda) -> Post:
    """Show the dates that lie ahead of the reader, the next one first."""
    people = memberships(reader.session, reader.user_id)
    dates = sorted(_dates(reader, people), key=lambda dated: dated[0])
    rest = len(dates) - DATES_SHOWN
    days = _days_off(work_calendar(reader.session), reader.today)
    return Post(
        text=lines(
            _("<b>Dates that lie ahead of you</b>"),
            *(_line(reader, on, what) for on, what in dates[:DATES_SHOWN]),
            n_("… and {n} more thing", "… and {n} more things", rest) if rest > 0 else None,
            None if dates else _("No date lies ahead."),
            _("Next day off: {day}", day=_day_off(days[0])) if days else None,
        ),
        buttons=[[home_button()], [link_to(_("Days off"), DaysOff())]],
    )


def _line(reader: Reader, on: date, what: str | Markup) -> Markup:
    return _("{date} ({left}): {what}", date=day(on), left=left(on, today=reader.today), what=what)


def _dates(reader: Reader, people: Sequence[MemberRow]) -> Iterator[Dated]:
    """Gather what somebody has to do, inspects or is inspected for, and what their bodies decide."""
    yield from _tasks(reader, people)
    yield from _inspections(reader, people)
    for member in people:
        for row in resolutions_of(reader.session, member.body_id, frozenset({Stage.CONSULTING})):
            if row.comments_until_on:
                yield row.comments_until_on, _("comments end: {title}", title=title(row, 90))
    bodies = {member.body_id for member in people}
    for vote in open_votes(reader.session):
        row = resolution(reader.session, vote.resolution_id)
        if row.body_id in bodies:
            yield local_date(vote.ends_at), _("the vote ends: {title}", title=title(row, 90))


def _tasks(reader: Reader, people: Sequence[MemberRow]) -> Iterator[Dated]:
    for task in tasks_owned_by(reader.session, [member.id or 0 for member in people]):
        if task.due_on:
            yield task.due_on, task_name(task, 110)


def _inspections(reader: Reader, people: Sequence[MemberRow]) -> Iterator[Dated]:
    mine = {member.id for member in people}
    for row in inspections_known_to(reader.session, people):
        if row.state is InspectionState.CONCLUDED:
            continue
        if row.inspector_id in mine:
            yield row.planned_on, _("you inspect {inspected}", inspected=row.inspected)
        elif row.inspected_id in mine:
            yield row.planned_on, _("you are inspected")


def _days_off(calendar: WorkCalendar, today: date) -> list[DayOff]:
    ahead = (today + timedelta(days=number) for number in range(LOOKED_AHEAD.days))
    return [found for on in ahead if (found := calendar.day_off(on)) is not None]


def _day_off(found: DayOff) -> Markup:
    said = _("{date}: {name}", date=day(found.on), name=found.name)
    return said if found.is_confirmed else _("{day} (not decreed yet)", day=said)


@words_for(DaysOff)
def days_off(reader: Reader, _notice: DaysOff) -> Post:
    """Show the days off that lie ahead; to the clerk, with what can be changed."""
    calendar = work_calendar(reader.session)
    entered = overrides_from(reader.session, reader.today)
    worked = [row for row in entered if row.kind is DayKind.WORK]
    people = memberships(reader.session, reader.user_id)
    is_clerk = any(may(member.role, Ability.KEEP_ROSTER) for member in people)
    changing = [
        [press(_("Enter a day"), act.ask_day)],
        *([press(_("Take out: {date}", date=day(row.on)), act.remove_day, on=row.on)]
          for row in entered[:5]),
    ]  # fmt: skip
    return Post(
        text=lines(
            _("<b>Days off that lie ahead</b>"),
            *(_day_off(found) for found in _days_off(calendar, reader.today)[:DAYS_SHOWN]),
            *(_("{date}: worked, {reason}", date=day(row.on), reason=row.reason) for row in worked),
            _("Nobody is reminded of anything on these days."),
        ),
        buttons=[*(changing if is_clerk else []), [link_to(_("‹ Dates"), Agenda())]],
    )


@words_for(ChooseDayKind)
def choose_day_kind(reader: Reader, notice: ChooseDayKind) -> Post:
    """Ask whether the day is free or worked."""
    member_who_may(reader.session, reader.user_id, Ability.KEEP_ROSTER)
    is_worked = work_calendar(reader.session).is_working_day(notice.on)
    kind = DayKind.OFF if is_worked else DayKind.WORK
    labels = {DayKind.OFF: _("It becomes a day off"), DayKind.WORK: _("It is worked")}
    now = _("So far it is a working day.") if is_worked else _("So far it is a day off.")
    return Post(
        text=lines(_("<b>{date}</b>", date=day(notice.on)), now),
        buttons=[
            [press(labels[kind], act.kind_chosen, on=notice.on, kind=kind)],
            _back(),
        ],
    )


def _back() -> list[Button]:
    return [link_to(_("‹ Days off"), DaysOff())]


@asks_for(act.day_chosen)
def ask_day(_reader: Reader) -> Post:
    """Ask which day."""
    return Post(text=_("<b>Which day does the notice speak of?</b>"))


@asks_for(act.reason_told)
def ask_reason(_reader: Reader, on: date, kind: DayKind) -> Post:  # noqa: ARG001  arguments
    """Ask why."""
    return Post(text=_("<b>Why? As people shall read it (“New Year, swapped”).</b>"))


@asks_for(act.source_told)
def ask_source(_reader: Reader, **_given: object) -> Post:
    """Ask which notice says so."""
    return Post(text=_("<b>Which notice says so? Number and date.</b>"))


@words_for_refusal(DayUnchanged)
def day_unchanged(_reader: Reader, refused: DayUnchanged) -> Post:
    """Say that it is so already."""
    said = {
        DayKind.OFF: _("The {date} is a day off already.", date=day(refused.on)),
        DayKind.WORK: _("The {date} is a working day already.", date=day(refused.on)),
    }
    return Post(text=said[refused.kind])


@words_for_refusal(DayHasPassed)
def day_has_passed(_reader: Reader, refused: DayHasPassed) -> Post:
    """Say that the past is not changed."""
    return Post(text=_("The {date} has passed: reminders were given by it.", date=day(refused.on)))
