"""The catalogs: every word the bot says, in Vietnamese (first) and in English."""
