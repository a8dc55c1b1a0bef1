"""People who ask, comment and press without pause, and know what they are owed."""

import asyncio
import time
from collections import defaultdict

from simulator.writing import NotPossible

ASKED = {
    "Greeting": "/start", "Help": "/trogiup", "LanguageChoice": "/ngonngu", "Cancelled": "/huy",
    "NothingAsked": "đồng chí cho hỏi việc này",
}  # fmt: skip
"""What somebody writes in private, by the kind of the one message that answers it."""

REST = 4.0
"""Seconds that one person leaves between two questions, within Telegram's pace for a chat."""

MOST_BEHIND = 400
"""Updates that may wait for a bot that has just been killed; beyond them people are patient."""


class Crowd:
    """A crowd of people in private chats, and a committee that comments in its group."""

    def __init__(self, committee, *, size, chance, rate):
        self.telegram, self.bot = committee.town.telegram, committee.bot
        self.chance, self.rate = chance, rate
        self.people = [self.telegram.person(f"Người {n}") for n in range(size)]
        self.members = committee.others
        self.pressers = [self.telegram.person(f"Ngón {n}") for n in range(5)]
        for person in (*self.people, *self.pressers):
            person.has_started(self.bot)
        self.owed = defaultdict(list)
        self.sent = defaultdict(list)  # (when, kind) of the messages that arrived in private, by chat
        self.comments, self.presses, self.draft = [], [], None
        self.updates = 0
        self.words = {}
        self._rested = {}
        self._private = {person.id for person in self.people}
        self.telegram.calls.on_answer = self._seen

    def _seen(self, method, given, _result):
        if method != "sendMessage":
            return
        self._last_said = given["text"]
        if given["chat_id"] in self._private:
            self.sent[given["chat_id"]].append((time.monotonic(), self.words[given["text"]]))

    async def learns_the_words(self, committee):
        """Ask for each kind once, while nothing goes wrong."""
        one = self.telegram.person("Ai đó")
        one.has_started(self.bot)
        for kind, written in ASKED.items():
            await committee.writes(one, written)
            self.words[self._last_said] = kind
        assert len(self.words) == len(ASKED)
        for person in self.pressers:
            await committee.writes(person, "/ngonngu")

    async def asks_until(self, enough):
        """Ask, comment and press until `enough` is set."""
        while not enough.is_set():
            if len(self.bot.updates) < MOST_BEHIND:
                self.chance.choices((self._ask, self._comment, self._press), (80, 15, 5))[0]()
            await asyncio.sleep(self.chance.expovariate(self.rate))

    def _ask(self):
        now = time.monotonic()
        person = self.chance.choice(self.people)
        if self._rested.get(person.id, 0) > now:
            return
        self._rested[person.id] = now + REST
        owed = self.owed[person.id]
        kind = self.chance.choice([kind for kind in ASKED if not owed or kind != owed[-1]])
        owed.append(kind)
        person.writes(self.bot, ASKED[kind])
        self.updates += 1

    def _comment(self):
        said = f"Ý kiến thứ {len(self.comments)} về mốc thời gian"
        self.comments.append(said)
        self.chance.choice(self.members).replies(self.draft, said)
        self.updates += 1

    def _press(self):
        person = self.chance.choice(self.pressers)
        try:
            self.presses.append(person.presses("Tiếng Việt", chat=self.bot))
        except (LookupError, NotPossible):
            person.writes(self.bot, "/ngonngu")  # the last press has turned the buttons into help
        self.updates += 1
