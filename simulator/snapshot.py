"""The world as plain data, ready for JSON: for a page that shows it, or a report."""

from typing import Any

from simulator import wire
from simulator.chats import Chat
from simulator.messages import Message
from simulator.world import Event, World

Plain = dict[str, Any]


def world(seen: World) -> Plain:
    """Everything: the time, the accounts, the chats with all that was said in them."""
    return {
        "now": seen.clock.now().isoformat(),
        "users": [wire.user(user) for user in seen.users.values()],
        "chats": [chat(place) for place in (*seen.chats.values(), *seen.private_chats.values())],
        "calls": seen.calls.calls,
        "refused": seen.calls.refused,
        "flood_waits": seen.calls.flood_waits,
    }


def chat(place: Chat) -> Plain:
    """A chat with its members, topics and messages; deleted messages are marked, not left out."""
    return {
        **wire.chat(place),
        "key": key(place),
        "members": [wire.member(place, who) for who in place.members.values()],
        "topics": [wire.topic(topic) for topic in place.topics.values()],
        "pinned": [pinned.id for pinned in place.pinned],
        "is_started": place.is_started,
        "is_blocked": place.is_blocked,
        "messages": [message(said) for said in place.messages.values()],
    }


def key(place: Chat) -> str:
    """A name for a chat that no other chat has, private chats with several bots included."""
    return f"{place.id}/{place.bot.id}" if place.bot is not None else str(place.id)


def message(said: Message) -> Plain:
    """A message as bots get it, and what only people see: reactions, keyboards, HTML, versions."""
    return {
        **wire.message(said),
        "html": said.html,
        "reactions": said.reaction_counts,
        "reply_keyboard": said.reply_keyboard,
        "is_deleted": said.is_deleted,
        "versions": [
            {"text": version.text, "until": version.until.isoformat()} for version in said.versions
        ],
    }


def event(told: Event) -> Plain:
    """A change, as watchers are told of it."""
    found: Plain = {
        "kind": told.kind.value,
        "at": told.at.isoformat(),
        "chat": key(told.chat),
        "message": message(told.message) if told.message is not None else None,
        "user": wire.user(told.user) if told.user is not None else None,
    }
    if told.press is not None:
        answer = told.press.answer
        found["press"] = {
            "id": told.press.id,
            "label": told.press.label,
            "answer": {"text": answer.text, "is_alert": answer.is_alert} if answer else None,
        }
    return found
