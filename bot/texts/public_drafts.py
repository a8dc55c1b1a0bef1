"""What citizens read of a draft on which they are asked, and where they write."""

from bot.texts.comment_clauses import choice_hint, clause_choice, clauses_with
from bot.texts.comments import is_open, place_of
from bot.texts.draft_clauses import clause_label, full_text
from bot.texts.posts import Button, Post, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.responses import clip_lines
from bot.texts.screens import link_to
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, Vanished, words_for
from handlers import citizens as act
from rules.citizens import (
    CitizenClause,
    CitizenClauses,
    CitizenDesk,
    CitizensNotAsked,
    ConsentMissing,
)
from rules.comments import CommentsClosed
from rules.resolutions import Audience
from rules.rounds import Circle
from storage.affected import asked_as
from storage.citizens import CitizenRow, citizen_of
from storage.consultation import ConsultationRow, latest_consultation
from storage.drafts import ClauseRow, parts_of
from storage.resolutions import ResolutionRow

LONGEST_CLAUSE = 3400


def public_draft(reader: Reader, resolution_id: int) -> tuple[ResolutionRow, ConsultationRow]:
    """Give a draft on which citizens are, or were, asked. Raises CitizensNotAsked."""
    row = reader.session.get(ResolutionRow, resolution_id)
    consultation = latest_consultation(reader.session, resolution_id)
    if row is None or consultation is None or row.audience is not Audience.MEMBERS_AND_CITIZENS:
        raise CitizensNotAsked
    return row, consultation


def is_public_open(reader: Reader, consultation: ConsultationRow, row: ResolutionRow) -> bool:
    """Tell whether comments of this citizen are being taken now."""
    return is_open(reader, consultation, row) and circle_of(reader, consultation, row) is not None


def circle_of(reader: Reader, consultation: ConsultationRow, row: ResolutionRow) -> Circle | None:
    """Say as whom whoever reads is asked now."""
    citizen = citizen_of(reader.session, reader.user_id, row.body_id)
    return asked_as(reader.session, consultation, citizen.id if citizen else None)


def known_citizen(reader: Reader, row: ResolutionRow) -> CitizenRow:
    """Give who reads. Raises ConsentMissing."""
    citizen = citizen_of(reader.session, reader.user_id, row.body_id)
    if citizen is None:
        raise ConsentMissing(resolution_id=row.id or 0)
    return citizen


def to_clauses(row: ResolutionRow, label: str) -> Button:
    """Lead to the clauses."""
    return press(label, act.choose_clause, resolution_id=row.id)


@words_for(CitizenClauses)
def citizen_clauses(reader: Reader, notice: CitizenClauses) -> Post:
    """Show the clauses of a draft; reading needs no consent."""
    row, consultation = public_draft(reader, notice.resolution_id)
    resolution_id = notice.resolution_id
    found = clauses_with(reader, consultation.draft_id, notice.letters)
    return Post(
        text=lines(_("<b>{title}</b>", title=title(row, 200)), choice_hint(found, notice.letters)),
        buttons=[
            *clause_choice(
                found,
                notice.page,
                lambda clause: link_to(
                    clause_label(clause),
                    CitizenClause(resolution_id=resolution_id, clause_id=clause.id or 0),
                ),
                lambda label, page: press(
                    label, act.choose_clause,
                    resolution_id=resolution_id, letters=notice.letters, page=page,
                ),
            ),
            [link_to(_("‹ Back to the draft"), CitizenDesk(resolution_id=resolution_id))],
        ],
    )  # fmt: skip


@words_for(CitizenClause)
def citizen_clause(reader: Reader, notice: CitizenClause) -> Post:
    """Show one clause in full to a citizen."""
    row, consultation = public_draft(reader, notice.resolution_id)
    clause = reader.session.get(ClauseRow, notice.clause_id)
    if clause is None or clause.draft_id != consultation.draft_id:
        raise Vanished
    write = press(_("Write about this"), act.ask_comment, resolution_id=row.id, clause_id=clause.id)
    return Post(
        text=lines(
            _("<b>{path}</b>", path=clause.path),
            clip_lines(full_text(parts_of(reader.session, clause.draft_id), clause), LONGEST_CLAUSE),
        ),
        buttons=[
            [write] if is_public_open(reader, consultation, row) else [],
            [to_clauses(row, _("‹ All clauses"))],
        ],
    )


@asks_for(act.take_comment)
def ask_comment(reader: Reader, resolution_id: int, clause_id: int | None) -> Post:
    """Ask a citizen for a comment."""
    row, consultation = public_draft(reader, resolution_id)
    known_citizen(reader, row)
    if not is_public_open(reader, consultation, row):
        raise CommentsClosed(until_on=row.comments_until_on)
    clause = reader.session.get(ClauseRow, clause_id) if clause_id else None
    return Post(
        text=lines(
            _("<b>{place}</b>", place=place_of(clause)),
            _("<blockquote expandable>{text}</blockquote>", text=clip_lines(clause.printed, 2500))
            if clause
            else None,
            _("Please write your comment in one message, at most 2,000 characters."),
        )
    )
