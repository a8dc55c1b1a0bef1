"""A chat as text that can be read: who said what when, buttons, reactions, edits."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from zoneinfo import ZoneInfo

from simulator.chats import Chat
from simulator.messages import Message
from simulator.presses import Press
from simulator.world import World

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_SERVICE = {
    "new_chat_members": "joined: {names}",
    "left_chat_member": "left: {names}",
    "pinned_message": "pinned: {quoted}",
    "forum_topic_created": "opened the topic {name}",
    "forum_topic_edited": "renamed the topic {name}",
    "forum_topic_closed": "closed the topic",
    "forum_topic_reopened": "reopened the topic",
    "migrate_to_chat_id": "upgraded the group to {value}",
    "migrate_from_chat_id": "upgraded the group from {value}",
    "new_chat_title": "renamed the group {value}",
}


def write(world: World, messages: Iterable[Message], *, indent: str = "") -> str:
    """The messages, each with its time, its author and what hangs on it."""
    return "\n".join(indent + line for message in messages for line in _lines(world, message))


def write_all(world: World) -> str:
    """Every chat that has messages, one after the other, deleted messages and presses included."""
    pressed: dict[Message, list[Press]] = defaultdict(list)
    for press in world.presses.values():
        pressed[press.message].append(press)
    chats = [*world.chats.values(), *world.private_chats.values()]
    return "\n\n".join(
        "\n".join([_title(chat), *_with_presses(world, chat.messages.values(), pressed)])
        for chat in chats
        if chat.messages
    )


def joined(world: World, chats: Iterable[tuple[Chat, list[Message]]]) -> str:
    """Several chats, each under its name; empty ones are left out."""
    return "\n\n".join(
        f"{_title(chat)}\n{write(world, messages)}" for chat, messages in chats if messages
    )


def _title(chat: Chat) -> str:
    return f"=== {chat.name} ({chat.kind.value}) ==="


def _with_presses(
    world: World, messages: Iterable[Message], pressed: dict[Message, list[Press]]
) -> Iterable[str]:
    """The messages as they stand now, each with the way that led there."""
    for message in messages:
        yield from _lines(world, message)
        for person, presses in groupby(pressed.get(message, ()), key=lambda press: press.person):
            yield f"    ☞ {person.full_name}: {' → '.join(map(_pressed, presses))}"


def _pressed(press: Press) -> str:
    answer = press.answer.text if press.answer else ""
    return f"[{press.label}]" + (f" “{answer}”" if answer else "")


def _lines(world: World, message: Message) -> Iterable[str]:
    at = message.sent_at.astimezone(ZONE).strftime("%d/%m/%Y %H:%M")
    head = f"[{at}] {message.author}"
    if message.service:
        yield f"{head} — {_service(message)}"
        return
    marks = "".join(_marks(message))
    body = (_attached(message) + message.text).split("\n")
    yield f"{head}{marks}: {body[0]}"
    yield from (f"    {line}" for line in body[1:])
    yield from _below(world, message)


def _marks(message: Message) -> Iterable[str]:
    topic = message.chat.topics.get(message.thread_id or 0)
    if topic is not None:
        yield f" #{topic.name if len(topic.name) <= 30 else topic.name[:29] + '…'}"
    reply = message.reply_to
    if reply is not None and not reply.service:
        said = message.quote["text"] if message.quote else reply.text
        yield f" (to {reply.author}: “{_short(said)}”)"
    if message.edited_at is not None:
        yield f" (edited {message.edited_at.astimezone(ZONE).strftime('%d/%m %H:%M')})"
    if message.is_deleted:
        yield " (deleted)"


def _attached(message: Message) -> str:
    if message.document is not None:
        return f"📎 {message.document.name} ({len(message.document.content)} bytes) "
    if message.photo is not None:
        return f"🖼 {message.photo.width}×{message.photo.height} "
    if message.voice is not None:
        return f"🎤 {message.voice.seconds} s "
    return ""


def _below(world: World, message: Message) -> Iterable[str]:
    if message.poll is not None:
        yield f"    📊 {message.poll.question}{' (closed)' if message.poll.is_closed else ''}"
        for number, option in enumerate(message.poll.options):
            yield f"      {message.poll.count(number)} – {option.text}"
    for row in message.rows:
        yield "    " + " ".join(f"[{button.label}]" for button in row)
    if message.reactions:
        given = (
            f"{''.join(emojis)} {world.users[user_id].full_name}"
            for user_id, emojis in message.reactions.items()
        )
        yield "    " + ", ".join(given)


def _service(message: Message) -> str:
    kind, value = next(iter(message.service.items()))
    people = value if isinstance(value, list) else [value]
    return _SERVICE.get(kind, kind).format(
        names=", ".join(p.get("first_name", "") for p in people if isinstance(p, dict)),
        quoted=f"“{_short(value.get('text', ''))}”" if isinstance(value, dict) else "",
        name=value.get("name", "") if isinstance(value, dict) else "",
        value=value,
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
