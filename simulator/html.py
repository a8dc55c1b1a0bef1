"""HTML as the server reads it (https://core.telegram.org/bots/api#html-style).

It follows the server to the letter where that can be seen from outside: which tags it knows,
which four named entities, what it says of mistakes and at which byte it says it.
"""

import re
from dataclasses import dataclass

from simulator import utf16
from simulator.entities import Entity

#: Tag → type of the entity; the rest need a look at their attributes.
_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS = {*_SIMPLE, "a", "tg-emoji", "tg-time", "pre", "code", "blockquote"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?")
_NEXT = re.compile(r"[<&]")
_NAME_ENDS = re.compile(r"[\s>]|\Z")
_ATTRIBUTE_ENDS = re.compile(r"[\s=>/\"']|\Z")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SPACE = re.compile(r"\s*")
#: t.me/… and tg://user?id=… name a person, everything else a page.
_USER_LINK = re.compile(r"tg://user\?id=(\d+)\Z", re.IGNORECASE)
_PAGE = re.compile(r"(?:(?:https?|ftp|tg|ton|tonsite)://)?[^\s/?#]+\.?[^\s]*\Z", re.IGNORECASE)


class HtmlWrong(ValueError):
    """The text is not the HTML that the server understands; the message is the server's."""


@dataclass(kw_only=True, slots=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int
    chunk: int


def parse(source: str) -> tuple[str, list[Entity]]:
    """Read HTML into plain text and entities. Raises HtmlWrong."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Reader(source).read()


class _Reader:
    """One pass over the source, keeping the text so far, the open tags and the entities."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.chunks: list[str] = []
        self.offset = 0
        self.open: list[_OpenTag] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        """Read to the end."""
        while found := _NEXT.search(self.source, self.at):
            self._add(self.source[self.at : found.start()])
            self.at = found.start()
            if found.group() == "&":
                self._add(self._reference())
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        self._add(self.source[self.at :])
        if self.open:
            raise HtmlWrong(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return "".join(self.chunks), self.entities

    def _add(self, text: str) -> None:
        if text:
            self.chunks.append(text)
            self.offset += utf16.length(text)

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _reference(self) -> str:
        """The character of `&…;`, or the ampersand itself where it is no reference."""
        text, self.at = _dereferenced(self.source, self.at)
        return text

    def _skip_space(self) -> None:
        found = _SPACE.match(self.source, self.at)
        self.at = found.end() if found else self.at

    def _until(self, stop: re.Pattern[str]) -> str:
        found = stop.search(self.source, self.at)
        end = found.start() if found else len(self.source)
        text, self.at = self.source[self.at : end], end
        return text

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = self._until(_NAME_ENDS).lower()
        if self.at >= len(self.source):
            raise HtmlWrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in _TAGS:
            raise HtmlWrong(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise HtmlWrong(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        self.open.append(
            _OpenTag(name=name, attributes=attributes, offset=self.offset, chunk=len(self.chunks))
        )

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._skip_space()
            if self.source.startswith(">", self.at):
                self.at += 1
                return found
            name = self._until(_ATTRIBUTE_ENDS)
            if not name:
                raise HtmlWrong(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}'
                )
            self._skip_space()
            if self.source.startswith("=", self.at):
                self.at += 1
                self._skip_space()
                found.setdefault(name, self._value(begin))
            else:
                found.setdefault(name, "")
            if self.at >= len(self.source):
                raise HtmlWrong(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')

    def _value(self, begin: int) -> str:
        quote = self.source[self.at : self.at + 1]
        if quote not in {'"', "'"}:
            start = self.at
            token = _TOKEN.match(self.source, self.at)
            self.at = token.end() if token else self.at
            follower = self.source[self.at : self.at + 1]
            if follower and not follower.isspace() and follower != ">":
                raise HtmlWrong(f"Unexpected end of name token at byte offset {self._byte(start)}")
            return self.source[start : self.at].lower()
        end = self.source.find(quote, self.at + 1)
        if end == -1:
            raise HtmlWrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
        raw, self.at = self.source[self.at + 1 : end], end + 1
        return _unescaped(raw)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise HtmlWrong(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        name = self._until(_NAME_ENDS).lower()
        self._skip_space()
        if not self.source.startswith(">", self.at):
            raise HtmlWrong(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        tag = self.open[-1]
        if name and name != tag.name:
            raise HtmlWrong(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        self.open.pop()
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        span = {"offset": tag.offset, "length": self.offset - tag.offset}
        if tag.name in _SIMPLE:
            self.entities.append({"type": _SIMPLE[tag.name], **span})
        elif tag.name in {"pre", "code"}:
            self._close_code(tag, span)
        else:
            inner = "".join(self.chunks[tag.chunk :])
            found = _CLOSERS[tag.name](tag.attributes, inner)
            if found is not None:
                self.entities.append({**found, **span})

    def _close_code(self, tag: _OpenTag, span: dict[str, int]) -> None:
        """`<pre><code class="language-…">` is one entity with a language, either way round."""
        language = tag.attributes.get("class", "")
        language = language.removeprefix("language-") if language.startswith("language-") else ""
        last = self.entities[-1] if self.entities else None
        other = "code" if tag.name == "pre" else "pre"
        if last and last["type"] == other and {**last, **span} == last:
            language = language or last.get("language", "")
            if language:
                self.entities[-1] = {"type": "pre", **span, "language": language}
                return
        entity: Entity = {"type": tag.name, **span}
        if language and tag.name == "code":
            entity["language"] = language
        self.entities.append(entity)


def _dereferenced(source: str, at: int) -> tuple[str, int]:
    found = _REFERENCE.match(source, at)
    if found is None:
        return source[at], at + 1
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        character = _NAMED.get(name)
    else:
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        character = chr(code) if 0 < code < 0x10FFFF and len(found.group().rstrip(";")) < 10 else None
    if character is None:
        return source[at], at + 1
    return character, found.end()


def _unescaped(raw: str) -> str:
    result, at = [], 0
    while (found := raw.find("&", at)) != -1:
        result.append(raw[at:found])
        text, at = _dereferenced(raw, found)
        result.append(text)
    return "".join(result) + raw[at:]


def _link(attributes: dict[str, str], inner: str) -> Entity | None:
    url = attributes.get("href") or inner
    person = _USER_LINK.match(url)
    if person:
        return {"type": "text_mention", "user_id": int(person.group(1))}
    checked = checked_url(url)
    return {"type": "text_link", "url": checked} if checked else None


def checked_url(url: str) -> str | None:
    """The address as the server keeps it, or None where it is no address of a page."""
    url = url.strip()
    if not _PAGE.match(url) or ("://" not in url and "." not in url.partition("/")[0]):
        return None
    scheme, separator, rest = url.partition("://")
    if not separator:
        scheme, rest = "http", url
    if scheme.lower() in {"http", "https"}:
        host, _, _ = rest.partition("/")
        if "." not in host and not host.startswith("["):
            return None
        return f"{scheme.lower()}://{rest}{'' if '/' in rest or '?' in rest else '/'}"
    return f"{scheme.lower()}://{rest}"


def _quotation(attributes: dict[str, str], _inner: str) -> Entity:
    return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}


def _custom_emoji(attributes: dict[str, str], _inner: str) -> Entity:
    number = attributes.get("emoji-id", "")
    if not number.isdigit() or int(number) == 0:
        raise HtmlWrong("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": number}


def _time(attributes: dict[str, str], _inner: str) -> Entity | None:
    unix = attributes.get("unix", "")
    if not unix.isdigit() or int(unix) == 0:
        return None
    entity: Entity = {"type": "date_time", "unix_time": int(unix)}
    if attributes.get("format"):
        entity["date_time_format"] = attributes["format"]
    return entity


_CLOSERS = {
    "a": _link,
    "blockquote": _quotation,
    "tg-emoji": _custom_emoji,
    "tg-time": _time,
}
