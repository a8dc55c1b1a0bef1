"""The bot's own account: who it is, what it is called."""

from simulator import wire
from simulator.access import Call
from simulator.errors import bad_request

_LONGEST = {"name": 64, "description": 512, "short_description": 120}


def get_me(call: Call) -> wire.Json:
    """Answer who the bot is."""
    return wire.me(call.bot)


def log_out(call: Call) -> bool:
    """Leave the cloud server; here every later call with this token is refused."""
    call.bot.is_logged_out = True
    call.bot.updates.interrupt()
    return True


def close(call: Call) -> bool:
    """Close the bot instance before it moves to another server; updates stay."""
    call.bot.updates.interrupt()
    return True


def _set(kind: str, call: Call) -> bool:
    text = call.get(kind, "")
    if len(text) > _LONGEST[kind]:
        raise bad_request(f"bot {kind.replace('_', ' ')} is too long")
    language = call.get("language_code", "")
    call.bot.about[kind, language] = text
    if kind == "name" and not language:
        call.bot.first_name = text or call.bot.first_name
    return True


def _get(kind: str, call: Call) -> wire.Json:
    language = call.get("language_code", "")
    usual = call.bot.first_name if kind == "name" else ""
    about = call.bot.about
    return {kind: about.get((kind, language)) or about.get((kind, "")) or usual}


METHODS = {
    "getMe": get_me,
    "logOut": log_out,
    "close": close,
    "setMyName": lambda call: _set("name", call),
    "getMyName": lambda call: _get("name", call),
    "setMyDescription": lambda call: _set("description", call),
    "getMyDescription": lambda call: _get("description", call),
    "setMyShortDescription": lambda call: _set("short_description", call),
    "getMyShortDescription": lambda call: _get("short_description", call),
}
