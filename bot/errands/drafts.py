"""Errands about drafts: their files, and what became of the version before."""

import asyncio
from typing import Any

from sqlalchemy import Engine

from bot.errands.runner import Errands, carries
from documents.child import follow_in_child, read_in_child
from documents.plain_data import followed_to_plain, to_plain
from rules.clauses import Node
from rules.drafts import ReadDraftFile
from rules.succession import Followed
from storage.drafts import newest_parts
from storage.engine import reading


@carries(ReadDraftFile)
async def read_draft_file(errands: Errands, errand: ReadDraftFile) -> dict[str, Any]:
    """Fetch a draft and read it, and find what became of the version before, in processes of their own.

    Whoever writes to the database is not held up: for a book the comparison takes seconds.
    """
    async with errands.files_in_hand:
        read = await read_in_child(await errands.fetch(errand.file_id), errand.file_name)
    if errand.resolution_id is None:
        return {"draft": to_plain(read)}
    before = await asyncio.to_thread(_before, errands.engine, errand.resolution_id)
    if before is None:
        return {"draft": to_plain(read)}
    draft_id, old = before
    parts = await follow_in_child(old, read.outline.nodes)
    followed = Followed(draft_id=draft_id, parts=parts)
    return {"draft": to_plain(read), "followed": followed_to_plain(followed)}


def _before(engine: Engine, resolution_id: int) -> tuple[int, tuple[Node, ...]] | None:
    with reading(engine) as session:
        return newest_parts(session, resolution_id)
