"""Words for those who comment: a draft to comment on, its clauses, what was said and answered."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.texts.posts import Button, Post, clip, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.steps import Owed, owes
from bot.texts.voice import _, day, left, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import comments as act
from rules.comments import (
    Channel,
    CommentDesk,
    CommentsClosed,
    CommentTally,
    MyComments,
)
from rules.consultation import takes_comments
from rules.resolutions import Stage
from rules.responses import Verdict
from rules.rounds import Scope
from rules.walks import Stop
from storage.comments import CommentRow, comments_of_member
from storage.consultation import (
    AskedRow,
    ConsultationRow,
    latest_consultation,
    open_consultations,
    until_on,
)
from storage.drafts import ClauseRow
from storage.members import MemberRow
from storage.participation import has_member_spoken
from storage.resolutions import ResolutionRow, resolution_for_member
from storage.rounds import asked_now, scope_now
from storage.walks import stops_of

CLAUSES_ON_A_PAGE = 10
COMMENTS_ON_A_PAGE = 5
SPOKEN_SHOWN = 5
LONGEST_QUOTED = 3000


def deadline_line(reader: Reader, row: ResolutionRow, last: date | None = None) -> str:
    """Say until when comments are taken."""
    on = last or until_on(row)
    return _(
        "Comments until the end of {date} ({left})", date=day(on), left=left(on, today=reader.today)
    )


def spoken_line(tally: CommentTally) -> str:
    """Say how many of the members asked have spoken, and how many comments there are."""
    if not tally.asked:
        return n_("{n} comment", "{n} comments", tally.comments)
    return n_(
        "{spoke}/{asked} comrades have spoken, {n} comment",
        "{spoke}/{asked} comrades have spoken, {n} comments",
        tally.comments, spoke=tally.spoke, asked=tally.asked,
    )  # fmt: skip


def verdict_name(verdict: Verdict) -> str:
    """Name what became of a comment."""
    found = {
        Verdict.ACCEPTED: _("accepted into the draft"),
        Verdict.PARTLY: _("accepted in part"),
        Verdict.KEPT: _("kept as drafted"),
        Verdict.OUT_OF_SCOPE: _("outside the scope of the draft"),
    }
    return found[verdict]


def channel_name(channel: Channel) -> str:
    """Name the way by which something came that the clerk entered."""
    names = {
        Channel.PAPER: _("on paper"),
        Channel.PHONE: _("by telephone"),
        Channel.MEETING: _("in a meeting"),
    }
    return names[channel]


def place_of(clause: ClauseRow | None) -> str:
    """Name the clause a comment is on."""
    return clause.path if clause else _("Whole text")


def said_text(comment: CommentRow, limit: int) -> str | Markup:
    """Give what a comment says, on one line; of a voice message or a picture alone, where it is."""
    return clip(comment.text, limit) if comment.text else _("<i>see the attached file</i>")


def said_lines(reader: Reader, number: int, comment: CommentRow) -> str:
    """Show one comment with its answer."""
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    return lines(
        _("{n}. <b>{place}</b>: {text}", n=number, place=place_of(clause), text=said_text(comment, 350)),
        _("<i>withdrawn</i>") if comment.withdrawn_at else None,
        answer_line(comment),
    )


def asked_until(
    reader: Reader, consultation: ConsultationRow, row: ResolutionRow, member: MemberRow | None
) -> date | None:
    """Say until when somebody is asked: in the own round, where there are several; None: not now."""
    if member is None or not consultation.has_circles:
        return until_on(row)
    return asked_now(reader.session.connection(), consultation.id or 0, member.id or 0)


def is_open(
    reader: Reader, consultation: ConsultationRow, row: ResolutionRow, member: MemberRow | None = None
) -> bool:
    """Tell whether comments are being taken now, and from this member."""
    last = asked_until(reader, consultation, row, member)
    return (
        last is not None
        and row.stage is Stage.CONSULTING
        and takes_comments(
            reader.now,
            opened_at=consultation.opened_at,
            until_on=last,
            closed_at=consultation.closed_at,
        )
    )


def scope_of(reader: Reader, consultation: ConsultationRow, member: MemberRow) -> Scope:
    """Say on what a member is asked: a specialist on a field, or on clauses that were picked."""
    if not consultation.has_circles:
        return Scope()
    return scope_now(reader.session, consultation.id or 0, member.id or 0)


def way_through(reader: Reader, consultation: ConsultationRow, member_id: int) -> tuple[Stop, ...]:
    """Give the stops at which a member is asked."""
    member = reader.session.get_one(MemberRow, member_id)
    scope = scope_of(reader, consultation, member)
    return stops_of(reader.session.connection(), consultation.draft_id, scope)


def seen_by_member(
    reader: Reader, resolution_id: int
) -> tuple[ResolutionRow, MemberRow, ConsultationRow]:
    """Give a draft with its newest consultation to a member. Raises NotAMember, CommentsClosed."""
    row, member = resolution_for_member(reader.session, reader.user_id, resolution_id)
    consultation = latest_consultation(reader.session, resolution_id)
    if consultation is None:
        raise CommentsClosed(until_on=None)
    return row, member, consultation


@owes
def comments_owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Count a draft among what waits for each of the asked who has said nothing yet."""
    items = []
    for consultation, row in open_consultations(reader.session) if people else []:
        for member in (each for each in people if each.body_id == row.body_id):
            asked = reader.session.get(AskedRow, (consultation.id, member.id))
            last = asked_until(reader, consultation, row, member)
            if (
                asked
                and last
                and not has_member_spoken(reader.session, consultation.id or 0, member.id or 0)
            ):
                items.append(_owed(row, last, reader.today))
    return items


