"""Brings the catalogs in line with the code: `python -m locales [ACTIVITY ...]` (or `make texts`).

New sentences are added empty to the Vietnamese files, where somebody writes them; the English ones are
the keys themselves. Sentences that are no longer said are taken out.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from locales.catalogs import LANGUAGES, read
from locales.extraction import said_in_code

FOLDER = Path(__file__).parent

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


def updated(language: str, template: Catalog, old: Catalog) -> Catalog:
    """Give the catalog of an activity: what is said now, with the words it had before."""
    catalog = Catalog(locale=language, fuzzy=False)
    for message in template:
        if message.id and language == "en":
            catalog.add(message.id, message.id)
        elif message.id:
            known = old.get(message.id)
            empty = ("",) if isinstance(message.id, tuple) else ""
            catalog.add(message.id, known.string if known else empty)
    return catalog


def write(language: str, domain: str, catalog: Catalog) -> None:
    """Write one file."""
    out = BytesIO()
    write_po(out, catalog, width=0, omit_header=True, no_location=True, sort_output=True)
    header = HEADER.format(language=language, plural=catalog.plural_forms)
    (FOLDER / language / f"{domain}.po").write_bytes(header.encode() + out.getvalue())


def _strings(message: Message) -> tuple[str, ...]:
    said = message.string
    return (said,) if isinstance(said, str) else tuple(said or ())


def main(domains: list[str]) -> int:
    """Write the catalogs of some activities, or of all; say what still has to be translated."""
    templates = said_in_code()
    missing = 0
    for language in LANGUAGES:
        existing = read(language)
        if not domains:
            for gone in existing.keys() - templates.keys():
                (FOLDER / language / f"{gone}.po").unlink()
        for domain in domains or templates:
            catalog = updated(language, templates[domain], existing.get(domain, Catalog()))
            missing += sum(1 for m in catalog if m.id and not any(_strings(m)))
            write(language, domain, catalog)
    sys.stdout.write(f"{missing} sentences to be translated\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
