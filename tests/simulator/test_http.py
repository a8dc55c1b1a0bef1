"""Calls as they come over the wire: four kinds of bodies, the statuses, the refusals."""

import pytest

from simulator.telegram import Telegram
from tests.simulator.api import Api


async def test_all_four_ways_to_send_parameters_are_understood(api, an, desk):
    texts = []
    for method, sent in (
        ("get", {"params": {"chat_id": str(an.id), "text": "một"}}),
        ("post", {"data": {"chat_id": str(an.id), "text": "hai"}}),
        ("post", {"json": {"chat_id": an.id, "text": "ba"}}),
    ):
        async with api.session.request(method, f"{api.base}/sendMessage", **sent) as response:
            texts.append((await response.json())["result"]["text"])
    await api.upload("sendDocument", {"document": ("a.txt", b"x")}, chat_id=str(an.id))
    assert texts == ["một", "hai", "ba"]
    assert an.chat(desk.chat).last.document.content == b"x"


async def test_method_names_may_be_written_in_any_case(api, bot):
    assert (await api("GETME"))["id"] == bot.id


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot123:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 401, "Unauthorized: invalid token specified"),
        ("/nothing", 404, "Not Found"),
    ],
)
async def test_wrong_addresses_and_tokens_get_their_statuses(
    telegram, session, path, status, description
):
    async with session.get(telegram.url + path) as response:
        answer = await response.json()
    assert (response.status, answer["error_code"], answer["description"]) == (
        status,
        status,
        description,
    )


async def test_an_unknown_method_is_not_found_and_a_known_one_says_it_is_not_simulated(api):
    assert await api.refusal("makeCoffee") == "Not Found"
    assert await api.refusal("sendDice") == "Bad Request: simulator: method sendDice is not simulated"


async def test_an_unknown_parameter_is_refused_unless_the_simulator_is_lenient(api, an, desk, clock):
    said = await api.refusal("sendMessage", chat_id=an.id, text="x", colour="red")
    assert said == "Bad Request: simulator: unknown parameter 'colour' of sendMessage"
    async with Telegram(clock=clock, strict=False) as lenient:
        bot = lenient.new_bot("Bot", "lenient_bot")
        loose = Api(api.session, lenient.url, bot.token)
        scope = {"type": "default", "colour": "red"}
        assert await loose("getMyCommands", colour="red", scope=scope) == []
        said = await loose.refusal("getMyCommands", scope={"type": 1})
        assert "String was expected, not 1" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": "x"}, "Bad Request: chat_id is empty"),
        ({"chat_id": 1}, "Bad Request: message text is empty"),
        ({"chat_id": 1, "text": ""}, "Bad Request: message text is empty"),
        ({"chat_id": 1, "text": "x"}, "Bad Request: chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "Bad Request: chat not found"),
        (
            {"chat_id": 1, "text": "x", "reply_parameters": "{"},
            "Bad Request: can't parse reply parameters JSON object",
        ),
        (
            {"chat_id": 1, "text": "x", "reply_parameters": {"quote": "y"}},
            (
                "Bad Request: simulator: parameter 'reply_parameters': "
                "ReplyParameters needs the field 'message_id'"
            ),
        ),
        (
            {"chat_id": 1, "text": "x", "disable_notification": "perhaps"},
            (
                "Bad Request: simulator: parameter 'disable_notification': "
                "Boolean was expected, not 'perhaps'"
            ),
        ),
    ],
)
async def test_wrong_parameters_are_refused_with_a_reason(api, given, said):
    assert await api.refusal("sendMessage", **given) == said


async def test_a_logged_out_bot_is_refused(api):
    assert await api("logOut") is True
    assert await api.refusal("getMe") == "Logged out"


async def test_calls_are_counted_by_how_they_ended(api, telegram, an, desk):
    await api("getMe")
    await api.refusal("sendMessage", chat_id=an.id)
    assert telegram.calls.calls == 2
    assert telegram.calls.refused == 1
    assert telegram.calls.flood_waits == 0
    assert telegram.calls.failures[0].description == "Bad Request: message text is empty"


def test_only_this_machine_is_served(clock):
    with pytest.raises(ValueError, match="this machine only"):
        Telegram(clock=clock, host="0.0.0.0")


async def test_a_mistake_of_the_simulator_itself_is_said_aloud(api, an, desk, telegram, caplog):
    telegram.world.flood = None
    said = await api.refusal("sendMessage", chat_id=an.id, text="x")
    assert said.startswith("Internal Server Error: simulator: AttributeError")
    assert "the simulator failed in sendMessage" in caplog.text
