"""Pictures, voice and papers go with comments; nothing is copied, nothing is unbounded (S2.21)."""

import pytest

from actions import attachments, comments, consultation_end
from rules.attachments import (
    LARGEST,
    MOST,
    Attached,
    AttachmentKind,
    AttachmentTooLarge,
    TooManyAttachments,
)
from rules.comments import CommentNotText, CommentsClosed, Written
from rules.resolutions import ResolutionCard
from storage.attachments import AttachmentRow
from storage.comments import CommentRow
from storage.members import NotPermitted
from tests.actions.committees import GROUP_ID
from tests.actions.consultations import Consulting

PHOTO = Attached(kind=AttachmentKind.PHOTO, file_id="photo", size=1000, album="7")
VOICE = Attached(kind=AttachmentKind.VOICE, file_id="voice", size=1000, seconds=40)


@pytest.fixture
def town(engine):
    """A committee in consultation."""
    made = Consulting(engine)
    made.opens()
    return made


def sends(town, name, attached, text="", message_id=1):
    return town.does(
        name, comments.write_comment, town.resolution_id, None, text=text, attached=attached,
        chat_id=town.chats[name], message_id=message_id, at=town.now,
    )  # fmt: skip


def test_a_voice_message_alone_is_a_comment_and_can_be_put_into_words(town):
    comment_id = sends(town, "m2", VOICE)
    [kept] = town.all(AttachmentRow)
    assert (kept.comment_id, kept.kind, kept.file_id) == (comment_id, AttachmentKind.VOICE, "voice")
    with pytest.raises(NotPermitted):
        town.does("m2", attachments.transcribe, comment_id, "Lời của tôi")
    for words in ("Mức 80% cao", "Mức 80% là cao"):
        town.does("clerk", attachments.transcribe, comment_id, words)
    comment = town.one(CommentRow, comment_id)
    assert (comment.text, comment.transcribed_by_id) == ("Mức 80% là cao", town.ids["clerk"])
    written = sends(town, "m2", PHOTO, "Như trong ảnh", message_id=2)
    with pytest.raises(NotPermitted):  # what somebody wrote is never written over
        town.does("clerk", attachments.transcribe, written, "Khác")


def test_the_pictures_of_an_album_go_to_one_comment_up_to_the_bound(town):
    comment_id = sends(town, "m2", PHOTO, "Hai trang")
    assert town.does("m2", attachments.attach_rest_of_album, PHOTO) == comment_id
    assert town.does("m1", attachments.attach_rest_of_album, PHOTO) is None
    assert town.does("m2", attachments.attach_rest_of_album, VOICE) is None
    for _page in range(MOST - 2):
        town.does("m2", attachments.attach, comment_id, VOICE)
    with pytest.raises(TooManyAttachments):
        town.does("m2", attachments.attach, comment_id, VOICE)
    assert len(town.all(AttachmentRow)) == MOST
    assert len(town.all(CommentRow)) == 1


def test_only_the_author_attaches_and_only_those_concerned_see_it(town):
    comment_id = sends(town, "m2", PHOTO, "Xem ảnh")
    for name in ("m1", "clerk"):
        with pytest.raises(NotPermitted):
            town.does(name, attachments.attach, comment_id, VOICE)
    for name in ("m2", "m1", "clerk", "sec"):  # m1 is the lead drafter
        assert len(town.does(name, attachments.files_of, comment_id)) == 1
    with pytest.raises(NotPermitted):
        town.does("guest", attachments.files_of, comment_id)
    town.does("clerk", consultation_end.close_early, town.resolution_id)
    with pytest.raises(CommentsClosed):
        town.after(minutes=1).does("m2", attachments.attach, comment_id, VOICE)


def test_what_is_too_large_leaves_nothing_and_nothing_at_all_is_no_comment(town):
    huge = Attached(kind=AttachmentKind.DOCUMENT, file_id="d", size=LARGEST + 1)
    with pytest.raises(AttachmentTooLarge):
        sends(town, "m2", huge, "Xem tệp")
    with pytest.raises(CommentNotText):
        sends(town, "m2", None)
    assert town.all(CommentRow) == town.all(AttachmentRow) == []


def replies_with(town, name, attached, *, is_anonymous=False):
    written = Written(
        group=GROUP_ID, message_id=77, answers_to=town.posted(ResolutionCard), thread_id=None,
        text="", quote="", quote_at=None, shown="", attached=attached,
    )  # fmt: skip
    town.does(name, comments.take_reply, written, is_anonymous=is_anonymous, at=town.now)


def test_a_picture_in_the_group_is_kept_and_its_caption_can_be_taken_away(town):
    replies_with(town, "m2", PHOTO)
    assert len(town.all(AttachmentRow)) == 1
    edited = town.does("m2", comments.edit_comment, group=GROUP_ID, message_id=77, text="", at=town.now)
    assert edited
    town.users["anonymous"] = 1087968824
    with pytest.raises(CommentNotText):  # of an author not yet known no file is kept
        replies_with(town, "anonymous", PHOTO, is_anonymous=True)
