"""How updates wait for a bot, are taken and are confirmed."""

import asyncio
from datetime import timedelta

import pytest

from simulator.updates import MOST_PENDING, UpdateQueue
from tests.simulator.api import Refused, buttons
from tests.waiting import until


async def test_updates_come_again_until_a_higher_offset_confirms_them(api, an, bot):
    an.starts(bot)
    first = await api("getUpdates")
    assert await api("getUpdates", offset=first[0]["update_id"]) == first
    assert await api("getUpdates", offset=first[0]["update_id"] + 1) == []
    assert await api("getUpdates") == []


async def test_update_ids_rise_by_one(api, an, desk, bot):
    for number in range(3):
        an.writes(bot, str(number))
    ids = [update["update_id"] for update in await api("getUpdates")]
    assert ids == list(range(ids[0], ids[0] + 4))


async def test_a_limit_cuts_the_batch(api, an, desk, bot):
    an.writes(bot, "một")
    assert len(await api("getUpdates", limit=1)) == 1
    assert len(await api("getUpdates", limit=500)) == 2


async def test_a_negative_offset_keeps_only_the_last_ones(api, an, desk, bot):
    for word in ("một", "hai", "ba"):
        an.writes(bot, word)
    assert [u["message"]["text"] for u in await api("getUpdates", offset=-2)] == ["hai", "ba"]
    assert len(await api("getUpdates")) == 2


async def test_an_offset_from_nowhere_is_ignored(api, an, desk):
    waiting = await api("getUpdates")
    assert await api("getUpdates", offset=waiting[0]["update_id"] + 1000) == waiting
    assert await api("getUpdates", offset=1) == waiting


async def test_a_long_poll_wakes_when_something_is_said(api, an, desk, bot):
    await api.updates()
    poll = asyncio.ensure_future(api.updates(timeout=30))
    await until(lambda: bot.updates.is_polled)
    assert not poll.done()
    an.writes(bot, "Chào")
    assert (await poll)[0]["message"]["text"] == "Chào"


async def test_a_second_poller_ends_the_first_and_gets_nothing_when_nothing_comes(api, bot):
    first = asyncio.ensure_future(api("getUpdates", timeout=30))
    await until(lambda: bot.updates.is_polled)
    second = asyncio.ensure_future(api("getUpdates", timeout=1))
    with pytest.raises(Refused, match="terminated by other getUpdates request") as conflict:
        await first
    assert conflict.value.status == 409
    assert await second == []


async def test_kinds_not_asked_for_do_not_come_and_the_list_is_remembered(api, an, binh, group):
    await api("getUpdates", offset=-1, allowed_updates=["message_reaction"])
    message = an.writes(group, "Tôi đồng ý")
    binh.reacts(message, "👍")
    kinds = [set(update) for update in await api("getUpdates")]
    assert kinds[-1] == {"update_id", "message_reaction"}
    assert not any("message" in kind for kind in kinds[1:])


async def test_by_default_reactions_and_other_members_are_left_out(api, an, binh, group, telegram):
    binh.adds(telegram.person("Chị Ba"), group)
    binh.reacts(an.writes(group, "Tôi đồng ý"), "👍")
    kinds = {key for update in await api("getUpdates") for key in update} - {"update_id"}
    assert kinds == {"message", "my_chat_member"}


async def test_a_press_is_forgotten_after_150_seconds_and_a_message_after_a_day(
    api, an, desk, bot, clock, telegram
):
    clock.forget_wait(telegram.quiet)  # for whoever was handed something and does not confirm it
    await api("sendMessage", chat_id=an.id, text="?", reply_markup=buttons("Có"))
    await api.updates()
    an.presses("Có")
    an.writes(bot, "vẫn đây")
    await clock.advance(timedelta(seconds=151))
    assert [update["message"]["text"] for update in await api("getUpdates", offset=api.offset)] == [
        "vẫn đây"
    ]
    await clock.advance(timedelta(hours=24))
    assert await api("getUpdates") == []


async def test_a_full_queue_drops_what_is_newer():
    queue = UpdateQueue(start=1, unix_now=lambda: 0.0)
    for number in range(MOST_PENDING + 2):
        queue.push("message", {"n": number})
    assert len(queue) == MOST_PENDING
    assert queue.dropped == 2
