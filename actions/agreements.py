"""Members agree with the whole text of a draft: one press, which can be taken back."""

from rules.resolutions import ResolutionCard
from storage.consultation import AskedRow
from storage.replies import round_for_member
from storage.work import Work


def agree(work: Work, resolution_id: int) -> bool:
    """Note that a member agrees with the whole text; False where that was known already.

    Raises NotAMember, CommentsClosed.
    """
    found, member_id = round_for_member(work.connection, work.who.user_id, resolution_id)
    found.check_open(work.now)
    asked = work.session.get(AskedRow, (found.id, member_id))
    if asked is None:
        # Somebody who joined after the opening may agree too, but was not counted among the asked.
        asked = AskedRow(consultation_id=found.id, member_id=member_id, counts=False)
        work.session.add(asked)
    if asked.agreed_at is not None:
        return False
    asked.agreed_at = work.now
    work.record("WholeTextAgreed", body_id=found.body_id, consultation_id=found.id, member_id=member_id)
    work.touch(ResolutionCard(resolution_id=resolution_id))
    return True


def take_back_agreement(work: Work, resolution_id: int) -> None:
    """Note that a member no longer agrees with the whole text. Raises NotAMember, CommentsClosed."""
    found, member_id = round_for_member(work.connection, work.who.user_id, resolution_id)
    found.check_open(work.now)
    asked = work.session.get(AskedRow, (found.id, member_id))
    if asked is None or asked.agreed_at is None:
        return
    asked.agreed_at = None
    work.record(
        "AgreementTakenBack", body_id=found.body_id, consultation_id=found.id, member_id=member_id
    )
    work.touch(ResolutionCard(resolution_id=resolution_id))
