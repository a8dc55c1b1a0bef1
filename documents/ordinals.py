"""Counting as papers do: numbers with letters behind them, Roman numerals, letters, words."""

from enum import StrEnum

Ordinal = tuple[int, ...]
"""A value that can be compared: (3, 0) for "3", (3, 1) for "3a", (1, 2) for "1.2", () for a dash."""

FIRST: Ordinal = (1, 0)


class Counting(StrEnum):
    """How one ordinal follows another."""

    NUMBER = "number"  # 1, 2, 2a, 3
    LETTER = "letter"  # a b c d đ e g h …, as papers do, or a b c d e f …, as Word does
    PATH = "path"  # 1.1, 1.2, 2.1
    NONE = "none"  # marks that are all alike


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Points of papers: no f, j, w, z."""

_SUFFIXES = "abcdđefghijklmnopqrstuvwxyz"
_LATIN = "abcdefghijklmnopqrstuvwxyz"

COUNTS = (
    "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một",
    "mười hai", "mười ba", "mười bốn", "mười lăm", "mười sáu",
)  # fmt: skip
RANKS = ("nhất", "hai", "ba", "tư", *COUNTS[4:])

_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")


def letter_rank(letter: str) -> int:
    """The place of a small letter in the Vietnamese alphabet, from 1; 0 for no letter."""
    return _ALPHABET.index(letter) + 1 if letter else 0


def suffix_rank(letter: str) -> int:
    """The place of a letter behind a number (7a, 7b … 7đ), from 1; 0 for none."""
    return _SUFFIXES.index(letter) + 1 if letter in _SUFFIXES and letter else 0


def letter_of(rank: int) -> str:
    """The small letter at a place."""
    return _ALPHABET[rank - 1]


def next_letters(rank: int) -> str:
    """The letters that may come after one: "đe" after d, for papers and Word differ."""
    letter = letter_of(rank)
    later = (row[row.index(letter) + 1 :][:1] for row in (_POINT_LETTERS, _LATIN) if letter in row)
    return "".join(dict.fromkeys(later))


def roman_value(roman: str) -> int:
    """XIV is 14."""
    values = [_ROMAN_DIGITS[sign] for sign in roman]
    return sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def to_roman(number: int) -> str:
    """14 is XIV; no paper counts beyond 89 in Roman numerals."""
    return _TENS[number // 10 % 9] + _ONES[number % 10]


def word_value(word: str) -> int:
    """The value of "ba", of "tư" or of "nhất"."""
    return (COUNTS if word in COUNTS else RANKS).index(word) + 1


def follows(counting: Counting, before: Ordinal, after: Ordinal) -> bool:
    """Whether one ordinal is the next after another."""
    match counting:
        case Counting.NONE:
            return True
        case Counting.LETTER:
            return after in {(letter_rank(letter), 0) for letter in next_letters(before[0])}
        case Counting.PATH:
            same = after[:-1] == before[:-1] and after[-1] == before[-1] + 1
            return same or after == (*before[:-2], before[-2] + 1, 1)
        case Counting.NUMBER:
            return after in {(before[0] + 1, 0), (before[0], before[1] + 1)}


def steps(counting: Counting, before: Ordinal, after: Ordinal) -> int:
    """How far apart two ordinals of one list are; negative where it runs backwards."""
    place = -1 if counting is Counting.PATH else 0
    return after[place] - before[place]
