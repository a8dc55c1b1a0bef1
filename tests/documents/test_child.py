"""Strangers' files in a process of their own."""

import io
import os
import zipfile
from pathlib import Path

import docx
import pytest

from documents.child import read_in_child
from documents.plain_data import from_plain, to_plain
from documents.reading import read_draft
from rules.drafts import (
    LARGEST_DRAFT_BYTES,
    ClassificationMark,
    DraftClassified,
    DraftTooHeavy,
    DraftTooLarge,
    DraftTooSlow,
)

DRAFT = "ĐẢNG ỦY XÃ\nSố 05-NQ/ĐU\n\nNGHỊ QUYẾT\nvề việc\n\n1. Một.\n- A\n3. Ba.\n".encode()


def heavy_word_file() -> bytes:
    """Small enough for every guard, and tens of megabytes of tree once it is parsed."""
    document = docx.Document()
    held = io.BytesIO()
    document.save(held)
    packed = io.BytesIO()
    paragraph = "".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(250_000))
    with (
        zipfile.ZipFile(held) as sound,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in sound.namelist():
            content = sound.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + paragraph.encode())
            archive.writestr(name, content)
    return packed.getvalue()


async def test_the_child_answers_what_reading_here_answers():
    assert await read_in_child(DRAFT, "nq.txt") == read_draft(DRAFT, "nq.txt")


def test_a_draft_survives_the_way_through_plain_data():
    draft = read_draft(DRAFT, "nq.txt")
    assert draft.outline.problems
    assert from_plain(to_plain(draft)) == draft


def test_plain_data_of_another_shape_is_no_draft():
    plain = to_plain(read_draft(DRAFT, "nq.txt"))
    plain["outline"]["nodes"][0]["kind"] = "nonsense"
    with pytest.raises(ValueError, match="kind"):
        from_plain(plain)


async def test_refusals_come_through_with_their_facts():
    with pytest.raises(DraftClassified) as refused:
        await read_in_child(b"T\xe1\xbb\x90I M\xe1\xba\xacT\n" + DRAFT, "nq.txt")
    assert (refused.value.mark, refused.value.line) == (ClassificationMark.SECRET, 1)


async def test_too_large_a_file_starts_no_process():
    with pytest.raises(DraftTooLarge):
        await read_in_child(b"x" * (LARGEST_DRAFT_BYTES + 1), "nq.txt")


async def test_a_child_that_takes_too_long_is_killed():
    with pytest.raises(DraftTooSlow):
        await read_in_child(heavy_word_file(), "nq.docx", seconds=0.5)
    assert _living_children() == 0


async def test_a_child_that_takes_too_much_memory_ends_alone():
    with pytest.raises(DraftTooHeavy):
        await read_in_child(heavy_word_file(), "nq.docx", memory_bytes=200 * 1024 * 1024)


async def test_an_odd_file_name_reaches_the_child_as_text():
    draft = await read_in_child(b"**1.** M\n\n**2.** H\n", "-c\0\n\udce9" + "d" * 400 + ".md")
    assert draft.kind.value == "markdown"


def _living_children() -> int:
    """Processes of this test whose command is the child's."""
    found = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            command = (entry / "cmdline").read_bytes()
        except OSError:  # it ended while we looked
            continue
        found += parent == os.getpid() and b"documents.child" in command
    return found
