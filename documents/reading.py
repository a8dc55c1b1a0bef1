"""One door for draft files: bytes in, a draft with its outline and head facts out, or a refusal."""

from dataclasses import replace

from documents.head_facts import head_of
from documents.kinds import kind_of
from documents.lines import Source
from documents.marks import check_classification
from documents.outline import outline_of
from documents.problems import problems_of
from documents.survey import survey
from rules.drafts import (
    LARGEST_DRAFT_BYTES,
    DraftEmpty,
    DraftIsLegacyWord,
    DraftIsScan,
    DraftKindNotReadable,
    DraftTooLarge,
    FileKind,
    ReadDraft,
)

_LEGACY = frozenset({FileKind.DOC, FileKind.RTF})
_LEAST_LETTERS = 20
"""A Word file with pictures and fewer letters is a scan that was pasted in."""


def read_draft(content: bytes, file_name: str) -> ReadDraft:
    """Read a .docx, .pdf, .txt or .md file, whatever its name says (S0.3, S2.43).

    Hostile files may take long or much memory: from the bot, use `documents.child`.

    Raises one of the refusals of `rules.drafts`; nothing of a refused file is to be kept.
    """
    if len(content) > LARGEST_DRAFT_BYTES:
        raise DraftTooLarge(size_bytes=len(content), limit_bytes=LARGEST_DRAFT_BYTES)
    if not content.strip():
        raise DraftEmpty
    source = _source(content, file_name)
    _check_words(source)
    held = survey(source.lines)
    check_classification(source, held)
    outline = outline_of(held)
    head = head_of(held, outline)
    problems = tuple(problems_of(source, held, outline, head))
    return ReadDraft(
        kind=source.kind,
        lines=tuple(line.text for line in source.lines),
        outline=replace(outline, problems=problems),
        head=head,
    )


def _source(content: bytes, file_name: str) -> Source:
    # Each kind brings its own library; a process that reads one file loads one of them.
    kind = kind_of(content)
    if kind is FileKind.DOCX:
        from documents.word import read_word

        return read_word(content)
    if kind is FileKind.PDF:
        from documents.pdf import read_pdf

        return read_pdf(content)
    if kind is FileKind.TEXT:
        from documents.markdown import read_marked_text

        return read_marked_text(content, file_name=file_name)
    if kind in _LEGACY:
        raise DraftIsLegacyWord(file_name=file_name, kind=kind)
    raise DraftKindNotReadable(file_name=file_name, kind=kind)


def _check_words(source: Source) -> None:
    """Raises DraftEmpty, or DraftIsScan where there are pictures instead of words."""
    letters = 0
    for line in source.lines:
        letters += sum(map(str.isalpha, line.matched))
        if letters >= _LEAST_LETTERS:
            return
    if "picture" in source.unread:
        raise DraftIsScan(pages=1, pages_with_text=0)
    if not letters:
        raise DraftEmpty
