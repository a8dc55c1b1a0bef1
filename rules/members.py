"""Who sits in a body, and who may do what there (S3.4, S1.4).

Roles say what a person answers for; the right to vote is a fact of its own, because an invited
head of unit or a member of the inspection committee sits without one.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from rules.notices import Errand, Lane, Notice
from rules.refused import Refused


class Role(StrEnum):
    """What a member answers for in the body."""

    SECRETARY = "secretary"  # bí thư, chủ tịch
    DEPUTY = "deputy"  # phó bí thư, phó chủ tịch
    STANDING_MEMBER = "standing_member"  # ủy viên ban thường vụ
    MEMBER = "member"  # ủy viên
    CLERK = "clerk"  # thư ký, văn thư, văn phòng
    INSPECTOR = "inspector"  # ủy ban kiểm tra
    SPECIALIST = "specialist"  # công chức chuyên môn
    FRONT = "front"  # Mặt trận, đoàn thể
    UNIT = "unit"  # đơn vị trực thuộc: chi bộ, thôn
    OBSERVER = "observer"  # khách mời


class Ability(StrEnum):
    """Something that not everybody may do."""

    KEEP_ROSTER = "keep_roster"
    SUBMIT_DRAFT = "submit_draft"
    RUN_CONSULTATION = "run_consultation"
    RUN_VOTE = "run_vote"
    ISSUE = "issue"
    ASSIGN_TASKS = "assign_tasks"
    URGE = "urge"
    INSPECT = "inspect"
    APPROVE_EXTENSION = "approve_extension"
    SEE_ALL_RESOLUTIONS = "see_all_resolutions"
    REVIEW = "review"
    KEEP_CHANNEL = "keep_channel"  # say which channel is the body's
    POST_IN_CHANNEL = "post_in_channel"


_HEADS = frozenset(
    {
        Ability.RUN_CONSULTATION,
        Ability.RUN_VOTE,
        Ability.ISSUE,
        Ability.ASSIGN_TASKS,
        Ability.URGE,
        Ability.INSPECT,
        Ability.APPROVE_EXTENSION,
        Ability.SEE_ALL_RESOLUTIONS,
        Ability.REVIEW,
    }
)

ABILITIES = MappingProxyType(
    {
        Role.SECRETARY: _HEADS | {Ability.KEEP_CHANNEL},
        Role.DEPUTY: _HEADS,
        Role.STANDING_MEMBER: frozenset({Ability.INSPECT, Ability.SEE_ALL_RESOLUTIONS}),
        Role.MEMBER: frozenset[Ability](),
        Role.CLERK: _HEADS - {Ability.APPROVE_EXTENSION, Ability.INSPECT}
        | {
            Ability.KEEP_ROSTER,
            Ability.SUBMIT_DRAFT,
            Ability.KEEP_CHANNEL,
            Ability.POST_IN_CHANNEL,
        },
        Role.INSPECTOR: frozenset({Ability.INSPECT, Ability.SEE_ALL_RESOLUTIONS}),
        Role.SPECIALIST: frozenset({Ability.SUBMIT_DRAFT}),
        Role.FRONT: frozenset[Ability](),
        Role.UNIT: frozenset[Ability](),
        Role.OBSERVER: frozenset[Ability](),
    }
)
"""Which role may do what. Being named in a resolution (drafter, owner …) gives rights there."""

VOTES_BY_DEFAULT = frozenset({Role.SECRETARY, Role.DEPUTY, Role.STANDING_MEMBER, Role.MEMBER})
"""Roles that vote unless the roster says otherwise."""


def may(role: Role, ability: Ability) -> bool:
    """Say whether a role may do something in its body."""
    return ability in ABILITIES[role]


def roles_that_may(ability: Ability) -> frozenset[Role]:
    """Give the roles that may do something."""
    return frozenset(role for role, abilities in ABILITIES.items() if ability in abilities)


@dataclass(frozen=True, kw_only=True)
class Welcome(Notice):
    """An account is bound to a member, who is told what they can do here."""

    member_id: int


@dataclass(frozen=True, kw_only=True)
class MemberJoined(Notice):
    """The clerk is told that a member has come."""

    member_id: int


@dataclass(frozen=True, kw_only=True)
class Roster(Notice):
    """The clerk's view of the roster, a page of it."""

    body_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class MemberPage(Notice):
    """One member as the clerk sees them."""

    member_id: int


@dataclass(frozen=True, kw_only=True)
class RosterTemplate(Notice):
    """An empty roster to fill in."""


@dataclass(frozen=True, kw_only=True)
class RosterTaken(Notice):
    """What has come of an import."""

    body_id: int
    added: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class PersonalLink(Notice):
    """A one-time link for one member, with its QR picture, for the clerk to hand over."""

    lane: ClassVar[Lane] = Lane.BROADCAST
    is_secret: ClassVar[bool] = True

    member_id: int
    token: str


@dataclass(frozen=True, kw_only=True)
class ReadRoster(Errand):
    """Fetch a roster that was sent and read its table."""

    body_id: int
    chat_id: int  # where to answer
    file_id: str
    file_name: str


@dataclass(frozen=True, kw_only=True)
class SetMenu(Errand):
    """Give a person the menu of what they may do."""

    chat_id: int


@dataclass(eq=False, kw_only=True)
class LinkInvalid(Refused):
    """The personal link is unknown, used or too old."""


@dataclass(eq=False, kw_only=True)
class AlreadyBound(Refused):
    """The account is somebody else on the same roster."""

    full_name: str


@dataclass(eq=False, kw_only=True)
class LastClerk(Refused):
    """A body must keep somebody who can look after its roster."""
