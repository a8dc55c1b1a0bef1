"""A Telegram on loopback: a strict Bot API, people, groups, and a clock that can be moved."""
