"""Words about what other members said of a clause, and standing behind it."""

from bot.texts.comments import is_open, place_of, said_text, seen_by_member, way_through
from bot.texts.posts import Button, Post, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.stances import stance_line
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, Vanished, words_for, words_for_refusal
from handlers import cosignatures as act
from handlers import walks
from rules.comments import CommentsClosed
from rules.cosignatures import CosignedChanged, OthersSaid, OwnComment
from rules.walks import Stop
from storage.bodies import body
from storage.comments import CommentRow
from storage.consultation import ConsultationRow
from storage.cosignatures import (
    cosigners,
    count_cosigners,
    others_said,
    signed_by,
)
from storage.drafts import ClauseRow
from storage.members import MemberRow, member_of
from storage.resolutions import ResolutionRow, resolution

ON_A_PAGE = 4


def seen_by_others(consultation: ConsultationRow) -> str:
    """Say, before somebody writes, whether other members will see who wrote it."""
    if consultation.shows_commenters:
        return _("<i>The other members see it with your name, and can stand behind it.</i>")
    return _("<i>The other members see it without your name, and can stand behind it.</i>")


def names_line(reader: Reader, row: ResolutionRow) -> str:
    """Say whether members will see who made a comment."""
    if body(reader.session, row.body_id).shows_commenters:
        return _("Members see each other's comments with names.")
    return _("Members see each other's comments without names.")


def names_button(reader: Reader, row: ResolutionRow) -> Button:
    """Change that rule."""
    are_shown = body(reader.session, row.body_id).shows_commenters
    label = _("Comments without names") if are_shown else _("Comments with names")
    return press(label, act.show_names, resolution_id=row.id, are_shown=not are_shown)


def cosigners_line(reader: Reader, comment: CommentRow) -> str | None:
    """Name who stands behind a comment, to those who answer it."""
    people = cosigners(reader.session, comment.id or 0)
    if not people:
        return None
    return _("Behind it: {names}", names=", ".join(person.full_name for person in people))


def others_row(
    reader: Reader,
    row: ResolutionRow,
    consultation: ConsultationRow,
    member: MemberRow,
    stop: Stop,
    number: int,
) -> list[Button]:
    """Lead to what others have said at a stop, where they have."""
    found = others_said(reader.session, consultation.id or 0, stop.held, than=member.id or 0)
    label = n_("{n} comment of other comrades", "{n} comments of other comrades", len(found))
    screen = OthersSaid(resolution_id=row.id or 0, number=number)
    return [link_to(label, screen)] if found else []


@words_for(OthersSaid)
def others_screen(reader: Reader, notice: OthersSaid) -> Post:
    """Show what others have said about the clauses of a stop, each with one tap to stand behind it."""
    row, member, consultation = seen_by_member(reader, notice.resolution_id)
    if not is_open(reader, consultation, row, member):
        raise CommentsClosed(until_on=row.comments_until_on)
    way = way_through(reader, consultation, member.id or 0)
    if notice.number >= len(way):
        raise Vanished
    held = way[notice.number].held
    found = others_said(reader.session, consultation.id or 0, held, than=member.id or 0)
    signed = signed_by(reader.session, consultation.id or 0, member.id or 0)
    first = notice.page * ON_A_PAGE
    shown = list(enumerate(found[first : first + ON_A_PAGE], first + 1))
    counts = count_cosigners(reader.session, [comment.id or 0 for _n, (comment, _c) in shown])
    turning = pages(
        notice.page, len(found), ON_A_PAGE,
        lambda label, page: link_to(
            label, OthersSaid(resolution_id=row.id or 0, number=notice.number, page=page)
        ),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>What other comrades say: {title}</b>", title=title(row, 150)),
            *(
                _entry(reader, consultation, n, comment, clause, counts.get(comment.id or 0, 0))
                for n, (comment, clause) in shown
            ),
        ),
        buttons=[
            *(
                [_sign_button(notice, n, comment, is_signed=comment.id in signed)]
                for n, (comment, _clause) in shown
            ),
            turning,
            [press(_("‹ The clause"), walks.go_to, resolution_id=row.id, number=notice.number)],
        ],
    )


def _entry(
    reader: Reader,
    consultation: ConsultationRow,
    number: int,
    comment: CommentRow,
    clause: ClauseRow,
    signed: int,
) -> str:
    author = reader.session.get_one(MemberRow, comment.member_id).full_name
    place = place_of(clause)
    return lines(
        _("{n}. <b>{place}</b>, {author}: {text}", n=number, place=place, author=author,
          text=said_text(comment, 600))
        if consultation.shows_commenters
        else _("{n}. <b>{place}</b>: {text}", n=number, place=place, text=said_text(comment, 600)),
        stance_line(comment),
        n_("{n} comrade stands behind it", "{n} comrades stand behind it", signed) if signed else None,
    )  # fmt: skip


def _sign_button(notice: OthersSaid, number: int, comment: CommentRow, *, is_signed: bool) -> Button:
    label = (
        _("✓ I stand behind {n}: take it back", n=number)
        if is_signed
        else _("I stand behind {n}", n=number)
    )
    return press(
        label, act.take_back if is_signed else act.cosign, comment_id=comment.id,
        resolution_id=notice.resolution_id, number=notice.number, page=notice.page,
    )  # fmt: skip


@words_for(CosignedChanged)
def cosigned_changed(reader: Reader, notice: CosignedChanged) -> Post:
    """Tell somebody that what they signed reads otherwise now, or is gone."""
    comment = reader.session.get_one(CommentRow, notice.comment_id)
    consultation = reader.session.get_one(ConsultationRow, comment.consultation_id)
    row = resolution(reader.session, consultation.resolution_id)
    member = member_of(reader.session, reader.user_id, row.body_id)
    if not is_open(reader, consultation, row):
        raise Vanished
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    if comment.withdrawn_at is not None:
        said = _("It was withdrawn by its author; you can comment yourself.")
    else:
        said = _("It reads now: {text}", text=said_text(comment, 600))
    way = way_through(reader, consultation, member.id or 0)
    here = (number for number, stop in enumerate(way) if comment.clause_id in stop.held)
    again = press(_("Look at it"), walks.go_to, resolution_id=row.id, number=next(here, 0))
    return Post(
        text=lines(
            _("<b>A comment you stood behind has changed: {place}</b>", place=place_of(clause)),
            title(row, 200),
            said,
            _("Your name does not stand under it any more."),
        ),
        buttons=[[again]],
    )


@words_for_refusal(OwnComment)
def own_comment(_reader: Reader, _refused: OwnComment) -> Post:
    """Say that it counts already."""
    return Post(text=_("This is your own comment; it counts already."))
