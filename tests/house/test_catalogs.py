"""The catalogs: whole in both languages, in line with the code, the same fields everywhere."""

import ast
import re
from string import Formatter

import pytest

from locales.catalogs import LANGUAGES, read
from locales.extraction import HOUSE, said_in_code

SAID = said_in_code()
TAGS = re.compile(r"</?[a-z-]+(?: [^>]*)?>")


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def forms(message):
    """The sentence, or both its forms, and its translations."""
    keys = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return keys, strings


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogs_say_what_the_code_says_and_nothing_else(language):
    catalogs = read(language)
    assert catalogs.keys() == SAID.keys()
    for domain, template in SAID.items():
        said = {message.id for message in template if message.id}
        known = {message.id for message in catalogs[domain] if message.id}
        assert known == said, domain


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_empty_or_fuzzy(language):
    for domain, catalog in read(language).items():
        for message in catalog:
            if message.id:
                _, strings = forms(message)
                assert all(strings), (domain, message.id)
                assert not message.fuzzy, (domain, message.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_fields_and_tags_are_the_same_in_every_language(language):
    for domain, catalog in read(language).items():
        for message in catalog:
            if message.id:
                keys, strings = forms(message)
                wanted = set.union(*(fields(key) for key in keys))
                for string in strings:
                    assert fields(string) <= wanted, (domain, message.id)
                    assert wanted - {"n"} <= fields(string), (domain, message.id)
                    assert sorted(TAGS.findall(string)) == sorted(TAGS.findall(keys[-1])), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_has_one_translation_however_many_say_it(language):
    known = {}
    for domain, catalog in read(language).items():
        for message in catalog:
            if message.id:
                first = known.setdefault(message.id, (message.string, domain))
                assert first[0] == message.string, (message.id, domain, first[1])


def test_vietnamese_words_stand_in_catalogs_and_in_data_only():
    """Code that speaks to people speaks through the catalogs: its literals are English."""
    letters = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
    spoken = [
        f"{module.relative_to(HOUSE)}:{literal.lineno}: {literal.value}"
        for folder in ("actions", "handlers", "storage", "bot")
        for module in (HOUSE / folder).rglob("*.py")
        for literal in _literals(ast.parse(module.read_text("utf-8")))
        if letters.search(literal.value) and not _is_example(module, literal.value)
    ]
    assert spoken == []


def _literals(tree):
    """All texts of a module but its docstrings."""
    docstrings = {
        id(node.value) for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def _is_example(module, text):
    """The command line, which says all in both languages; names of languages; examples in English."""
    is_command = module.parent.name == "commands" or module.name in ("__main__.py", "complaints.py")
    return is_command or text == "Tiếng Việt" or "“" in text
