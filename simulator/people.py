"""People: what they do in chats, and what they see there."""

import asyncio
from collections.abc import Iterable

from simulator import links, membership, polls, pressing, voting, writing
from simulator.chats import USUAL_RIGHTS, Chat, Topic
from simulator.groups import Group
from simulator.html import Entity
from simulator.messages import Button, Message
from simulator.presses import Press
from simulator.users import Bot, User
from simulator.views import ChatView
from simulator.world import Event, World
from simulator.writing import NotPossible

Place = Bot | Group | Chat | Message


class Person:
    """Somebody with a Telegram account.

    What a person does happens at once; what a bot makes of it comes later. A place is a bot (the
    private chat with it), a group, or a message (the chat it stands in). What Telegram's apps
    would not let a person do raises NotPossible; what is not there raises LookupError.
    """

    def __init__(self, world: World, user: User) -> None:
        self.world = world
        self.user = user

    def __repr__(self) -> str:
        return f"<Person {self.name} {self.id}>"

    @property
    def id(self) -> int:
        """The account's number, which never changes."""
        return self.user.id

    @property
    def name(self) -> str:
        """The account's name."""
        return self.user.full_name

    # --- seeing

    def chat(self, place: Place) -> ChatView:
        """What this person sees of a chat."""
        return ChatView(self.world, self._chat(place), self.user)

    def reads(self, place: Place) -> str:
        """The chat as it reads."""
        return self.chat(place).transcript()

    async def sees(
        self, text: str, place: Place, *, within: float = 5.0, after: Message | None = None
    ) -> Message:
        """Wait until a message with this text stands in the chat, newer than `after` if given.

        Raises TimeoutError with the chat's transcript after so many real seconds.
        """
        view, changed = self.chat(place), asyncio.Event()
        newest = after.id if after is not None else 0

        def look(event: Event) -> None:
            if event.chat is view.chat:
                changed.set()

        self.world.watchers.append(look)
        try:
            async with asyncio.timeout(within):
                while True:
                    changed.clear()
                    for message in reversed(view.messages):
                        if text in message.text and message.id > newest:
                            return message
                    await changed.wait()
        except TimeoutError:
            raise TimeoutError(
                f"{self.name} waited for {text!r} and saw only\n{view.transcript()}"
            ) from None
        finally:
            self.world.watchers.remove(look)

    # --- speaking

    def starts(self, bot: Bot, payload: str = "") -> Message:
        """Press START in the private chat, with the payload of a deep link."""
        chat = self._chat(bot)
        if chat.is_blocked:
            membership.set_blocked(self.world, chat, blocked=False)
        chat.is_started = True
        return self.writes(bot, f"/start {payload}".strip())

    def writes(
        self,
        place: Place,
        text: str,
        *,
        topic: Topic | None = None,
        entities: list[Entity] | None = None,
    ) -> Message:
        """Write a message."""
        return writing.write(
            self.world, self.user, self._chat(place), text, entities=entities, topic=topic
        )

    def replies(
        self, message: Message, text: str, *, quote: str = "", place: Place | None = None
    ) -> Message:
        """Answer a message, quoting a part of it if given; in another chat if `place` is."""
        chat = self._chat(place or message)
        return writing.reply(self.world, self.user, chat, message, text, quote=quote)

    def edits(self, message: Message, text: str) -> None:
        """Change what one wrote."""
        writing.edit(self.world, self.user, message, text)

    def deletes(self, message: Message) -> None:
        """Take a message away; the bot is not told."""
        writing.delete(self.world, self.user, message)

    def forwards(self, message: Message, place: Place) -> Message:
        """Forward a message; a forwarded poll can be voted in."""
        self._check_sees(message)
        return writing.forward(self.world, self.user, message, self._chat(place))

    def sends_file(
        self,
        place: Place,
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
            self._chat(place),
            caption,
            document=document,
            topic=topic,
            reply_to=reply_to,
        )

    def sends_photo(
        self, place: Place, content: bytes, *, caption: str = "", topic: Topic | None = None
    ) -> Message:
        """Send a picture."""
        photo = self.world.files.add_photo(content)
        return writing.write(self.world, self.user, self._chat(place), caption, photo=photo, topic=topic)

    # --- marking, pressing, voting

    def presses(self, label: str, message: Message | None = None, place: Place | None = None) -> Press:
        """Press the newest button with this label, or with this in its label."""
        where = place or message
        if where is None:
            raise TypeError("say under which message or in which chat the button is")
        target, button = self.chat(where).button(label, message)
        self._check_sees(target)
        if button.url or not button.data:
            raise NotPossible(f"the button {button.label!r} is a link: follow it")
        return pressing.press(self.world, self.user, target, button)

    def follows(self, link: str | Button, *, group: Group | None = None) -> Message | None:
        """Open a t.me address: start a bot, add it to `group`, join a chat, or see a message."""
        found = links.resolved(self.world, link.url if isinstance(link, Button) else link)
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
        try:
            numbers = polls.chosen(message.poll, list(options))
            voting.vote(self.world, message.poll, self.user, numbers)
        except polls.VoteRefused as refused:
            raise NotPossible(str(refused)) from refused

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

    def _chat(self, place: Place) -> Chat:
        match place:
            case Bot():
                return self.world.private_chat(self.user, place)
            case Group():
                return place.chat
            case Message():
                return place.chat
            case Chat():
                return place

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
