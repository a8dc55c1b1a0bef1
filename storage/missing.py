"""What a draft still lacks: facts of the resolution, and its plan of inspections."""

from sqlmodel import Session

from rules.resolutions import Field
from storage.inspections import plan_of
from storage.resolutions import ResolutionRow


def missing_fields(session: Session, row: ResolutionRow) -> tuple[Field, ...]:
    """Give what is not yet known of a draft, in the order in which it is asked for (S2.25)."""
    assert row.id is not None
    known = {
        Field.TYPE: row.document_type,
        Field.ABSTRACT: row.abstract,
        Field.BASES: row.legal_bases,
        Field.DRAFTER: row.drafter_id,
        Field.DEADLINE: row.comments_until_on,
        Field.AUDIENCE: row.audience,
        Field.INSPECTION: plan_of(session, row.id),
    }
    return tuple(field for field in Field if not known[field])
