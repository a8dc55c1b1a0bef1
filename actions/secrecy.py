"""What came of looking a paper through: it is taken, asked about, or refused and forgotten."""

from rules.refused import Refusal, Refused
from rules.resolutions import ResolutionCard
from rules.secrecy import Door, Inside, LookThrough, PaperGone, UnseenPaper
from storage.attachments import AttachmentRow, attachments_of
from storage.comments import CommentRow
from storage.consultation import ConsultationRow
from storage.cosignatures import lose_cosigners
from storage.initiatives import initiative_for
from storage.members import MemberRow
from storage.responses import author_desk
from storage.rounds import round_for
from storage.secrecy import HandedInRow, forget_file, looked_at
from storage.work import Work

_MAY_HAND_IN = {Door.ROUND: round_for, Door.INITIATIVE: initiative_for}


def note_inside(work: Work, errand: LookThrough, inside: Inside) -> HandedInRow | None:
    """Note how much of a file could be looked through; give a paper that may be taken as it is.

    Of one that nobody could look into, whoever handed it in is asked.
    """
    file = looked_at(work.session, errand)
    if file is None:
        return None
    file.inside = inside
    if isinstance(file, AttachmentRow):
        return None
    if inside is Inside.SEEN:
        return file
    work.tell(UnseenPaper(handed_in_id=file.id or 0), chat_id=file.chat_id)
    return None


def refuse_paper(work: Work, errand: LookThrough, refused: Refused) -> None:
    """Forget a file that must not be here, and tell whoever brought it why: one sentence, once."""
    file = looked_at(work.session, errand)
    if file is None:
        return
    if isinstance(file, AttachmentRow):
        _tell_author(work, file, refused)
        _take_from_comment(work, file)
        chat_id = None
    else:
        chat_id = file.chat_id
        work.tell(Refusal.of(refused), chat_id=chat_id)
        work.session.delete(file)
    forget_file(work.connection, file_id=file.file_id, file_name=file.file_name, chat_id=chat_id)
    work.record("PaperRefused", door=errand.door, because=type(refused).__name__)


def vouch(work: Work, handed_in_id: int) -> HandedInRow:
    """Take the word of whoever handed a paper in that it is not secret, and may still do so.

    Raises PaperGone, NotAMember, NotPermitted.
    """
    paper = _own(work, handed_in_id)
    _MAY_HAND_IN[paper.door](work.session, work.who.user_id, paper.subject_id)
    work.record(
        "PaperVouchedFor", body_id=work.session.get_one(MemberRow, paper.member_id).body_id,
        member_id=paper.member_id, door=paper.door, subject_id=paper.subject_id, inside=paper.inside,
    )  # fmt: skip
    return paper


def let_go(work: Work, handed_in_id: int) -> None:
    """Let go of a paper, because whoever handed it in says so. Raises PaperGone."""
    paper = _own(work, handed_in_id)
    work.session.delete(paper)
    forget_file(work.connection, file_id=paper.file_id, file_name=paper.file_name, chat_id=paper.chat_id)


def _own(work: Work, handed_in_id: int) -> HandedInRow:
    """Give a paper that was looked at in vain to whoever handed it in, and to nobody else."""
    paper = work.session.get(HandedInRow, handed_in_id)
    if paper is None or paper.inside is Inside.WAITING:
        raise PaperGone
    member = work.session.get(MemberRow, paper.member_id)
    if member is None or member.user_id != work.who.user_id:
        raise PaperGone
    return paper


def _tell_author(work: Work, file: AttachmentRow, refused: Refused) -> None:
    comment = work.session.get_one(CommentRow, file.comment_id)
    desk = author_desk(work.session, comment.member_id, comment.citizen_id)
    notice = Refusal.of(refused)
    if desk is not None:
        work.tell(notice, chat_id=desk)
    elif comment.chat_id is not None:
        work.tell(notice, chat_id=comment.chat_id, reply_to=comment.message_id)


def _take_from_comment(work: Work, file: AttachmentRow) -> None:
    """Take a file from its comment; a comment that said nothing else is taken back with it."""
    comment = work.session.get_one(CommentRow, file.comment_id)
    work.session.delete(file)
    work.session.flush()
    if comment.text or attachments_of(work.session, comment.id or 0) or comment.withdrawn_at:
        return
    comment.withdrawn_at = work.now
    lose_cosigners(work, comment.id or 0)
    consultation = work.session.get_one(ConsultationRow, comment.consultation_id)
    work.touch(ResolutionCard(resolution_id=consultation.resolution_id))
