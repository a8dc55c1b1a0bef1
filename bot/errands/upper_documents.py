"""Errands about documents from above: their files."""

from typing import Any

from bot.errands.runner import Errands, carries
from documents.child import read_in_child
from documents.plain_data import to_plain
from rules.upper_documents import ReadUpperDocument


@carries(ReadUpperDocument)
async def read_upper_document(errands: Errands, errand: ReadUpperDocument) -> dict[str, Any]:
    """Fetch a document from above and read it in a process of its own, as a draft is read."""
    async with errands.files_in_hand:
        content = await errands.fetch(errand.file_id) if errand.file_id else errand.text.encode()
        return {"draft": to_plain(await read_in_child(content, errand.file_name))}
