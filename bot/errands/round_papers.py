"""Errands about papers of a round: no secret paper is taken."""

from typing import Any

from bot.errands.runner import Errands, carries
from documents.child import read_in_child
from rules.drafts import DraftClassified, DraftRefused
from rules.round_papers import CheckRoundPaper


@carries(CheckRoundPaper)
async def check_round_paper(errands: Errands, errand: CheckRoundPaper) -> dict[str, Any]:
    """Fetch a paper and look for a mark of secrecy, as in a draft. Raises DraftClassified.

    What cannot be read, like a spreadsheet or a picture, is taken as it is: people alone see that.
    """
    content = await errands.fetch(errand.file_id)
    try:
        await read_in_child(content, errand.file_name)
    except DraftClassified:
        raise
    except DraftRefused:
        return {}
    return {}
