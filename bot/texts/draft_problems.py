"""Words about what looks wrong in a draft, and about files that cannot be taken."""

from bot.texts.draft_check import check_buttons, check_lines
from bot.texts.overlaps import overlap_buttons
from bot.texts.posts import Post, clip, press
from bot.texts.repairs import repair_buttons
from bot.texts.screens import link_to
from bot.texts.voice import _, lines, n_, number
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import drafts as act
from rules.clauses import Problem, ProblemKind
from rules.drafts import (
    AbstractEmpty,
    ArchiveTooHeavy,
    ClassificationMark,
    DraftBroken,
    DraftClassified,
    DraftEmpty,
    DraftEncrypted,
    DraftForm,
    DraftIsLegacyWord,
    DraftIsScan,
    DraftKindNotReadable,
    DraftNotUnicode,
    DraftProblems,
    DraftTooHeavy,
    DraftTooLarge,
    DraftTooSlow,
)
from storage.drafts import DraftRow, problems_of
from storage.overlaps import overlaps_of
from storage.resolutions import resolution_for_member

SHOWN = 12
MEGABYTE = 1024 * 1024


@words_for(DraftProblems)
def draft_problems(reader: Reader, notice: DraftProblems) -> Post:
    """Name what looks wrong in a version and what its tasks lack; nothing is repaired (S2.25)."""
    draft = reader.session.get_one(DraftRow, notice.draft_id)
    row, _member = resolution_for_member(reader.session, reader.user_id, draft.resolution_id)
    problems = [problem_sentence(problem) for problem in problems_of(draft)]
    return Post(
        text=lines(
            _("<b>Places to look at again</b>"),
            *_some(problems),
            *check_lines(reader, draft),
            _("I have changed nothing. If it is right as it stands, go on."),
        ),
        buttons=[
            *check_buttons(reader, draft),
            overlap_buttons(reader, row, overlaps_of(reader.session, row)),
            *repair_buttons(reader, draft),
            [link_to(_("‹ Draft"), DraftForm(resolution_id=draft.resolution_id))],
        ],
    )


def _some(sentences: list[str]) -> list[str]:
    """Show as many as a message holds, and how many there are besides."""
    rest = len(sentences) - SHOWN
    more = [n_("… and {n} more place", "… and {n} more places", rest)] if rest > 0 else []
    return [*sentences[:SHOWN], *more]


def problem_sentence(problem: Problem) -> str:
    """Say where something looks wrong, and what."""
    found, expected = clip(problem.found, 60), clip(problem.expected, 60)
    what = {
        ProblemKind.NUMBERING_GAP: _("“{expected}” should come here, “{found}” stands here",
                                     expected=expected, found=found),
        ProblemKind.DUPLICATE_ORDINAL: _("“{found}” stands here for the second time", found=found),
        ProblemKind.NO_CLAUSE: _("no numbered clause was found, so each paragraph counts as one"),
        ProblemKind.TEXT_OUTSIDE_CLAUSES: _("text that belongs to no clause"),
        ProblemKind.RUN_ON_HEADING: _("“{found}” seems to begin in the middle of a line", found=found),
        ProblemKind.BROKEN_SPACES: _("blanks within words, as in “{found}”", found=found),
        ProblemKind.LOST_SPACES: _("blanks missing between words, as in “{found}”", found=found),
        ProblemKind.LOST_DASH: _("a dash seems to be missing in “{found}”", found=found),
        ProblemKind.NOT_NFC: _("letters and their marks are stored apart (shown correctly here)"),
        ProblemKind.HIDDEN_CHARACTERS: _("hidden characters, which were left out"),
        ProblemKind.MIXED_HEADS: _("the Party's head and the state's motto stand in one paper"),
        ProblemKind.MISSING_PART: _("the part “{expected}” is missing", expected=expected),
        ProblemKind.UNREAD_PART: _("could not be read: {found}", found=found),
    }[problem.kind]  # fmt: skip
    if not problem.lines:
        return _("• {what}", what=what)
    return _("• line {line}: {what}", line=problem.lines[0], what=what)


def _again(text: str) -> Post:
    return Post(text=text, buttons=[[press(_("Send another file"), act.ask_draft)]])


