"""The clauses of a made-up paper, with what stands in them and looks like clauses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from rules.clauses import Level, NodeKind
from tests.documents.generated import words
from tests.documents.generated.forms import Rank, label
from tests.documents.generated.parts import MadePaper, Written


@dataclass(kw_only=True)
class Body:
    """Writes the clauses of one shape below a root, until about so many are written."""

    paper: MadePaper
    luck: Random
    left: int
    #: whether an ordinal may be left out here and there
    has_gaps: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    prints: dict[str, str] = field(default_factory=dict)
    running: set[str] = field(default_factory=set)

    def write(self, shape: Sequence[Rank], root: int | None) -> None:
        """All of it."""
        for rank in shape:
            self.prints[rank.name] = self.luck.choice(rank.prints)
            if rank.runs_through or (rank.may_run_through and self.luck.random() < 0.1):
                self.running.add(rank.name)
        if any(rank.name == "sub" for rank in shape):
            self.running.discard("item")
        self._list(shape, root, deep=0)

    def _list(self, shape: Sequence[Rank], parent: int | None, *, deep: int) -> None:
        rank, *lower = shape
        for printed in self._labels(rank, parent, deep):
            self._clause(rank, lower, parent, printed, deep)

    def _labels(self, rank: Rank, parent: int | None, deep: int) -> Iterator[str]:
        luck = self.luck
        above = self.paper.parts[parent].label if parent is not None else ""
        form = self.prints[rank.name]
        if rank.name not in self.running:
            self.counts[rank.name] = 0
        for made in range(max(luck.randint(2, 9), self.left // 12) if deep == 0 else luck.randint(2, 5)):
            if self.left <= 0 and made >= 2:
                return
            self.left -= 1
            self.counts[rank.name] = self.counts.get(rank.name, 0) + 1
            if (
                made
                and self.has_gaps
                and rank.may_lack(form, self.counts[rank.name])
                and luck.random() < 0.1
            ):
                self.counts[rank.name] += 1
                self.paper.gaps.append(label(form, self.counts[rank.name], above))
            yield label(form, self.counts[rank.name], above)
            if (
                rank.may_have_suffix
                and "sub" not in self.prints
                and "{n}." in form
                and luck.random() < 0.03
            ):
                yield label(form, self.counts[rank.name], above).replace(".", "a.")

    def _clause(
        self, rank: Rank, lower: Sequence[Rank], parent: int | None, printed: str, deep: int
    ) -> None:
        index = self.paper.part(NodeKind.CLAUSE, label=printed, parent=parent)
        if lower and (rank.heads or (self.left > 0 and self.luck.random() < 0.6)):
            self._holding(rank, lower, index, printed, deep)
        else:
            self._plain(rank, index, printed)

    def _holding(self, rank: Rank, lower: Sequence[Rank], index: int, printed: str, deep: int) -> None:
        luck = self.luck
        if rank.is_block:
            self._block_heading(index, printed)
        elif rank.heads:
            title = words.heading(luck)
            self.paper.write(index, self._opening(rank, printed, luck.choice((title, title.upper()))))
        elif rank.is_bullet or luck.random() < 0.3:
            intro = words.sentence(luck).removesuffix(".")
            self.paper.write(index, self._opening(rank, printed, f"{intro}, cụ thể như sau:"))
        else:
            self.paper.write(index, self._opening(rank, printed, words.heading(luck)))
        if not rank.is_block and not rank.is_bullet and luck.random() < 0.2:
            self.paper.write(index, self._opening_text(), is_prose=True)
        skip = len(lower) > 1 and lower[0].may_be_skipped and luck.random() < 0.3
        self._list(lower[1:] if skip else lower, index, deep=deep + 1)

    def _block_heading(self, index: int, printed: str) -> None:
        luck, title = self.luck, words.heading(self.luck).upper()
        match luck.randrange(4):
            case 0:
                self.paper.parts[index].label = f"{printed}."
                self.paper.write(index, f"{printed}. {title}")
            case 1:
                self.paper.parts[index].label = f"{printed}:"
                self.paper.write(index, f"{printed}: {title.capitalize()}")
            case 2:
                self.paper.write(index, printed, title, f"VÀ {words.heading(luck).upper()}")
            case _:
                self.paper.write(index, printed, title)

    def _opening(self, rank: Rank, printed: str, text: str) -> str:
        """Ordinal and text; offices often forget the blank between them."""
        tight = printed[-1] in ".)" and rank.name not in {"sub", "subsub", "letter"}
        tight = tight and not (rank.name == "point" and printed.endswith("."))
        return f"{printed}{text}" if tight and self.luck.random() < 0.04 else f"{printed} {text}"

    def _opening_text(self) -> str:
        """A paragraph; "C. Mác …" cannot be told from the letter C of a list with points."""
        text = words.opening(self.luck)
        while text.startswith("C. ") and self.prints.get("letter") == "{capital}.":
            text = words.opening(self.luck)
        return text

    def _plain(self, rank: Rank, index: int, printed: str) -> None:
        luck = self.luck
        if rank.is_bullet:
            end = luck.choice((";", "."))
            self.paper.write(index, f"{printed} {words.sentence(luck).removesuffix('.')}{end}")
            return
        if rank.name == "article" and luck.random() < 0.1:
            self.paper.write(index, printed, self._opening_text())
        elif rank.has_title and luck.random() < 0.7:
            self.paper.write(index, self._opening(rank, printed, words.heading(luck)))
            self.paper.write(index, words.paragraph(luck), is_prose=True)
        else:
            self.paper.write(index, self._opening(rank, printed, words.paragraph(luck)))
        if luck.random() < 0.2:
            self.paper.write(index, self._opening_text(), is_prose=True)
        self._extra(index)

    def _extra(self, index: int) -> None:
        fate = self.luck.random()
        if fate < 0.06:
            self._quotation(index)
        elif fate < 0.12:
            self._table(index)
        elif fate < 0.15:
            self._dashes_and_more(index)

    def _dashes_and_more(self, index: int) -> None:
        """A list of dashes, and a paragraph behind it that belongs to none of them."""
        if self.paper.parts[index].kind is not NodeKind.CLAUSE or "dash" in self.prints:
            return
        for _ in range(self.luck.randint(2, 4)):
            item = self.paper.part(NodeKind.CLAUSE, label="-", parent=index)
            self.paper.write(item, f"- {words.sentence(self.luck).removesuffix('.')};")
        after = self.paper.part(NodeKind.CLAUSE, parent=index, level=Level.PARAGRAPH)
        text = words.paragraph(self.luck)
        self.paper.written.append(Written(text=text, owner=after, is_own_clause=True))

    def _quotation(self, index: int) -> None:
        """An amended article, quoted whole."""
        luck = self.luck
        number = luck.randint(1, 12)
        opened, closed = luck.choice(("“”", '""'))
        self.paper.write(
            index,
            f"Sửa đổi, bổ sung Điều {number} như sau:",
            f"{opened}Điều {number}. {words.heading(luck)}",
            f"1. {words.sentence(luck)}",
            f"2. {words.sentence(luck)}",
            f"a) {words.sentence(luck)}",
            f"b) {words.sentence(luck)}{closed}.",
        )

    def _table(self, index: int) -> None:
        titles = ("TT", "Nội dung công việc", "Chủ trì", "Thời hạn")
        rows = [titles, *(words.row(self.luck, number) for number in range(1, 4))]
        self.paper.written += [Written(text=" | ".join(r), owner=index, cells=r) for r in rows]
