"""Setting up: a body and its first clerk, from the command line."""

from datetime import date

from rules.bodies import BodyKind
from rules.folding import fold
from rules.members import Role
from rules.names import name_sort_key
from storage.bodies import BodyRow
from storage.members import MemberRow
from storage.work import Work


def set_up_body(
    work: Work,
    *,
    kind: BodyKind,
    name: str,
    parent: str,
    symbol: str,
    place: str,
    term: str,
    term_began_on: date,
    language: str,
    clerk_name: str,
) -> MemberRow:
    """Make a body with its first clerk, to whom a personal link is then given."""
    body = BodyRow(
        kind=kind, name=name, parent=parent, symbol=symbol, place=place, term=term,
        term_began_on=term_began_on, language=language, created_at=work.now,
    )  # fmt: skip
    work.session.add(body)
    work.session.flush()
    assert body.id is not None
    clerk = MemberRow(
        body_id=body.id, full_name=clerk_name, sort_key=name_sort_key(clerk_name),
        folded_name=fold(clerk_name), role=Role.CLERK, votes=False, created_at=work.now,
    )  # fmt: skip
    work.session.add(clerk)
    work.session.flush()
    work.record("BodySetUp", body_id=body.id, kind=kind, clerk_id=clerk.id)
    return clerk
