"""Errands about drafts: their files."""

from typing import Any

from bot.errands.runner import Errands, carries
from documents.child import read_in_child
from documents.plain_data import to_plain
from rules.drafts import ReadDraftFile


@carries(ReadDraftFile)
async def read_draft_file(errands: Errands, errand: ReadDraftFile) -> dict[str, Any]:
    """Fetch a draft and read it in a process of its own."""
    content = await errands.fetch(errand.file_id)
    return {"draft": to_plain(await read_in_child(content, errand.file_name))}
