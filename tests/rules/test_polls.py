"""Options of a straw poll, one a line."""

import pytest

from rules.polls import WrongNumberOfOptions, options_in


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        (["Có", "Không"], ("Có", "Không")),
        ([" Có  ạ ", "", "Không", "Có ạ"], ("Có ạ", "Không")),
        ([f"{n}" for n in range(10)], tuple("0123456789")),
    ],
)
def test_blank_lines_and_repetitions_fall_out(lines, options):
    assert options_in(lines) == options


@pytest.mark.parametrize(
    ("lines", "found"), [([], 0), (["Có", "Có", " "], 1), (map(str, range(11)), 11)]
)
def test_two_to_ten_are_wanted(lines, found):
    with pytest.raises(WrongNumberOfOptions) as refused:
        options_in(list(lines))
    assert refused.value.found == found
