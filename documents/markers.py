"""What a line may begin with, read off the table of forms."""

from dataclasses import dataclass

from documents.levels import FORMS_BY_INITIAL, Form
from documents.lines import Line
from documents.ordinals import (
    COUNTS,
    FIRST,
    RANKS,
    Counting,
    Ordinal,
    letter_rank,
    next_letters,
    roman_value,
    suffix_rank,
    to_roman,
    word_value,
)
from rules.clauses import Level


@dataclass(kw_only=True, slots=True)  # not frozen, as a line is not
class Marker:
    """What a line may begin with."""

    form: Form
    ordinal: Ordinal
    #: as printed
    label: str
    #: the characters that it takes, the blanks behind it too
    size: int

    @property
    def level(self) -> Level:
        """The rank of the clause."""
        return self.form.level

    @property
    def style(self) -> tuple[Level, str]:
        """What siblings have in common; "1.1" and "1.1.1" are never siblings."""
        if self.form.counting is Counting.PATH:
            return self.form.level, str(len(self.ordinal))
        return self.form.level, self.form.variant

    @property
    def is_first(self) -> bool:
        """Whether it may begin a list."""
        match self.form.counting:
            case Counting.PATH:
                return self.ordinal[-1] == 1
            case Counting.NONE:
                return True
            case _:
                return self.ordinal == FIRST


def markers_of(line: Line, *, notes: int = 0) -> tuple[Marker, ...]:
    """All that a line could begin with, by the forms' order; none for a row of a table.

    `notes` is the highest number of a footnote in the text: "18.2 Cổng …" may be item 18 with a
    reference to note 2, and "1.234 hộ" must not be item 1.
    """
    text = line.matched
    if line.cells:
        return ()
    found = (_read(form, text, notes) for form in FORMS_BY_INITIAL.get(text[:1], ()))
    return tuple(marker for marker in found if marker is not None)


def _read(form: Form, text: str, notes: int) -> Marker | None:
    found = form.pattern.match(text)
    if found is None:
        return None
    groups = found.groupdict(default="")
    note = groups.get("note", "")
    if note and int(note) > notes:
        return None
    if form.heads and not _is_heading(text, found.end()):
        return None
    size = found.end("note") if note else found.end()
    while text[size : size + 1].isspace():
        size += 1
    label = text[: found.start("note")] if note else found[0]
    return Marker(form=form, ordinal=_ordinal(form, groups), label=label.strip(), size=size)


def _is_heading(text: str, end: int) -> bool:
    rest = text[end:]
    return not rest or rest.isupper() or text[:end].rstrip()[-1] in ".:-"


def _ordinal(form: Form, groups: dict[str, str]) -> Ordinal:
    if form.counting is Counting.NONE:
        return ()
    if number := groups.get("number"):
        return int(number), suffix_rank(groups.get("suffix", ""))
    if letter := groups.get("letter"):
        return letter_rank(letter.lower()), 0
    if roman := groups.get("roman") or groups.get("lower"):
        return roman_value(roman.upper()), 0
    if word := groups.get("word"):
        return word_value(word.lower()), 0
    return tuple(map(int, groups["path"].split(".")))


def bare_label(marker: Marker) -> str:
    """The label without its brackets and points, for a path: "Điều 3", "II", "a"."""
    return marker.label.strip(" .:/)(-,;") or marker.label


def printed_next(marker: Marker, before: Ordinal | None) -> str:
    """The label that should stand where `marker` stands, printed as its own is.

    `before` is the ordinal that it should follow, None where it should be the first.
    """
    printed, name = _printed_ordinal(marker)
    if name == "path":
        path = (*marker.ordinal[:-1], 1) if before is None else (*before[:-1], before[-1] + 1)
        wanted = ".".join(map(str, path))
    elif name == "letter":
        wanted = "a" if before is None else next_letters(before[0])[:1]
    else:
        wanted = _written(1 if before is None else before[0] + 1, name, marker.form)
    if printed[:1].isupper():
        wanted = wanted.upper() if printed.isupper() else wanted.capitalize()
    start = marker.label.index(printed)
    return marker.label[:start] + wanted + marker.label[start + len(printed) :]


def _printed_ordinal(marker: Marker) -> tuple[str, str]:
    found = marker.form.pattern.match(marker.label + " X")
    groups = found.groupdict() if found else {}
    for name in ("path", "roman", "lower", "letter", "word", "number"):
        if groups.get(name):
            return groups[name] + (groups.get("suffix") or ""), name
    return "", ""


def _written(number: int, name: str, form: Form) -> str:
    if name in {"roman", "lower"}:
        return to_roman(number).lower()
    if name == "word":
        words = COUNTS if form.variant == "là" else RANKS
        return words[number - 1] if number <= len(words) else str(number)
    return str(number)
