"""Each consent can be ended by itself, and members may take away what is kept of them too."""

import orjson
import pytest

from actions import personal_data
from bot.papers.personal_data import my_data_json
from bot.texts.wording import Reader
from rules.citizens import ConsentMissing
from rules.personal_data import Purpose, RequestKind
from rules.resolutions import Audience
from storage.citizens import CitizenRow
from storage.engine import reading
from storage.personal_data import ConsentRow, DataRequestRow
from tests.actions.test_affected import WORDS, Town

NAME = "Chamaléa Thị Lan"


@pytest.fixture
def town(engine):
    """A committee that asks citizens; Lan has agreed and commented."""
    made = Town(engine)
    made.changes(audience=Audience.MEMBERS_AND_CITIZENS)
    made.opens()
    made.comes("lan", 700_001)
    made.comes("hoa", 700_002)
    made.agrees()
    made.says()
    return made


def names_herself(town, name=NAME, *, by="lan"):
    town.does(by, personal_data.set_public_name, town.resolution_id, name, words=WORDS)


def held(town):
    return {row.purpose for row in town.all(ConsentRow) if row.withdrawn_at is None}


def exported(town, name):
    with reading(town.engine) as session:
        who = Reader(
            session=session, now=town.now, language="vi", bot_username="bot", chat=None,
            user_id=town.users[name],
        )  # fmt: skip
        return orjson.loads(my_data_json(who))


def test_a_name_is_shown_only_to_whoever_wished_it_and_as_long_as_they_wish(town):
    assert town.all(CitizenRow)[0].public_name == ""
    with pytest.raises(ConsentMissing):
        names_herself(town, by="hoa")
    names_herself(town, f"{NAME} 0905123456")
    assert town.all(CitizenRow)[0].public_name == f"{NAME} […]"
    assert held(town) == {Purpose.CONSIDER, Purpose.NAME}
    [lan] = exported(town, "lan")["as_citizen"]
    assert lan["name_in_public_table"] == f"{NAME} […]"
    town.does("lan", personal_data.withdraw, Purpose.NAME)
    assert (town.all(CitizenRow)[0].public_name, held(town)) == ("", {Purpose.CONSIDER})
    assert [row.kind for row in town.all(DataRequestRow)] == [RequestKind.WITHDRAW]
    town.does("lan", personal_data.withdraw, Purpose.NAME)  # twice changes nothing
    assert len(town.all(DataRequestRow)) == 1


def test_deleting_takes_the_name_too_and_leaves_it_in_no_fact(town):
    names_herself(town)
    town.does("lan", personal_data.delete_my_data, chat_id=town.chats["lan"])
    [citizen] = town.all(CitizenRow)
    assert (citizen.public_name, citizen.named_at) == ("", None)


def test_the_hamlet_goes_with_its_consent(town):
    town.does("lan", personal_data.set_hamlet, town.resolution_id, "Thôn Bắc Sơn", words=WORDS)
    town.does("lan", personal_data.withdraw, Purpose.PLACE)
    assert (town.all(CitizenRow)[0].hamlet, held(town)) == ("", {Purpose.CONSIDER})


def test_a_member_takes_away_the_own_words_and_nobody_elses(town):
    town.writes("m2", "Gọn hơn", message_id=11)
    town.writes("m3", "Dài hơn", message_id=12)
    kept = exported(town, "m2")
    [member] = kept["as_member"]
    assert (kept["telegram_account"], kept["as_citizen"]) == (town.users["m2"], [])
    assert (member["full_name"], [each["text"] for each in member["comments"]]) == ("m2", ["Gọn hơn"])
    assert (member["ballots"], member["tasks"]) == ([], [])
    assert "Dài hơn" not in f"{kept}"
    assert exported(town, "hoa") == {
        "telegram_account": town.users["hoa"], "as_member": [], "as_citizen": [],
    }  # fmt: skip
