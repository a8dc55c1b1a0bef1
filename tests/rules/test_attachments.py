"""What can go with a comment (S2.21)."""

import pytest

from rules.attachments import (
    LARGEST,
    LONGEST_VOICE,
    MOST,
    Attached,
    AttachmentKind,
    AttachmentTooLarge,
    TooManyAttachments,
    check_attachment,
)


def file(kind=AttachmentKind.PHOTO, size=LARGEST, seconds=0):
    return Attached(kind=kind, file_id="f", size=size, seconds=seconds)


def test_files_up_to_the_bounds_are_kept():
    check_attachment(file(), had=MOST - 1)
    check_attachment(file(AttachmentKind.VOICE, seconds=LONGEST_VOICE), had=0)


@pytest.mark.parametrize(
    ("attached", "had", "refusal"),
    [
        (file(size=LARGEST + 1), 0, AttachmentTooLarge),
        (file(AttachmentKind.VOICE, seconds=LONGEST_VOICE + 1), 0, AttachmentTooLarge),
        (file(), MOST, TooManyAttachments),
    ],
)
def test_what_is_larger_or_more_is_refused(attached, had, refusal):
    with pytest.raises(refusal):
        check_attachment(attached, had=had)
