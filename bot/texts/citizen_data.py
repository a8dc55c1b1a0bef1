"""Words about what is kept about a person, and refusals said to citizens."""

from bot.texts.citizen_comments import citizen_comment
from bot.texts.desk import way_on
from bot.texts.posts import Post, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import citizens as act
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
    TooSoon,
)
from storage.bodies import body
from storage.citizens import CitizenIdentityRow, CitizenRow, all_comments_of, identities_of
from storage.members import MemberRow, memberships

COMMENTS_SHOWN = 8


@words_for(MyData)
def my_data(reader: Reader, _notice: MyData) -> Post:
    """Show everything that is kept about whoever asks."""
    people = memberships(reader.session, reader.user_id)
    identities = identities_of(reader.session, reader.user_id)
    nothing = _("Beyond this chat's number nothing is kept about you.")
    return Post(
        text=lines(
            _("<b>What is kept about you</b>"),
            *(_as_member(reader, member) for member in people),
            *(line for identity in identities for line in _as_citizen(reader, identity)),
            None if people or identities else nothing,
        ),
        buttons=[
            [press(_("Delete my data"), act.ask_deletion)] if identities else [],
            [way_on(reader)],
        ],
    )


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
            "To {body} you are “Citizen {name}”. Consent given on {date}.",
            body=body(reader.session, identity.body_id).name,
            name=citizen.pseudonym,
            date=day(local_date(identity.consented_at)),
        ),
        _("Hamlet: {hamlet}", hamlet=citizen.hamlet) if citizen.hamlet else "",
        _("In a place of its own: the number of your Telegram account."),
        *(citizen_comment(reader, comment) for comment in said[:COMMENTS_SHOWN]),
        n_("… and {n} more", "… and {n} more", rest) if rest > 0 else "",
    ]


@words_for(DeletionPreview)
def deletion_preview(_reader: Reader, _notice: DeletionPreview) -> Post:
    """Show what deleting means."""
    return Post(
        text=lines(
            _("<b>Delete your data?</b>"),
            _(
                "Deleted at once: the number of your account, your hamlet, and every tie between you "
                "and your comments. Technical copies of messages vanish within three days."
            ),
            _("Kept: the comments themselves and their answers, without anybody to whom they lead."),
            _("I cannot send you answers after that; your codes keep working."),
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
