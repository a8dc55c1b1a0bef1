"""The roster: taken from a file, handed out as personal links, bound to accounts (S3.4)."""

import hashlib
import secrets
from datetime import timedelta

from rules.folding import fold
from rules.members import (
    Ability,
    AlreadyBound,
    LastClerk,
    LinkInvalid,
    MemberJoined,
    PersonalLink,
    ReadRoster,
    RosterTaken,
    SetMenu,
    Welcome,
    may,
)
from rules.names import name_sort_key
from rules.roster import RosterEntry, check_roster
from rules.sheets import Table
from storage.members import (
    LinkRow,
    MemberRow,
    member_who_may,
    memberships,
    reach,
    roster,
    with_ability,
)
from storage.work import Work

LINK_LIVES_FOR = timedelta(days=14)
TOKEN_BYTES = 18  # 144 random bits


def token_hash(token: str) -> str:
    """Give what is kept of a link's token: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def fetch_roster(work: Work, *, file_id: str, file_name: str, chat_id: int) -> None:
    """Have a roster fetched that a clerk has sent. Raises NotPermitted, NotAMember."""
    clerk = member_who_may(work.session, work.who.user_id, Ability.KEEP_ROSTER)
    errand = ReadRoster(body_id=clerk.body_id, chat_id=chat_id, file_id=file_id, file_name=file_name)
    work.run(errand)


def take_roster(work: Work, *, body_id: int, chat_id: int, table: Table) -> None:
    """Take a roster over: new people are added, known ones brought up to date, nobody is removed.

    Raises RosterWrong, RosterColumnMissing or RosterEmpty; nothing is taken then.
    """
    known = {member.folded_name: member for member in roster(work.session, body_id)}
    added = changed = 0
    for entry in check_roster(table):
        member = known.get(fold(entry.full_name))
        if member is None:
            work.session.add(_new_member(work, body_id, entry))
            added += 1
        elif _bring_up_to_date(member, entry):
            changed += 1
    work.session.flush()
    _keep_a_clerk(work, body_id)
    work.record("RosterTaken", body_id=body_id, added=added, changed=changed)
    work.tell(RosterTaken(body_id=body_id, added=added, changed=changed), chat_id=chat_id)


def add_member(work: Work, *, body_id: int, entry: RosterEntry) -> MemberRow:
    """Put one person on a roster."""
    member = _new_member(work, body_id, entry)
    work.session.add(member)
    work.session.flush()
    work.record("MemberAdded", body_id=body_id, member_id=member.id)
    return member


def remove_member(work: Work, member_id: int) -> None:
    """Note that somebody has left the body. Past acts keep the name; rights end at once.

    Raises NotPermitted, NotAMember, LastClerk.
    """
    member = work.session.get_one(MemberRow, member_id)
    member_who_may(work.session, work.who.user_id, Ability.KEEP_ROSTER, body_id=member.body_id)
    member.left_at = work.now
    member.user_id = None
    work.session.flush()
    _keep_a_clerk(work, member.body_id)
    work.record("MemberLeft", body_id=member.body_id, member_id=member_id)


def make_link(work: Work, member: MemberRow) -> str:
    """Make a one-time link for a member and give its token; it is kept nowhere but as a hash."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    assert member.id is not None
    work.session.add(
        LinkRow(
            token_hash=token_hash(token),
            member_id=member.id,
            created_at=work.now,
            expires_at=work.now + LINK_LIVES_FOR,
        )
    )
    work.record("LinkMade", body_id=member.body_id, member_id=member.id)
    return token


def hand_out_link(work: Work, member_id: int, *, chat_id: int) -> None:
    """Give the clerk a fresh personal link for one member. Raises NotPermitted, NotAMember."""
    member = work.session.get_one(MemberRow, member_id)
    member_who_may(work.session, work.who.user_id, Ability.KEEP_ROSTER, body_id=member.body_id)
    work.tell(PersonalLink(member_id=member_id, token=make_link(work, member)), chat_id=chat_id)


def hand_out_missing_links(work: Work, body_id: int, *, chat_id: int) -> None:
    """Give the clerk a link for everybody who has not come yet. Raises NotPermitted, NotAMember."""
    member_who_may(work.session, work.who.user_id, Ability.KEEP_ROSTER, body_id=body_id)
    for member in roster(work.session, body_id):
        if member.user_id is None and member.id is not None:
            token = make_link(work, member)
            work.tell(PersonalLink(member_id=member.id, token=token), chat_id=chat_id)


def bind(work: Work, token: str, *, chat_id: int) -> None:
    """Bind the account that tapped a personal link to its member. Raises LinkInvalid, AlreadyBound."""
    link = work.session.get(LinkRow, token_hash(token))
    if link is None or link.used_at is not None or link.expires_at <= work.now:
        raise LinkInvalid
    member = work.session.get_one(MemberRow, link.member_id)
    if member.left_at is not None:
        raise LinkInvalid
    for other in memberships(work.session, work.who.user_id):
        if other.body_id == member.body_id and other.id != member.id:
            raise AlreadyBound(full_name=other.full_name)
    link.used_at = work.now
    member.user_id = work.who.user_id
    member.bound_at = work.now
    work.session.flush()
    assert member.id is not None
    work.record("MemberBound", body_id=member.body_id, member_id=member.id)
    work.tell(Welcome(member_id=member.id), chat_id=chat_id)
    work.run(SetMenu(chat_id=chat_id))
    _tell_clerks(work, member)


def _tell_clerks(work: Work, member: MemberRow) -> None:
    clerks = with_ability(work.session, member.body_id, Ability.KEEP_ROSTER)
    for clerk in reach(work.session, clerks):
        if clerk.chat_id is not None and clerk.member.id != member.id and member.id is not None:
            work.tell(MemberJoined(member_id=member.id), chat_id=clerk.chat_id)


def _new_member(work: Work, body_id: int, entry: RosterEntry) -> MemberRow:
    return MemberRow(
        body_id=body_id,
        full_name=entry.full_name,
        sort_key=name_sort_key(entry.full_name),
        folded_name=fold(entry.full_name),
        role=entry.role,
        votes=entry.votes,
        post=entry.post,
        areas=entry.areas,
        created_at=work.now,
    )


def _bring_up_to_date(member: MemberRow, entry: RosterEntry) -> bool:
    """Write what a newer roster says of a person; tell whether anything changed."""
    new = {"role": entry.role, "votes": entry.votes, "post": entry.post, "areas": entry.areas}
    if all(getattr(member, name) == value for name, value in new.items()):
        return False
    member.sqlmodel_update(new)
    return True


def _keep_a_clerk(work: Work, body_id: int) -> None:
    """Raise LastClerk where nobody would be left to look after the roster."""
    people = roster(work.session, body_id)
    if not any(may(member.role, Ability.KEEP_ROSTER) for member in people):
        raise LastClerk
