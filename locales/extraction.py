"""Finds what the code says: every literal in `_()` and `n_()`, by activity."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract

HOUSE = Path(__file__).parents[1]
SPEAKING = ("bot/texts", "bot/papers", "bot")
"""Folders whose modules speak; the name of a module is the name of its catalog."""

KEYWORDS = {"_": (1,), "n_": (1, 2)}


def said_in_code() -> dict[str, Catalog]:
    """Give what is said, by activity. What two activities say stands in both catalogs."""
    found: dict[str, Catalog] = {}
    for folder in SPEAKING:
        for module in sorted((HOUSE / folder).glob("*.py")):
            source = BytesIO(module.read_bytes())
            for _line, sentence, _comments, _context in extract("python", source, keywords=KEYWORDS):
                found.setdefault(module.stem, Catalog()).add(sentence)
    return found
