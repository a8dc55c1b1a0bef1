"""Pictures, voice messages and papers go with a comment (S2.21)."""

from rules.attachments import Attached, check_attachment
from rules.comments import LONGEST_COMMENT
from rules.desk import TextTooLong
from rules.secrecy import Inside
from storage import replies
from storage.attachments import AttachmentRow, attachments_of, comment_of_album, keep_attachment
from storage.members import NotPermitted, memberships
from storage.responses import comment_for
from storage.work import Work


def attach(work: Work, comment_id: int, attached: Attached) -> None:
    """Put a file to an own comment.

    Raises NotPermitted, CommentsClosed, AttachmentTooLarge, TooManyAttachments.
    """
    _comment, found = replies.own_comment(work.session, work.who.user_id, comment_id)
    found.check_open(work.now)
    check_attachment(attached, had=len(attachments_of(work.session, comment_id)))
    keep_attachment(work, comment_id, attached, at=work.now)
    work.record("AttachmentAdded", body_id=found.body_id, comment_id=comment_id, kind=attached.kind)


def attach_rest_of_album(work: Work, attached: Attached) -> int | None:
    """Put a picture of an album to the comment to which its first one went, and give its number.

    Pictures of one album arrive as messages of their own. None where no picture of it is known.
    Raises CommentsClosed, AttachmentTooLarge, TooManyAttachments.
    """
    for member in memberships(work.session, work.who.user_id):
        comment = comment_of_album(work.session, attached.album, member.id or 0)
        if comment is not None and comment.id is not None:
            attach(work, comment.id, attached)
            return comment.id
    return None


def files_of(work: Work, comment_id: int) -> list[AttachmentRow]:
    """Give the files of a comment to its author, and to those who answer it what was looked at.

    Raises NotAMember, NotPermitted.
    """
    found = attachments_of(work.session, comment_id)
    try:
        replies.own_comment(work.session, work.who.user_id, comment_id)
    except NotPermitted:
        comment_for(work.session, work.who.user_id, comment_id)
        return [each for each in found if each.inside is not Inside.WAITING]
    return found


def transcribe(work: Work, comment_id: int, text: str) -> None:
    """Put a comment into words that came as a voice message or a picture alone, for the table.

    Only where its author wrote nothing. Raises NotAMember, NotPermitted, TextTooLong.
    """
    comment, _consultation, row, member = comment_for(work.session, work.who.user_id, comment_id)
    if comment.text and comment.transcribed_by_id is None:
        raise NotPermitted
    if len(text) > LONGEST_COMMENT:
        raise TextTooLong(length=len(text), limit=LONGEST_COMMENT)
    comment.text, comment.transcribed_by_id = text, member.id
    work.record("CommentTranscribed", body_id=row.body_id, comment_id=comment_id)
