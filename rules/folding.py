"""Letters made comparable: for searching and matching, never for showing.

"uỷ" and "ủy" fold alike, "Ð" (eth) is taken for "Đ", and typing without diacritics finds all.
"""

import re
import unicodedata
from itertools import chain

_LOOK_ALIKES = {
    "\u00d0": "Đ",  # eth
    "\u00f0": "đ",
    "\u0189": "Đ",  # African D
    "\u0256": "đ",
}
_BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

_TO_MATCH = str.maketrans(
    _LOOK_ALIKES | dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_DASHES, "-")
) | dict.fromkeys(map(ord, _INVISIBLE))
_HAS_OTHERS = re.compile(f"[{''.join(map(chr, _TO_MATCH))}]")


def nfc(text: str) -> str:
    """The same text with letters and their marks composed; what is stored and shown."""
    return unicodedata.normalize("NFC", text)


def match_form(text: str) -> str:
    """Text for patterns: NFC, one kind of blank and of dash, no invisible characters, true Đ.

    Of a composed text without invisible characters it is as long as the text itself.
    """
    composed = nfc(text)
    # Most lines hold nothing of the table, and looking is six times as quick as translating.
    return composed.translate(_TO_MATCH) if _HAS_OTHERS.search(composed) else composed


def fold(text: str) -> str:
    """Text without case, tones and diacritics: "Ủy ban" and "uy ban" become the same."""
    folded = text.translate(_FOLDS).lower()
    return folded if folded.isascii() else _fold_thoroughly(folded)


def _fold_thoroughly(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
    return bare.translate(_D_FOLDS)


_D_FOLDS = {ord(letter): "d" for letter in ("đ", "Đ", *_LOOK_ALIKES)}
_FOLDS = (
    {
        letter: _fold_thoroughly(chr(letter))
        for letter in chain(range(0xC0, 0x250), range(0x1E00, 0x1F00))
    }
    | _D_FOLDS
    | dict.fromkeys(range(0x300, 0x370))
)
