"""What a made-up paper is: parts, and paragraphs each of which knows whose it is."""

from dataclasses import dataclass, field

from rules.clauses import Level, NodeKind


@dataclass(kw_only=True)
class Part:
    """A node that the parser has to give back."""

    kind: NodeKind
    label: str = ""
    parent: int | None = None
    level: Level | None = None


@dataclass(kw_only=True)
class Written:
    """One paragraph, or one row of a table."""

    text: str
    owner: int
    cells: tuple[str, ...] = ()
    #: text in which letters may be damaged without making it another text
    is_prose: bool = False
    #: a clause that has no ordinal
    is_own_clause: bool = False
    #: two texts side by side; `text` is the left one
    beside: str | None = None
    #: whose the left one is where the columns come one after the other
    left_owner: int | None = None


@dataclass(kw_only=True)
class MadePaper:
    """A paper as it was written, before it was printed in some way."""

    seed: int
    parts: list[Part] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    #: ordinals before which one was left out on purpose
    gaps: list[str] = field(default_factory=list)

    def part(
        self, kind: NodeKind, *, label: str = "", parent: int | None = None, level: Level | None = None
    ) -> int:
        """A new part; answers its number."""
        self.parts.append(Part(kind=kind, label=label, parent=parent, level=level))
        return len(self.parts) - 1

    def write(self, owner: int, *texts: str, is_prose: bool = False) -> None:
        """Paragraphs of a part."""
        self.written += [Written(text=text, owner=owner, is_prose=is_prose) for text in texts]

    def write_beside(self, owner: int, left: str, right: str, *, left_owner: int | None = None) -> None:
        """A line of two columns."""
        self.written.append(Written(text=left, owner=owner, beside=right, left_owner=left_owner))
