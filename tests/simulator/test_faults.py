"""Things that go wrong on demand."""

import asyncio
import time

import aiohttp
import pytest

from simulator.faults import Fault
from tests.simulator.api import Refused


async def test_a_flood_wait_hits_only_the_calls_that_were_named(api, an, desk, telegram):
    telegram.faults.next(method="sendMessage", chat=an.id, fault=Fault.flood(7), times=2)
    assert await api("getMe")
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            await api("sendMessage", chat_id=an.id, text="x")
        assert refused.value.parameters == {"retry_after": 7}
    assert (await api("sendMessage", chat_id=an.id, text="x"))["text"] == "x"
    assert telegram.calls.flood_waits == 2


async def test_the_server_fails_in_its_own_words_and_a_proxy_in_html(api, telegram):
    telegram.faults.next(fault=Fault.server_error(500))
    assert await api.refusal("getMe") == "Internal Server Error: restart"
    for code in (502, 404):
        telegram.faults.next(fault=Fault.page(code))
        async with api.session.get(f"{api.base}/getMe") as response:
            assert response.status == code
            assert response.content_type == "text/html"


async def test_a_reset_before_delivers_nothing_and_a_reset_after_delivers(api, an, desk, telegram):
    before = len(desk.messages)
    for fault, delivered in ((Fault.reset_before(), 0), (Fault.reset_after(), 1)):
        telegram.faults.next(fault=fault)
        with pytest.raises(aiohttp.ClientError):
            await api("sendMessage", chat_id=an.id, text="x")
        assert len(desk.messages) == before + delivered


async def test_silence_lasts_until_the_client_gives_up(api, an, desk, telegram):
    telegram.faults.next(method="sendMessage", fault=Fault.silence())
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(api("sendMessage", chat_id=an.id, text="x"), 0.1)
    assert desk.last.text == "/start"


async def test_latency_is_real_time(api, telegram):
    telegram.faults.next(fault=Fault.latency(0.1))
    begun = time.monotonic()
    await api("getMe")
    assert time.monotonic() - begun >= 0.1


async def test_chances_repeat_with_their_seed_and_end_when_cleared(api, telegram):
    async def failures():
        telegram.faults.seeded(7)
        telegram.faults.sometimes(probability=0.5, fault=Fault.server_error(), method="getMe")
        found = []
        for number in range(20):
            try:
                await api("getMe")
            except Refused:
                found.append(number)
        telegram.faults.clear()
        return found

    first = await failures()
    assert 3 < len(first) < 17
    assert await failures() == first
    assert (await api("getMe"))["is_bot"] is True


async def test_polling_is_spared_unless_named(api, telegram):
    telegram.faults.next(fault=Fault.server_error())
    assert await api("getUpdates") == []
    telegram.faults.clear()
    telegram.faults.next(method="getUpdates", fault=Fault.server_error(502))
    assert await api.refusal("getUpdates") == "Bad Gateway: restart"
