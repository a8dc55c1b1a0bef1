"""Being told instead of asking."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from tests.waiting import until


@asynccontextmanager
async def listener(statuses):
    """An address that answers with the given statuses and then with 200."""
    heard = []
    arrived = asyncio.Event()

    async def hear(request):
        heard.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        arrived.set()
        return web.Response(status=statuses.pop(0) if statuses else 200)

    runner = web.ServerRunner(web.Server(hear), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", heard, arrived
    finally:
        await runner.cleanup()


async def test_updates_are_posted_with_the_secret_until_they_are_taken(api, an, bot):
    async with listener([500, 503]) as (url, heard, _):
        await api("setWebhook", url=url, secret_token="bi-mat_1")
        an.starts(bot)
        await until(lambda: len(bot.updates) == 0)
        assert [secret for secret, _ in heard] == ["bi-mat_1"] * 3
        assert {update["message"]["text"] for _, update in heard} == {"/start"}
        info = await api("getWebhookInfo")
        assert info["url"] == url
        assert info["pending_update_count"] == 0
        await api("deleteWebhook")
    assert (await api("getWebhookInfo"))["url"] == ""


async def last_error(api):
    return (await api("getWebhookInfo")).get("last_error_message")


async def test_asking_and_being_told_exclude_each_other(api, an, bot):
    async with listener([]) as (url, _, _):
        await api("setWebhook", url=url)
        assert await api.refusal("getUpdates") == (
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
            "delete the webhook first"
        )
        await api("setWebhook", url="")
    assert await api("getUpdates") == []


async def test_what_nobody_took_waits_for_asking(api, an, bot):
    async with listener([500] * 1000) as (url, _, arrived):
        await api("setWebhook", url=url)
        an.starts(bot)
        await arrived.wait()
        complaint = await until(lambda: last_error(api))
        assert "500" in complaint
        await api("deleteWebhook")
    assert len(await api("getUpdates")) == 1
    await api("deleteWebhook", drop_pending_updates=True)
    assert await api("getUpdates") == []


@pytest.mark.parametrize(
    ("url", "secret", "said"),
    [
        ("nonsense", "", "invalid webhook URL specified"),
        ("http://vn.example/x", "", "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://vn.example/x", "", "simulator: webhooks are delivered on this machine only"),
        ("http://127.0.0.1/x", "đ", "secret token contains unallowed characters"),
        ("http://127.0.0.1/x", "x" * 257, "secret token is too long"),
    ],
)
async def test_wrong_addresses_and_secrets_are_refused(api, url, secret, said):
    refused = await api.refusal("setWebhook", url=url, secret_token=secret)
    assert refused == f"Bad Request: {said}"
