"""Text that is safe to put on paper, whoever wrote it."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

_SPAN = re.compile(r"(?<!\d)(\d{4}) ([-–]) (\d{4})(?!\d)")

# Control characters and lone surrogates do not fit into XML; the invisible ones (direction marks,
# joiners, soft hyphens, tags) let a text look different from what it is.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)

# In a chat a joiner may hold a little picture together; everything else that turns or hides is out.
_DECEIVING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e001f]"
)


def undeceiving(text: str) -> str:
    """Answer a text for a chat, without marks that turn its order round or hide in it."""
    return _DECEIVING.sub("", text)


def printable_text(text: str) -> str:
    """Answer the text in composed letters (NFC) without anything invisible but line ends and tabs.

    Where tones stand and how words are spelt is left as written.
    """
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)))


def with_spans_together(text: str) -> str:
    """Answer a title in which no line ends within a span of years: “2026 - 2030” is read as one."""
    return _SPAN.sub("\\1\u00a0\\2\u00a0\\3", text)


def one_line(text: str) -> str:
    """Answer the printable text with every run of blanks and line ends as one blank."""
    return " ".join(printable_text(text).split())


def bare_item(item: str) -> str:
    """Answer an item of a list without the hyphen before it and the one sign after it."""
    text = one_line(item).lstrip("-– ")
    return text[:-1].rstrip() if text.endswith((";", ",", ".")) else text
