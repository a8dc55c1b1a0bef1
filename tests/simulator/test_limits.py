"""Flood limits on the simulated clock."""

from datetime import timedelta

import pytest

from simulator.limits import NO_LIMITS, FloodControl, FloodLimits
from simulator.telegram import Telegram
from tests.simulator.api import Api, Refused


async def fill(api, chat_id, clock, count, *, every):
    """Send so many messages, one each so many simulated seconds; stop at the first 429."""
    for number in range(count):
        try:
            await api("sendMessage", chat_id=chat_id, text=str(number))
        except Refused as refused:
            return number, refused
        await clock.advance(timedelta(seconds=every))
    return count, None


async def test_a_chat_takes_a_short_burst_and_then_one_a_second(api, an, desk, clock, telegram):
    sent, refused = await fill(api, an.id, clock, 10, every=0)
    assert sent == 5
    assert refused.parameters == {"retry_after": 1}
    assert str(refused) == "Too Many Requests: retry after 1"
    await clock.advance(timedelta(seconds=1))
    assert (await fill(api, an.id, clock, 10, every=1))[0] == 10
    assert telegram.calls.flood_waits == 1
    assert telegram.calls.refused == 0


async def test_a_group_takes_20_a_minute_edits_included(api, group, clock):
    card = await api("sendMessage", chat_id=group.id, text="thẻ")
    for number in range(9):
        await clock.advance(timedelta(seconds=1))
        await api("editMessageText", chat_id=group.id, message_id=card["message_id"], text=str(number))
    sent, refused = await fill(api, group.id, clock, 20, every=1)
    assert sent == 10
    await clock.advance(timedelta(seconds=refused.parameters["retry_after"]))
    await api("sendMessage", chat_id=group.id, text="lại được")


async def test_reactions_pins_and_answers_do_not_count(api, an, group, clock):
    await fill(api, group.id, clock, 20, every=1)
    message = an.writes(group, "x")
    mark = {"chat_id": group.id, "message_id": message.id}
    await api("setMessageReaction", reaction=[{"type": "emoji", "emoji": "👍"}], **mark)
    await api("pinChatMessage", **mark)
    await api("deleteMessage", **mark)


async def test_many_chats_at_once_take_30_a_second_and_answers_are_free(api, bot, telegram, clock):
    people = [telegram.person(f"Người {number}") for number in range(40)]
    for person in people:
        person.starts(bot)
        await api("sendMessage", chat_id=person.id, text="chào")
    for person in people[:30]:
        await api("sendMessage", chat_id=person.id, text="tin chung")
    with pytest.raises(Refused) as refused:
        await api("sendMessage", chat_id=people[30].id, text="tin chung")
    assert refused.value.parameters == {"retry_after": 1}
    await clock.advance(timedelta(seconds=1))
    await api("sendMessage", chat_id=people[30].id, text="tin chung")


async def test_limits_can_be_switched_off(session, clock):
    async with Telegram(clock=clock, limits=NO_LIMITS) as telegram:
        bot = telegram.new_bot("Bot", "some_bot")
        an = telegram.person("An")
        an.starts(bot)
        api = Api(session, telegram.url, bot.token)
        assert (await fill(api, an.id, clock, 50, every=0))[0] == 50


async def test_other_numbers_can_be_set(an, desk):
    control = FloodControl(FloodLimits(chat_burst=2, chat_per_second=0.5))
    waits = [control.wait(1, desk.chat, now) for now in (0.0, 0.0, 0.0, 2.0)]
    assert waits == [0, 0, 2, 0]
