"""Keyboards: what a bot may put under a message, checked as the server checks it."""

from typing import Any

from simulator.errors import bad_request
from simulator.html import checked_url

LONGEST_DATA = 64
MOST_BUTTONS = 100
_STYLES = {"", "default", "primary", "danger", "success"}
_KINDS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)
_SPARSE = ("icon_custom_emoji_id", "style")


def inline_keyboard(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """The inline keyboard of a `reply_markup` as the server keeps it, None where there is none.

    Raises CallRefused (400) for a button that the server would not take.
    """
    rows = (markup or {}).get("inline_keyboard")
    if not rows:
        return None
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    kept = [[_button(button) for button in row] for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def reply_keyboard(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """A keyboard for the input field, its removal, or a forced reply; None for anything else."""
    if not markup or "inline_keyboard" in markup:
        return None
    for row in markup.get("keyboard", []):
        for button in row:
            if not (button if isinstance(button, str) else button["text"]):
                raise bad_request("keyboard button text must be non-empty")
    return markup


def _button(button: dict[str, Any]) -> dict[str, Any]:
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if button.get("style", "").lower() not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    kind = next(
        (kind for kind in _KINDS if button.get(kind) not in {None, ""} or _is_query(button, kind)), None
    )
    if kind is None:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    kept = {"text": button["text"], kind: button[kind]}
    if kind == "callback_data" and len(button[kind].encode()) > LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if kind == "url":
        kept[kind] = _address(button[kind])
    return kept | {name: button[name] for name in _SPARSE if button.get(name)}


def _is_query(button: dict[str, Any], kind: str) -> bool:
    """An inline query button may carry an empty query."""
    return kind.startswith("switch_inline_query") and kind in button


def _address(url: str) -> str:
    if url.lower().startswith("tg://user?id="):
        return url
    checked = checked_url(url)
    if checked is None:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return checked
