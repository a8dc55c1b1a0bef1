"""Errands about papers: each file is looked through in a process of its own."""

import asyncio
from typing import Any

from sqlalchemy import Engine

from bot.errands.runner import Errands, carries
from documents.child import look_in_child
from rules.drafts import ArchiveTooHeavy, DraftClassified
from rules.refused import Refused
from rules.secrecy import LookThrough, PaperSwollen
from storage.engine import reading
from storage.secrecy import looked_at


@carries(LookThrough)
async def look_through(errands: Errands, errand: LookThrough) -> dict[str, Any]:
    """Fetch a file and look through it; whatever comes of it is said in the result."""
    found = await asyncio.to_thread(_file, errands.engine, errand)
    if found is None:
        return {}
    file_id, file_name = found
    try:
        async with errands.files_in_hand:
            inside = await look_in_child(await errands.fetch(file_id), file_name)
    except DraftClassified as refused:
        return _against(refused)
    except ArchiveTooHeavy:
        return _against(PaperSwollen())
    return {"inside": inside}


def _against(refused: Refused) -> dict[str, Any]:
    return {"against": type(refused).__name__, "facts": refused.facts()}


def _file(engine: Engine, errand: LookThrough) -> tuple[str, str] | None:
    with reading(engine) as session:
        row = looked_at(session, errand)
        return (row.file_id, row.file_name) if row else None
