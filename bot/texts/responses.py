"""Words for answering comments: one after the other, by clause, and as papers."""

from collections.abc import Sequence

from bot.papers.responses import response_sheet, response_table
from bot.texts.attachments import files_row, transcribe_row
from bot.texts.comments import answer_line, channel_name, place_of, said_text, verdict_name
from bot.texts.consultation import answered_line
from bot.texts.cosignatures import cosigners_line
from bot.texts.posts import Button, File, Post, plain, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.stances import mark_row, stance_line
from bot.texts.steps import Owed, owes
from bot.texts.voice import _, lines, moment, n_
from bot.texts.wording import Reader, Vanished, words_for, words_for_refusal
from documents.docx_writer import write_docx
from documents.file_names import safe_file_name
from documents.sheets import write_xlsx
from handlers import responses as act
from rules.comments import BY_PROXY
from rules.consultation import ConsultationPreview
from rules.resolutions import ResolutionPage, Stage
from rules.responses import (
    NEEDS_REASON,
    AllAnswered,
    CommentPage,
    CommentsAnswered,
    CommentsByClause,
    ReasonMissing,
    ResponseSheet,
    ResponseTable,
    StillOpen,
    Verdict,
)
from storage.citizens import CitizenRow
from storage.comments import CommentRow, comment_tally
from storage.consultation import ConsultationRow
from storage.drafts import ClauseRow
from storage.members import MemberRow, member_of
from storage.resolutions import ResolutionRow, resolution, resolutions_of
from storage.responses import comment_for, comments_for, sees_citizens

ON_A_PAGE = 8
ROOM = 3400
"""Characters for clause, comment and answer together; the rest of the message is ours."""

LONGEST_CLAUSE = 1200


def author_name(reader: Reader, comment: CommentRow) -> str:
    """Name who said it: a member, or the pseudonym of a citizen."""
    if comment.member_id is not None:
        member = reader.session.get_one(MemberRow, comment.member_id)
        return _("Comrade {name}", name=member.full_name)
    citizen = reader.session.get_one(CitizenRow, comment.citizen_id)
    if citizen.hamlet:
        return _("Citizen {name}, {hamlet}", name=citizen.pseudonym, hamlet=citizen.hamlet)
    return _("Citizen {name}", name=citizen.pseudonym)


