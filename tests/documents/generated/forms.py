"""Which ordinals made-up papers use, and in which order they stand below each other."""

from dataclasses import dataclass

from documents.ordinals import to_roman

_CAPITALS = "ABCDEGHIKLMN"
_POINTS = "abcdđeghiklmnopqrstuvxy"
_LATIN = "abcdefghijklmnop"
_COUNTS = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")
_RANKS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


@dataclass(frozen=True, kw_only=True)
class Rank:
    """One level of a made-up paper."""

    name: str
    #: ways to print its ordinal; a paper keeps to one of them
    prints: tuple[str, ...]
    is_block: bool = False  # number and heading on lines of their own
    heads: bool = False  # always holds others, below a heading
    has_title: bool = False
    is_bullet: bool = False
    runs_through: bool = False  # counted through the whole paper
    may_run_through: bool = False
    may_be_skipped: bool = False
    may_have_suffix: bool = False  # "7a" after "7"

    def may_lack(self, printed: str, number: int) -> bool:
        """Whether it can be known that this ordinal is missing; Word counts a b c d e, without đ."""
        if self.name == "point":
            return printed == "{point})" and _POINTS[number - 1] != "đ"
        return self.name in {"chapter", "article", "roman", "item"} or printed == "({n})"


def label(printed: str, number: int, above: str) -> str:
    """The ordinal of one clause; `above` is that of the clause that holds it."""
    place = number - 1
    held = above.strip(" .-/)")
    return printed.format(
        n=number,
        roman=to_roman(number),
        capital=_CAPITALS[place % len(_CAPITALS)],
        point=_POINTS[place % len(_POINTS)],
        latin=_LATIN[place % len(_LATIN)],
        count=_COUNTS[place % 10],
        rank=_RANKS[place % 10],
        RANK=_RANKS[place % 10].upper(),
        lower=to_roman(number).lower(),
        above=held,
    )


PART = Rank(name="part", prints=("PHẦN THỨ {RANK}", "Phần thứ {rank}", "PHẦN {roman}", "Phần {roman}"),
            is_block=True, heads=True)  # fmt: skip
CHAPTER = Rank(name="chapter", prints=("Chương {roman}", "CHƯƠNG {roman}", "Chương {n}"), is_block=True,
               heads=True)  # fmt: skip
SECTION = Rank(name="section", prints=("Mục {n}", "MỤC {n}"), is_block=True, heads=True,
               may_be_skipped=True)  # fmt: skip
ARTICLE = Rank(name="article", prints=("Điều {n}.", "Điều {n}.", "Điều {n}:", "ĐIỀU {n}."),
               has_title=True, runs_through=True, may_have_suffix=True)  # fmt: skip
LETTER = Rank(name="letter", prints=("{capital}.", "{capital}-", "{capital}/"), heads=True)
ROMAN = Rank(name="roman", prints=("{roman}.", "{roman}-", "{roman} -", "{roman}/"), heads=True)
ITEM = Rank(name="item", prints=("{n}.", "{n}.", "{n}-", "{n}/", "{n})"), has_title=True,
            may_run_through=True, may_have_suffix=True)  # fmt: skip
SUB = Rank(name="sub", prints=("{above}.{n}.", "{above}.{n}", "{above}.{n}-"), has_title=True)
SUBSUB = Rank(name="subsub", prints=("{above}.{n}.", "{above}.{n}"))
POINT = Rank(name="point", prints=("{point})", "{point})", "{latin})", "{point}.", "{point}/"))
PAREN = Rank(name="paren", prints=("({n})", "({point})", "({lower})"))
ONE_IS = Rank(name="one is", prints=("{count} là,", "{count} là:"))
FIRST = Rank(name="first", prints=("Thứ {rank},", "Thứ {rank}:"))
DASH = Rank(name="dash", prints=("-", "-", "–", "•"), is_bullet=True)
PLUS = Rank(name="plus", prints=("+",), is_bullet=True)
STAR = Rank(name="star", prints=("*",), is_bullet=True)

SHAPES = (
    (ROMAN, ITEM, DASH, PLUS),
    (ROMAN, ITEM, POINT, DASH),
    (ROMAN, ITEM, SUB, POINT, DASH),
    (ROMAN, ITEM, SUB, SUBSUB, DASH),
    (ROMAN, ITEM, DASH, PLUS, STAR),
    (ARTICLE, ITEM, POINT, DASH),
    (ARTICLE, ROMAN, ITEM, POINT),
    (CHAPTER, SECTION, ARTICLE, ITEM, POINT),
    (CHAPTER, ARTICLE, ITEM, POINT, DASH),
    (PART, ROMAN, ITEM, SUB, DASH),
    (PART, CHAPTER, ARTICLE, ITEM),
    (LETTER, ROMAN, ITEM, POINT, DASH),
    (ITEM, POINT, DASH),
    (ITEM, SUB, DASH),
    (ROMAN, ONE_IS, DASH),
    (ROMAN, ITEM, PAREN),
    (ITEM, FIRST, DASH),
)  # fmt: skip

LONG_SHAPES = tuple(shape for shape in SHAPES if shape[0] in {ARTICLE, CHAPTER})
"""Shapes of papers that fill a book; nobody counts parts beyond ten."""