@words_for_refusal(DraftTooLarge)
def draft_too_large(_reader: Reader, refused: DraftTooLarge) -> Post:
    """Say how large it may be."""
    return _again(
        _(
            "The file has {size} MB; at most {limit} MB can be taken. "
            "Please leave out pictures and send it again.",
            size=number(round(refused.size_bytes / MEGABYTE, 1)), limit=refused.limit_bytes // MEGABYTE,
        )
    )  # fmt: skip


@words_for_refusal(DraftKindNotReadable)
def draft_kind_not_readable(_reader: Reader, refused: DraftKindNotReadable) -> Post:
    """Say which kinds can be read."""
    return _again(
        _(
            "“{name}” cannot be read as a draft. Please send Word (.docx), PDF with text, .txt or .md.",
            name=clip(refused.file_name, 80),
        )
    )


@words_for_refusal(DraftIsLegacyWord)
def draft_is_legacy_word(_reader: Reader, refused: DraftIsLegacyWord) -> Post:
    """Ask for .docx."""
    return _again(
        _(
            "“{name}” is in the old Word format. Please open it in Word, choose “Save as”, "
            "Word Document (.docx), and send that file.",
            name=clip(refused.file_name, 80),
        )
    )


@words_for_refusal(ArchiveTooHeavy)
def archive_too_heavy(_reader: Reader, _refused: ArchiveTooHeavy) -> Post:
    """Say that the file would unpack into too much."""
    return _again(
        _(
            "The file unpacks into far more than a draft needs, so it was not opened. "
            "Please save it again."
        )
    )


@words_for_refusal(DraftIsScan)
def draft_is_scan(_reader: Reader, _refused: DraftIsScan) -> Post:
    """Say that pictures cannot be commented on."""
    return _again(
        _(
            "The file holds pictures of pages, no text: nobody could quote a clause of it. "
            "Please send the Word file, or a PDF made from it."
        )
    )


@words_for_refusal(DraftEncrypted)
def draft_encrypted(_reader: Reader, _refused: DraftEncrypted) -> Post:
    """Ask for a file without password."""
    return _again(_("The file is locked by a password. Please send it without one."))


@words_for_refusal(DraftEmpty)
def draft_empty(_reader: Reader, _refused: DraftEmpty) -> Post:
    """Say that there is nothing in it."""
    return _again(_("There is no text in this file. Please check it and send it again."))


@words_for_refusal(DraftBroken)
def draft_broken(_reader: Reader, _refused: DraftBroken) -> Post:
    """Say that it is damaged."""
    return _again(_("The file is damaged and cannot be opened. Please save it again and send it anew."))


@words_for_refusal(DraftNotUnicode)
def draft_not_unicode(_reader: Reader, _refused: DraftNotUnicode) -> Post:
    """Say how to save it."""
    return _again(
        _(
            "The text is in an old encoding (TCVN3, VNI …). "
            "Please convert it to Unicode and send it again."
        )
    )


@words_for_refusal(DraftTooSlow)
def draft_too_slow(_reader: Reader, _refused: DraftTooSlow) -> Post:
    """Say that reading was given up."""
    return _again(_("Reading the file took too long and was given up. Please send a simpler copy."))


@words_for_refusal(DraftTooHeavy)
def draft_too_heavy(_reader: Reader, _refused: DraftTooHeavy) -> Post:
    """Say that reading needed too much."""
    return _again(_("Reading the file needed too much memory. Please send a simpler copy."))


def mark_name(mark: ClassificationMark) -> str:
    """Write a mark of secrecy as it is stamped; it is Vietnamese in any language."""
    return mark.value.upper()


@words_for_refusal(DraftClassified)
def draft_classified(_reader: Reader, refused: DraftClassified) -> Post:
    """Refuse a secret paper, and say what to do with the message that carried it."""
    return Post(
        text=lines(
            _("<b>Not taken: the paper bears the mark {mark}.</b>", mark=mark_name(refused.mark)),
            _("State secrets do not belong in a chat. Nothing of it was kept."),
            _("Please delete the message with the file here, and tell the person in charge of secrecy."),
        )
    )


@words_for_refusal(AbstractEmpty)
def abstract_empty(_reader: Reader, _refused: AbstractEmpty) -> Post:
    """Ask for words."""
    return Post(text=_("The abstract holds no words. Please write what the paper is about."))
