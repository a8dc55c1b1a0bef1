"""Words for those who comment: the drafts there are, a draft to comment on, and a comment taken."""

from bot.texts.attachments import files_line
from bot.texts.comments import asked_until, deadline_line, is_open, place_of, seen_by_member
from bot.texts.desk import home_button
from bot.texts.posts import Button, Post, press
from bot.texts.resolutions import title
from bot.texts.round_papers import to_papers
from bot.texts.screens import link_to
from bot.texts.stances import stance_line, weight_row
from bot.texts.voice import _, lines, n_
from bot.texts.walks import next_button, way_button
from bot.texts.wording import Reader, Vanished, words_for
from handlers import attachments, citizens
from handlers import comments as act
from rules.citizens import CitizenComments
from rules.comments import CommentDesk, CommentList, CommentTaken, MyComments
from storage.affected import asked_as
from storage.citizens import citizen_of, identities_of
from storage.comments import CommentRow, comments_of_member, spoken_on
from storage.consultation import (
    AskedRow,
    ConsultationRow,
    open_consultations,
    public_consultations,
)
from storage.drafts import ClauseRow
from storage.members import MemberRow, memberships
from storage.resolutions import ResolutionRow, resolution_for_member

SPOKEN_SHOWN = 5


@words_for(CommentList)
def comment_list(reader: Reader, _notice: CommentList) -> Post:
    """List the drafts on which this person can comment, and those on which they have."""
    people = memberships(reader.session, reader.user_id)
    mine = {member.body_id for member in people}
    as_member = [row for _round, row in open_consultations(reader.session) if row.body_id in mine]
    public = public_consultations(reader.session, reader.today)
    as_citizen = [
        row
        for each, row in public
        if row.body_id not in mine and asked_as(reader.session, each, _citizen_id(reader, row))
    ]
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


def _citizen_id(reader: Reader, row: ResolutionRow) -> int | None:
    citizen = citizen_of(reader.session, reader.user_id, row.body_id)
    return citizen.id if citizen else None


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
    running = is_open(reader, consultation, row, member)
    last = asked_until(reader, consultation, row, member)
    mine = link_to(_("My comments and the answers"), MyComments(resolution_id=row.id or 0))
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row, 300)),
            deadline_line(reader, row, last)
            if running
            else _("The consultation has ended.")
            if consultation.closed_at is not None or not consultation.has_circles
            else _("Others are asked now. You are written to when it is your turn."),
            _("You agree with the whole text.") if has_agreed else None,
            n_("You have sent {n} comment.", "You have sent {n} comments.", len(said)) if said else None,
            _("You have not spoken yet.") if running and not (said or has_agreed) else None,
        ),
        buttons=[
            *(
                [
                    [way_button(reader, row, consultation, member)],
                    *_ways_to_speak(row, has_agreed=has_agreed),
                ]
                if running
                else []
            ),
            to_papers(reader, row),
            [mine] if said else [],
            [home_button()],
        ],
    )


def _ways_to_speak(row: ResolutionRow, *, has_agreed: bool) -> list[list[Button]]:
    by_clause = press(_("Find a clause"), act.choose_clause, resolution_id=row.id)
    on_all = press(_("On the whole text"), act.ask_comment, resolution_id=row.id, clause_id=None)
    if has_agreed:
        agreement = press(_("Take the agreement back"), act.take_back_agreement, resolution_id=row.id)
    else:
        agreement = press(_("I agree with the whole text"), act.agree, resolution_id=row.id)
    return [[by_clause, on_all], [agreement]]


@words_for(CommentTaken)
def comment_taken(reader: Reader, notice: CommentTaken) -> Post:
    """Confirm a comment written in private, and let its author say how much it matters."""
    comment = reader.session.get_one(CommentRow, notice.comment_id)
    consultation = reader.session.get_one(ConsultationRow, comment.consultation_id)
    row, member = resolution_for_member(reader.session, reader.user_id, consultation.resolution_id)
    if comment.member_id != member.id:
        raise Vanished
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    another = press(_("Comment on another clause"), act.choose_clause, resolution_id=row.id)
    return Post(
        text=lines(
            _("<b>Your comment is recorded: {place}.</b>", place=place_of(clause)),
            stance_line(comment),
            files_line(reader, comment),
            _("To change it, edit your message; both versions are kept."),
        ),
        buttons=[
            weight_row(comment),
            [next_button(reader, row, comment) or another],
            [
                press(_("Add a file"), attachments.ask_file, comment_id=comment.id),
                link_to(_("My comments"), MyComments(resolution_id=row.id or 0)),
            ],
        ],
    )
