"""A group, forum or channel as its people handle it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from simulator import membership
from simulator.chats import USUAL_RIGHTS, Chat, ChatKind, Member, Status, Topic
from simulator.messages import Message
from simulator.users import Bot, User
from simulator.world import World

if TYPE_CHECKING:
    from simulator.people import Person


class Group:
    """A chat of several, with what its owner can do to it.

    `id` is the number that bots use; after an upgrade to a supergroup it is the new one.
    """

    def __init__(self, world: World, chat: Chat) -> None:
        self.world = world
        self._chat = chat

    @classmethod
    def opened(
        cls, world: World, kind: ChatKind, title: str, owner: "Person", members: Iterable["Person"]
    ) -> "Group":
        """Open a group; nobody is told, for no bot is in it yet."""
        chat = world.new_chat(kind, title)
        chat.members[owner.user.id] = Member(user=owner.user, status=Status.OWNER)
        for person in members:
            chat.members[person.user.id] = Member(user=person.user)
        return cls(world, chat)

    @property
    def chat(self) -> Chat:
        """The chat itself, the newer one after an upgrade."""
        while self._chat.migrated_to is not None:
            self._chat = self._chat.migrated_to
        return self._chat

    @property
    def id(self) -> int:
        """The chat's number."""
        return self.chat.id

    @property
    def title(self) -> str:
        """What the group is called."""
        return self.chat.title

    @property
    def owner(self) -> User:
        """Who owns the group."""
        return next(m.user for m in self.chat.members.values() if m.status is Status.OWNER)

    @property
    def messages(self) -> list[Message]:
        """Everything that stands in the group now."""
        return [message for message in self.chat.messages.values() if not message.is_deleted]

    @property
    def last(self) -> Message:
        """The newest message."""
        return self.messages[-1]

    @property
    def pinned(self) -> list[Message]:
        """The pinned messages, oldest first."""
        return list(self.chat.pinned)

    def adds(self, bot: Bot, *, rights: Iterable[str] | None = None) -> None:
        """The owner brings a bot in, as an administrator if rights are given."""
        if self.chat.is_channel:
            chosen = USUAL_RIGHTS if rights is None else frozenset(rights)
            membership.promote(self.world, self.chat, bot, by=self.owner, rights=chosen)
            return
        membership.join(self.world, self.chat, bot, by=self.owner)
        if rights is not None:
            self.promotes(bot, rights=rights)

    def promotes(self, account: "Person | Bot", *, rights: Iterable[str] = USUAL_RIGHTS) -> None:
        """The owner makes somebody an administrator."""
        user = account if isinstance(account, User) else account.user
        membership.promote(self.world, self.chat, user, by=self.owner, rights=frozenset(rights))

    def demotes(self, account: "Person | Bot") -> None:
        """The owner makes an administrator an ordinary member again."""
        user = account if isinstance(account, User) else account.user
        membership.demote(self.world, self.chat, user, by=self.owner)

    def restricts(self, account: "Person | Bot", *, permissions: Iterable[str] = ()) -> None:
        """The owner leaves a member only some permissions; none at all unless named."""
        user = account if isinstance(account, User) else account.user
        membership.restrict(
            self.world, self.chat, user, by=self.owner, permissions=frozenset(permissions)
        )

    def removes(self, account: "Person | Bot") -> None:
        """The owner puts somebody out."""
        user = account if isinstance(account, User) else account.user
        membership.kick(self.world, self.chat, user, by=self.owner)

    def upgrades(self) -> None:
        """A basic group becomes a supergroup with another id."""
        membership.upgrade(self.world, self.chat, self.owner)

    def discusses(self, channel: "Group") -> None:
        """The group becomes the discussion group of a channel: its posts appear here too."""
        self.chat.linked, channel.chat.linked = channel.chat, self.chat

    def topic(self, name: str) -> Topic:
        """The topic whose name begins so. Raises LookupError without one."""
        for topic in self.chat.topics.values():
            if topic.name.startswith(name):
                return topic
        raise LookupError(f"no topic {name!r} in {[t.name for t in self.chat.topics.values()]}")
