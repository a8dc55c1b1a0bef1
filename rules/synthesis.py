"""Synthesis of comments by clause: what says the same is answered together (domain: tổng hợp ý kiến).

What is proposed here is only a proposal: a person splits and joins. Every comment lies in exactly one
group, so that every comment gets exactly one answer (Decree 187/2025; S2.2, S2.27).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import extractOne

from rules.comments import Channel
from rules.folding import fold, match_form
from rules.members import Role
from rules.notices import Notice
from rules.refused import Refused

ALIKE = 85
"""From so many percent of the same words on, two comments are proposed as one group."""

MOST_COMPARED = 1500
"""Groups of one clause that a comment is compared with; beyond that only the very same words count."""

LONGEST_NOTE = 1000
"""Characters of a private note."""


class Speaker(StrEnum):
    """From which side a comment comes, in the order of the tables."""

    STANDING_COMMITTEE = "standing_committee"  # secretary, deputies, standing members
    COMMITTEE = "committee"
    SPECIALISTS = "specialists"  # officials in charge of a field
    FRONT = "front"  # the Front, unions
    UNITS = "units"  # branches, hamlets, units below
    INVITED = "invited"  # office, inspection committee, guests
    AFFECTED = "affected"  # đối tượng chịu tác động trực tiếp
    CITIZENS = "citizens"


_SPEAKERS = {
    Role.SECRETARY: Speaker.STANDING_COMMITTEE,
    Role.DEPUTY: Speaker.STANDING_COMMITTEE,
    Role.STANDING_MEMBER: Speaker.STANDING_COMMITTEE,
    Role.MEMBER: Speaker.COMMITTEE,
    Role.SPECIALIST: Speaker.SPECIALISTS,
    Role.FRONT: Speaker.FRONT,
    Role.UNIT: Speaker.UNITS,
}


IN_PUBLIC = frozenset({Speaker.AFFECTED, Speaker.CITIZENS})
"""Sides that no roster names: nobody counts how many were asked."""


def speaker_of(role: Role | None, channel: Channel | None = None) -> Speaker:
    """Say from which side somebody speaks; without a role it is somebody from the public."""
    if role:
        return _SPEAKERS.get(role, Speaker.INVITED)
    return Speaker.AFFECTED if channel is Channel.AFFECTED else Speaker.CITIZENS


_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_NEGATION = re.compile(r"\b(?:không|khong|chưa|chẳng|đừng|phản đối|phan doi|bỏ)\b", re.IGNORECASE)
_OPPOSED = re.compile(
    r"\b(?:không (?:đồng ý|nhất trí|tán thành|đồng tình|nên|phù hợp|khả thi|cần thiết)|phản đối"
    r"|bác bỏ|trái với|(?:đề nghị|nên) (?:bỏ|không|hủy|dừng|rút))\b",
    re.IGNORECASE,
)


def sounds_opposed(text: str) -> bool:
    """Tell whether a comment seems to be against what the draft says. A proposal: a person decides."""
    return _OPPOSED.search(match_form(text)) is not None


def propose_groups(texts: Sequence[str]) -> list[list[int]]:
    """Put comments on one clause together that say nearly the same, as places in `texts`.

    What differs in a number or in a "không" differs in what is wanted, however alike it looks: "85%"
    and "90%" stay apart. Each place is in exactly one group, in the order in which it came.
    """
    groups: list[list[int]] = []
    by_words: dict[str, int] = {}
    leaders: dict[tuple[object, ...], dict[int, str]] = {}
    for place, text in enumerate(texts):
        words = " ".join(re.findall(r"\w+", fold(text)))
        alike = leaders.setdefault(_wanted(text), {})
        # What came without words, as a picture or by voice, is answered by itself.
        number = by_words.get(words, _nearest(words, alike)) if words else None
        if number is None:
            number = len(groups)
            groups.append([])
            alike[number] = words
        by_words[words] = number
        groups[number].append(place)
    return groups


def _wanted(text: str) -> tuple[object, ...]:
    said = match_form(text)
    return tuple(sorted(_NUMBER.findall(said))), len(_NEGATION.findall(said))


def _nearest(words: str, leaders: dict[int, str]) -> int | None:
    if not leaders or len(leaders) > MOST_COMPARED:
        return None
    found = extractOne(words, leaders, scorer=token_sort_ratio, score_cutoff=ALIKE)
    return found[2] if found else None


def by_likeness(text: str, others: Iterable[tuple[int, str]]) -> list[int]:
    """Sort other groups by how much they say the same, the nearest first."""
    own = fold(text)
    return [
        number for number, said in sorted(others, key=lambda each: -token_sort_ratio(own, fold(each[1])))
    ]


@dataclass(frozen=True, kw_only=True)
class OpinionsByClause(Notice):
    """How many groups each clause has, and how many of them wait for an answer."""

    resolution_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class OpinionsOnClause(Notice):
    """The groups of one clause (0: of the whole text), objections first."""

    resolution_id: int
    draft_id: int
    clause_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class OpinionGroupPage(Notice):
    """One group with its clause and its answer, and the ways to answer it."""

    group_id: int
    is_unfolded: bool = False  # show what else can be done with it


@dataclass(frozen=True, kw_only=True)
class OpinionGroupComments(Notice):
    """All comments of one group, each of which can be taken out of it."""

    group_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class JoinChoice(Notice):
    """The other groups of the clause, the most alike first, to join one with."""

    group_id: int
    page: int = 0


@dataclass(eq=False, kw_only=True)
class CannotSplit(Refused):
    """A group of one comment has nothing to be taken out of."""


@dataclass(eq=False, kw_only=True)
class CannotJoin(Refused):
    """Groups of different clauses, or a group with itself, are not joined."""


@dataclass(eq=False, kw_only=True)
class GroupIsGone(Refused):
    """Somebody has joined the group with another meanwhile."""


@dataclass(eq=False, kw_only=True)
class AlreadyPublished(Refused):
    """The authors have the answer: what was published together stays together."""
