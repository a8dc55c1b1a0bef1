"""Bodies that decide, as the operator has set them up."""

from datetime import date, datetime

from sqlmodel import Session, SQLModel, col, select

from rules.bodies import BodyKind, Standard
from storage import columns


class BodyRow(SQLModel, table=True):
    """One committee, council or other body."""

    __tablename__ = "body"

    id: int | None = columns.key()
    kind: BodyKind = columns.state(BodyKind)
    name: str  # "Đảng ủy xã Công Hải"
    parent: str = ""  # "Tỉnh ủy Khánh Hòa"
    symbol: str  # what stands behind the dash or slash of a number: "ĐU"
    place: str  # where papers are dated: "Công Hải"
    language: str = "vi"
    term: str  # "2025-2030"
    term_began_on: date
    shows_commenters: bool = False  # whether members see who made a comment that they may sign
    recipients: str = ""  # usual recipients of issued papers, one a line
    created_at: datetime

    @property
    def standard(self) -> Standard:
        """The form of its papers."""
        return self.kind.standard


def body(session: Session, body_id: int) -> BodyRow:
    """Give a body that is known to exist."""
    return session.get_one(BodyRow, body_id)


def bodies(session: Session) -> list[BodyRow]:
    """Give all bodies of this installation."""
    return list(session.exec(select(BodyRow).order_by(col(BodyRow.id))))