@owes
def answers_owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Count unanswered comments among what waits for the clerk and the lead drafter."""
    items = []
    for member in people:
        for row in resolutions_of(reader.session, member.body_id, frozenset({Stage.CONSULTED})):
            waiting = comment_tally(reader.session, row.id or 0).unanswered
            if waiting and sees_citizens(row, member):
                text = n_(
                    "Answer {n} comment: {title}", "Answer {n} comments: {title}",
                    waiting, title=title(row, 80),
                )  # fmt: skip
                button = press(
                    _("Answer: {title}", title=title(row, 40)), act.next_comment, resolution_id=row.id
                )
                items.append(Owed(due_on=None, text=text, button=button))
    return items


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
            _afterwards(row, member) if row.stage is Stage.CONSULTED else [],
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )


def _afterwards(row: ResolutionRow, member: MemberRow) -> list[Button]:
    """Offer the papers to those who may have them, and another round."""
    papers = press(_("Table of comments"), act.send_papers, resolution_id=row.id)
    again = link_to(_("Consult again"), ConsultationPreview(resolution_id=row.id or 0))
    return [papers, again] if sees_citizens(row, member) else [again]


def _entry(reader: Reader, comment: CommentRow, clause: ClauseRow | None) -> str:
    entry = {"place": place_of(clause), "author": author_name(reader, comment)}
    if comment.verdict is None:
        return _("{place} · {author}", **entry)
    return _("✓ {place} · {author}", **entry)


@words_for(CommentPage)
def comment_page(reader: Reader, notice: CommentPage) -> Post:
    """Show one comment with its clause, and the ways to answer it."""
    comment, consultation, row, _member = comment_for(reader.session, reader.user_id, notice.comment_id)
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    said = clip_lines(comment.text, ROOM) or said_text(comment, ROOM)
    room = min(LONGEST_CLAUSE, ROOM - len(said) - len(comment.answer))
    return Post(
        text=lines(
            _("<b>{place}</b>", place=place_of(clause)),
            _("<blockquote expandable>{text}</blockquote>", text=clip_lines(clause.printed, room))
            if clause and room > 40
            else None,
            _("{author}, {when}:", author=author_name(reader, comment), when=moment(comment.written_at)),
            said,
            stance_line(comment),
            cosigners_line(reader, comment),
            n_("(version {n})", "(version {n})", comment.version) if comment.version > 1 else None,
            _("(entered {channel})", channel=channel_name(comment.channel))
            if comment.channel in BY_PROXY
            else None,
            answer_line(comment, ROOM),
        ),
        buttons=[
            *(_verdicts(comment) if consultation.closed_at is not None else []),
            [*mark_row(comment), *files_row(reader, comment)],
            transcribe_row(comment),
            [
                press(_("Next comment ›"), act.next_comment, resolution_id=row.id, after=comment.id),
                link_to(_("‹ All comments"), CommentsByClause(resolution_id=row.id or 0)),
            ],
        ],
    )


def clip_lines(text: str, limit: int) -> str:
    """Shorten a text that keeps its lines."""
    return text if len(text) <= limit else text[: max(limit - 2, 0)].rstrip() + " …"


def _verdicts(comment: CommentRow) -> list[list[Button]]:
    buttons = []
    for verdict in Verdict:
        ways = act.ask_reason if verdict in NEEDS_REASON else act.answer_comment
        mark = _("✓ {verdict}", verdict=verdict_name(verdict).capitalize())
        label = mark if comment.verdict is verdict else verdict_name(verdict).capitalize()
        buttons.append(press(label, ways, comment_id=comment.id, verdict=verdict))
    return [buttons[:2], buttons[2:]]


@asks_for(act.take_reason)
def ask_reason(reader: Reader, comment_id: int, verdict: Verdict) -> Post:
    """Ask for the reason of an answer."""
    comment, *_rest = comment_for(reader.session, reader.user_id, comment_id)
    question = (
        _("What of it is accepted, and what is not and why?")
        if Verdict(verdict) is Verdict.PARTLY
        else _("Why is the draft kept as it is?")
    )
    return Post(
        text=lines(
            _("<b>{question}</b>", question=question),
            _("<blockquote expandable>{text}</blockquote>", text=clip_lines(comment.text, ROOM)),
            _("The author will read your answer."),
        )
    )


@words_for(AllAnswered)
def all_answered(reader: Reader, notice: AllAnswered) -> Post:
    """Say that the work is done, and what comes of it."""
    row, _member, _said = comments_for(reader.session, reader.user_id, notice.resolution_id)
    return Post(
        text=lines(
            _("<b>Every comment has been answered: {title}</b>", title=title(row, 200)),
            _("The authors are told in working hours."),
        ),
        buttons=[
            [press(_("Table of comments"), act.send_papers, resolution_id=row.id)],
            [link_to(_("‹ All comments"), CommentsByClause(resolution_id=row.id or 0))],
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )


@words_for(ResponseTable)
def response_table_sent(reader: Reader, notice: ResponseTable) -> Post:
    """Give all comments and answers as an official paper."""
    paper = response_table(reader, notice.resolution_id)
    row = resolution(reader.session, notice.resolution_id)
    name = safe_file_name(plain(_("Table of comments, {title}", title=title(row, 60))), "docx")
    return Post(
        text=_("Table of comments and answers, for the file. It names who said what: internal."),
        document=File(name, write_docx(paper)),
    )


@words_for(ResponseSheet)
def response_sheet_sent(reader: Reader, notice: ResponseSheet) -> Post:
    """Give all comments and answers as a spreadsheet."""
    workbook = response_sheet(reader, notice.resolution_id)
    row = resolution(reader.session, notice.resolution_id)
    name = safe_file_name(plain(_("Table of comments, {title}", title=title(row, 60))), "xlsx")
    return Post(
        text=_("The same as a spreadsheet, to sort and filter."),
        document=File(name, write_xlsx(workbook)),
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
            _("Thank you for your view, comrade."),
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
            )
        )
    return said


@words_for_refusal(ReasonMissing)
def reason_missing(_reader: Reader, _refused: ReasonMissing) -> Post:
    """Ask for a reason."""
    return Post(text=_("Please write the reason in words: the author will read it."))


@words_for_refusal(StillOpen)
def still_open(_reader: Reader, _refused: StillOpen) -> Post:
    """Say when comments are answered."""
    return Post(
        text=_("Comments are still coming in; they are answered when the consultation has ended.")
    )
