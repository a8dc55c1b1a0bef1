"""People: what they do in chats."""

import re
from collections.abc import Iterable

from simulator import inline, links, membership, polls, pressing, voting, writing
from simulator.chats import USUAL_RIGHTS, Chat, Topic
from simulator.entities import Entity
from simulator.groups import Group
from simulator.inline import Query
from simulator.messages import Button, Message
from simulator.presses import Press
from simulator.users import Bot, User
from simulator.viewer import Place, Viewer
from simulator.views import ChatView, newest_button
from simulator.writing import NotPossible

#: https://core.telegram.org/bots/features#deep-linking
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class Person(Viewer):
    """Somebody with a Telegram account.

    What a person does happens at once; what a bot makes of it comes later. A place is a bot (the
    private chat with it), a group, or a message (the chat it stands in). What Telegram's apps
    would not let a person do raises NotPossible; what is not there raises LookupError.
    """

    # --- speaking

    def starts(self, bot: Bot, payload: str = "") -> Message:
        """Press START in the private chat, with the payload of a deep link."""
        if not _PAYLOAD.fullmatch(payload):
            raise NotPossible(f"{payload!r} is no payload of a deep link")
        chat = self._chat(bot)
        if chat.is_blocked:
            membership.set_blocked(self.world, chat, blocked=False)
        chat.is_started = True
        return self.writes(bot, f"/start {payload}".strip())

    def has_started(self, bot: Bot) -> None:
        """Open the private chat with a bot as if START had been pressed long ago."""
        self._chat(bot).is_started = True

    def writes(
        self,
        chat: Place,
        text: str,
        *,
        topic: Topic | None = None,
        entities: list[Entity] | None = None,
    ) -> Message:
        """Write a message."""
        return writing.write(
            self.world, self.user, self._chat(chat), text, entities=entities, topic=topic
        )

    def replies(
        self, message: Message, text: str, *, quote: str = "", chat: Place | None = None
    ) -> Message:
        """Answer a message, quoting a part of it if given; in another chat if one is named."""
        self._check_sees(message)
        place = self._chat(chat or message)
        return writing.reply(self.world, self.user, place, message, text, quote=quote)

    def edits(self, message: Message, text: str) -> None:
        """Change what one wrote."""
        writing.edit(self.world, self.user, message, text)

    def deletes(self, message: Message) -> None:
        """Take a message away; the bot is not told."""
        writing.delete(self.world, self.user, message)

    def forwards(self, message: Message, chat: Place) -> Message:
        """Forward a message; a forwarded poll can be voted in."""
        self._check_sees(message)
        return writing.forward(self.world, self.user, message, self._chat(chat))

    def sends_file(
        self,
        chat: Place,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        topic: Topic | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a file as a document."""
        document = self.world.files.keep_document(name, content)
        return writing.write(
            self.world,
            self.user,
            self._chat(chat),
            caption,
            document=document,
            topic=topic,
            reply_to=reply_to,
        )

    def sends_photo(
        self,
        chat: Place,
        content: bytes,
        *,
        caption: str = "",
        topic: Topic | None = None,
        reply_to: Message | None = None,
        album: str = "",
    ) -> Message:
        """Send a picture, alone or as one of an album."""
        photo = self.world.files.add_photo(content)
        return writing.write(
            self.world,
            self.user,
            self._chat(chat),
            caption,
            photo=photo,
            topic=topic,
            reply_to=reply_to,
            media_group_id=album,
        )

    def says(self, chat: Place, seconds: int, *, reply_to: Message | None = None) -> Message:
        """Record a voice message."""
        voice = self.world.files.keep_voice(b"OggS" + bytes(seconds), seconds)
        return writing.write(self.world, self.user, self._chat(chat), "", voice=voice, reply_to=reply_to)

    # --- marking, pressing, voting

    def presses(self, label: str, message: Message | None = None, chat: Place | None = None) -> Press:
        """Press the newest button with this label, or with this in its label.

        It is looked for under `message`, in `chat`, or in all chats of this person.
        """
        target, button = self._button(label, message, chat)
        if button.url or not button.data:
            raise NotPossible(f"the button {button.label!r} is a link: follow it")
        return pressing.press(self.world, self.user, target, button)

    def follows(self, link: str | Button, *, group: Group | None = None) -> Message | None:
        """Open a t.me address, given itself or as a button or its label.

        It starts a bot, adds it to `group`, joins a chat, or shows a message.
        """
        found = links.resolved(self.world, self._address(link))
        if found.message is not None:
            self._check_sees(found.message)
            return found.message
        if found.chat is not None:
            self._joins(found.chat)
            return None
        assert found.bot is not None
        if not found.is_for_group:
            return self.starts(found.bot, found.payload)
        if group is None:
            raise NotPossible("the link asks to which group the bot is to be added")
        self.adds(found.bot, group)
        return self.writes(group, f"/start@{found.bot.username} {found.payload}".strip())

    def reacts(self, message: Message, *emojis: str) -> None:
        """Put reactions on a message, or take one's own away."""
        self._check_sees(message)
        writing.react(self.world, self.user, message, list(emojis))

    def answers_poll(self, message: Message, options: Iterable[str]) -> None:
        """Vote in a poll for the options that begin so; with none, retract the vote."""
        self._check_sees(message)
        if message.poll is None:
            raise LookupError("the message is no poll")
        member = message.chat.member(self.user)
        if member is not None and member.is_anonymous:
            raise NotPossible("anonymous administrators cannot vote")
        try:
            numbers = polls.chosen(message.poll, list(options))
            voting.vote(self.world, message.poll, self.user, numbers)
        except polls.VoteRefused as refused:
            raise NotPossible(str(refused)) from refused

    # --- sharing what a bot offers

    def types_behind(self, bot: Bot, text: str, *, offset: str = "", chat: Place | None = None) -> Query:
        """Type @bot and some words into a chat; what it offers comes as the answer."""
        kind = self._chat(chat).kind.value if chat is not None else "private"
        kind = "sender" if chat is bot else kind
        return inline.ask(self.world, self.user, bot, text, offset=offset, chat_type=kind)

    def chooses(self, query: Query, title: str, chat: Place) -> Message:
        """Send one of the things that a bot has offered."""
        if query.offers is None:
            raise NotPossible("nothing has been offered")
        content = dict(query.offers.offered(title).message)
        text = content.pop("text")
        place = self._chat(chat)
        return writing.write(self.world, self.user, place, text, via_bot=query.bot, **content)

    # --- coming and going

    def blocks(self, bot: Bot) -> None:
        """Block a bot: it can write no more."""
        membership.set_blocked(self.world, self._chat(bot), blocked=True)

    def unblocks(self, bot: Bot) -> None:
        """Let a blocked bot write again."""
        membership.set_blocked(self.world, self._chat(bot), blocked=False)

    def deletes_account(self) -> None:
        """Leave Telegram."""
        self.user.is_deleted = True

    def joins(self, group: Group) -> None:
        """Join a group, or ask to if it wants to be asked."""
        self._joins(group.chat)

    def leaves(self, group: Group) -> None:
        """Leave a group."""
        membership.leave(self.world, group.chat, self.user)

    def adds(self, account: "Person | Bot", group: Group) -> None:
        """Bring somebody into a group."""
        self._check_may(group.chat, "can_invite_users")
        user = account if isinstance(account, User) else account.user
        membership.join(self.world, group.chat, user, by=self.user)

    def promotes(
        self,
        account: "Person | Bot",
        group: Group,
        *,
        rights: Iterable[str] = USUAL_RIGHTS,
        anonymous: bool = False,
        title: str = "",
    ) -> None:
        """Make somebody an administrator of a group."""
        member = group.chat.member(self.user)
        if member is None or not member.may("can_promote_members"):
            raise NotPossible(f"{self.name} may not appoint administrators")
        membership.promote(
            self.world,
            group.chat,
            account if isinstance(account, User) else account.user,
            by=self.user,
            rights=frozenset(rights),
            is_anonymous=anonymous,
            title=title,
        )

    def removes(self, account: "Person | Bot", group: Group) -> None:
        """Put somebody out of a group."""
        member = group.chat.member(self.user)
        if member is None or not member.may("can_restrict_members"):
            raise NotPossible(f"{self.name} may not remove members")
        user = account if isinstance(account, User) else account.user
        membership.kick(self.world, group.chat, user, by=self.user)

    # --- inside

    def _button(self, label: str, message: Message | None, chat: Place | None) -> tuple[Message, Button]:
        if message is not None:
            self._check_sees(message)
            return self.chat(message).button(label, message)
        if chat is not None:
            return self.chat(chat).button(label)
        return newest_button(self.chats(), label)

    def _address(self, link: str | Button) -> str:
        if isinstance(link, Button):
            return link.url
        if "/" in link:
            return link
        return self._button(link, None, None)[1].url

    def _check_sees(self, message: Message) -> None:
        if not ChatView(self.world, message.chat, self.user).can_see(message):
            raise NotPossible(f"{self.name} does not see {message!r}")

    def _check_may(self, chat: Chat, right: str) -> None:
        if not chat.may(self.user, right):
            raise NotPossible(f"{self.name} may not do that in {chat.title} ({right})")

    def _joins(self, chat: Chat) -> None:
        if chat.needs_approval and not chat.has(self.user):
            membership.ask_to_join(self.world, chat, self.user)
        else:
            membership.join(self.world, chat, self.user, by=self.user)
