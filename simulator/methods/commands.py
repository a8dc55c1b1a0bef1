"""The menu: commands by scope and language, and the menu button."""

import re
from typing import Any

from simulator.access import Access, Call, chat_of
from simulator.errors import bad_request
from simulator.menus import key

MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
_NAME = re.compile(r"[a-z0-9_]{1,32}\Z")
_LANGUAGE = re.compile(r"([a-z]{2})?\Z")
_SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}
_OF_CHAT = {"chat", "chat_administrators", "chat_member"}


def scope_of(call: Call) -> str:
    """The scope as canonical text, its chat checked. Raises CallRefused."""
    scope = call.get("scope") or {"type": "default"}
    if scope["type"] not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    named: dict[str, int] = {}
    if scope["type"] in _OF_CHAT:
        place = Call(world=call.world, bot=call.bot, method=call.method, parameters=scope)
        named["chat_id"] = chat_of(place, Access.READ_MEMBERS).id
    if scope["type"] == "chat_member":
        named["user_id"] = int(scope["user_id"])
    return key(scope["type"], **named)


def language_of(call: Call) -> str:
    """The language code, empty for all languages without a list of their own."""
    language = call.get("language_code", "")
    if not _LANGUAGE.match(language):
        raise bad_request("invalid language code specified")
    return language


def set_my_commands(call: Call) -> bool:
    """Set the commands of one scope and language."""
    commands = call.get("commands")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept = [_checked(command) for command in commands]
    if len({command["command"] for command in kept}) != len(kept):
        raise bad_request("BOT_COMMAND_DUPLICATE")
    call.bot.commands[scope_of(call), language_of(call)] = kept
    return True


def _checked(command: dict[str, Any]) -> dict[str, Any]:
    name = command["command"].removeprefix("/")
    if not _NAME.match(name):
        raise bad_request("BOT_COMMAND_INVALID")
    description = command["description"].strip()
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {**command, "command": name, "description": description}


def get_my_commands(call: Call) -> list[dict[str, Any]]:
    """Answer the commands of exactly one scope and language."""
    return call.bot.commands.get((scope_of(call), language_of(call)), [])


def delete_my_commands(call: Call) -> bool:
    """Forget the commands of one scope and language."""
    call.bot.commands.pop((scope_of(call), language_of(call)), None)
    return True


def set_chat_menu_button(call: Call) -> bool:
    """Set the button beside the input field of one private chat, or of all."""
    button = call.get("menu_button") or {"type": "default"}
    if button["type"] not in {"commands", "web_app", "default"}:
        raise bad_request("menuButton has unsupported type")
    call.bot.menu_buttons[call.get("chat_id")] = button
    return True


def get_chat_menu_button(call: Call) -> dict[str, Any]:
    """Answer the button beside the input field."""
    buttons = call.bot.menu_buttons
    found = buttons.get(call.get("chat_id")) or buttons.get(None) or {"type": "default"}
    return {"type": "commands"} if found["type"] == "default" else found


METHODS = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
