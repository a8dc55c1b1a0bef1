"""Words for a rule that says no to a number, a date, a signer or a text."""

from bot.texts.posts import Post
from bot.texts.voice import _, day
from bot.texts.wording import Reader, words_for_refusal
from rules.issuing import (
    IssueDateWrong,
    NumberTaken,
    PlanChanged,
    RecipientsEmpty,
    SignerUnfit,
    VotedTextLost,
)
from rules.numbering import TYPE_NAMES, TypeUnknownToStandard
from rules.signing import CapacityUnknownToStandard, CommitteeHasNoDeputySigner


@words_for_refusal(NumberTaken)
def number_taken(_reader: Reader, refused: NumberTaken) -> Post:
    """Name the next free number."""
    return Post(
        text=_(
            "{symbol} is taken already; the next free number is {n}. Please look at the preview again.",
            symbol=refused.symbol, n=refused.next_free,
        )
    )  # fmt: skip


@words_for_refusal(IssueDateWrong)
def issue_date_wrong(_reader: Reader, refused: IssueDateWrong) -> Post:
    """Name the days that are possible."""
    return Post(
        text=_(
            "A paper is dated between its adoption ({earliest}) and today ({latest}).",
            earliest=day(refused.earliest), latest=day(refused.latest),
        )
    )  # fmt: skip


@words_for_refusal(SignerUnfit)
def signer_unfit(_reader: Reader, refused: SignerUnfit) -> Post:
    """Say who may sign."""
    return Post(
        text=_(
            "Comrade {name} is neither secretary (chair) nor deputy and cannot sign. "
            "Please choose another signer.",
            name=refused.full_name,
        )
    )


@words_for_refusal(PlanChanged)
def plan_changed(_reader: Reader, _refused: PlanChanged) -> Post:
    """Ask to look again."""
    return Post(
        text=_("Something was changed since this preview was shown. Please look at it again and issue.")
    )


@words_for_refusal(RecipientsEmpty)
def recipients_empty(_reader: Reader, _refused: RecipientsEmpty) -> Post:
    """Ask for somebody."""
    return Post(text=_("I find no recipient in this. Please write one recipient a line."))


@words_for_refusal(VotedTextLost)
def voted_text_lost(_reader: Reader, _refused: VotedTextLost) -> Post:
    """Say why nothing is issued."""
    return Post(
        text=_(
            "The stored text is not the one that was adopted, so nothing was issued. "
            "Please tell the operator."
        )
    )


@words_for_refusal(TypeUnknownToStandard)
def type_unknown(_reader: Reader, refused: TypeUnknownToStandard) -> Post:
    """Say that the kind has no number, and where to correct it."""
    return Post(
        text=_(
            "Bodies of this family have no papers of the kind “{type}”, so it cannot get a number. "
            "Please correct the kind of paper first.",
            type=TYPE_NAMES[refused.document_type].name,
        )
    )


@words_for_refusal(CapacityUnknownToStandard)
def capacity_unknown(_reader: Reader, _refused: CapacityUnknownToStandard) -> Post:
    """Say that nobody signs like this."""
    return Post(text=_("Papers of the Party are not signed in this capacity."))


@words_for_refusal(CommitteeHasNoDeputySigner)
def committee_has_no_deputy_signer(_reader: Reader, _refused: CommitteeHasNoDeputySigner) -> Post:
    """Say how a deputy signs in a committee."""
    return Post(text=_("A committee decides as a whole: its deputy signs on its behalf (T/M), not K/T."))
