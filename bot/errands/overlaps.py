"""Errands about overlaps: a draft is compared with the texts of its body that are in force."""

import asyncio
from typing import Any

from sqlalchemy import Engine

from bot.errands.runner import Errands, carries
from documents.child import compare_in_child
from rules.clauses import Node
from rules.drafts import DraftRefused
from rules.overlaps import FindOverlaps
from storage.engine import reading
from storage.overlaps import TextInForce, texts_to_compare


@carries(FindOverlaps)
async def find_overlaps(errands: Errands, errand: FindOverlaps) -> dict[str, Any]:
    """Compare a draft with the next texts in force, in a process of its own with bounds."""
    own, texts = await asyncio.to_thread(_texts, errands.engine, errand)
    if not texts:
        return {"found": [], "compared": 0, "before_id": None}
    try:
        found = await compare_in_child([each for each, _id in own], [text.clauses for text in texts])
    except DraftRefused:  # too much for the bounds: what was found before is kept, and said to be a part
        return {"found": [], "compared": 0, "before_id": None}
    ids = {node.index: clause_id for node, clause_id in own}
    return {
        "found": [
            {
                "clause_id": ids[each.clause], "likeness": each.likeness, "besides": each.besides,
                "other_clause_id": texts[each.text].clause_ids[each.other],
            }
            for each in found
        ],
        "compared": len(texts),
        "before_id": texts[-1].resolution_id,
    }  # fmt: skip


def _texts(engine: Engine, errand: FindOverlaps) -> tuple[list[tuple[Node, int]], list[TextInForce]]:
    with reading(engine) as session:
        return texts_to_compare(session, errand.draft_id, before_id=errand.before_id)
