"""Words for rounds that run: to those who are asked, and to those who run them."""

from bot.texts.posts import Button, Post, press, to_desk
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.round_papers import to_papers, to_round_papers
from bot.texts.rounds import circle_name, clauses_line
from bot.texts.screens import link_to
from bot.texts.voice import _, day, left, lines, n_
from bot.texts.wording import Reader, Vanished, words_for, words_for_refusal
from handlers import comments, walks
from handlers import running_rounds as act
from rules.calendar import local_date
from rules.comments import CommentDesk
from rules.consultation import ConsultationStatus
from rules.members import Ability
from rules.rounds import (
    IN_PUBLIC,
    LONGEST_ROUND,
    AskedInRound,
    Circle,
    NotLonger,
    RoundEnded,
    RoundExtended,
    RoundReminder,
    RoundRunsNot,
    RunningRound,
    RunningRounds,
    Silence,
    StillSilent,
)
from storage.consultation import ConsultationRow, latest_consultation
from storage.members import member_of
from storage.participation import has_member_spoken
from storage.resolutions import ResolutionRow, resolution, resolution_for
from storage.round_papers import papers_since
from storage.rounds import (
    RoundRow,
    members_of_round,
    public_round,
    round_for,
    rounds_within,
    spoken_in,
)


def status_lines(reader: Reader, consultation: ConsultationRow) -> list[str]:
    """Say for each circle how it stands: asked, spoken, until when."""
    if not consultation.has_circles:
        return []
    return [_status(reader, each) for each in rounds_within(reader.session, consultation.id or 0)]


def _status(reader: Reader, each: RoundRow) -> str:
    circle = circle_name(each.circle, each.field)
    last = each.until_on or resolution(reader.session, each.resolution_id).comments_until_on
    until = day(last) if last else ""
    if each.opened_at is None:
        opens = day(each.opens_on) if each.opens_on else ""
        return _("• {circle}: from {first} until {last}", circle=circle, first=opens, last=until)
    asked, spoke = spoken_in(reader.session, each)
    said = _("• {circle}: until {last}", circle=circle, last=until)
    if asked:
        said = _(
            "• {circle}: {spoke}/{asked} have spoken, until {last}",
            circle=circle, spoke=spoke, asked=asked, last=until,
        )  # fmt: skip
    if each.closed_at is None:
        return said
    if each.silence is Silence.AGREES and asked > spoke:
        return _("{said} (ended; {n} silent, counted as agreeing)", said=said, n=asked - spoke)
    return _("{said} (ended)", said=said)


def _of_mine(reader: Reader, round_id: int) -> tuple[RoundRow, ResolutionRow]:
    """Give a round to somebody who is asked in it, while it runs. Raises Vanished."""
    each = reader.session.get_one(RoundRow, round_id)
    row = resolution(reader.session, each.resolution_id)
    member = member_of(reader.session, reader.user_id, row.body_id)
    if each.closed_at is not None or member.id not in members_of_round(reader.session, round_id):
        raise Vanished
    return each, row


def _asked(reader: Reader, each: RoundRow, row: ResolutionRow, request: str) -> Post:
    assert each.until_on is not None, "an open round of several has its last day"
    until, to_go = day(each.until_on), left(each.until_on, today=reader.today)
    return Post(
        text=lines(
            _("<b>Comments asked for: {title}</b>", title=title(row, 200)),
            _("Comments until the end of {date} ({left})", date=until, left=to_go),
            request,
            clauses_line(reader, each),
            _("If nothing comes by then, it counts as agreeing.")
            if each.silence is Silence.AGREES
            else None,
        ),
        buttons=[
            [press(_("Go through it clause by clause"), walks.set_out, resolution_id=row.id)],
            to_papers(reader, row),
            [link_to(_("Comment"), CommentDesk(resolution_id=row.id or 0))],
            [press(_("I agree with the whole text"), comments.agree, resolution_id=row.id)],
        ],
    )


@words_for(AskedInRound)
def asked_in_round(reader: Reader, notice: AskedInRound) -> Post:
    """Ask somebody in private, in the round that is theirs."""
    each, row = _of_mine(reader, notice.round_id)
    request = (
        _("Your view is asked for on the field: {field}.", field=each.field)
        if each.field
        else _("Your view of this draft is asked for.")
    )
    return _asked(reader, each, row, request)


@words_for(RoundReminder)
def round_reminder(reader: Reader, notice: RoundReminder) -> Post:
    """Remind somebody once; nothing is said to those who have spoken meanwhile."""
    each, row = _of_mine(reader, notice.round_id)
    member = member_of(reader.session, reader.user_id, row.body_id)
    if has_member_spoken(reader.session, each.consultation_id or 0, member.id or 0):
        raise Vanished
    request = _("Your view has not come in yet. If you agree with all of it, one press is enough.")
    return _asked(reader, each, row, request)


@words_for(RoundEnded)
def round_ended(reader: Reader, notice: RoundEnded) -> Post:
    """Tell those who run it that a round is over, and how the others stand."""
    each = reader.session.get_one(RoundRow, notice.round_id)
    consultation = reader.session.get_one(ConsultationRow, each.consultation_id)
    row = resolution(reader.session, each.resolution_id)
    status = ConsultationStatus(resolution_id=each.resolution_id)
    return Post(
        text=lines(
            _("<b>A round has ended: {circle}</b>", circle=circle_name(each.circle, each.field)),
            title(row, 200),
            *status_lines(reader, consultation),
        ),
        buttons=[[link_to(_("How the consultation stands"), status)]],
    )


