"""Words about what is kept about a person, and refusals said to citizens."""

from bot.papers.personal_data import my_data_json
from bot.texts.citizen_comments import citizen_comment
from bot.texts.desk import way_on
from bot.texts.posts import Button, File, Post, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import citizens as act
from rules.bodies import BodyKind
from rules.calendar import local_date
from rules.citizens import (
    CitizenConsent,
    CitizensNotAsked,
    ConsentMissing,
    DeletionPreview,
    MyData,
    MyDataDeleted,
    ReceiptUnknown,
    TooManyComments,
    TooManyThisHour,
    TooSoon,
)
from rules.packs import pack_for
from rules.personal_data import MyDataFile, Purpose, RequestKind
from storage.bodies import body
from storage.citizens import CitizenIdentityRow, CitizenRow, all_comments_of, identities_of
from storage.members import MemberRow, memberships
from storage.personal_data import ConsentRow, consent_to, consents_of

COMMENTS_SHOWN = 8


@words_for(MyData)
def my_data(reader: Reader, _notice: MyData) -> Post:
    """Show everything that is kept about whoever asks."""
    people = memberships(reader.session, reader.user_id)
    identities = identities_of(reader.session, reader.user_id)
    held = [purpose for purpose in Purpose if _holds(reader, identities, purpose)]
    nothing = _("Beyond this chat's number nothing is kept about you.")
    return Post(
        text=lines(
            _("<b>What is kept about you</b>"),
            *(_as_member(reader, member) for member in people),
            *(line for identity in identities for line in _as_citizen(reader, identity)),
            None if people or identities else nothing,
        ),
        buttons=[
            [
                *(
                    [press(_("Take it with me (file)"), act.export_my_data)]
                    if people or identities
                    else []
                ),
                *([press(_("Delete my data"), act.ask_deletion)] if identities else []),
            ],
            *([_end(purpose)] for purpose in held if purpose is not Purpose.CONSIDER),
            [way_on(reader)],
        ],
    )


def _holds(reader: Reader, identities: list[CitizenIdentityRow], purpose: Purpose) -> bool:
    return any(consent_to(reader.session, each.citizen_id, purpose) for each in identities)


def _end(purpose: Purpose) -> Button:
    """Let a consent be ended; the one to consider ends with the deletion of all."""
    labels = {
        Purpose.REPLY: _("Tell me no more answers"),
        Purpose.PLACE: _("Show my hamlet no more"),
        Purpose.NAME: _("Show my name no more"),
        Purpose.AFFECTED: _("Count me with everybody again"),
    }
    return press(labels[purpose], act.withdraw_consent, purpose=purpose)


def _as_member(reader: Reader, member: MemberRow) -> str:
    return _(
        "On the roster of {body}: {name}, the number of your Telegram account, and what you said and "
        "decided there. Such records follow the rules for archives; for corrections ask the clerk.",
        body=body(reader.session, member.body_id).name, name=member.full_name,
    )  # fmt: skip


def _as_citizen(reader: Reader, identity: CitizenIdentityRow) -> list[str]:
    citizen = reader.session.get_one(CitizenRow, identity.citizen_id)
    said = all_comments_of(reader.session, identity.citizen_id)
    rest = len(said) - COMMENTS_SHOWN
    return [
        _(
            "To {body} you are “Citizen {name}”.",
            body=body(reader.session, identity.body_id).name,
            name=citizen.pseudonym,
        ),
        *(_consent_line(consent) for consent in consents_of(reader.session, identity.citizen_id)),
        _("Hamlet: {hamlet}", hamlet=citizen.hamlet) if citizen.hamlet else "",
        _("In the public table: {name}", name=citizen.public_name) if citizen.public_name else "",
        _("In a place of its own: the number of your Telegram account."),
        *(citizen_comment(reader, comment) for comment in said[:COMMENTS_SHOWN]),
        n_("… and {n} more", "… and {n} more", rest) if rest > 0 else "",
    ]


def purpose_name(purpose: Purpose) -> str:
    """Name what somebody may agree to."""
    names = {
        Purpose.CONSIDER: _("comments are considered and answered"),
        Purpose.REPLY: _("the answer is told in this chat"),
        Purpose.PLACE: _("the hamlet is shown"),
        Purpose.NAME: _("my name stands in the public table"),
        Purpose.AFFECTED: _("comments are counted among those of people directly affected"),
    }
    return names[purpose]


