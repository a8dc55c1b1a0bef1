"""What a consultation posts and tells: the text to quote, the file, reminders, the end."""

from markupsafe import Markup

from bot.papers.issuing import docx_of, voted_paper
from bot.texts.comments import deadline_line, spoken_line
from bot.texts.consultation import answered_line, citizens_line
from bot.texts.posts import Button, File, KeptFile, Post, clip, press, to_desk
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, Vanished, words_for
from handlers import comments as ask
from handlers import responses
from rules.comments import CommentDesk
from rules.consultation import (
    POSTED,
    CommentReminder,
    ConsultationClosed,
    DraftClauses,
    DraftHeadings,
    DraftPaper,
    InvitedToComment,
    RoundOpened,
)
from rules.resolutions import ResolutionPage, Stage
from storage.chats import ChatKind
from storage.consultation import ConsultationRow
from storage.drafts import ClauseRow, DraftRow, parts_of
from storage.members import member_of
from storage.participation import has_member_spoken, tally_of
from storage.resolutions import ResolutionRow, resolution

LONGEST_BOLD = 200
"""Characters of a heading; what is longer is text and goes into the quotation."""

LONGEST_HEADING = 130
BUTTONS_IN_A_ROW = 3


@words_for(DraftClauses)
def draft_clauses(reader: Reader, notice: DraftClauses) -> Post:
    """Post a stretch of the draft, each top clause with what it holds, for people to quote."""
    consultation, row = _round(reader, notice.consultation_id)
    blocks: list[tuple[ClauseRow | None, list[str]]] = []
    for part in _shown(reader, consultation, notice):
        start = notice.start if part.position == notice.first else 0
        end = notice.end if part.position == notice.last else None
        if part.parent_position is None and not start:
            blocks.append((part, []))
        elif not blocks:
            blocks.append((None, []))
        blocks[-1][1].append(part.printed[start:end])
    return Post(
        text=lines(_part_line(notice), *(line for block in blocks for line in _block(*block))),
        buttons=_clause_buttons(row, [top for top, _said in blocks if top is not None]),
        is_silent=True,
    )


def _shown(
    reader: Reader, consultation: ConsultationRow, notice: DraftClauses | DraftHeadings
) -> list[ClauseRow]:
    return [
        part
        for part in parts_of(reader.session, consultation.draft_id)
        if part.kind in POSTED and notice.first <= part.position <= notice.last and part.printed
    ]


def _part_line(notice: DraftClauses | DraftHeadings) -> str:
    if notice.of == 1:
        return _("<b>The draft</b>")
    return _("<b>The draft, {number} of {of}</b>", number=notice.number, of=notice.of)


def _block(top: ClauseRow | None, said: list[str]) -> list[Markup]:
    """Set a top clause: its heading bold, what follows as a quotation that can be opened."""
    heading, _nl, rest = said[0].partition("\n")
    if top is None or len(heading) > LONGEST_BOLD:
        return [_quotation(said)]
    body = [rest, *said[1:]] if rest else said[1:]
    bold = _("<b>{text}</b>", text=heading)
    return [bold, _quotation(body)] if body else [bold]


def _quotation(said: list[str]) -> Markup:
    return _("<blockquote expandable>{text}</blockquote>", text="\n".join(said))


def _clause_buttons(row: ResolutionRow, tops: list[ClauseRow]) -> list[list[Button]]:
    buttons = [
        to_desk(
            _("Comment on {path}", path=clip(top.path, 20)), ask.ask_comment,
            resolution_id=row.id, clause_id=top.id,
        )
        for top in tops
    ]  # fmt: skip
    if not buttons:
        buttons = [to_desk(_("Comment clause by clause"), ask.choose_clause, resolution_id=row.id)]
    return [buttons[i : i + BUTTONS_IN_A_ROW] for i in range(0, len(buttons), BUTTONS_IN_A_ROW)]


@words_for(DraftHeadings)
def draft_headings(reader: Reader, notice: DraftHeadings) -> Post:
    """Post the headings of a long draft, each with a way to its clause."""
    consultation, row = _round(reader, notice.consultation_id)
    shown = _shown(reader, consultation, notice)
    tops = [part for part in shown if part.parent_position is None]
    headings = [clip(f"{top.label} {top.heading}", LONGEST_HEADING) for top in tops]
    return Post(
        text=lines(
            _part_line(notice),
            *headings,
            _("The whole text is in the file below, and in the private chat clause by clause."),
        ),
        buttons=_clause_buttons(row, tops),
        is_silent=True,
    )


