"""Versions of a text ("Dự thảo lần n"): what hangs on a clause follows it into the next one."""

from collections.abc import Mapping, Sequence

from rapidfuzz.fuzz import partial_ratio

from rules.likeness import words_of

_QUOTED = 80
_CLEARLY = 15
"""Points of a hundred by which a quotation must fit one part better than any other."""


def parts_meant(quote: str, parts: Sequence[int], texts: Mapping[int, str]) -> tuple[int, ...]:
    """Of the clauses that one was split into, give those that a comment is about.

    A quotation stands in one of them; without one, or where it fits several, all are meant.
    """
    said = " ".join(words_of(quote))
    if not said or len(parts) < 2:
        return tuple(parts)
    fits = {part: partial_ratio(said, " ".join(words_of(texts[part]))) for part in parts}
    best, *others = sorted(parts, key=lambda part: -fits[part])
    is_clear = fits[best] >= _QUOTED and fits[best] - max(fits[each] for each in others) >= _CLEARLY
    return (best,) if is_clear else tuple(parts)
