"""Words for answering comments: one after the other, by clause, and as papers."""

from collections.abc import Sequence

from bot.texts.attachments import files_row, transcribe_row
from bot.texts.comments import answer_line, place_of, said_text
from bot.texts.consultation import answered_line
from bot.texts.news import change_lines
from bot.texts.posts import Post, press
from bot.texts.prompts import asks_for
from bot.texts.publication import rating_buttons
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.speakers import author_name, lines_below
from bot.texts.stances import mark_row
from bot.texts.steps import Owed, owes
from bot.texts.synthesis import LONGEST_CLAUSE, clip_lines, quoted
from bot.texts.voice import _, lines, moment, n_
from bot.texts.wording import Reader, Vanished, words_for, words_for_refusal
from handlers import responses as act
from rules.cosignatures import CosignedAnswered
from rules.resolutions import ResolutionPage, Stage
from rules.responses import (
    CommentPage,
    CommentsAnswered,
    CommentsByClause,
    PublishPreview,
    ReasonMissing,
    Verdict,
)
from rules.synthesis import OpinionGroupPage
from storage.comments import CommentRow
from storage.consultation import ConsultationRow
from storage.cosignatures import signatures_under
from storage.drafts import ClauseRow
from storage.members import MemberRow, member_of
from storage.opinion_groups import comments_in, group_for
from storage.participation import comment_tally
from storage.publication import to_publish
from storage.resolutions import ResolutionRow, resolution, resolutions_of
from storage.responses import comment_for, comments_for, sees_citizens
from storage.synthesis import first_due, waiting_count

ON_A_PAGE = 8
ROOM = 3400
"""Characters for clause, comment and answer together; the rest of the message is ours."""


