"""Words for rounds: who is asked, in which order, until when, and what silence means."""

from collections.abc import Sequence
from datetime import date

from bot.texts.posts import Button, Post, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import rounds as act
from rules.consultation import ConsultationPreview
from rules.members import Ability
from rules.packs import pack_for
from rules.round_clauses import RoundClauses
from rules.round_papers import RoundPapers
from rules.rounds import (
    ROLES,
    Circle,
    CircleChoice,
    NobodyInCircle,
    NoLastDay,
    NotYourRound,
    Planned,
    RoundPage,
    RoundPlan,
    Silence,
    Start,
    TooManyRounds,
    days_of,
)
from storage.bodies import body
from storage.calendar import work_calendar
from storage.resolutions import ResolutionRow, resolution, resolution_for
from storage.round_opening import span_of
from storage.rounds import RoundRow, clauses_of_round, planned_round_for, planned_rounds


def circle_name(circle: Circle, field: str = "") -> str:
    """Name who is asked in a round."""
    names = {
        Circle.PERMANENT: _("Permanent members"),
        Circle.STANDING: _("Standing committee"),
        Circle.COMMITTEE: _("Committee"),
        Circle.SPECIALISTS: _("Specialist officials"),
        Circle.FRONT: _("Front and unions"),
        Circle.LOWER_UNITS: _("Lower units"),
        Circle.AFFECTED: _("Those affected"),
        Circle.CITIZENS: _("Citizens"),
    }
    name = names[circle]
    return _("{circle} ({field})", circle=name, field=field) if field else name


def _days(reader: Reader, row: ResolutionRow, rounds: Sequence[RoundRow]) -> list[tuple[date, date]]:
    """Reckon the days of planned rounds as if the consultation were opened today."""
    pack = pack_for(body(reader.session, row.body_id).kind, on=reader.today)
    planned = [
        Planned(start=each.start, span=span_of(each, pack), until_on=each.chosen_until_on)
        for each in rounds
    ]
    return list(days_of(planned, opens_on=reader.today, calendar=work_calendar(reader.session)))


def plan_lines(reader: Reader, row: ResolutionRow) -> list[str]:
    """Say which rounds there will be, each with its days."""
    rounds = planned_rounds(reader.session, row.id or 0)
    days = _days(reader, row, rounds)
    return [
        _("{n}. <b>{circle}</b>: {first} – {last}", n=number, first=day(first), last=day(last),
          circle=circle_name(each.circle, each.field))
        for number, (each, (first, last)) in enumerate(zip(rounds, days, strict=True), start=1)
    ]  # fmt: skip


def planned_until(reader: Reader, row: ResolutionRow) -> date | None:
    """Give the last day of all planned rounds; None where the consultation is not divided."""
    days = _days(reader, row, planned_rounds(reader.session, row.id or 0))
    return max((last for _first, last in days), default=None)


def to_plan(reader: Reader, row: ResolutionRow) -> Button:
    """Lead to the rounds of the consultation that is to be opened."""
    planned = len(planned_rounds(reader.session, row.id or 0))
    label = n_("{n} round planned", "{n} rounds planned", planned)
    screen = RoundPlan(resolution_id=row.id or 0)
    return link_to(label if planned else _("Divide into rounds"), screen)


