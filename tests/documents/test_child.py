"""Strangers' files in a process of their own."""

import asyncio
import io
import os
import resource
import signal
import sys
import zipfile
from pathlib import Path
from random import Random

import docx
import orjson
import pytest

from documents import bounded_reading, child
from documents.child import compare_in_child, follow_in_child, read_in_child
from documents.plain_data import followed_from, followed_to_plain, from_plain, to_plain
from documents.reading import read_draft
from rules.drafts import (
    LARGEST_DRAFT_BYTES,
    ArchiveTooHeavy,
    ClassificationMark,
    DraftBroken,
    DraftClassified,
    DraftTooHeavy,
    DraftTooLarge,
    DraftTooSlow,
)
from rules.overlaps import find_overlaps
from rules.succession import Followed, succession
from tests.rules.made_texts import made_text

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


async def test_two_versions_are_compared_there_as_they_are_here():
    old, new = made_text(Random(1)), made_text(Random(2))
    found = await follow_in_child(old, new)
    assert found == succession(old, new)
    followed = Followed(draft_id=7, parts=found)
    assert followed_from(orjson.loads(orjson.dumps(followed_to_plain(followed)))) == followed


async def test_a_draft_is_compared_with_texts_in_force_there_as_it_is_here():
    own, *others = (made_text(Random(seed)) for seed in range(4))
    texts = [[node.text for node in nodes] for nodes in others]
    assert await compare_in_child(own, texts) == find_overlaps(own, texts) != ()


async def test_a_comparison_that_takes_too_long_is_ended():
    old = made_text(Random(1))
    with pytest.raises(DraftTooSlow):
        await follow_in_child(old, old, seconds=0.01)
    with pytest.raises(DraftTooSlow):
        await compare_in_child(old, [[node.text for node in old]], seconds=0.01)
    assert _living_children() == 0


def _living_children() -> int:
    """Processes of this test whose command is the child's."""
    found = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            command = (entry / "cmdline").read_bytes()
        except OSError:  # it ended while we looked
            continue
        found += parent == os.getpid() and b"documents.bounded_" in command
    return found


def word_file_with(body: str) -> bytes:
    """A Word file that is sound but for the text put into it."""
    sound, packed = io.BytesIO(), io.BytesIO()
    docx.Document().save(sound)
    with (
        zipfile.ZipFile(sound) as archive,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in archive.namelist():
            content = archive.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + body.encode())
            made.writestr(name, content)
    return packed.getvalue()


DEEP = "<w:sdt><w:sdtContent>" * 5_000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 5_000


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (lambda: word_file_with(DEEP), DraftBroken),
        (
            lambda: word_file_with(f"<w:p><w:r><w:t>{'0' * 70_000_000}</w:t></w:r></w:p>"),
            ArchiveTooHeavy,
        ),
        (lambda: b"%PDF-1.4\n" + b"[" * 200_000, DraftBroken),
        (lambda: b"PK\x03\x04" + b"\x00" * 300, DraftBroken),
    ],
    ids=["deeply nested", "a zip bomb", "brackets without end", "half a zip"],
)
async def test_crafted_files_are_refused_kindly(made, refusal):
    with pytest.raises(refusal):
        await read_in_child(made(), "nq.docx")


async def test_a_table_of_many_rows_is_read_within_the_bounds():
    cell = "<w:tc><w:p><w:r><w:t>Nội dung</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl>{f'<w:tr>{cell * 3}</w:tr>' * 5_000}</w:tbl>"
    draft = await read_in_child(word_file_with(f"{TITLED}{table}"), "nq.docx")
    assert len(draft.lines) == 5_002
    assert draft.outline.lines_covered == draft.outline.lines


TITLED = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("KẾ HOẠCH", "1. Bảng việc"))


async def test_the_process_is_bounded_by_the_kernel_and_answers_no_more_than_may_be():
    most = 300 * 1024 * 1024
    asked = (
        f"import resource as r; from documents import bounded_reading as b; b.bound({most}, 7.0); "
        "limits = (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE); "
        "print([r.getrlimit(limit)[0] for limit in limits])"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", asked, stdout=asyncio.subprocess.PIPE, cwd=child._HOUSE
    )
    answer, _ = await process.communicate()
    assert orjson.loads(answer) == [most, 8, bounded_reading.LARGEST_WRITTEN_BYTES, 0]
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != most  # here nothing is bounded


async def test_an_answer_without_end_is_cut_off(monkeypatch):
    monkeypatch.setattr(child, "MOST_ANSWER_BYTES", 100)
    with pytest.raises(DraftTooHeavy):
        await read_in_child(DRAFT, "nq.txt")
    assert _living_children() == 0


@pytest.mark.parametrize(
    ("code", "refusal"), [(-signal.SIGXCPU, DraftTooSlow), (-signal.SIGKILL, DraftTooHeavy)]
)
def test_what_the_kernel_ended_is_told_as_it_is(code, refusal):
    with pytest.raises(refusal):
        child._check_end(code, seconds=7.0, memory_bytes=1)
