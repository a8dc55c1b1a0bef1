"""Where one stops on the way through a draft: every clause in exactly one stop (S2.21)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.walks import LONGEST_OPENING, ROOM, Part, stops, walk_tally


def draft(*described):
    """Parts from pairs of a parent's position and a length."""
    return [
        Part(clause_id=100 + position, position=position, parent=parent, length=length)
        for position, (parent, length) in enumerate(described)
    ]


CASES = (
    # a short article is one stop with its points; the clause of a letterhead's parent is on top
    ([(None, 60), (0, 100), (0, 100)], [(0, {0, 1, 2})]),
    ([(7, 60)], [(0, {0})]),
    # a long article falls into its points, and its heading goes with the first of them
    ([(None, 60), (0, 400), (0, 400)], [(1, {0, 1}), (2, {2})]),
    # unless the article itself says something
    ([(None, LONGEST_OPENING + 1), (0, 400), (0, 400)], [(0, {0}), (1, {1}), (2, {2})]),
    # headings above headings go with the first words below them
    ([(None, 20), (0, 20), (1, 600), (1, 600)], [(2, {0, 1, 2}), (3, {3})]),
    # what cannot be divided is one stop however long
    ([(None, 5000)], [(0, {0})]),
    ([], []),
)


@pytest.mark.parametrize(("described", "expected"), CASES)
def test_a_draft_is_divided_into_what_can_be_read_at_one_look(described, expected):
    found = [(stop.position, {held - 100 for held in stop.held}) for stop in stops(draft(*described))]
    assert found == expected


@given(
    st.lists(st.integers(0, 2 * ROOM), max_size=30).flatmap(
        lambda lengths: st.tuples(
            st.just(lengths),
            st.tuples(*(st.integers(-1, max(n - 1, -1)) for n in range(len(lengths)))),
        )
    )
)
def test_every_clause_lies_in_exactly_one_stop(described):
    lengths, parents = described
    parts = draft(*((None if p < 0 else p, n) for p, n in zip(parents, lengths, strict=True)))
    found = stops(parts)
    held = sorted(clause for stop in found for clause in stop.held)
    assert held == [part.clause_id for part in parts]
    assert [stop.position for stop in found] == sorted(stop.position for stop in found)
    assert all(stop.clause_id in stop.held for stop in found)


def test_what_was_passed_over_is_named_up_to_where_one_has_come():
    way = stops(draft(*[(None, 500)] * 5))
    tally = walk_tally(way, agreed=frozenset({100}), said=frozenset({102}), reached=4)
    assert (tally.stops, tally.agreed, tally.said, tally.passed_over) == (5, 1, 1, (1, 3))
