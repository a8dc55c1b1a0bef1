"""Pressing buttons, and what comes up."""

from datetime import timedelta

import pytest

from simulator.people import NotPossible
from tests.simulator.api import buttons

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
async def ballot(api, group):
    """A message with two buttons in the group."""
    markup = buttons("Tán thành", "Không tán thành", data="phiếu:")
    await api("sendMessage", chat_id=group.id, text="Biểu quyết", reply_markup=markup)
    return group.last


async def test_a_press_tells_who_pressed_what_where(api, an, group, ballot):
    an.presses("Tán thành", ballot)
    query = (await api.heard("callback_query"))[0]
    assert query["from"]["id"] == an.id
    assert query["data"] == "phiếu:0"
    assert query["message"]["message_id"] == ballot.id
    assert query["message"]["chat"]["id"] == group.id


async def test_the_answer_comes_up_for_the_one_who_pressed(api, an, ballot):
    press = an.presses("Không tán", ballot)
    query = (await api.heard("callback_query"))[0]
    answer = {"callback_query_id": query["id"], "text": "Đã ghi", "show_alert": True}
    assert await api("answerCallbackQuery", **answer) is True
    shown = await press.answered()
    assert (shown.text, shown.is_alert) == ("Đã ghi", True)


async def test_a_press_is_answered_once(api, an, ballot):
    an.presses("Tán thành", ballot)
    query = (await api.heard("callback_query"))[0]
    await api("answerCallbackQuery", callback_query_id=query["id"])
    assert await api.refusal("answerCallbackQuery", callback_query_id=query["id"]) == TOO_OLD
    assert await api.refusal("answerCallbackQuery", callback_query_id="1") == TOO_OLD


async def test_a_press_cannot_be_answered_after_150_seconds(api, an, ballot, clock):
    press = an.presses("Tán thành", ballot)
    await clock.advance(timedelta(seconds=151))
    assert await api.refusal("answerCallbackQuery", callback_query_id=press.id) == TOO_OLD
    with pytest.raises(TimeoutError):
        await press.answered(within=0.01)


async def test_an_answer_has_at_most_200_characters(api, an, ballot):
    press = an.presses("Tán thành", ballot)
    long = {"callback_query_id": press.id, "text": "đ" * 201}
    assert await api.refusal("answerCallbackQuery", **long) == "Bad Request: MESSAGE_TOO_LONG"
    assert await api("answerCallbackQuery", **{**long, "text": "đ" * 200}) is True


async def test_the_newest_fitting_button_of_all_chats_is_pressed(api, an, desk, ballot, clock):
    await clock.advance(timedelta(seconds=5))
    await api("sendMessage", chat_id=an.id, text="?", reply_markup=buttons("Tán thành"))
    assert an.presses("Tán thành").message.chat.is_private
    assert an.presses("Tán thành", chat=ballot).message is ballot


async def test_a_button_that_is_not_there_cannot_be_pressed(api, an, ballot, telegram):
    with pytest.raises(LookupError, match="Không tán thành"):
        an.presses("Vắng mặt", ballot)
    with pytest.raises(NotPossible, match="does not see"):
        telegram.person("Người Lạ").presses("Tán thành", ballot)


async def test_a_link_is_followed_not_pressed(api, an, bot, group):
    row = [{"text": "Góp ý riêng", "url": "https://t.me/nghiquyet_bot?start=abc"}]
    await api("sendMessage", chat_id=group.id, text="!", reply_markup={"inline_keyboard": [row]})
    with pytest.raises(NotPossible, match="follow"):
        an.presses("Góp ý riêng")
    an.follows("Góp ý riêng")
    assert an.chat(bot).last.text == "/start abc"
