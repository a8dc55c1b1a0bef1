"""Short words about comments: receipts, refusals, and what outsiders and the anonymous are told."""

from bot.texts.posts import Post, press, to_desk
from bot.texts.voice import _, day
from bot.texts.wording import Reader, sign_for, words_for, words_for_refusal
from handlers import citizens
from handlers import comments as act
from rules.comments import (
    AgreementTaken,
    AlreadyTaken,
    CommentClaimed,
    CommentNotText,
    CommentsClosed,
    CommentSeen,
    NotOnRoster,
    WhoAreYou,
)
from rules.resolutions import Audience
from storage.consultation import ConsultationRow
from storage.resolutions import resolution

sign_for(CommentSeen, "✍")


@words_for(AgreementTaken)
def agreement_taken(_reader: Reader, notice: AgreementTaken) -> Post:
    """Give the receipt of an agreement."""
    if notice.is_new:
        return Post(text=_("Recorded: you agree with the whole text. You can still comment."))
    return Post(text=_("It has been recorded already that you agree with the whole text."))


@words_for(WhoAreYou)
def who_are_you(_reader: Reader, notice: WhoAreYou) -> Post:
    """Ask an anonymous author to come forward, without a name being printed."""
    claim = press(_("I am the author"), act.claim, message_id=notice.message_id)
    return Post(
        text=_(
            "This was written anonymously. So that it can be recorded, the author is asked to press "
            "below; no name is shown here."
        ),
        buttons=[[claim]],
        is_silent=True,
    )


@words_for(CommentClaimed)
def comment_claimed(_reader: Reader, _notice: CommentClaimed) -> Post:
    """Confirm that an anonymous comment is recorded."""
    return Post(text=_("The comment is recorded."))


@words_for(NotOnRoster)
def not_on_roster(reader: Reader, notice: NotOnRoster) -> Post:
    """Tell somebody from outside, kindly, where they can comment."""
    consultation = reader.session.get_one(ConsultationRow, notice.consultation_id)
    row = resolution(reader.session, consultation.resolution_id)
    is_public = consultation.public_key is not None and row.audience is Audience.MEMBERS_AND_CITIZENS
    way = to_desk(_("Comment as a citizen"), citizens.enter, resolution_id=row.id)
    return Post(
        text=_(
            "Thank you. Comments here are recorded from members who have opened their personal link; "
            "if you are one, please ask the office for yours."
        ),
        buttons=[[way]] if is_public else [],
        is_silent=True,
    )


@words_for_refusal(CommentsClosed)
def comments_closed(reader: Reader, refused: CommentsClosed) -> Post:
    """Say that comments are not being taken."""
    if refused.until_on is None:
        return Post(text=_("This draft is not open for comments."))
    if reader.today <= refused.until_on:  # somebody ended it before its time
        return Post(text=_("The consultation has ended; this was not recorded any more."))
    return Post(
        text=_(
            "Comments on this draft were taken until {date}; this was not recorded any more.",
            date=day(refused.until_on),
        )
    )


@words_for_refusal(CommentNotText)
def comment_not_text(_reader: Reader, _refused: CommentNotText) -> Post:
    """Ask for words."""
    return Post(
        text=_(
            "Words, pictures, voice messages and files can be recorded as a comment; this was none of "
            "them. Please write it as a text message."
        )
    )


@words_for_refusal(AlreadyTaken)
def already_taken(_reader: Reader, _refused: AlreadyTaken) -> Post:
    """Say that it is recorded, once."""
    return Post(text=_("This comment has been recorded already."))
