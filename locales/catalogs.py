"""Reads the catalogs: one .po file for each activity and language, joined when they are first needed."""

from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("vi", "en")
"""The first one is the language of the house."""


def read(language: str) -> dict[str, Catalog]:
    """Read the files of one language, by activity."""
    folder = files("locales") / language
    catalogs = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".po"):
            catalogs[file.name.removesuffix(".po")] = read_po(
                BytesIO(file.read_bytes()), locale=language
            )
    return catalogs


@cache
def translations(language: str) -> GNUTranslations:
    """Give everything that is said in one language."""
    joined = Catalog(locale=language, fuzzy=False)
    for catalog in read(language).values():
        for message in catalog:
            if message.id:
                joined[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, joined)
    compiled.seek(0)
    return GNUTranslations(compiled)
