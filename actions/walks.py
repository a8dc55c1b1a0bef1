"""A member walks through a draft in private, stop by stop (S2.11, S2.21)."""

from rules.desk import ButtonExpired
from rules.resolutions import ResolutionCard
from storage import replies, walks
from storage.comment_clauses import is_clause_of
from storage.work import Work


def go_to(work: Work, resolution_id: int, number: int) -> None:
    """Note at which stop a member stands, so that the way goes on from there.

    Raises NotAMember, CommentsClosed.
    """
    found, member_id = replies.round_for_member(work.connection, work.who.user_id, resolution_id)
    found.check_open(work.now)
    walks.note_reached(
        work.connection, consultation_id=found.id, member_id=member_id, number=number, now=work.now
    )


def agree(work: Work, resolution_id: int, clause_id: int, *, number: int) -> None:
    """Note that a member agrees with a clause, and goes on to the stop behind it.

    Raises NotAMember, CommentsClosed, ButtonExpired.
    """
    found, member_id = replies.round_for_member(work.connection, work.who.user_id, resolution_id)
    found.check_open(work.now)
    if not is_clause_of(work.connection, found.draft_id, clause_id):
        raise ButtonExpired
    walks.keep_agreement(
        work.connection, consultation_id=found.id, member_id=member_id, clause_id=clause_id, now=work.now
    )
    walks.note_reached(
        work.connection, consultation_id=found.id, member_id=member_id, number=number + 1, now=work.now
    )
    work.record(
        "ClauseAgreed", body_id=found.body_id, consultation_id=found.id, member_id=member_id,
        clause_id=clause_id,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=resolution_id))


def take_back(work: Work, resolution_id: int, clause_id: int) -> None:
    """Note that a member no longer agrees with a clause. Raises NotAMember, CommentsClosed."""
    found, member_id = replies.round_for_member(work.connection, work.who.user_id, resolution_id)
    found.check_open(work.now)
    if clause_id not in walks.agreed_clauses(work.connection, found.id, member_id):
        return
    walks.forget_agreement(
        work.connection, consultation_id=found.id, member_id=member_id, clause_id=clause_id
    )
    work.record(
        "ClauseAgreementTakenBack", body_id=found.body_id, consultation_id=found.id,
        member_id=member_id, clause_id=clause_id,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=resolution_id))
