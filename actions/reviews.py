"""The final review: what people say is added to the figures, and both are kept (S0.29, S0.30, S2.14)."""

from rules.calendar import local_date
from rules.inspections import HEADS
from rules.members import Ability, may
from rules.packs import pack_for
from rules.resolutions import ResolutionCard, Stage, Step
from rules.reviews import (
    LONGEST_LESSONS,
    LONGEST_REASON,
    Proposal,
    ReviewAnnounced,
    ReviewIncomplete,
    ReviewKind,
    ReviewPaper,
    ReviewPicture,
)
from rules.tasks import in_words
from storage.announcements import tell_groups
from storage.bodies import body
from storage.calendar import work_calendar
from storage.held import tell_members
from storage.members import MemberRow, roster
from storage.resolutions import (
    ResolutionRow,
    check_stage,
    resolution,
    resolution_for,
    take_step,
)
from storage.reviews import ReviewRow, figures_of, freeze_figures, review_of, untold_reviews
from storage.work import Work


def set_lessons(work: Work, resolution_id: int, text: str) -> None:
    """Write down what is to be learnt. Raises as `_writable`, WordsWanted, TextTooLong."""
    _writable(work, resolution_id).lessons = in_words(text, limit=LONGEST_LESSONS)


def set_proposal(work: Work, resolution_id: int, proposal: Proposal) -> None:
    """Say what is to become of the resolution. Raises as `_writable`."""
    _writable(work, resolution_id).proposal = proposal


def set_reason(work: Work, resolution_id: int, text: str) -> None:
    """Say why. Raises as `_writable`, WordsWanted, TextTooLong."""
    _writable(work, resolution_id).reason = in_words(text, limit=LONGEST_REASON)


def finish_review(work: Work, resolution_id: int, *, chat_id: int) -> None:
    """Make the review final: its figures are kept, the paper goes to clerk and heads.

    What is still open does not stand in the way; it is written down as open.
    Raises NotAMember, NotPermitted, WrongStage, ReviewIncomplete.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.REVIEW)
    check_stage(row, {Stage.ISSUED})
    review = _review(work, row, member)
    if review.missing:
        raise ReviewIncomplete(resolution_id=resolution_id, missing=review.missing)
    today = local_date(work.now)
    figures = figures_of(work.session, row, today=today)
    freeze_figures(review, figures)
    review.pack_id = pack_for(body(work.session, row.body_id).kind, on=today).id
    review.reviewed_by_id, review.reviewed_at = member.id, work.now
    take_step(row, Step.REVIEW, now=work.now)
    work.record(
        "ResolutionReviewed", body_id=row.body_id, resolution_id=resolution_id,
        tasks=len(figures.tasks), open=figures.tasks_open, proposal=review.proposal,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=resolution_id))
    _hand_out(work, row, member, chat_id=chat_id)
    announce_reviews(work)


def announce_reviews(work: Work) -> None:
    """Tell the groups what came of a resolution, by day (also a tick)."""
    waiting = untold_reviews(work.session)
    if not waiting or not work_calendar(work.session).is_allowed_moment(work.now):
        return
    for review in waiting:
        row = resolution(work.session, review.resolution_id)
        tell_groups(work, row, ReviewAnnounced(resolution_id=review.resolution_id))
        review.announced_at = work.now


def _hand_out(work: Work, row: ResolutionRow, member: MemberRow, *, chat_id: int) -> None:
    """Give paper and picture to whoever has finished it at once, to heads and clerks by day."""
    assert row.id is not None
    people = roster(work.session, row.body_id)
    others = {m.id for m in people if m.role in HEADS or may(m.role, Ability.KEEP_ROSTER)} - {member.id}
    for notice in (
        ReviewPaper(resolution_id=row.id, review=ReviewKind.FINAL),
        ReviewPicture(resolution_id=row.id, review=ReviewKind.FINAL),
    ):
        work.tell(notice, chat_id=chat_id)
        tell_members(work, notice, others)


def _writable(work: Work, resolution_id: int) -> ReviewRow:
    """Give the review of an issued resolution to whoever may write it.

    Raises NotAMember, NotPermitted, WrongStage.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.REVIEW)
    check_stage(row, {Stage.ISSUED})
    work.record("ReviewWritten", body_id=row.body_id, resolution_id=resolution_id)
    return _review(work, row, member)


def _review(work: Work, row: ResolutionRow, member: MemberRow) -> ReviewRow:
    """Give the review, begun where nobody has written anything yet."""
    assert row.id is not None
    assert member.id is not None
    review = review_of(work.session, row.id)
    if review is None:
        review = ReviewRow(resolution_id=row.id, begun_by_id=member.id, begun_at=work.now)
        work.session.add(review)
        work.session.flush()
    return review
