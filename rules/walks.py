"""The private walk through a draft, one stop after the other (S2.11, S2.21).

At each stop a member agrees, proposes a change, objects, asks, or goes on; who stops half-way goes on
from there.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.notices import Notice

ROOM = 700
"""Characters that are read at one look: a clause with all it holds is one stop if it is no longer."""

LONGEST_OPENING = 160
"""A clause that is divided stands above its parts; if it says more than so much, it is a stop too."""


@dataclass(frozen=True, kw_only=True)
class Walk(Notice):
    """The draft at one stop."""

    resolution_id: int
    number: int | None = None  # from 0; the number of stops is the end; None: where one stopped


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A clause of a draft, as far as it matters for where one stops."""

    clause_id: int
    position: int
    parent: int | None
    length: int  # characters of its own


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """What is shown on one screen."""

    clause_id: int
    position: int
    is_whole: bool  # with all it holds; otherwise its own words only
    held: frozenset[int]  # numbers of the clauses that lie in it, itself too


def stops(parts: Sequence[Part], *, room: int = ROOM) -> tuple[Stop, ...]:
    """Divide a draft into stops, in the order of the text; every clause lies in exactly one."""
    known = {part.position for part in parts}
    below: dict[int | None, list[Part]] = defaultdict(list)
    for part in parts:
        below[part.parent if part.parent in known else None].append(part)
    found = [stop for top in below[None] for stop in _stops(top, below, room)]
    return tuple(sorted(found, key=lambda stop: stop.position))


def _stops(part: Part, below: dict[int | None, list[Part]], room: int) -> Iterator[Stop]:
    held = list(_subtree(part, below))
    if len(held) == 1 or sum(each.length for each in held) <= room:
        yield _stop(part, held, is_whole=True)
        return
    children = below[part.position]
    if part.length > LONGEST_OPENING:
        yield _stop(part, [part], is_whole=False)
        opening: list[Part] = []
    else:
        opening = [part]  # a mere heading lies in the stop that follows it
    for child in children:
        for stop in _stops(child, below, room):
            yield _stop_with(stop, opening)
            opening = []


def _subtree(part: Part, below: dict[int | None, list[Part]]) -> Iterator[Part]:
    yield part
    for child in below[part.position]:
        yield from _subtree(child, below)


def _stop(part: Part, held: Sequence[Part], *, is_whole: bool) -> Stop:
    return Stop(
        clause_id=part.clause_id, position=part.position, is_whole=is_whole,
        held=frozenset(each.clause_id for each in held),
    )  # fmt: skip


def _stop_with(stop: Stop, opening: Sequence[Part]) -> Stop:
    if not opening:
        return stop
    return Stop(
        clause_id=stop.clause_id, position=stop.position, is_whole=stop.is_whole,
        held=stop.held | {each.clause_id for each in opening},
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class WalkTally:
    """How far somebody has come."""

    stops: int
    agreed: int
    said: int  # stops on which there is a comment
    passed_over: tuple[
        int, ...
    ]  # numbers of the stops on which nothing was said, before the one reached


def walk_tally(
    stops_in_order: Sequence[Stop], *, agreed: frozenset[int], said: frozenset[int], reached: int
) -> WalkTally:
    """Count the stops on which somebody agreed or commented, and name those that were passed over."""
    has_agreed = [bool(stop.held & agreed) for stop in stops_in_order]
    has_said = [bool(stop.held & said) for stop in stops_in_order]
    passed = (
        number
        for number, spoke in enumerate(map(any, zip(has_agreed, has_said, strict=True)))
        if not spoke and number < reached
    )
    return WalkTally(
        stops=len(stops_in_order), agreed=sum(has_agreed), said=sum(has_said), passed_over=tuple(passed)
    )
