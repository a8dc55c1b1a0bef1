"""What the log must not hold: what anybody said, who they are, their numbers, and the token."""

import re

from simulator.users import official_accounts

LONG = 9
"""Characters above which a piece of a message stands in no log by chance."""


def quoted(log, telegram):
    """Give what a log shows of what is said, and by whom, in a simulated Telegram."""
    return sorted(each for each in _private(telegram.world) if each in log)


def _private(world):
    chats = [*world.chats.values(), *world.private_chats.values()]
    lines = {
        line for chat in chats for said in chat.messages.values() for line in said.text.splitlines()
    }
    # Thousands of messages may differ in a number alone.
    pieces = {piece.strip() for line in lines for piece in re.split(r"\d+", line)}
    strangers = world.bots.values(), official_accounts()  # who are nobody's secret
    known = {account.id for accounts in strangers for account in accounts}
    people = [user for user in world.users.values() if user.id not in known]
    return {
        *(piece for piece in pieces if len(piece) > LONG),
        *(user.full_name for user in people if len(user.full_name) > LONG // 2),
        *(str(user.id) for user in people),
        *(bot.token for bot in world.bots.values()),
    }
