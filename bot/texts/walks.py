"""Words for the private walk through a draft: one stop on one screen."""

from markupsafe import Markup

from bot.texts.comment_clauses import clause_in_sight
from bot.texts.comments import is_open, said_text, seen_by_member, way_through
from bot.texts.cosignatures import others_row, seen_by_others
from bot.texts.desk import home_button
from bot.texts.draft_clauses import full_text
from bot.texts.posts import Button, Post, clip, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.responses import clip_lines
from bot.texts.screens import link_to
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import comments
from handlers import walks as act
from rules.comments import CommentsClosed, MyComments, Stance
from rules.walks import Stop, Walk, WalkTally, walk_tally
from storage.comments import CommentRow, comments_of_member
from storage.consultation import AskedRow, ConsultationRow
from storage.drafts import ClauseRow, parts_of
from storage.members import MemberRow
from storage.resolutions import ResolutionRow
from storage.walks import agreed_clauses, commented_clauses, reached

ROOM = 3000
LONG = 900
"""Characters; what is longer is folded, so that the buttons stay in sight."""

OWN_SHOWN = 3


@words_for(Walk)
def walk(reader: Reader, notice: Walk) -> Post:
    """Show one stop of the way, or its end."""
    row, member, consultation = seen_by_member(reader, notice.resolution_id)
    if not is_open(reader, consultation, row, member):
        raise CommentsClosed(until_on=row.comments_until_on)
    way = way_through(reader, consultation, member.id or 0)
    number = notice.number
    if number is None:
        number = reached(reader.session, consultation.id or 0, member.id or 0) or 0
    if number >= len(way):
        return _end(reader, row, consultation, member, way)
    return _stop(reader, row, consultation, member, way, max(number, 0))


def _stop(
    reader: Reader,
    row: ResolutionRow,
    consultation: ConsultationRow,
    member: MemberRow,
    way: tuple[Stop, ...],
    number: int,
) -> Post:
    stop = way[number]
    parts = parts_of(reader.session, consultation.draft_id)
    clause = next(part for part in parts if part.id == stop.clause_id)
    said = [
        comment
        for comment in comments_of_member(reader.session, consultation.id or 0, member.id or 0)
        if comment.clause_id in stop.held and comment.withdrawn_at is None
    ]
    connection = reader.session.connection()
    has_agreed = stop.clause_id in agreed_clauses(connection, consultation.id or 0, member.id or 0)
    return Post(
        text=lines(
            _("<b>{path}</b> · clause {n} of {of}", path=clause.path, n=number + 1, of=len(way)),
            _above(parts, clause),
            _text(clip_lines(full_text(parts, clause) if stop.is_whole else clause.printed, ROOM)),
            _("✓ You agree with this clause.") if has_agreed else None,
            *(_own(comment) for comment in said[-OWN_SHOWN:]),
        ),
        buttons=[
            *_ways(row, stop, number, has_agreed=has_agreed),
            others_row(reader, row, consultation, member, stop, number),
        ],
    )


def _above(parts: list[ClauseRow], clause: ClauseRow) -> str | None:
    """Name the headings above a clause, the topmost first."""
    by_position = {part.position: part for part in parts}
    above = []
    parent = by_position.get(clause.parent_position) if clause.parent_position is not None else None
    while parent is not None:
        above.append(clip(f"{parent.label} {parent.heading}", 90))
        parent = by_position.get(parent.parent_position) if parent.parent_position is not None else None
    return _("<i>{headings}</i>", headings=" › ".join(reversed(above))) if above else None


def _text(text: str) -> Markup:
    if len(text) > LONG:
        return _("<blockquote expandable>{text}</blockquote>", text=text)
    return _("<blockquote>{text}</blockquote>", text=text)


def _own(comment: CommentRow) -> str:
    return _("✍ You said: {text}", text=said_text(comment, 200))


def _ways(row: ResolutionRow, stop: Stop, number: int, *, has_agreed: bool) -> list[list[Button]]:
    here = {"resolution_id": row.id, "clause_id": stop.clause_id}
    agreement = (
        press(_("Take back"), act.take_back, number=number, **here)
        if has_agreed
        else press(_("Agree"), act.agree, number=number, **here)
    )
    back = press(_("‹ Back"), act.go_to, resolution_id=row.id, number=number - 1)
    return [
        [agreement, press(_("Propose a change"), act.ask_remark, stance=Stance.CHANGE, **here)],
        [
            press(_("Object"), act.ask_remark, stance=Stance.OBJECT, **here),
            press(_("Ask"), act.ask_remark, stance=Stance.ASK, **here),
        ],
        [
            *([back] if number else []),
            press(_("Next ›"), act.go_to, resolution_id=row.id, number=number + 1),
        ],
    ]