def _owed(row: ResolutionRow, on: date, today: date) -> Owed:
    text = _("Comment on {title} ({left})", title=title(row, 90), left=left(on, today=today))
    button = link_to(_("Comment: {title}", title=title(row, 40)), CommentDesk(resolution_id=row.id or 0))
    return Owed(due_on=on, text=text, button=button)


@words_for(MyComments)
def my_comments(reader: Reader, notice: MyComments) -> Post:
    """Show a member what they have said, and what was answered."""
    row, member, consultation = seen_by_member(reader, notice.resolution_id)
    said = comments_of_member(reader.session, consultation.id or 0, member.id or 0)
    first = notice.page * COMMENTS_ON_A_PAGE
    shown = said[first : first + COMMENTS_ON_A_PAGE]
    can_change = is_open(reader, consultation, row, member)
    turning = pages(
        notice.page, len(said), COMMENTS_ON_A_PAGE,
        lambda label, page: link_to(label, MyComments(resolution_id=row.id or 0, page=page)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>My comments: {title}</b>", title=title(row, 200)),
            *(said_lines(reader, number, each) for number, each in enumerate(shown, first + 1)),
            None if said else _("You have sent no comment on this draft."),
        ),
        buttons=[
            *(
                [_withdraw(row, number, each)]
                for number, each in enumerate(shown, first + 1)
                if can_change
            ),
            turning,
            [link_to(_("‹ The draft"), CommentDesk(resolution_id=row.id or 0))],
        ],
    )


def _withdraw(row: ResolutionRow, number: int, comment: CommentRow) -> Button:
    is_withdrawn = comment.withdrawn_at is not None
    label = (
        _("Put comment {n} in again", n=number) if is_withdrawn else _("Withdraw comment {n}", n=number)
    )
    return press(
        label, act.withdraw, comment_id=comment.id, resolution_id=row.id, is_withdrawn=not is_withdrawn
    )


def answer_line(comment: CommentRow, limit: int = 350) -> str | None:
    """Say what became of a comment."""
    if comment.verdict is None:
        return None
    if not comment.answer:
        return _("<i>Answer:</i> {verdict}.", verdict=verdict_name(comment.verdict))
    return _(
        "<i>Answer:</i> {verdict}. {reason}",
        verdict=verdict_name(comment.verdict), reason=clip(comment.answer, limit),
    )  # fmt: skip
