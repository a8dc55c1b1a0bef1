"""Words for those who comment: a draft to comment on, its clauses, what was said and answered."""

from collections.abc import Sequence
from datetime import date

from bot.texts.desk import home_button
from bot.texts.posts import Button, Post, clip, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.steps import Owed, owes
from bot.texts.voice import _, day, left, lines, n_
from bot.texts.wording import Reader, Vanished, words_for
from handlers import citizens
from handlers import comments as act
from rules.citizens import CitizenComments
from rules.comments import (
    CommentDesk,
    CommentList,
    CommentsClosed,
    CommentTaken,
    CommentTally,
    MyComments,
)
from rules.consultation import takes_comments
from rules.resolutions import Stage
from rules.responses import Verdict
from storage.citizens import identities_of
from storage.comments import CommentRow, comments_of_member, has_member_spoken, spoken_on
from storage.consultation import (
    AskedRow,
    ConsultationRow,
    latest_consultation,
    open_consultations,
    public_consultations,
    until_on,
)
from storage.drafts import ClauseRow
from storage.members import MemberRow, memberships
from storage.resolutions import ResolutionRow, resolution_for_member

CLAUSES_ON_A_PAGE = 10
COMMENTS_ON_A_PAGE = 5
SPOKEN_SHOWN = 5
LONGEST_QUOTED = 3000


def deadline_line(reader: Reader, row: ResolutionRow) -> str:
    """Say until when comments are taken."""
    on = until_on(row)
    return _(
        "Comments until the end of {date} ({left})", date=day(on), left=left(on, today=reader.today)
    )


def spoken_line(tally: CommentTally) -> str:
    """Say how many of those asked have spoken, and how many comments there are."""
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


def place_of(clause: ClauseRow | None) -> str:
    """Name the clause a comment is on."""
    return clause.path if clause else _("Whole text")


def is_open(reader: Reader, consultation: ConsultationRow, row: ResolutionRow) -> bool:
    """Tell whether comments are being taken now."""
    return row.stage is Stage.CONSULTING and takes_comments(
        reader.now,
        opened_at=consultation.opened_at,
        until_on=until_on(row),
        closed_at=consultation.closed_at,
    )


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
            if asked and not has_member_spoken(reader.session, consultation.id or 0, member.id or 0):
                items.append(_owed(row, until_on(row), reader.today))
    return items


def _owed(row: ResolutionRow, on: date, today: date) -> Owed:
    text = _("Comment on {title} ({left})", title=title(row, 90), left=left(on, today=today))
    button = link_to(_("Comment: {title}", title=title(row, 40)), CommentDesk(resolution_id=row.id or 0))
    return Owed(due_on=on, text=text, button=button)


@words_for(CommentList)
def comment_list(reader: Reader, _notice: CommentList) -> Post:
    """List the drafts on which this person can comment, and those on which they have."""
    people = memberships(reader.session, reader.user_id)
    mine = {member.body_id for member in people}
    as_member = [row for _round, row in open_consultations(reader.session) if row.body_id in mine]
    public = public_consultations(reader.session, reader.today)
    as_citizen = [row for _round, row in public if row.body_id not in mine]
    now = {row.id for row in (*as_member, *as_citizen)}
    said = [row for row in _spoken_on(reader, people) if row.id not in now][:SPOKEN_SHOWN]
    buttons = [
        *([link_to(title(row, 60), CommentDesk(resolution_id=row.id or 0))] for row in as_member),
        *([press(title(row, 60), citizens.enter, resolution_id=row.id)] for row in as_citizen),
        *([_to_said(row, is_member=row.body_id in mine)] for row in said),
    ]
    return Post(
        text=_("<b>Which draft is it about?</b>")
        if now
        else _("No draft is open for comments at the moment."),
        buttons=[*buttons, [press(_("Look up a receipt code"), citizens.ask_receipt)]],
    )


