"""Words about pictures, voice messages and papers that go with comments."""

from bot.texts.posts import Button, KeptFile, Post, press
from bot.texts.prompts import asks_for
from bot.texts.voice import _, n_
from bot.texts.wording import Reader, Vanished, words_for, words_for_refusal
from handlers import attachments as act
from rules.attachments import (
    LARGEST,
    LONGEST_VOICE,
    AttachmentExpected,
    AttachmentKind,
    AttachmentSent,
    AttachmentTooLarge,
    TooManyAttachments,
)
from rules.secrecy import Inside
from storage.attachments import AttachmentRow, attachments_of
from storage.comments import CommentRow
from storage.consultation import ConsultationRow
from storage.members import MemberRow, NotPermitted, memberships
from storage.resolutions import resolution
from storage.responses import comment_for


def files_line(reader: Reader, comment: CommentRow) -> str | None:
    """Say how many files go with a comment."""
    found = len(attachments_of(reader.session, comment.id or 0))
    return n_("📎 {n} file attached", "📎 {n} files attached", found) if found else None


def looked_line(reader: Reader, comment: CommentRow) -> str | None:
    """Say to those who answer a comment how many of its files nobody has looked into."""
    found = attachments_of(reader.session, comment.id or 0)
    unseen = sum(each.inside is not Inside.SEEN for each in found)
    if not unseen:
        return files_line(reader, comment)
    return n_(
        "📎 {n} file attached, {unseen} not looked into",
        "📎 {n} files attached, {unseen} not looked into",
        len(found), unseen=unseen,
    )  # fmt: skip


def files_row(reader: Reader, comment: CommentRow) -> list[Button]:
    """Lead to the files of a comment."""
    found = len(attachments_of(reader.session, comment.id or 0))
    label = n_("📎 {n} file attached", "📎 {n} files attached", found)
    return [press(label, act.show_files, comment_id=comment.id)] if found else []


def transcribe_row(comment: CommentRow) -> list[Button]:
    """Let a comment be put into words that came without any."""
    if comment.text and comment.transcribed_by_id is None:
        return []
    return [press(_("Put it into words"), act.ask_transcript, comment_id=comment.id)]


@words_for(AttachmentSent)
def attachment_sent(reader: Reader, notice: AttachmentSent) -> Post:
    """Give a file to its author or to those who answer the comment."""
    attachment = reader.session.get(AttachmentRow, notice.attachment_id)
    if attachment is None or not _may_see(reader, attachment):
        raise Vanished
    kept = KeptFile(attachment.file_id)
    match attachment.kind:
        case AttachmentKind.PHOTO:
            return Post(picture=kept)
        case AttachmentKind.VOICE:
            return Post(voice=kept)
        case AttachmentKind.DOCUMENT:
            return Post(document=kept)


def _may_see(reader: Reader, attachment: AttachmentRow) -> bool:
    comment = reader.session.get_one(CommentRow, attachment.comment_id)
    consultation = reader.session.get_one(ConsultationRow, comment.consultation_id)
    row = resolution(reader.session, consultation.resolution_id)
    own = [m.id for m in memberships(reader.session, reader.user_id) if m.body_id == row.body_id]
    if comment.member_id in own:
        return True
    if attachment.inside is Inside.WAITING:
        return False
    try:
        comment_for(reader.session, reader.user_id, comment.id or 0)
    except NotPermitted:
        return False
    return isinstance(reader.session.get(MemberRow, own[0]), MemberRow)


@asks_for(act.take_file)
def ask_file(_reader: Reader, comment_id: int) -> Post:  # noqa: ARG001  the answer's argument
    """Ask for a file."""
    return Post(
        text=_(
            "Please send a picture, a voice message of at most {minutes} minutes, or a file.",
            minutes=LONGEST_VOICE // 60,
        )
    )


@asks_for(act.take_transcript)
def ask_transcript(reader: Reader, comment_id: int) -> Post:
    """Ask for the words."""
    comment_for(reader.session, reader.user_id, comment_id)
    return Post(
        text=_("<b>What does it say?</b> Please write it as it was said; the file stays with it.")
    )


@words_for_refusal(AttachmentTooLarge)
def attachment_too_large(_reader: Reader, refused: AttachmentTooLarge) -> Post:
    """Say how large it may be."""
    if refused.kind is AttachmentKind.VOICE:
        return Post(
            text=_(
                "The voice message is longer than {minutes} minutes, so it was not recorded. Please "
                "record a shorter one, or several.",
                minutes=LONGEST_VOICE // 60,
            )
        )
    return Post(
        text=_(
            "The file is larger than {megabytes} MB, so it was not recorded. Please send a smaller one.",
            megabytes=LARGEST // 2**20,
        )
    )


@words_for_refusal(TooManyAttachments)
def too_many_attachments(_reader: Reader, refused: TooManyAttachments) -> Post:
    """Say how many there may be."""
    return Post(
        text=_(
            "A comment can have {limit} files; this one was not recorded. Please put further pages into "
            "one file, or into another comment.",
            limit=refused.limit,
        )
    )


@words_for_refusal(AttachmentExpected)
def attachment_expected(_reader: Reader, _refused: AttachmentExpected) -> Post:
    """Ask for a file."""
    return Post(text=_("Please send a picture, a voice message or a file here."))
