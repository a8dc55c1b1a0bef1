"""Words of the private chat that belong to no activity."""

from bot.texts.commands import what_it_does
from bot.texts.posts import Button, Post, press
from bot.texts.screens import link_to
from bot.texts.steps import owed
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import desk as act
from handlers.routes import offered
from rules.comments import CommentList
from rules.desk import (
    Broken,
    ButtonExpired,
    Cancelled,
    DayTooEarly,
    Desk,
    Done,
    ErrandFailed,
    FaultReport,
    FileExpected,
    Greeting,
    Help,
    LanguageChoice,
    NothingAsked,
    NotUnderstood,
    SentToDesk,
    TextExpected,
    TextTooLong,
)
from rules.resolutions import ResolutionList
from storage.members import memberships

OWED_SHOWN = 8
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def home_button() -> Button:
    """Lead back to the desk."""
    return press(_("What is waiting for me"), act.home)


def way_on(reader: Reader) -> Button:
    """Lead on from where nothing else does: members to their desk, others to the drafts."""
    if memberships(reader.session, reader.user_id):
        return home_button()
    return link_to(_("Comment on a draft"), CommentList())


@words_for(Done)
def done(_reader: Reader, _notice: Done) -> Post:
    """Say nothing: the press was taken."""
    return Post()


@words_for(SentToDesk)
def sent_to_desk(reader: Reader, notice: SentToDesk) -> Post:
    """Say where the answer is."""
    if notice.has_desk:
        return Post(text=_("I have answered in our private chat."))
    return Post(
        text=_(
            "Please open a private chat with me first: @{bot}, button START.", bot=reader.bot_username
        ),
        is_alert=True,
    )


@words_for(Desk)
def desk(reader: Reader, _notice: Desk) -> Post:
    """Show what the person owes, by due date, each with its next button."""
    items = owed(reader, memberships(reader.session, reader.user_id))
    shown = items[:OWED_SHOWN]
    if not shown:
        return Post(
            text=_("<b>Nothing is waiting for you.</b>"),
            buttons=[[link_to(_("‹ All resolutions"), ResolutionList())]],
        )
    rest = len(items) - len(shown)
    return Post(
        text=lines(
            n_(
                "<b>{n} thing is waiting for you</b>",
                "<b>{n} things are waiting for you</b>",
                len(items),
            ),
            *(_("{n}. {what}", n=number, what=item.text) for number, item in enumerate(shown, start=1)),
            n_("… and {n} more thing", "… and {n} more things", rest) if rest else None,
        ),
        buttons=[[item.button] for item in shown],
    )


@words_for(Greeting)
def greeting(_reader: Reader, _notice: Greeting) -> Post:
    """Say a first word to somebody whom no roster knows."""
    return Post(
        text=lines(
            _("<b>Good day. I carry a committee's resolutions from the draft to the review.</b>"),
            _("Committee members: please open the personal link that your office has given you."),
            _("Citizens: please open the link or scan the code published with a draft."),
        ),
        buttons=[[link_to(_("Comment on a draft"), CommentList())]],
    )


@words_for(Help)
def help_(reader: Reader, _notice: Help) -> Post:
    """List what this person can do."""
    commands = offered(memberships(reader.session, reader.user_id))
    rows = [f"/{command.name} — {what_it_does(command.name)}" for command in commands]
    return Post(text=lines(_("<b>What you can do here</b>"), *rows), buttons=[[way_on(reader)]])


@words_for(LanguageChoice)
def language_choice(_reader: Reader, _notice: LanguageChoice) -> Post:
    """Offer the languages, each in its own words."""
    return Post(
        text=_("In which language shall I write to you?"),
        buttons=[[press(name, act.speak, language=code)] for code, name in LANGUAGE_NAMES.items()],
    )


@words_for(Broken)
def broken(_reader: Reader, _notice: Broken) -> Post:
    """Excuse ourselves."""
    return Post(
        text=_(
            "Something went wrong on my side; nothing was changed. The operator has been told. "
            "Please try again later."
        ),
        is_alert=True,
    )


@words_for(FaultReport)
def fault_report(_reader: Reader, notice: FaultReport) -> Post:
    """Tell the operator where to look."""
    return Post(text=_("Fault {error} at {row}; see the log.", error=notice.error, row=notice.row))


@words_for(Cancelled)
def cancelled(reader: Reader, _notice: Cancelled) -> Post:
    """Confirm that nothing is expected any more."""
    return Post(text=_("All right, nothing was changed."), buttons=[[way_on(reader)]])


@words_for(NothingAsked)
def nothing_asked(reader: Reader, _notice: NothingAsked) -> Post:
    """Say what can be done instead of writing into the blue."""
    return Post(
        text=_("I was not waiting for a message just now, so nothing was recorded. Please choose:"),
        buttons=[[way_on(reader)]],
    )


@words_for_refusal(TextExpected)
def text_expected(_reader: Reader, _refused: TextExpected) -> Post:
    """Ask for a text."""
    return Post(text=_("Please write it as a text message."))


@words_for_refusal(FileExpected)
def file_expected(_reader: Reader, _refused: FileExpected) -> Post:
    """Ask for a file."""
    return Post(text=_("Please send it as a file (the paper-clip button)."))


@words_for_refusal(TextTooLong)
def text_too_long(_reader: Reader, refused: TextTooLong) -> Post:
    """Say how much too long."""
    return Post(
        text=_(
            "The text has {length} characters; at most {limit} fit here. "
            "Please shorten it and send it again.",
            length=refused.length, limit=refused.limit,
        )
    )  # fmt: skip


@words_for_refusal(NotUnderstood)
def not_understood(_reader: Reader, refused: NotUnderstood) -> Post:
    """Show how to write a date or a number."""
    if refused.wanted == "date":
        said = _("I find no date in “{said}”. Please write it like 30/11/2026.", said=refused.said)
    else:
        said = _("I find no number in “{said}”. Please write it like 12 or 12,5.", said=refused.said)
    return Post(text=said)


@words_for_refusal(DayTooEarly)
def day_too_early(_reader: Reader, refused: DayTooEarly) -> Post:
    """Say from which day on a day may be chosen."""
    return Post(
        text=_(
            "{date} is too early here; it can be {earliest} or later. Please choose another day.",
            date=day(refused.on), earliest=day(refused.earliest),
        )
    )  # fmt: skip


@words_for_refusal(ErrandFailed)
def errand_failed(_reader: Reader, _refused: ErrandFailed) -> Post:
    """Ask to try again."""
    return Post(text=_("I could not fetch this from Telegram. Please send it again in a moment."))


@words_for_refusal(ButtonExpired)
def button_expired(_reader: Reader, _refused: ButtonExpired) -> Post:
    """Say how to get a fresh one."""
    return Post(text=_("This button is out of date. Please send /viec and choose again."))