@words_for(RoundPlan)
def round_plan(reader: Reader, notice: RoundPlan) -> Post:
    """Show the rounds with their days, reckoned from today on."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    rounds = planned_rounds(reader.session, notice.resolution_id)
    return Post(
        text=lines(
            _("<b>Rounds of the consultation: {title}</b>", title=title(row, 150)),
            *plan_lines(reader, row),
            _("The days are reckoned as if it were opened today.")
            if rounds
            else _("Without rounds the whole committee is asked at once. Add one to ask in an order."),
        ),
        buttons=[
            [
                link_to(f"{number}", RoundPage(round_id=each.id or 0))
                for number, each in enumerate(rounds, start=1)
            ],
            [link_to(_("Add a round"), CircleChoice(resolution_id=notice.resolution_id))],
            [link_to(_("‹ Opening"), ConsultationPreview(resolution_id=notice.resolution_id))],
        ],
    )


@words_for(CircleChoice)
def circle_choice(reader: Reader, notice: CircleChoice) -> Post:
    """Ask who is to be asked."""
    resolution_id = notice.resolution_id
    resolution_for(reader.session, reader.user_id, resolution_id, Ability.RUN_CONSULTATION)
    buttons = [
        press(circle_name(circle), act.plan_round, resolution_id=resolution_id, circle=circle)
        for circle in Circle
    ]
    return Post(
        text=_("<b>Who is asked in this round?</b>"),
        buttons=[
            *(buttons[number : number + 2] for number in range(0, len(buttons), 2)),
            [link_to(_("‹ Rounds"), RoundPlan(resolution_id=resolution_id))],
        ],
    )


@words_for(RoundPage)
def round_page(reader: Reader, notice: RoundPage) -> Post:
    """Show one planned round, and what can be changed."""
    each, row = planned_round_for(reader.session, reader.user_id, notice.round_id)
    rounds = planned_rounds(reader.session, each.resolution_id)
    number = [other.id for other in rounds].index(each.id)
    first, last = _days(reader, row, rounds)[number]
    return Post(
        text=lines(
            _("<b>Round {n}: {circle}</b>", n=number + 1, circle=circle_name(each.circle, each.field)),
            _("From {first} until the end of {last}", first=day(first), last=day(last)),
            _start_line(each) if number else None,
            clauses_line(reader, each),
            _("Silence counts as agreeing.")
            if each.silence is Silence.AGREES
            else _("Silence means nothing."),
        ),
        buttons=[
            [
                press(_("How long it lasts"), act.ask_last_day, round_id=each.id),
                link_to(_("Papers of the round …"), RoundPapers(round_id=each.id or 0)),
            ],
            [link_to(_("Only some clauses …"), RoundClauses(round_id=each.id or 0))]
            if each.circle in ROLES
            else [],
            [_start_button(each)] if number else [],
            [_silence_button(each)],
            [
                press(_("Take it out"), act.drop_round, round_id=each.id),
                link_to(_("‹ Rounds"), RoundPlan(resolution_id=each.resolution_id)),
            ],
        ],
    )


def clauses_line(reader: Reader, each: RoundRow) -> str | None:
    """Say on how many clauses a round asks, where some were picked."""
    count = len(clauses_of_round(reader.session, each.id or 0))
    return n_("Asked on {n} clause only.", "Asked on {n} clauses only.", count) if count else None


def _start_line(each: RoundRow) -> str:
    if each.start is Start.BESIDE:
        return _("Runs beside the round before it.")
    return _("Begins when the rounds before it have ended.")


def _start_button(each: RoundRow) -> Button:
    if each.start is Start.BESIDE:
        return press(_("After the ones before"), act.change_start, round_id=each.id, start=Start.AFTER)
    return press(_("Beside the one before"), act.change_start, round_id=each.id, start=Start.BESIDE)


def _silence_button(each: RoundRow) -> Button:
    if each.silence is Silence.AGREES:
        label, silence = _("Let silence mean nothing"), Silence.NOTHING
    else:
        label, silence = _("Let silence count as agreeing"), Silence.AGREES
    return press(label, act.change_silence, round_id=each.id, silence=silence)


@asks_for(act.take_field)
def ask_field(reader: Reader, resolution_id: int) -> Post:
    """Ask for the field of the specialists."""
    resolution_for(reader.session, reader.user_id, resolution_id, Ability.RUN_CONSULTATION)
    return Post(
        text=lines(
            _("<b>On which field are the specialists asked?</b>"),
            _(
                "Write a few words with commas between them, like “đất đai, xây dựng”. Officials in "
                "charge of them are asked, and are shown the clauses that speak of them. A dash “-” "
                "means all."
            ),
        )
    )


@asks_for(act.take_last_day)
def ask_last_day(_reader: Reader, round_id: int) -> Post:  # noqa: ARG001  the answer's argument
    """Ask how long a round lasts."""
    return Post(
        text=_(
            "How long does it last? Write like “5 ngày làm việc”, “7 ngày”, “trước ngày 20/12/2026” or "
            "“chậm nhất ngày 20/12/2026”."
        )
    )


@words_for_refusal(NotYourRound)
def not_your_round(reader: Reader, refused: NotYourRound) -> Post:
    """Say that others are asked now."""
    row = resolution(reader.session, refused.resolution_id)
    return Post(
        text=_(
            "Others are asked about {title} at this moment, so this was not recorded. You are written "
            "to when it is your turn.",
            title=title(row, 150),
        )
    )


@words_for_refusal(NobodyInCircle)
def nobody_in_circle(_reader: Reader, refused: NobodyInCircle) -> Post:
    """Say that the roster comes first."""
    return Post(
        text=_(
            "The roster names nobody for “{circle}”. Please add them first: /danhsach, column "
            "“Vai trò”.",
            circle=circle_name(refused.circle),
        )
    )


@words_for_refusal(TooManyRounds)
def too_many_rounds(_reader: Reader, refused: TooManyRounds) -> Post:
    """Say how many there can be."""
    return Post(text=_("A consultation has at most {limit} rounds.", limit=refused.limit))


@words_for_refusal(NoLastDay)
def no_last_day(_reader: Reader, refused: NoLastDay) -> Post:
    """Show how it is written."""
    return Post(
        text=_(
            "I find no last day to come in “{said}”. Please write it like “5 ngày làm việc” or “trước "
            "ngày 20/12/2026”.",
            said=refused.said,
        )
    )