@words_for(RunningRounds)
def running_rounds(reader: Reader, notice: RunningRounds) -> Post:
    """Show the rounds to those who run them; where there is one, what can be changed of it."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    consultation = latest_consultation(reader.session, notice.resolution_id)
    rounds = rounds_within(reader.session, consultation.id or 0) if consultation else []
    if not rounds:
        raise Vanished
    if len(rounds) == 1:
        return running_round(reader, RunningRound(round_id=rounds[0].id or 0))
    return Post(
        text=lines(
            _("<b>Rounds of the consultation: {title}</b>", title=title(row, 150)),
            *(_status(reader, each) for each in rounds),
        ),
        buttons=[
            *(
                [link_to(circle_name(each.circle, each.field), RunningRound(round_id=each.id or 0))]
                for each in rounds
            ),
            [_to_status(row)],
        ],
    )


@words_for(RunningRound)
def running_round(reader: Reader, notice: RunningRound) -> Post:
    """Show one round that runs or is to run, and what can be changed of it."""
    each, row, _member = round_for(reader.session, reader.user_id, notice.round_id)
    if each.consultation_id is None:
        raise Vanished
    consultation = reader.session.get_one(ConsultationRow, each.consultation_id)
    runs = each.opened_at is not None and each.closed_at is None
    return Post(
        text=lines(
            _("<b>Round: {circle}</b>", circle=circle_name(each.circle, each.field)),
            title(row, 150),
            _status(reader, each),
            extended_line(each),
        ),
        buttons=[
            [to_round_papers(reader, each)],
            [press(_("Give more days"), act.ask_more_days, round_id=each.id)] if runs else [],
            [press(_("All have spoken: end the round"), act.close_round, round_id=each.id)]
            if runs and consultation.has_circles and each.circle not in IN_PUBLIC
            else [],
            [_to_status(row)],
        ],
    )


def extended_line(each: RoundRow) -> str | None:
    """Say that more days were given, and why."""
    if each.first_until_on is None:
        return None
    return _(
        "More days were given; it was to end on {date}. Reason: {reason}",
        date=day(each.first_until_on), reason=each.extended_because,
    )  # fmt: skip


def public_news(reader: Reader, consultation: ConsultationRow, circle: Circle) -> list[str | None]:
    """Say to citizens who look again what has changed since their round began.

    They have not agreed to be written to about that, so it waits for them on their screen.
    """
    each = public_round(reader.session, consultation, circle)
    if each is None:
        return []
    late = papers_since(reader.session, each) if consultation.has_circles else []
    return [
        extended_line(each),
        *(
            _("New paper, {date}: {title}", date=day(local_date(paper.added_at)), title=paper.title)
            for paper in late
        ),
    ]


@words_for(RoundExtended)
def round_extended(reader: Reader, notice: RoundExtended) -> Post:
    """Tell those who are asked until when they have time now, and why."""
    each = reader.session.get_one(RoundRow, notice.round_id)
    row = resolution(reader.session, each.resolution_id)
    last = each.until_on or row.comments_until_on
    if last is None or each.closed_at is not None:
        raise Vanished
    comment = to_desk(_("Comment"), comments.open_desk, resolution_id=row.id)
    return Post(
        text=lines(
            _("<b>More time for comments: {title}</b>", title=title(row, 200)),
            _(
                "Comments until the end of {date} ({left})",
                date=day(last), left=left(last, today=reader.today),
            ),
            extended_line(each),
        ),
        buttons=[[comment]],
    )  # fmt: skip


@asks_for(act.take_more_days)
def ask_more_days(reader: Reader, round_id: int) -> Post:
    """Ask for how many days more."""
    round_for(reader.session, reader.user_id, round_id)
    return Post(
        text=_(
            "How much longer? Write like “3 ngày làm việc”, “5 ngày” (counted from the present last "
            "day) or “chậm nhất ngày 20/12/2026”."
        )
    )


@asks_for(act.take_reason)
def ask_reason(reader: Reader, round_id: int, said: str) -> Post:  # noqa: ARG001  the answer's argument
    """Ask for the reason, which those who are asked will read."""
    round_for(reader.session, reader.user_id, round_id)
    return Post(text=_("For which reason? Those who are asked will read it."))


@words_for_refusal(NotLonger)
def not_longer(_reader: Reader, refused: NotLonger) -> Post:
    """Say what more days are."""
    return Post(
        text=_(
            "{date} is no later day, or the round would be longer than {limit} days. Nothing changed.",
            date=day(refused.on), limit=LONGEST_ROUND,
        )
    )  # fmt: skip


@words_for_refusal(StillSilent)
def still_silent(_reader: Reader, refused: StillSilent) -> Post:
    """Say who keeps the round open."""
    return Post(
        text=n_(
            "{n} of those who are asked has not spoken yet, so the round goes on until its last day.",
            "{n} of those who are asked have not spoken yet, so the round goes on until its last day.",
            refused.silent,
        )
    )


@words_for_refusal(RoundRunsNot)
def round_runs_not(_reader: Reader, _refused: RoundRunsNot) -> Post:
    """Say that only a round that runs can be changed."""
    return Post(text=_("The round does not run at this moment, so its days were not changed."))


def _to_status(row: ResolutionRow) -> Button:
    status = ConsultationStatus(resolution_id=row.id or 0)
    return link_to(_("‹ How the consultation stands"), status)
