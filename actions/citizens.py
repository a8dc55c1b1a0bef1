"""Citizens say what they think of a draft, and stay masters of what is kept of it (S0.6, S0.7).

In the journal a citizen is a pseudonym: it can never be deleted from, so no account stands there.
"""

from collections.abc import Sequence

from rules.citizens import (
    LONGEST_CITIZEN_COMMENT,
    RECEIPT_LETTERS,
    CitizensNotAsked,
    ReceiptUnknown,
    check_pace,
    receipt_in,
)
from rules.comments import Channel, CommentNotText
from rules.desk import ButtonExpired, TextTooLong
from rules.packs import pack_by_id
from rules.personal_data import covered
from rules.resolutions import ResolutionCard
from rules.rounds import Circle
from storage import replies
from storage.affected import asked_as
from storage.citizens import (
    CitizenRow,
    act_as,
    asked_citizens,
    citizen_who_acts,
    comment_by_message,
    comment_with_receipt,
    comments_of_citizen,
    identities_of,
    new_code,
)
from storage.comment_clauses import is_clause_of
from storage.comments import CommentRow, CommentVersionRow
from storage.consultation import ConsultationRow
from storage.replies import Round
from storage.work import Work

CHANNELS = {Circle.CITIZENS: Channel.CITIZEN, Circle.AFFECTED: Channel.AFFECTED}
"""By which way something comes, as whom somebody is asked."""


def write_comment(
    work: Work,
    resolution_id: int,
    clause_id: int | None,
    *,
    text: str,
    message_id: int,
    names: Sequence[str] = (),
) -> int:
    """Take a citizen's comment under a code, and give its number; what identifies them is covered.

    Raises ConsentMissing, CitizensNotAsked, CommentsClosed, CommentNotText, TextTooLong,
    TooManyComments, TooManyThisHour, TooSoon, ButtonExpired.
    """
    row = asked_citizens(work.session, resolution_id)
    citizen = citizen_who_acts(work, row)
    found, consultation = _round(work, resolution_id)
    circle = asked_as(work.session, consultation, citizen.id)
    if circle is None:
        raise CitizensNotAsked
    _check(work, found, text)
    _check_pace(work, citizen, consultation)
    if clause_id is not None and not is_clause_of(work.connection, found.draft_id, clause_id):
        raise ButtonExpired
    comment_id = replies.add_comment(
        work.connection, consultation_id=found.id, clause_id=clause_id, channel=CHANNELS[circle],
        citizen_id=citizen.id, message_id=message_id, text=covered(text, names),
        written_at=work.now, receipt=new_code(RECEIPT_LETTERS),
    )  # fmt: skip
    work.record(
        "CitizenCommentTaken", body_id=row.body_id, consultation_id=found.id, comment_id=comment_id,
        citizen_id=citizen.id, clause_id=clause_id,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=resolution_id))
    return comment_id


def edit_comment(work: Work, *, message_id: int, text: str, names: Sequence[str] = ()) -> None:
    """Take an edited message of a citizen as a new version; the old one is kept.

    Raises CommentsClosed, CommentNotText, TextTooLong.
    """
    said = covered(text, names)
    for identity in identities_of(work.session, work.who.user_id):
        comment = comment_by_message(work.session, identity.citizen_id, message_id)
        if comment is None or comment.text == said:
            continue
        found = replies.round_by_id(work.connection, comment.consultation_id)
        _check(work, found, text)
        work.session.add(
            CommentVersionRow(
                comment_id=comment.id or 0, version=comment.version,
                text=comment.text, written_at=comment.changed_at,
            )
        )  # fmt: skip
        comment.text, comment.version, comment.changed_at = said, comment.version + 1, work.now
        comment.moderated_at = None  # other words are looked at anew
        act_as(work, work.session.get_one(CitizenRow, identity.citizen_id))
        work.record("CitizenCommentChanged", body_id=found.body_id, comment_id=comment.id)


def withdraw(work: Work, comment_id: int, *, is_withdrawn: bool) -> None:
    """Take an own comment back, or put it in again. Raises ConsentMissing, CommentsClosed."""
    comment = own_comment(work, comment_id)
    found = replies.round_by_id(work.connection, comment.consultation_id)
    found.check_open(work.now)
    comment.withdrawn_at = work.now if is_withdrawn else None
    fact = "CitizenCommentWithdrawn" if is_withdrawn else "CitizenCommentRestored"
    work.record(fact, body_id=found.body_id, comment_id=comment_id)
    work.touch(ResolutionCard(resolution_id=found.resolution_id))


def own_comment(work: Work, comment_id: int) -> CommentRow:
    """Give a citizen's own comment. Raises ReceiptUnknown."""
    comment = work.session.get(CommentRow, comment_id)
    own = {identity.citizen_id for identity in identities_of(work.session, work.who.user_id)}
    if comment is None or comment.citizen_id not in own:
        raise ReceiptUnknown
    act_as(work, work.session.get_one(CitizenRow, comment.citizen_id))
    return comment


def look_up(work: Work, said: str) -> int:
    """Find the comment behind a code, for whoever holds the code. Raises ReceiptUnknown."""
    code = receipt_in(said)
    comment = comment_with_receipt(work.session, code) if code else None
    if comment is None or comment.id is None:
        raise ReceiptUnknown
    return comment.id


def _round(work: Work, resolution_id: int) -> tuple[Round, ConsultationRow]:
    found = replies.newest_round(work.connection, resolution_id)
    if found is None:
        raise CitizensNotAsked
    return found, work.session.get_one(ConsultationRow, found.id)


def _check(work: Work, found: Round, text: str) -> None:
    found.check_open(work.now)
    if not text:
        raise CommentNotText
    if len(text) > LONGEST_CITIZEN_COMMENT:
        raise TextTooLong(length=len(text), limit=LONGEST_CITIZEN_COMMENT)


def _check_pace(work: Work, citizen: CitizenRow, consultation: ConsultationRow) -> None:
    before = comments_of_citizen(work.session, consultation.id or 0, citizen.id or 0)
    pack = pack_by_id(consultation.pack_id)
    check_pace(
        [comment.written_at for comment in before], limit=pack.citizen_comments,
        an_hour=pack.citizen_comments_an_hour, now=work.now,
    )  # fmt: skip
