"""Telling a bot at an address: one POST for each update, again and again until it is taken.

Updates go out one after the other; the real server has a queue for each chat and each presser,
so that there one of them may overtake another.
"""

import asyncio
import contextlib
from dataclasses import dataclass, field

import aiohttp

from simulator import wire
from simulator.updates import Pending
from simulator.users import Bot
from simulator.world import World

#: Real seconds between attempts; the real server begins so and goes on up to a minute or two.
PAUSES = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
#: Real seconds that a bot has for its answer.
ANSWER_WITHIN = 60.0


@dataclass(eq=False, kw_only=True)
class Webhook:
    """The delivery of one bot's updates to one address."""

    world: World
    bot: Bot
    url: str
    secret: str
    most_connections: int
    last_error: str = ""
    last_error_at: int = 0
    task: asyncio.Task[None] | None = None
    wanted: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self) -> None:
        """Send what waits, oldest first, until stopped."""
        async with aiohttp.ClientSession() as session:
            while True:
                update = self.bot.updates.peek()
                if update is None:
                    self.wanted.clear()
                    await self.wanted.wait()
                    continue
                await self._send_until_taken(session, update)

    async def _send_until_taken(self, session: aiohttp.ClientSession, update: Pending) -> None:
        attempt = 0
        while self.bot.updates.peek() is update:
            self.last_error = await self._send(session, update)
            if not self.last_error:
                self.bot.updates.remove(update)
                return
            self.last_error_at = wire.unix(self.world.clock.now())
            await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
            attempt += 1

    async def _send(self, session: aiohttp.ClientSession, update: Pending) -> str:
        """Post one update; an empty answer means it was taken."""
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
        try:
            async with session.post(
                self.url, data=update.body, headers=headers, timeout=timeout
            ) as answer:
                if 200 <= answer.status < 300:
                    return ""
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientError as error:
            return f"Connection failed: {type(error).__name__}"


def start(world: World, bot: Bot, *, url: str, secret: str, most_connections: int) -> None:
    """Begin to send a bot's updates to `url`."""
    webhook = Webhook(world=world, bot=bot, url=url, secret=secret, most_connections=most_connections)
    bot.updates.webhook_url = url
    bot.updates.on_push(webhook.wanted.set)
    webhook.task = asyncio.get_running_loop().create_task(webhook.deliver())
    world.webhooks[bot.id] = webhook


async def stop(world: World, bot: Bot) -> None:
    """Stop sending; what waits stays for getUpdates."""
    bot.updates.webhook_url = ""
    bot.updates.on_push(None)
    webhook = world.webhooks.pop(bot.id, None)
    if webhook is not None and webhook.task is not None:
        webhook.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await webhook.task


def state(world: World, bot: Bot) -> wire.Json:
    """What getWebhookInfo says of the delivery."""
    webhook = world.webhooks.get(bot.id)
    if webhook is None:
        return {}
    found: wire.Json = {"max_connections": webhook.most_connections}
    if webhook.last_error_at:
        found["last_error_date"] = webhook.last_error_at
        found["last_error_message"] = webhook.last_error or "Wrong response from the webhook"
    return found
