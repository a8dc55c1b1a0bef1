"""Lengths and pieces of text in UTF-16 code units, as Telegram counts offsets."""


def length(text: str) -> int:
    """How many UTF-16 units the text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """The piece of `text` that begins at UTF-16 `offset` and is `length` units long."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[offset * 2 : (offset + length) * 2].decode("utf-16-le", "surrogatepass")


def nearest(text: str, piece: str, position: int) -> int | None:
    """The offset at which `piece` occurs in `text` nearest to `position`, in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    wanted = piece.encode("utf-16-le", "surrogatepass")
    found: list[int] = []
    at = units.find(wanted)
    while at != -1:
        if at % 2 == 0:
            found.append(at // 2)
        at = units.find(wanted, at + 1)
    return min(found, key=lambda offset: abs(offset - position), default=None)
