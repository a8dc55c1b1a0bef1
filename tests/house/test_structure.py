"""The shape of the house, beyond what import-linter and ruff watch over."""

import ast
import re

import pytest

from bot.settings import Settings
from locales.extraction import HOUSE

PRODUCT = ("actions", "bot", "documents", "handlers", "locales", "rules", "storage")
LONGEST_HANDLER = 16
"""Lines of a function in handlers, docstring and signature included."""


def modules(*folders):
    return [path for folder in folders for path in sorted((HOUSE / folder).rglob("*.py"))]


def functions(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_only_the_unit_of_work_commits():
    found = [
        path.relative_to(HOUSE).as_posix()
        for path in modules("actions", "handlers", "storage", "bot")
        if re.search(r"\.commit\(", path.read_text("utf-8"))
    ]
    assert found == ["storage/migrations/env.py", "storage/work.py"]


def test_only_three_places_read_the_clock():
    found = {
        path.relative_to(HOUSE).as_posix()
        for path in modules("actions", "handlers", "storage", "bot", "rules", "documents")
        if re.search(r"clock\.now\(\)", path.read_text("utf-8"))
    }
    assert found <= {
        "bot/app.py", "bot/worker.py", "bot/composer.py", "bot/delivery.py", "bot/ledger.py",
        "bot/health.py", "bot/turns.py", "bot/vitals.py",
    }  # fmt: skip


def test_handlers_read_the_update_and_call_one_action():
    machinery = {"application", "calls", "desk", "prompts", "routes", "turn"}
    long = [
        f"{path.stem}.{function.name}: {function.end_lineno - function.lineno + 1} lines"
        for path in modules("handlers")
        if path.stem not in machinery
        for function in functions(path)
        if function.end_lineno - function.lineno + 1 > LONGEST_HANDLER + len(function.args.args)
    ]
    assert long == []


def test_handlers_never_wait():
    waiting = [
        f"{path.stem}.{function.name}"
        for path in modules("handlers")
        if path.stem not in ("application", "routes", "turn")
        for function in functions(path)
        if isinstance(function, ast.AsyncFunctionDef)
    ]
    assert waiting == []


def test_nothing_has_a_name_that_says_nothing():
    nothing = re.compile(r"^(utils?|helpers?|common|managers?|misc|base)$")
    assert [p.name for p in modules(*PRODUCT, "simulator") if nothing.match(p.stem)] == []


def test_everything_public_says_what_it_means():
    silent = [
        f"{path.relative_to(HOUSE)}:{node.lineno} {node.name}"
        for path in modules(*PRODUCT)
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if not node.name.startswith("_") and not ast.get_docstring(node)
        if not _is_inner(path, node)
    ]
    assert silent == []


def _is_inner(path, wanted):
    """Functions within functions speak through what holds them."""
    for outer in functions(path):
        for node in ast.walk(outer):
            if node is not outer and getattr(node, "lineno", None) == wanted.lineno:
                return True
    return False


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_example(name):
    assert re.search(rf"^#?{name.upper()}=", (HOUSE / ".env.example").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_the_readmes_name_every_folder_and_every_link_leads_somewhere(name):
    said = (HOUSE / name).read_text("utf-8")
    for folder in (*PRODUCT, "simulator"):
        assert f"`{folder}/`" in said
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", said):
        assert (HOUSE / link).exists(), link


@pytest.mark.parametrize("name", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_what_the_pages_for_builders_name_is_there(name):
    said = re.findall(r"`([^`\s]+)`", (HOUSE / name).read_text("utf-8"))
    files = [each for each in said if re.fullmatch(r"[\w/]+\.(?:py|toml|md)", each)]
    assert [each for each in files if not (HOUSE / each).exists()] == []
    code = "".join(path.read_text("utf-8") for path in modules(*PRODUCT, "simulator", "tests"))
    names = [each for each in said if re.fullmatch(r"_?[a-z]+(?:_[a-z]+)+|[A-Z][a-z]+[A-Z]\w+", each)]
    assert [each for each in names if not re.search(rf"\b{each}\b", code)] == []
