"""Words for citizens about what they wrote: the code, the list, the answer."""

from markupsafe import Markup

from bot.texts.comments import answer_line, place_of
from bot.texts.moderation import reason_name
from bot.texts.news import change_lines
from bot.texts.posts import Button, Post, clip, plain, press
from bot.texts.prompts import asks_for
from bot.texts.public_drafts import is_public_open, known_citizen, public_draft, to_clauses
from bot.texts.publication import rating_buttons
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, Vanished, words_for
from handlers import citizens as act
from rules.citizens import (
    CitizenAnswered,
    CitizenComments,
    CitizenDesk,
    CitizenReceipt,
    ReceiptAnswer,
    receipt_shown,
)
from storage.bodies import body
from storage.citizens import CitizenRow, citizen_of, comments_of_citizen
from storage.comments import CommentRow
from storage.consultation import ConsultationRow
from storage.drafts import ClauseRow
from storage.resolutions import ResolutionRow, resolution

COMMENTS_ON_A_PAGE = 5


@words_for(CitizenReceipt)
def citizen_receipt(reader: Reader, notice: CitizenReceipt) -> Post:
    """Give a citizen the code of a comment."""
    comment, row = own_comment(reader, notice.comment_id)
    return Post(
        text=lines(
            _("<b>Your comment is recorded. Thank you.</b>"),
            _("Code: <code>{code}</code>", code=receipt_shown(comment.receipt or "")),
            _("Send me this code at any time, and I tell you what has become of it."),
        ),
        buttons=[
            [to_clauses(row, _("Write about another clause"))],
            [link_to(_("What I wrote, and the answers"), CitizenComments(resolution_id=row.id or 0))],
        ],
    )


def own_comment(reader: Reader, comment_id: int) -> tuple[CommentRow, ResolutionRow]:
    """Give a comment of the citizen who reads. Raises Vanished for anybody else's."""
    comment = reader.session.get_one(CommentRow, comment_id)
    consultation = reader.session.get_one(ConsultationRow, comment.consultation_id)
    row = resolution(reader.session, consultation.resolution_id)
    citizen = citizen_of(reader.session, reader.user_id, row.body_id)
    if citizen is None or comment.citizen_id != citizen.id:
        raise Vanished
    return comment, row


@words_for(CitizenComments)
def citizen_comments(reader: Reader, notice: CitizenComments) -> Post:
    """Show a citizen what they wrote, with codes and answers."""
    row, consultation = public_draft(reader, notice.resolution_id)
    citizen = known_citizen(reader, row)
    said = comments_of_citizen(reader.session, consultation.id or 0, citizen.id or 0)
    first = notice.page * COMMENTS_ON_A_PAGE
    shown = said[first : first + COMMENTS_ON_A_PAGE]
    can_change = is_public_open(reader, consultation, row)
    turning = pages(
        notice.page, len(said), COMMENTS_ON_A_PAGE,
        lambda label, page: link_to(label, CitizenComments(resolution_id=row.id or 0, page=page)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>What you wrote: {title}</b>", title=title(row, 200)),
            *(citizen_comment(reader, each) for each in shown),
            _("In the public table: {name}", name=citizen.public_name) if citizen.public_name else None,
        ),
        buttons=[
            *([_withdraw(row, each)] for each in shown if can_change),
            turning,
            _name_button(reader, row, citizen) if said else [],
            [link_to(_("‹ Back to the draft"), CitizenDesk(resolution_id=row.id or 0))],
        ],
    )


def consent_to_name(seat: str) -> Markup:
    """Say what one agrees to who wants to be named."""
    return _(
        "{body} shows the name I write with my comments in the public table of answers, until I "
        "withdraw it with /dulieu; copies given out before that cannot be taken back.",
        body=seat,
    )


def _name_button(reader: Reader, row: ResolutionRow, citizen: CitizenRow) -> list[Button]:
    """Let a citizen be named in the public table: off unless they wish it."""
    if citizen.public_name:
        return []
    words = consent_to_name(body(reader.session, row.body_id).name)
    label = _("Show my name in the public table")
    return [press(label, act.ask_name, resolution_id=row.id, words=plain(words))]


@asks_for(act.take_name)
def ask_name(reader: Reader, resolution_id: int, words: str) -> Post:
    """Ask for the name."""
    row, _consultation = public_draft(reader, resolution_id)
    known_citizen(reader, row)
    return Post(
        text=lines(
            _("Which name shall stand with your comments in the public table? You need not give any."),
            _("By writing a name you agree: <i>{words}</i>", words=words),
        )
    )


def citizen_comment(reader: Reader, comment: CommentRow) -> str:
    """Show one comment of a citizen with its code and its answer."""
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    return lines(
        _(
            "• <code>{code}</code> <b>{place}</b>: {text}",
            code=receipt_shown(comment.receipt or ""),
            place=place_of(clause),
            text=clip(comment.text, 300),
        ),
        citizen_answer(comment),
    )


def citizen_answer(comment: CommentRow) -> str:
    """Say what has become of a citizen's comment, or that it is being considered."""
    if comment.withdrawn_at is not None:
        return _("<i>withdrawn</i>")
    if comment.set_aside is not None:
        reason = reason_name(comment.set_aside)
        return _("<i>It was not taken into the table, because it {reason}.</i>", reason=reason)
    return answer_line(comment) or _("<i>It is being considered.</i>")


def _withdraw(row: ResolutionRow, comment: CommentRow) -> Button:
    is_withdrawn = comment.withdrawn_at is not None
    code = receipt_shown(comment.receipt or "")
    label = _("Put {code} in again", code=code) if is_withdrawn else _("Withdraw {code}", code=code)
    return press(
        label, act.withdraw, comment_id=comment.id, resolution_id=row.id, is_withdrawn=not is_withdrawn
    )


@words_for(ReceiptAnswer)
def receipt_answer(reader: Reader, notice: ReceiptAnswer) -> Post:
    """Show what became of a comment to whoever has its code."""
    comment = reader.session.get_one(CommentRow, notice.comment_id)
    consultation = reader.session.get_one(ConsultationRow, comment.consultation_id)
    row = resolution(reader.session, consultation.resolution_id)
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row, 200)),
            citizen_comment(reader, comment),
        )
    )


@words_for(CitizenAnswered)
def citizen_answered(reader: Reader, notice: CitizenAnswered) -> Post:
    """Tell a citizen what has become of their comments."""
    found = [own_comment(reader, comment_id) for comment_id in notice.comment_ids]
    return Post(
        text=lines(
            n_("<b>Your comment has been answered.</b>", "<b>Your comments have been answered.</b>",
               len(found)),
            _("{title}", title=title(found[0][1], 200)),
            *(
                lines(citizen_comment(reader, comment), change_lines(reader, comment))
                for comment, _row in found
            ),
            _("Thank you for your contribution. Are you satisfied with the answer?"),
        ),
        buttons=rating_buttons(notice.comment_ids),
    )  # fmt: skip
