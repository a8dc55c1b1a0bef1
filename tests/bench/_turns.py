"""Updates by people of a province's first body, with all that follows but the sending itself."""

from collections.abc import Callable
from typing import Any, ClassVar

import orjson

from bot.app import App
from bot.composer import Composer
from bot.wire import Keys
from bot.worker import Worker
from handlers.ballots import cast_ballot
from handlers.calls import call_of
from rules.ballots import Choice
from rules.notices import Lane
from storage import calls, cards, outbox
from storage.cards import Shown
from storage.engine import reading
from storage.inbox import Arrival
from storage.outbox import Form, Mark, Sending
from storage.work import Group
from tests.bench._geography import NOW, Province, group_id, group_telegram_id, member_id, user_id

COMMENTER = 5  # a member of the first body


class Turns:
    """Lets one update after the other come to a bot, store, handle, word and mark."""

    def __init__(self, app: App, made: Province) -> None:
        self._app = app
        self._made = made
        self._worker = Worker(
            app.engine, app.clock, app.application,
            vitals=app.vitals, metrics=app.metrics, on_commit=lambda: None,
        )  # fmt: skip
        self._number = 100_000_000
        self._secret = app._secret()
        keys = Keys(secret=self._secret, bot_username=app.application.bot.username)
        self._composer = Composer(app.engine, app.clock, keys, language="vi")

    def asks(self, number: int) -> None:
        """Ask what waits for oneself."""
        member = member_id(0, COMMENTER)
        self._message(member, chat=user_id(member), text="/viec", entities=[_command(5)])

    def comments(self, number: int) -> None:
        """Comment by a reply to the card of the draft on which half of all comments hang."""
        card = {"message_id": self._made.card_message, **_group(0), **_dated(), "text": "Dự thảo"}
        self._message(
            member_id(0, COMMENTER), chat=group_telegram_id(0), text=f"Đề nghị làm rõ, ý {number}",
            reply_to_message=card,
        )  # fmt: skip

    def votes(self, number: int) -> None:
        """Press a choice on the group's card, now this and now that."""
        choice = list(Choice)[number % 3]
        call = call_of(cast_ballot, vote_id=self._made.vote, choice=choice, chat_id=group_id(0))
        message = {"message_id": 2, **_group(0), **_dated(), "text": "Phiếu"}
        query = {
            "id": f"q{self._number}", "from": _person(member_id(0, COMMENTER)), "message": message,
            "chat_instance": "1", "data": self._kept(call),
        }  # fmt: skip
        self._turn("callback_query", query)

    KINDS: ClassVar[dict[str, Callable[["Turns", int], None]]] = {
        "/viec": asks, "a comment": comments, "a vote": votes,
    }  # fmt: skip

    def _kept(self, call: Any) -> str:
        key = call.key(self._secret)
        with Group(self._app.engine, now=NOW) as group:
            calls.keep(group.connection, [(key, call)])
        return key

    def _message(self, member: int, *, chat: int, text: str, **more: Any) -> None:
        self._number += 1
        place = _group(0) if chat < 0 else {"chat": {"id": chat, "type": "private", "first_name": "An"}}
        message = {"message_id": self._number, "from": _person(member), "text": text}
        self._turn("message", {**message, **place, **_dated(), **more})

    def _turn(self, kind: str, content: dict[str, Any]) -> None:
        """Store an update, handle it, commit; then word what is to be said and mark it as said."""
        self._number += 1
        body = orjson.dumps({"update_id": self._number, kind: content}).decode()
        arrival = Arrival(kind=kind, body=body, update_id=self._number)
        done = self._worker.store([arrival])
        self._worker._transaction([job for job in self._worker._take(wait=False) if job is not None])
        done.result(0)
        self._says()

    def _says(self) -> None:
        with reading(self._app.engine) as session:
            connection = session.connection()
            parcels = [
                parcel
                for lane in Lane
                for parcel in outbox.waiting(connection, lane=lane, after=0, limit=500)
            ]
            changed = cards.changed(connection, limit=500)
        assert parcels
        for parcel in parcels:
            is_sign = parcel.form is Form.REACTION
            (self._composer.sign if is_sign else self._composer.parcel)(parcel)
        shown = [(card, self._composer.card(card)) for card in changed]
        with Group(self._app.engine, now=NOW) as group:
            outbox.mark(
                group.connection,
                [Mark(id=each.id, state=Sending.SENT, attempts=1, sent_at=NOW) for each in parcels],
            )
            cards.mark_shown(
                group.connection,
                [
                    Shown(id=card.id, changes=said.changes, text_hash=said.fingerprint,
                          message_id=card.message_id, pinned=card.pinned, at=NOW)
                    for card, said in shown
                ],
            )  # fmt: skip


def _command(length: int) -> dict[str, Any]:
    return {"type": "bot_command", "offset": 0, "length": length}


def _person(member: int) -> dict[str, Any]:
    return {"id": user_id(member), "is_bot": False, "first_name": "An"}


def _group(body: int) -> dict[str, Any]:
    return {"chat": {"id": group_telegram_id(body), "type": "supergroup", "title": "Đảng ủy"}}


def _dated() -> dict[str, Any]:
    return {"date": int(NOW.timestamp())}
