"""What each command does, in a few words: for the menu and for /help."""

from bot.texts.voice import _


def what_it_does(name: str) -> str:
    """Describe a command by its Vietnamese name."""
    descriptions = {
        "start": _("begin"),
        "viec": _("what is waiting for me"),
        "trogiup": _("what I can do here"),
        "ngonngu": _("choose the language"),
        "huy": _("give up the open question"),
        "duthao": _("hand in a draft"),
        "hoso": _("all resolutions"),
        "sangkien": _("initiatives, and who drafts them"),
        "vanban": _("documents from above, and what of them is covered"),
        "gopy": _("comment on a draft"),
        "dulieu": _("what is kept about me"),
        "kiemtra": _("inspections"),
        "tiendo": _("progress of the tasks, as a picture"),
        "lich": _("dates that lie ahead, days off"),
        "danhsach": _("roster and personal links"),
    }
    return descriptions[name]
