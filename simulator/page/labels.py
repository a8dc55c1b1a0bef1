"""What stands on the bot's buttons, in the language that it speaks."""

from locales.catalogs import translations


def label(msgid: str, language: str) -> str:
    """Word a button's key; of keys for one and many, the one for one."""
    catalog = translations(language)
    said = catalog.gettext(msgid)
    return said if said != msgid else catalog.ngettext(msgid, msgid, 1)
