"""Vietnamese names in Vietnamese order: by given name, then the rest from left to right.

No database collation knows given names, so the key is stored beside the name and sorted as bytes.
"""

import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_DIGITS = "123456789ABCDEFGHIJKLMNOPQRSTUVWX"
"""Digits before capitals, and no sign that a collation skips: sorts the same everywhere."""

_RANKS = dict(zip(_ALPHABET, _DIGITS, strict=True))
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Level, huyền, hỏi, ngã, sắc, nặng."""

_SHAPES = {"\u0306", "\u0302", "\u031b"}
"""Marks that make another letter (ă â ê ô ơ ư), not another tone."""

_END = "0"
"""Ends a word, and stands before every letter: An comes before Anh."""


def name_sort_key(full_name: str) -> str:
    """A text of ASCII digits and capitals that puts names in the order of a Vietnamese list.

    Letters run a ă â b c d đ e ê …; tones decide only between words of the same letters.
    """
    words = full_name.split()
    return "".join(map(_word_key, words[-1:] + words[:-1]))


def _word_key(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for character in unicodedata.normalize("NFD", word.lower()):
        if character in _TONES and tones:
            tones[-1] = _TONES[character]
        elif character in _SHAPES and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + character)
        elif unicodedata.category(character) != "Mn":
            letters.append(character)
            tones.append(_END)
    ranked = [_RANKS[letter] for letter in letters if letter in _RANKS]
    return "".join(ranked) + _END + "".join(tones) + _END
