"""Everything that has to be registered is: words, errands, questions, commands."""

import ast
import inspect
from dataclasses import fields
from importlib import import_module
from pkgutil import iter_modules
from typing import get_type_hints

import pytest

import handlers
from bot.errands import runner
from bot.texts import prompts, wording
from bot.texts.commands import what_it_does
from handlers import calls, routes
from rules.desk import FaultReport
from rules.notices import Notice
from rules.refused import Refused
from rules.sharing import DraftsFound

ASKING = ("ask_text", "ask_below", "ask_member", "ask_date")


@pytest.fixture(scope="module", autouse=True)
def everything_loaded():
    wording.load()
    runner.load()
    for module in iter_modules(handlers.__path__):
        import_module(f"handlers.{module.name}")


def test_every_notice_and_every_refusal_has_words():
    assert wording.missing() == frozenset()


def test_every_errand_is_carried_out_and_its_result_is_taken():
    assert runner.missing() == frozenset()
    assert routes.missing_errands() == frozenset()


def test_what_holds_peoples_words_is_not_kept_once_it_is_sent():
    for kind in Notice.kinds.values():
        types = get_type_hints(kind)
        words = [f.name for f in fields(kind) if types[f.name] in (str, str | None, tuple[str, ...])]
        if kind.__module__.startswith("rules.") and words and kind not in (FaultReport, DraftsFound):
            assert kind.is_secret, f"{kind.__name__}: {words}"


def test_every_command_is_described_and_no_two_share_a_name():
    names = [name for command in routes.COMMANDS for name in command.names]
    assert len(names) == len(set(names))
    for command in routes.COMMANDS:
        assert what_it_does(command.name)


def test_every_question_belongs_to_a_function_that_can_be_called():
    assert prompts.asked() <= calls.registered()


def test_every_function_that_is_asked_for_an_answer_has_its_question():
    """What `ask_text`, `ask_member` and `ask_date` are given must be worded."""
    asked = set()
    for module in iter_modules(handlers.__path__):
        tree = ast.parse(inspect.getsource(import_module(f"handlers.{module.name}")))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKING:
                asked.add(f"{module.name}.{ast.unparse(node.args[1])}")
    assert asked
    assert asked <= prompts.asked()


def test_a_refusal_can_be_written_down_and_read_back():
    for kind in Refused.kinds.values():
        if kind.__subclasses__():
            continue
        given = {name: _sample(kind, name) for name in kind.__dataclass_fields__}
        if None in given.values():
            continue
        refused = kind(**given)
        assert Refused.read(kind.__name__, refused.facts()).facts() == refused.facts()


def _sample(kind, name):
    samples = {"str": "x", "int": 3, "float": 1.5, str: "x", int: 3, float: 1.5}
    return samples.get(kind.__dataclass_fields__[name].type)