def _spoken_on(reader: Reader, people: list[MemberRow]) -> list[ResolutionRow]:
    return spoken_on(
        reader.session,
        member_ids=[member.id for member in people if member.id is not None],
        citizen_ids=[each.citizen_id for each in identities_of(reader.session, reader.user_id)],
    )


def _to_said(row: ResolutionRow, *, is_member: bool) -> Button:
    screen = (MyComments if is_member else CitizenComments)(resolution_id=row.id or 0)
    return link_to(_("Answers: {title}", title=title(row, 50)), screen)


@words_for(CommentDesk)
def comment_desk(reader: Reader, notice: CommentDesk) -> Post:
    """Show a draft to one of the asked: until when, what they have said, and the ways to say more."""
    row, member, consultation = seen_by_member(reader, notice.resolution_id)
    said = comments_of_member(reader.session, consultation.id or 0, member.id or 0)
    asked = reader.session.get(AskedRow, (consultation.id, member.id))
    has_agreed = asked is not None and asked.agreed_at is not None
    running = is_open(reader, consultation, row)
    mine = link_to(_("My comments and the answers"), MyComments(resolution_id=row.id or 0))
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row, 300)),
            deadline_line(reader, row) if running else _("The consultation has ended."),
            _("You agree with the whole text.") if has_agreed else None,
            n_("You have sent {n} comment.", "You have sent {n} comments.", len(said)) if said else None,
            _("You have not spoken yet.") if running and not (said or has_agreed) else None,
        ),
        buttons=[
            *(_ways_to_speak(row, has_agreed=has_agreed) if running else []),
            [mine] if said else [],
            [home_button()],
        ],
    )


def _ways_to_speak(row: ResolutionRow, *, has_agreed: bool) -> list[list[Button]]:
    by_clause = press(_("Comment clause by clause"), act.choose_clause, resolution_id=row.id)
    on_all = press(_("Comment on the whole text"), act.ask_comment, resolution_id=row.id, clause_id=None)
    if has_agreed:
        agreement = press(_("Take the agreement back"), act.take_back_agreement, resolution_id=row.id)
    else:
        agreement = press(_("I agree with the whole text"), act.agree, resolution_id=row.id)
    return [[by_clause], [agreement], [on_all]]


@words_for(CommentTaken)
def comment_taken(reader: Reader, notice: CommentTaken) -> Post:
    """Confirm a comment written in private."""
    comment = reader.session.get_one(CommentRow, notice.comment_id)
    consultation = reader.session.get_one(ConsultationRow, comment.consultation_id)
    row, member = resolution_for_member(reader.session, reader.user_id, consultation.resolution_id)
    if comment.member_id != member.id:
        raise Vanished
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    return Post(
        text=lines(
            _("<b>Your comment is recorded: {place}.</b>", place=place_of(clause)),
            _("To change it, edit your message; both versions are kept."),
        ),
        buttons=[
            [press(_("Comment on another clause"), act.choose_clause, resolution_id=row.id)],
            [link_to(_("My comments and the answers"), MyComments(resolution_id=row.id or 0))],
        ],
    )


@words_for(MyComments)
def my_comments(reader: Reader, notice: MyComments) -> Post:
    """Show a member what they have said, and what was answered."""
    row, member, consultation = seen_by_member(reader, notice.resolution_id)
    said = comments_of_member(reader.session, consultation.id or 0, member.id or 0)
    first = notice.page * COMMENTS_ON_A_PAGE
    shown = said[first : first + COMMENTS_ON_A_PAGE]
    can_change = is_open(reader, consultation, row)
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


def said_lines(reader: Reader, number: int, comment: CommentRow) -> str:
    """Show one comment with its answer."""
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    return lines(
        _("{n}. <b>{place}</b>: {text}", n=number, place=place_of(clause), text=clip(comment.text, 350)),
        _("<i>withdrawn</i>") if comment.withdrawn_at else None,
        answer_line(comment),
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
