"""The table of facts: made by the script, and a judge of what goes out."""

import json
import runpy
from pathlib import Path

import pytest

from simulator import facts, methods

ROOT = Path(__file__).parents[2]
SOURCE = ROOT.parent / "shared/botapi/api.min.json"


@pytest.mark.skipif(not SOURCE.exists(), reason="the description of the Bot API is not at hand")
def test_the_table_is_what_the_script_makes_of_the_published_description():
    script = runpy.run_path(str(ROOT / "scripts/bot_api_facts.py"))
    made = script["one_line_each"](script["facts"](json.loads(SOURCE.read_text(encoding="utf-8"))))
    assert made == (ROOT / "simulator/facts.json").read_text(encoding="utf-8")


def test_every_method_done_is_a_method_of_the_facts():
    assert set(methods.DONE) <= set(facts.METHODS)


def test_the_checker_of_facts_finds_what_is_wrong():
    user = {"id": 1, "is_bot": False, "first_name": "An"}
    assert facts.answer_complaint("getMe", user) is None
    assert facts.answer_complaint("getMe", {**user, "id": "1"}) == (
        "User.id: Integer was expected, not '1'"
    )
    assert facts.answer_complaint("getMe", {"id": 1, "is_bot": False}) == (
        "User needs the field 'first_name'"
    )
    assert facts.answer_complaint("getMe", {**user, "age": 3}) == "User has no field 'age'"
    assert "ChatMember" in str(facts.answer_complaint("getChatMember", {"status": "member"}))
