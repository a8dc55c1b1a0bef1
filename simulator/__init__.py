"""A Telegram on loopback: a strict Bot API, people, groups, and a clock that can be moved.

`simulator.telegram.Telegram` is the whole of it: it serves the Bot API over HTTP to any client and
hands out people, groups and channels as objects. Nothing here knows the house's bot.
"""