@owes
def answers_owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Count what waits for an answer, and what for being published, among what a person owes."""
    items = []
    for member in people:
        for row in resolutions_of(reader.session, member.body_id, frozenset({Stage.CONSULTED})):
            items += _owed(reader, row, member)
    return items


def _owed(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[Owed]:
    """Give what one person owes on one resolution: own answers first, then the publishing."""
    sees_all = sees_citizens(row, member)
    waiting = waiting_count(reader.session, row.id or 0, member_id=None if sees_all else member.id)
    if waiting:
        text = n_(
            "Answer {n} group of comments: {title}", "Answer {n} groups of comments: {title}",
            waiting, title=title(row, 80),
        )  # fmt: skip
        label = _("Answer: {title}", title=title(row, 40))
        button = press(label, act.next_group, resolution_id=row.id)
        due_on = first_due(reader.session, row.id or 0, member.id or 0)
        return [Owed(due_on=due_on, text=text, button=button)]
    ready = len(to_publish(reader.session, row.id or 0)) if sees_all else 0
    if not ready:
        return []
    text = n_("Publish {n} answer: {title}", "Publish {n} answers: {title}", ready, title=title(row, 80))
    label = _("Publish: {title}", title=title(row, 40))
    button = link_to(label, PublishPreview(resolution_id=row.id or 0))
    return [Owed(due_on=None, text=text, button=button)]


@words_for(CommentsByClause)
def comments_by_clause(reader: Reader, notice: CommentsByClause) -> Post:
    """List all comments in the order of the clauses."""
    row, member, shown = comments_for(
        reader.session, reader.user_id, notice.resolution_id,
        first=notice.page * ON_A_PAGE, limit=ON_A_PAGE,
    )  # fmt: skip
    tally = comment_tally(reader.session, notice.resolution_id)
    seen = tally.all_comments if sees_citizens(row, member) else tally.comments
    buttons = [
        [link_to(_entry(reader, comment, clause), CommentPage(comment_id=comment.id or 0))]
        for comment, clause in shown
    ]
    turning = pages(
        notice.page, seen, ON_A_PAGE,
        lambda label, page: link_to(
            label, CommentsByClause(resolution_id=notice.resolution_id, page=page)
        ),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>Comments: {title}</b>", title=title(row, 200)),
            answered_line(tally) or _("No comment has come in."),
        ),
        buttons=[
            *buttons,
            turning,
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )


def _entry(reader: Reader, comment: CommentRow, clause: ClauseRow | None) -> str:
    entry = {"place": place_of(clause), "author": author_name(reader, comment)}
    if comment.verdict is None:
        return _("{place} · {author}", **entry)
    return _("✓ {place} · {author}", **entry)


@words_for(CommentPage)
def comment_page(reader: Reader, notice: CommentPage) -> Post:
    """Show one comment with its clause and what became of it."""
    comment, _consultation, row, _member = comment_for(reader.session, reader.user_id, notice.comment_id)
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    said = clip_lines(comment.text, ROOM) or said_text(comment, ROOM)
    room = min(LONGEST_CLAUSE, ROOM - len(said) - len(comment.answer))
    group = OpinionGroupPage(group_id=comment.group_id or 0)
    return Post(
        text=lines(
            _("<b>{place}</b>", place=place_of(clause)),
            quoted(clause, room) if clause and room > 40 else None,
            _("{author}, {when}:", author=author_name(reader, comment), when=moment(comment.written_at)),
            said,
            *lines_below(reader, comment),
            answer_line(comment, ROOM),
        ),
        buttons=[
            [*mark_row(comment), *files_row(reader, comment)],
            transcribe_row(comment),
            [link_to(_("Answer it"), group)] if comment.group_id else [],
            [link_to(_("‹ All comments"), CommentsByClause(resolution_id=row.id or 0))],
        ],
    )


@asks_for(act.take_reason)
def ask_reason(reader: Reader, group_id: int, verdict: Verdict) -> Post:
    """Ask for the reason of an answer."""
    found = group_for(reader.session, reader.user_id, group_id)
    said = comments_in(reader.session, [group_id], of_citizens=found.sees_citizens, limit=1)
    question = (
        _("What of it is accepted, and what is not and why?")
        if Verdict(verdict) is Verdict.PARTLY
        else _("Why is the draft kept as it is?")
    )
    return Post(
        text=lines(
            _("<b>{question}</b>", question=question),
            _("<blockquote expandable>{text}</blockquote>", text=clip_lines(said[0].text, ROOM))
            if said
            else None,
            _("The authors will read your answer once it is published."),
        )
    )


@words_for(CommentsAnswered)
def comments_answered(reader: Reader, notice: CommentsAnswered) -> Post:
    """Tell a member what has become of their comments."""
    found = [reader.session.get_one(CommentRow, comment_id) for comment_id in notice.comment_ids]
    consultation = reader.session.get_one(ConsultationRow, found[0].consultation_id)
    row = resolution(reader.session, consultation.resolution_id)
    member = member_of(reader.session, reader.user_id, row.body_id)
    if any(comment.member_id != member.id for comment in found):
        raise Vanished
    return Post(
        text=lines(
            _("<b>Your comments have been answered: {title}</b>", title=title(row, 200)),
            *answered_comments(reader, found),
            _("Thank you for your view, comrade. Are you satisfied with the answer?"),
        ),
        buttons=rating_buttons(notice.comment_ids),
    )


@words_for(CosignedAnswered)
def cosigned_answered(reader: Reader, notice: CosignedAnswered) -> Post:
    """Tell a member what has become of comments that they have signed."""
    found = [reader.session.get_one(CommentRow, comment_id) for comment_id in notice.comment_ids]
    consultation = reader.session.get_one(ConsultationRow, found[0].consultation_id)
    row = resolution(reader.session, consultation.resolution_id)
    member = member_of(reader.session, reader.user_id, row.body_id)
    signed = set(signatures_under(reader.session, notice.comment_ids))
    found = [comment for comment in found if (comment.id, member.id) in signed]
    if not found:
        raise Vanished
    return Post(
        text=lines(
            _("<b>Comments you stand behind have been answered: {title}</b>", title=title(row, 200)),
            *answered_comments(reader, found),
        )
    )


def answered_comments(reader: Reader, found: list[CommentRow]) -> list[str]:
    """Show comments with their answers."""
    said = []
    for comment in found:
        clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
        said.append(
            lines(
                _("• <b>{place}</b>: {text}", place=place_of(clause), text=said_text(comment, 250)),
                answer_line(comment, 450),
                change_lines(reader, comment),
            )
        )
    return said


@words_for_refusal(ReasonMissing)
def reason_missing(_reader: Reader, _refused: ReasonMissing) -> Post:
    """Ask for a reason."""
    return Post(text=_("Please write the reason in words: the author will read it."))