@words_for(DraftPaper)
def draft_paper(reader: Reader, notice: DraftPaper) -> Post:
    """Post the file that was handed in."""
    consultation, row = _round(reader, notice.consultation_id)
    draft = reader.session.get_one(DraftRow, consultation.draft_id)
    return Post(
        text=_("{title}: version {n} of the draft, in full", title=title(row, 300), n=draft.version),
        document=_file_of(reader, row, draft),
        is_silent=True,
    )


def _file_of(reader: Reader, row: ResolutionRow, draft: DraftRow) -> KeptFile | File:
    """Give the file that was handed in; of a version that was made here, the text laid out."""
    if draft.file_id:
        return KeptFile(draft.file_id)
    return File(name=draft.file_name, content=docx_of(voted_paper(reader.session, row, draft)))


@words_for(RoundOpened)
def round_opened(reader: Reader, notice: RoundOpened) -> Post:
    """Tell a group of another round."""
    consultation, row = _round(reader, notice.consultation_id)
    draft = reader.session.get_one(DraftRow, consultation.draft_id)
    return Post(
        text=lines(
            _("<b>Consultation, round {n}: {title}</b>", n=consultation.round, title=title(row, 200)),
            deadline_line(reader, row),
            _("Version {n} of the draft follows below.", n=draft.version),
        ),
        buttons=[
            [to_desk(_("Comment clause by clause"), ask.choose_clause, resolution_id=row.id)],
            [press(_("I agree with the whole text"), ask.agree_in_group, resolution_id=row.id)],
        ],
    )


@words_for(InvitedToComment)
def invited_to_comment(reader: Reader, notice: InvitedToComment) -> Post:
    """Ask a member in private."""
    return _personal(reader, notice.consultation_id, _("Your view of this draft is asked for."))


@words_for(CommentReminder)
def comment_reminder(reader: Reader, notice: CommentReminder) -> Post:
    """Remind a member once. Nothing is said to those who have spoken meanwhile."""
    consultation, row = _round(reader, notice.consultation_id)
    member = member_of(reader.session, reader.user_id, row.body_id)
    has_spoken = has_member_spoken(reader.session, consultation.id or 0, member.id or 0)
    if consultation.closed_at is not None or has_spoken:
        raise Vanished
    return _personal(
        reader,
        notice.consultation_id,
        _("Your view has not come in yet. If you agree with all of it, one press is enough."),
    )


def _personal(reader: Reader, consultation_id: int, request: str) -> Post:
    _consultation, row = _round(reader, consultation_id)
    if row.stage is not Stage.CONSULTING:
        raise Vanished
    return Post(
        text=lines(
            _("<b>Comments asked for: {title}</b>", title=title(row, 200)),
            deadline_line(reader, row),
            request,
        ),
        buttons=[
            [link_to(_("Comment"), CommentDesk(resolution_id=row.id or 0))],
            [press(_("I agree with the whole text"), ask.agree, resolution_id=row.id)],
        ],
    )


@words_for(ConsultationClosed)
def consultation_closed(reader: Reader, notice: ConsultationClosed) -> Post:
    """Tell what has come of it; those who answer get their next step."""
    consultation, row = _round(reader, notice.consultation_id)
    tally = tally_of(reader.session, [consultation.id or 0])
    is_private = reader.chat is not None and reader.chat.kind is ChatKind.PRIVATE
    to_answer = press(_("Answer the comments"), responses.next_group, resolution_id=row.id)
    page = link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))
    return Post(
        text=lines(
            _("<b>The consultation has ended: {title}</b>", title=title(row, 200)),
            spoken_line(tally),
            citizens_line(tally) if tally.citizen_comments else None,
            _("Thank you, comrades. Every comment will be answered.")
            if tally.all_comments and not is_private
            else None,
            answered_line(tally) if is_private else None,
        ),
        buttons=[[to_answer] if tally.unanswered else [], [page]] if is_private else [],
    )


def _round(reader: Reader, consultation_id: int) -> tuple[ConsultationRow, ResolutionRow]:
    consultation = reader.session.get_one(ConsultationRow, consultation_id)
    return consultation, resolution(reader.session, consultation.resolution_id)
