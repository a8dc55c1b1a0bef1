"""Words for rounds that run: to those who are asked, and to those who run them."""

from bot.texts.posts import Post, press
from bot.texts.resolutions import title
from bot.texts.rounds import circle_name
from bot.texts.screens import link_to
from bot.texts.voice import _, day, left, lines
from bot.texts.wording import Reader, Vanished, words_for
from handlers import comments, walks
from rules.comments import CommentDesk
from rules.consultation import ConsultationStatus
from rules.rounds import AskedInRound, RoundEnded, RoundReminder, Silence
from storage.consultation import ConsultationRow
from storage.members import member_of
from storage.participation import has_member_spoken
from storage.resolutions import ResolutionRow, resolution
from storage.rounds import RoundRow, members_of_round, rounds_within, spoken_in


def status_lines(reader: Reader, consultation: ConsultationRow) -> list[str]:
    """Say for each circle how it stands: asked, spoken, until when."""
    if not consultation.has_circles:
        return []
    return [_status(reader, each) for each in rounds_within(reader.session, consultation.id or 0)]


def _status(reader: Reader, each: RoundRow) -> str:
    circle = circle_name(each.circle, each.field)
    until = day(each.until_on) if each.until_on else ""
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
            _("If nothing comes by then, it counts as agreeing.")
            if each.silence is Silence.AGREES
            else None,
        ),
        buttons=[
            [press(_("Go through it clause by clause"), walks.set_out, resolution_id=row.id)],
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