def _end(
    reader: Reader,
    row: ResolutionRow,
    consultation: ConsultationRow,
    member: MemberRow,
    way: tuple[Stop, ...],
) -> Post:
    tally = _tally(reader, consultation, member, way)
    asked = reader.session.get(AskedRow, (consultation.id, member.id))
    agrees = asked is not None and asked.agreed_at is not None
    on_all = press(_("I agree with the whole text"), comments.agree, resolution_id=row.id)
    mine = link_to(_("My comments and the answers"), MyComments(resolution_id=row.id or 0))
    return Post(
        text=lines(
            _("<b>You have come to the end: {title}</b>", title=title(row, 200)),
            _tally_line(tally),
            n_(
                "You have passed over {n} clause without a word.",
                "You have passed over {n} clauses without a word.",
                len(tally.passed_over),
            )
            if tally.passed_over
            else _("Thank you: you have spoken on every clause."),
        ),
        buttons=[
            [_to_passed(row, tally)] if tally.passed_over else [],
            [on_all] if not agrees and not tally.said else [],
            [mine] if tally.said else [],
            [home_button()],
        ],
    )


def _to_passed(row: ResolutionRow, tally: WalkTally) -> Button:
    label = _("Go to the first one passed over")
    return press(label, act.go_to, resolution_id=row.id, number=tally.passed_over[0])


def _tally(
    reader: Reader, consultation: ConsultationRow, member: MemberRow, way: tuple[Stop, ...]
) -> WalkTally:
    connection = reader.session.connection()
    where = (connection, consultation.id or 0, member.id or 0)
    return walk_tally(
        way, agreed=agreed_clauses(*where), said=commented_clauses(*where), reached=len(way)
    )


def _tally_line(tally: WalkTally) -> str:
    return _(
        "{of} clauses: you agree with {agreed} and have commented on {said}.",
        of=tally.stops, agreed=tally.agreed, said=tally.said,
    )  # fmt: skip


def way_button(
    reader: Reader, row: ResolutionRow, consultation: ConsultationRow, member: MemberRow
) -> Button:
    """Lead on to the stop at which somebody left off, or to the first one."""
    way = way_through(reader, consultation, member.id or 0)
    number = reached(reader.session, consultation.id or 0, member.id or 0)
    if number is None or number >= len(way):
        return press(_("Go through it clause by clause"), act.set_out, resolution_id=row.id)
    label = _("Go on with clause {n} of {of}", n=number + 1, of=len(way))
    return press(label, act.set_out, resolution_id=row.id)


def next_button(reader: Reader, row: ResolutionRow, comment: CommentRow) -> Button | None:
    """Lead on from a comment that was made on the way; None for whoever has not set out."""
    consultation = reader.session.get_one(ConsultationRow, comment.consultation_id)
    if reached(reader.session, comment.consultation_id, comment.member_id or 0) is None:
        return None
    way = way_through(reader, consultation, comment.member_id or 0)
    here = (number for number, stop in enumerate(way) if comment.clause_id in stop.held)
    number = next(here, None)
    if number is None:
        return None
    return press(_("Next ›"), act.go_to, resolution_id=row.id, number=number + 1)


@asks_for(act.take_remark)
def ask_remark(reader: Reader, resolution_id: int, clause_id: int, stance: Stance) -> Post:
    """Ask what is to be changed, why not, or what the question is, with the clause in sight."""
    row, _member, consultation = seen_by_member(reader, resolution_id)
    questions = {
        Stance.CHANGE: _("<b>How should it read? Please write your proposal in one message.</b>"),
        Stance.OBJECT: _("<b>Why not? Please write your reasons in one message.</b>"),
        Stance.ASK: _("<b>What would you like to know? Please write it in one message.</b>"),
    }
    return Post(
        text=lines(
            *clause_in_sight(reader, row, clause_id),
            questions[Stance(stance)],
            seen_by_others(consultation),
        )
    )
