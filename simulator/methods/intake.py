"""How a bot gets its updates: by asking, or by being told at an address."""

import asyncio
import re
from urllib.parse import urlsplit

from simulator import webhooks, wire
from simulator.access import Call
from simulator.errors import bad_request
from simulator.updates import check_polling

LONGEST_WAIT = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]*\Z")


async def get_updates(call: Call) -> list[bytes]:
    """Hand out what waits for the bot; the bodies are ready JSON."""
    queue = call.bot.updates
    check_polling(queue)
    if "allowed_updates" in call.parameters:
        queue.allow(call.get("allowed_updates"))
    return await queue.take(
        offset=call.get("offset", 0),
        limit=min(max(call.get("limit", 100), 1), 100),
        wait_for=min(max(call.get("timeout", 0), 0), LONGEST_WAIT),
    )


async def set_webhook(call: Call) -> bool:
    """Send updates to an address from now on; an empty one goes back to asking."""
    url = call.get("url", "")
    if not url:
        return await delete_webhook(call)
    secret = call.get("secret_token", "")
    _check_address(url)
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.match(secret):
        raise bad_request("secret token contains unallowed characters")
    await webhooks.stop(call.world, call.bot)
    if call.flag("drop_pending_updates"):
        call.bot.updates.clear()
    if "allowed_updates" in call.parameters:
        call.bot.updates.allow(call.get("allowed_updates"))
    call.bot.updates.interrupt()
    webhooks.start(
        call.world,
        call.bot,
        url=url,
        secret=secret,
        most_connections=min(max(call.get("max_connections", 40), 1), 100),
    )
    return True


def _check_address(url: str) -> None:
    """HTTPS, or plain HTTP to this machine, where no certificate could be had."""
    parts = urlsplit(url)
    is_local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if not parts.hostname or parts.scheme not in {"https", "http"}:
        raise bad_request("invalid webhook URL specified")
    if parts.scheme == "http" and not is_local:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not is_local:
        raise bad_request("simulator: webhooks are delivered on this machine only")


async def delete_webhook(call: Call) -> bool:
    """Stop sending updates to an address."""
    await webhooks.stop(call.world, call.bot)
    if call.flag("drop_pending_updates"):
        call.bot.updates.clear()
    await asyncio.sleep(0)
    return True


def get_webhook_info(call: Call) -> wire.Json:
    """Answer where updates go and how many wait."""
    queue = call.bot.updates
    found: wire.Json = {
        "url": queue.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(queue),
    }
    if queue.allowed is not None:
        found["allowed_updates"] = sorted(queue.allowed)
    return found | webhooks.state(call.world, call.bot)


METHODS = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
