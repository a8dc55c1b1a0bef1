"""Questions about documents from above, and why one cannot be taken."""

from bot.texts.posts import Post, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to
from bot.texts.upper_documents import upper_field_name
from bot.texts.voice import _, day, lines
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import upper_documents as act
from rules.upper_documents import (
    ChooseTheme,
    NotADate,
    SymbolTaken,
    UpperDocumentFields,
    UpperDocumentPage,
    UpperField,
)
from storage.bodies import body
from storage.members import memberships
from storage.upper_documents import themes_of, upper_document_for

THEMES_SHOWN = 10


@asks_for(act.receive_document)
def ask_document(reader: Reader, body_id: int | None = None) -> Post:
    """Ask for the file, and say for which of several registers."""
    several = len({person.body_id for person in memberships(reader.session, reader.user_id)}) > 1
    name = body(reader.session, body_id).name if body_id is not None and several else None
    return Post(
        text=lines(
            _("<b>Please send the document from above as a file.</b>"),
            _("It goes into the register of {body}.", body=name) if name else None,
            _("Word (.docx), PDF with text, .txt or .md; at most 20 MB. No classified papers."),
            _("A short text can be pasted here instead."),
        )
    )


@asks_for(act.set_symbol)
def ask_symbol(_reader: Reader, document_id: int) -> Post:  # noqa: ARG001  a question's arguments
    """Ask for number and symbol."""
    return Post(text=_("What are its number and symbol? For example: 57-NQ/TW."))


@asks_for(act.set_issuer)
def ask_issuer(_reader: Reader, document_id: int) -> Post:  # noqa: ARG001
    """Ask who issued it."""
    return Post(text=_("Which body issued it?"))


@asks_for(act.set_issued_on)
def ask_issued_on(_reader: Reader, document_id: int) -> Post:  # noqa: ARG001
    """Ask when it was issued."""
    return Post(text=_("On which day was it issued? Please write it like 22/12/2024."))


@asks_for(act.set_about)
def ask_upper_about(_reader: Reader, document_id: int) -> Post:  # noqa: ARG001
    """Ask what it is about."""
    return Post(text=_("What is it about? One sentence, as it stands under its title."))


@asks_for(act.set_due)
def ask_upper_due(_reader: Reader, document_id: int) -> Post:  # noqa: ARG001
    """Ask by when it is to be concretised."""
    return Post(text=_("<b>By which day is it to be concretised?</b>"))


@asks_for(act.take_theme)
def ask_theme(_reader: Reader, document_id: int) -> Post:  # noqa: ARG001
    """Ask for a new theme."""
    return Post(text=_("What is the theme called? A few words, such as “digital transformation”."))


@words_for(ChooseTheme)
def choose_theme(reader: Reader, notice: ChooseTheme) -> Post:
    """Offer the themes that the register has, and a new one."""
    row, _member = upper_document_for(reader.session, reader.user_id, notice.document_id, to_keep=True)
    known = themes_of(reader.session, row.body_id)[:THEMES_SHOWN]
    return Post(
        text=lines(
            _("<b>To which theme does it belong?</b>"),
            _("Documents of one theme can be concretised by one plan."),
        ),
        buttons=[
            *([press(theme, act.set_theme, document_id=row.id, theme=theme)] for theme in known),
            [press(_("Another theme"), act.ask_theme, document_id=row.id)],
            [link_to(_("‹ The document"), UpperDocumentPage(document_id=row.id or 0))],
        ],
    )


@words_for(UpperDocumentFields)
def upper_document_fields(reader: Reader, notice: UpperDocumentFields) -> Post:
    """Offer each fact for correction, and to set the document aside."""
    row, _member = upper_document_for(reader.session, reader.user_id, notice.document_id, to_keep=True)
    buttons = [
        press(upper_field_name(field), act.ask_field, document_id=row.id, field=field)
        for field in UpperField
    ]
    return Post(
        text=_("What shall be corrected?"),
        buttons=[
            *(buttons[first : first + 2] for first in range(0, len(buttons), 2)),
            [press(_("Nothing to concretise here"), act.set_aside, document_id=row.id)],
            [link_to(_("‹ The document"), UpperDocumentPage(document_id=row.id or 0))],
        ],
    )


@words_for_refusal(SymbolTaken)
def symbol_taken(_reader: Reader, refused: SymbolTaken) -> Post:
    """Lead to the document that is there already."""
    return Post(
        text=_(
            "{symbol} stands in the register already; nothing was entered twice.", symbol=refused.symbol
        ),
        buttons=[[link_to(_("See that document"), UpperDocumentPage(document_id=refused.document_id))]],
    )


@words_for_refusal(NotADate)
def not_a_date(_reader: Reader, refused: NotADate) -> Post:
    """Ask for a day that has been."""
    return Post(
        text=_(
            "{date} is still to come: a document that is here was issued before. Please write the day "
            "that stands on it.",
            date=day(refused.on),
        )
    )
