"""Parts of a text as they are stored, ours and those from above, and as the rules read them."""

from collections.abc import Sequence

from sqlmodel import SQLModel

from rules.clauses import Level, Node, NodeKind
from storage import columns


class PartRow(SQLModel):
    """One part of a text: where it stands in it, and what it says."""

    position: int
    parent_position: int | None
    kind: NodeKind = columns.state(NodeKind)
    level: Level | None = columns.state(Level, default=None)
    label: str
    path: str
    heading: str = columns.text()
    text: str = columns.text()

    @property
    def printed(self) -> str:
        """Label and text as one reads them."""
        return f"{self.label} {self.text}".strip()


def nodes_of(parts: Sequence[PartRow]) -> tuple[Node, ...]:
    """Give stored parts as they were read. On which lines of the file they stood is not kept."""
    return tuple(
        Node(
            index=part.position, kind=part.kind, level=part.level, label=part.label, path=part.path,
            heading=part.heading, text=part.text, parent=part.parent_position, spans=(),
        )
        for part in parts
    )  # fmt: skip
