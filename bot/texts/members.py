"""Words about the roster and its people."""

from bot.texts.desk import home_button
from bot.texts.posts import File, Post
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, words_for, words_for_refusal
from documents.qr import qr_png
from handlers.desk import LINK_PREFIX
from rules.members import (
    AlreadyBound,
    LastClerk,
    LinkInvalid,
    MemberJoined,
    PersonalLink,
    Role,
    Welcome,
)
from storage.bodies import body
from storage.members import MemberRow, NotAMember, NotPermitted
from storage.members import roster as roster_of


def role_name(role: Role) -> str:
    """Name a role."""
    names = {
        Role.SECRETARY: _("Secretary"),
        Role.DEPUTY: _("Deputy secretary"),
        Role.STANDING_MEMBER: _("Standing committee member"),
        Role.MEMBER: _("Committee member"),
        Role.CLERK: _("Clerk"),
        Role.INSPECTOR: _("Inspector"),
        Role.SPECIALIST: _("Specialist official"),
        Role.FRONT: _("Front and unions"),
        Role.UNIT: _("Lower unit"),
        Role.OBSERVER: _("Observer"),
    }
    return names[role]


@words_for(Welcome)
def welcome(reader: Reader, notice: Welcome) -> Post:
    """Welcome a member who has come."""
    member = reader.session.get_one(MemberRow, notice.member_id)
    seat = body(reader.session, member.body_id)
    return Post(
        text=lines(
            _("<b>Welcome, comrade {name}.</b>", name=member.full_name),
            _("{body}: {role}", body=seat.name, role=member.post or role_name(member.role)),
            _("You have a vote.") if member.votes else _("You take part without a vote."),
            _("Here you will find what is waiting for you, each with its next button."),
        ),
        buttons=[[home_button()]],
    )


@words_for(MemberJoined)
def member_joined(reader: Reader, notice: MemberJoined) -> Post:
    """Tell the clerk that somebody has come."""
    member = reader.session.get_one(MemberRow, notice.member_id)
    people = roster_of(reader.session, member.body_id)
    here = sum(1 for person in people if person.user_id is not None)
    return Post(
        text=_(
            "Comrade {name} is connected ({here} of {all}).",
            name=member.full_name, here=here, all=len(people),
        ),
        is_silent=True,
    )  # fmt: skip


@words_for(PersonalLink)
def personal_link(reader: Reader, notice: PersonalLink) -> Post:
    """Show one member's link, ready to be forwarded or scanned."""
    member = reader.session.get_one(MemberRow, notice.member_id)
    link = f"https://t.me/{reader.bot_username}?start={LINK_PREFIX}{notice.token}"
    picture = qr_png(link, str(_("For {name}", name=member.full_name).unescape()))
    return Post(
        text=lines(
            _(
                "Personal link of comrade <b>{name}</b>. It works once; please do not share it.",
                name=member.full_name,
            ),
            link,
        ),
        picture=File("link.png", picture),
    )


@words_for_refusal(LinkInvalid)
def link_invalid(_reader: Reader, _refused: LinkInvalid) -> Post:
    """Say what to do about a link that no longer works."""
    return Post(
        text=_(
            "This personal link has been used already or is too old. "
            "Please ask your office for a new one."
        )
    )


@words_for_refusal(AlreadyBound)
def already_bound(_reader: Reader, refused: AlreadyBound) -> Post:
    """Say whom the account belongs to already."""
    return Post(
        text=_(
            "This Telegram account is already connected to {name}, so the link was not used. "
            "Open it with the account of the person it is for.",
            name=refused.full_name,
        )
    )


@words_for_refusal(LastClerk)
def last_clerk(_reader: Reader, _refused: LastClerk) -> Post:
    """Say why the last clerk has to stay."""
    return Post(text=_("The body would be left without a clerk. Please name another clerk first."))


@words_for_refusal(NotAMember)
def not_a_member(_reader: Reader, _refused: NotAMember) -> Post:
    """Say how to become known here."""
    return Post(
        text=_(
            "I do not know you yet. Please open the personal link that your office has given you; "
            "if you have none, ask the clerk for it."
        )
    )


@words_for_refusal(NotPermitted)
def not_permitted(_reader: Reader, _refused: NotPermitted) -> Post:
    """Say that this is somebody else's business."""
    return Post(
        text=_("This is not among your duties here. Please ask the clerk or the secretary."),
        buttons=[[home_button()]],
    )