def _consent_line(consent: ConsentRow) -> str:
    purpose, given = purpose_name(consent.purpose), day(local_date(consent.given_at))
    if consent.withdrawn_at is None:
        return _("• Agreed on {date}: {purpose}.", date=given, purpose=purpose)
    ended = day(local_date(consent.withdrawn_at))
    return _("• Agreed on {date}, ended on {end}: {purpose}.", date=given, end=ended, purpose=purpose)


@words_for(MyDataFile)
def my_data_file(reader: Reader, _notice: MyDataFile) -> Post:
    """Give everything that is kept as a file."""
    return Post(
        text=_("Everything that is kept about you here. The file is yours alone."),
        document=File("du-lieu-cua-toi.json", my_data_json(reader)),
    )


def _law_line(reader: Reader) -> str:
    """Say by when the law wants it done: it is done at once."""
    identities = identities_of(reader.session, reader.user_id)
    kind = body(reader.session, identities[0].body_id).kind if identities else BodyKind.PEOPLES_COMMITTEE
    spans = pack_for(kind, on=reader.today).data
    return _(
        "The law gives until {date}; here it is done at once.",
        date=day(spans.due_on(RequestKind.DELETE, reader.today)),
    )


@words_for(DeletionPreview)
def deletion_preview(reader: Reader, _notice: DeletionPreview) -> Post:
    """Show what deleting means."""
    return Post(
        text=lines(
            _("<b>Delete your data?</b>"),
            _(
                "Deleted at once: the number of your account, your hamlet, every tie between you and "
                "your comments, earlier wordings, and technical copies of your messages."
            ),
            _("Kept: the comments themselves and their answers, without anybody to whom they lead."),
            _("I cannot send you answers after that; your codes keep working."),
            _law_line(reader),
        ),
        buttons=[
            [press(_("Yes, delete it"), act.delete_my_data)],
            [link_to(_("No, keep it"), MyData())],
        ],
    )


@words_for(MyDataDeleted)
def my_data_deleted(_reader: Reader, _notice: MyDataDeleted) -> Post:
    """Confirm the deletion."""
    return Post(text=_("Deleted. Nothing leads from your comments to you any more."))


@asks_for(act.take_receipt)
def ask_receipt(_reader: Reader) -> Post:
    """Ask for a code."""
    return Post(text=_("Please write the code you were given, like KP7Q-4XDM."))


@words_for_refusal(ConsentMissing)
def consent_missing(_reader: Reader, refused: ConsentMissing) -> Post:
    """Ask for consent first."""
    return Post(
        text=_("A comment can be taken once you have read what is kept, and agreed."),
        buttons=[[link_to(_("Read and decide"), CitizenConsent(resolution_id=refused.resolution_id))]],
    )


@words_for_refusal(CitizensNotAsked)
def citizens_not_asked(_reader: Reader, _refused: CitizensNotAsked) -> Post:
    """Say that the draft is not open to the public."""
    return Post(text=_("This draft is not open to citizens' comments."))


@words_for_refusal(TooManyComments)
def too_many_comments(_reader: Reader, refused: TooManyComments) -> Post:
    """Say how many one may send."""
    return Post(
        text=_(
            "You have sent {limit} comments on this draft, as many as one person can. "
            "You can still change them by editing your messages.",
            limit=refused.limit,
        )
    )


@words_for_refusal(TooManyThisHour)
def too_many_this_hour(_reader: Reader, refused: TooManyThisHour) -> Post:
    """Say when the next one can come."""
    return Post(
        text=n_(
            "You have sent {limit} comments within an hour, as many as one person can. Please send the "
            "next one in {n} minute.",
            "You have sent {limit} comments within an hour, as many as one person can. Please send the "
            "next one in {n} minutes.",
            refused.wait_minutes, limit=refused.limit,
        )
    )  # fmt: skip


@words_for_refusal(TooSoon)
def too_soon(_reader: Reader, refused: TooSoon) -> Post:
    """Ask to wait a moment."""
    return Post(
        text=n_(
            "Please wait {n} second and send it again.",
            "Please wait {n} seconds and send it again.",
            refused.wait_seconds,
        )
    )


@words_for_refusal(ReceiptUnknown)
def receipt_unknown(_reader: Reader, _refused: ReceiptUnknown) -> Post:
    """Say that there is no such code."""
    return Post(
        text=_("I know no comment with this code. It has eight letters and digits, like KP7Q-4XDM."),
        buttons=[[press(_("Look up a receipt code"), act.ask_receipt)]],
    )
