"""The assignment: the best whole, not the best first."""

from itertools import permutations
from random import Random

from rules.pairing import best_pairs


def worth(scores, pairs):
    return sum(scores[row][column] for row, column in pairs.items())


def best_of_all(scores):
    """Try every way there is; None stands for staying alone."""
    columns = sorted({column for row in scores.values() for column in row})
    ways = permutations([*columns, *[None] * len(scores)], len(scores))
    return max(
        sum(row.get(column, 0) for row, column in zip(scores.values(), way, strict=True)) for way in ways
    )


def test_nobody_takes_what_another_needs_more():
    scores = {1: {7: 900, 8: 850}, 2: {7: 890}}
    assert best_pairs(scores) == {1: 8, 2: 7}


def test_who_has_no_column_left_stays_alone():
    assert best_pairs({1: {7: 500}, 2: {7: 400}, 3: {}}) == {1: 7}


def test_the_whole_is_as_good_as_the_best_of_all_ways():
    random = Random(5)
    for _case in range(60):
        scores = {
            row: {column: random.randrange(1, 1000) for column in range(4) if random.random() < 0.7}
            for row in range(4)
        }
        pairs = best_pairs(scores)
        assert len(set(pairs.values())) == len(pairs)
        assert worth(scores, pairs) >= best_of_all(scores) - len(scores)
