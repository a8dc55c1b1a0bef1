"""Questions about initiatives, and why something about one cannot be done."""

from bot.texts.concretisation import to_concretise
from bot.texts.initiatives import basis_name, initiative_field_name, paper_kind_name
from bot.texts.posts import Post
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, words_for_refusal
from handlers import initiatives as act
from rules.initiatives import (
    Basis,
    InitiativeField,
    InitiativeList,
    InitiativeSettled,
    NotYetCommissioned,
    PaperKind,
)


@asks_for(act.take_about)
def ask_about(_reader: Reader) -> Post:
    """Ask what is to be decided."""
    return Post(text=_("What is to be decided? One sentence."))


@asks_for(act.set_proposer)
def ask_proposer(_reader: Reader, initiative_id: int) -> Post:  # noqa: ARG001  a question's arguments
    """Ask who proposed it."""
    return Post(text=_("Who proposed it? A body, a unit or a post."))


@asks_for(act.set_basis)
def ask_basis(reader: Reader, initiative_id: int, basis: Basis) -> Post:
    """Ask which one; a document from above can be taken from the register."""
    known = to_concretise(reader, initiative_id) if basis is Basis.UPPER_DOCUMENT else []
    return Post(
        text=_("Basis: {basis}. Which one? Number, date and name, or the problem.",
               basis=basis_name(basis)),
        buttons=known,
    )  # fmt: skip


@asks_for(act.set_competence)
def ask_competence(_reader: Reader, initiative_id: int) -> Post:  # noqa: ARG001
    """Ask who may decide it."""
    return Post(text=_("Who is competent to decide it? For example: the committee, its standing one."))


@asks_for(act.set_drafter)
def ask_initiative_drafter(_reader: Reader, initiative_id: int) -> Post:  # noqa: ARG001
    """Ask who is to draft it."""
    return Post(text=_("<b>Who is to draft it?</b>"))


@asks_for(act.set_due)
def ask_due(_reader: Reader, initiative_id: int) -> Post:  # noqa: ARG001
    """Ask when the draft is to be there."""
    return Post(text=_("<b>On which day is the draft to be there?</b>"))


@asks_for(act.take_paper)
def ask_paper(_reader: Reader, initiative_id: int, kind: PaperKind) -> Post:  # noqa: ARG001
    """Ask for a file."""
    return Post(text=_("{kind}: please send the file.", kind=paper_kind_name(kind)))


@asks_for(act.take_draft)
def ask_initiative_draft(_reader: Reader, initiative_id: int) -> Post:  # noqa: ARG001
    """Ask for the draft."""
    return Post(
        text=lines(
            _("<b>Please send the draft as a file.</b>"),
            _("Word (.docx), PDF with text, .txt or .md; at most 20 MB. No classified papers."),
        )
    )


@words_for_refusal(InitiativeSettled)
def initiative_settled(_reader: Reader, _refused: InitiativeSettled) -> Post:
    """Say that it is settled."""
    return Post(
        text=_("This initiative has its draft already, or was given up."),
        buttons=[[link_to(_("‹ All initiatives"), InitiativeList())]],
    )


@words_for_refusal(NotYetCommissioned)
def not_yet_commissioned(_reader: Reader, refused: NotYetCommissioned) -> Post:
    """Say what is missing."""
    names = ", ".join(initiative_field_name(InitiativeField(field)) for field in refused.fields)
    return Post(text=_("Before the drafting can be given, this is missing: {names}.", names=names))
