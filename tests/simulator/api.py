"""A plain HTTP client of the Bot API that checks everything it is told against the facts."""

from typing import Any

import aiohttp
import orjson
import pytest

from simulator import facts

EVERYTHING = ["message", "edited_message", "channel_post", "edited_channel_post", "callback_query",
              "message_reaction", "message_reaction_count", "poll", "poll_answer", "my_chat_member",
              "chat_member", "chat_join_request", "inline_query"]  # fmt: skip


class Refused(Exception):
    """The server answered `ok: false`."""

    def __init__(self, status: int, answer: dict[str, Any]) -> None:
        super().__init__(answer["description"])
        self.status = status
        self.description = answer["description"]
        self.parameters = answer.get("parameters", {})
        assert answer["ok"] is False
        assert answer["error_code"] == status


class Api:
    """The Bot API as curl sees it. Every answer and every update must fit the published facts."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str) -> None:
        self.session = session
        self.base = f"{url}/bot{token}"
        self.files = f"{url}/file/bot{token}"
        self.offset = 0

    async def __call__(self, method: str, **given: Any) -> Any:
        """Call a method with a JSON body; return its result or raise Refused."""
        async with self.session.post(f"{self.base}/{method}", json=given) as response:
            return self.result(method, response.status, await response.json())

    async def upload(self, method: str, files: dict[str, tuple[str, bytes]], **given: Any) -> Any:
        """Call a method with a multipart body."""
        form = aiohttp.FormData()
        for name, value in given.items():
            form.add_field(name, value if isinstance(value, str) else orjson.dumps(value).decode())
        for name, (filename, content) in files.items():
            form.add_field(name, content, filename=filename)
        async with self.session.post(f"{self.base}/{method}", data=form) as response:
            return self.result(method, response.status, await response.json())

    def result(self, method: str, status: int, answer: dict[str, Any]) -> Any:
        if status != 200:
            raise Refused(status, answer)
        name = next((n for n in facts.METHODS if n.lower() == method.lower()), method)
        assert facts.answer_complaint(name, answer["result"]) is None
        return answer["result"]

    async def updates(self, **given: Any) -> list[dict[str, Any]]:
        """Take and confirm what waits, asking for every kind of update."""
        found = await self("getUpdates", offset=self.offset, allowed_updates=EVERYTHING, **given)
        if found:
            self.offset = found[-1]["update_id"] + 1
        return found

    async def heard(self, kind: str) -> list[dict[str, Any]]:
        """Take what waits and keep the updates of one kind."""
        return [update[kind] for update in await self.updates() if kind in update]

    async def refusal(self, method: str, **given: Any) -> str:
        """The description with which a call is refused."""
        with pytest.raises(Refused) as refused:
            await self(method, **given)
        return refused.value.description


def buttons(*labels: str, data: str = "d") -> dict[str, Any]:
    """An inline keyboard of one row."""
    row = [{"text": label, "callback_data": f"{data}{i}"} for i, label in enumerate(labels)]
    return {"inline_keyboard": [row]}
