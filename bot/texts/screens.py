"""Parts that many screens share: a way to another screen, and pages."""

from collections.abc import Callable

from bot.texts.posts import Button, press
from bot.texts.voice import _
from handlers.desk import show
from rules.notices import Notice


def link_to(label: str, screen: Notice) -> Button:
    """Make a button that turns the message into another screen."""
    return press(label, show, kind=screen.kind, facts=screen.facts())


def pages(page: int, count: int, on_a_page: int, button: Callable[[str, int], Button]) -> list[Button]:
    """Make the buttons that turn pages; none where everything fits on one."""
    last = max(0, (count - 1) // on_a_page)
    row = []
    if page > 0:
        row.append(button(_("‹ Back"), page - 1))
    if page < last:
        row.append(button(_("More ›"), page + 1))
    return row
