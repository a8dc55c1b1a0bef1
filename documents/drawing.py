"""A page to draw on from the top down: wrapped lines, bars that read without colour."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from documents.fonts import drawable, font
from documents.printable import one_line

if TYPE_CHECKING:  # the library comes with the first picture
    from PIL.Image import Image as Picture
    from PIL.ImageFont import FreeTypeFont

WIDTH = 1080
"""Pixels across: a phone shows the picture without scaling the letters down."""

MARGIN = 48
INK = "#1a1a1a"
PALE_INK = "#4d4d4d"
PAPER = "#ffffff"
EMPTY_BAR = "#e6e6e6"
ELLIPSIS = "…"
LINE_STEP = 1.32


class Pattern(StrEnum):
    """How a bar is filled, so that a black and white print tells the states apart."""

    SOLID = "solid"
    STRIPES = "stripes"
    DOTS = "dots"
    BARS = "bars"
    GRID = "grid"


@dataclass(frozen=True, kw_only=True)
class Fill:
    """A colour (from a palette that colour-blind readers tell apart) with a pattern over it."""

    colour: str
    pattern: Pattern


def wrapped(text: str, face: "FreeTypeFont", width: float, max_lines: int) -> tuple[str, ...]:
    """Break a text into lines of at most `width` pixels; what does not fit ends in "…"."""
    lines: list[str] = []
    for word in drawable(one_line(text)).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.extend(_pieces(word, face, width))
        if len(lines) > max_lines:
            return (*lines[: max_lines - 1], _cut(lines[max_lines - 1], face, width))
    return tuple(lines)


def _pieces(word: str, face: "FreeTypeFont", width: float) -> list[str]:
    """Break a word that is wider than a line; most words are one piece."""
    pieces = [""]
    for letter in word if face.getlength(word) > width else [word]:
        if pieces[-1] and face.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _cut(line: str, face: "FreeTypeFont", width: float) -> str:
    while line and face.getlength(line.rstrip() + ELLIPSIS) > width:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS


def as_png(picture: "Picture") -> bytes:
    """Answer the picture as a PNG; the same picture gives the same bytes."""
    out = BytesIO()
    picture.save(out, format="PNG", compress_level=6)
    return out.getvalue()


class Canvas:
    """A white page as wide as a phone's screen, filled from the top down and cut off at the end."""

    def __init__(self, *, max_height: int) -> None:
        from PIL import Image, ImageDraw

        self._picture = Image.new("RGB", (WIDTH, max_height), PAPER)
        self._draw = ImageDraw.Draw(self._picture)
        self.y = MARGIN  # where the next thing is drawn

    def skip(self, height: int) -> None:
        """Leave room."""
        self.y += height

    def rule(self) -> None:
        """Draw a thin line across the page."""
        self._draw.line((MARGIN, self.y, WIDTH - MARGIN, self.y), fill="#cccccc", width=2)
        self.y += 2

    def text(
        self,
        text: str,
        *,
        size: int,
        bold: bool = False,
        ink: str = INK,
        max_lines: int = 1,
        indent: int = 0,
    ) -> None:
        """Write a text in lines and move below it. An empty text takes no room."""
        face = font(size, bold=bold)
        step = round(size * LINE_STEP)
        for line in wrapped(text, face, WIDTH - 2 * MARGIN - indent, max_lines):
            self._draw.text((MARGIN + indent, self.y), line, font=face, fill=ink)
            self.y += step

    def beside(self, text: str, *, size: int, y: int, bold: bool = True) -> None:
        """Write one line at the right margin, its middle at `y`, without moving on."""
        face = font(size, bold=bold)
        line = "".join(wrapped(text, face, WIDTH // 2, 1))
        self._draw.text((WIDTH - MARGIN, y), line, font=face, fill=INK, anchor="rm")

    def bar(self, parts: tuple[tuple[float, Fill], ...], *, width: int, height: int) -> int:
        """Draw a bar of `parts` (share of the width, fill) and answer where its middle is.

        Shares add up to at most 1; what is left stays empty. The place is moved below the bar.
        """
        top, left = self.y, float(MARGIN)
        self._draw.rectangle((MARGIN, top, MARGIN + width, top + height), fill=EMPTY_BAR)
        for share, fill in parts:
            right = left + width * share
            self._fill((round(left), top, round(right), top + height), fill)
            left = right
        self._draw.rectangle((MARGIN, top, MARGIN + width, top + height), outline=INK, width=2)
        self.y += height
        return top + height // 2

    def mark(self, *, x: int, top: int, bottom: int) -> None:
        """Draw an upright line, as across a bar where it should have reached."""
        self._draw.rectangle((x - 3, top, x + 3, bottom), fill=INK)

    def swatch(self, fill: Fill, text: str, *, size: int) -> None:
        """Explain a fill: a little box with its meaning beside it, on a line of its own."""
        side = round(size * 0.9)
        box = (MARGIN, self.y + size // 8, MARGIN + 2 * side, self.y + size // 8 + side)
        self._fill(box, fill)
        self._draw.rectangle(box, outline=INK, width=2)
        self.text(text, size=size, indent=2 * side + 16)

    def png(self) -> bytes:
        """Cut the page below the last thing drawn and answer it."""
        return as_png(self._picture.crop((0, 0, WIDTH, self.y + MARGIN)))

    def _fill(self, box: tuple[int, int, int, int], fill: Fill) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        if width <= 0 or height <= 0:
            return
        self._draw.rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=fill.colour)
        if fill.pattern is not Pattern.SOLID:
            mask = _tiled(fill.pattern, width, height)
            self._picture.paste(PAPER, (box[0], box[1]), mask)


TILE = 24
_SHARP = 4  # tiles are drawn larger and reduced, which smooths their slanting edges


@cache
def _tile(pattern: Pattern) -> "Picture":
    from PIL import Image, ImageDraw

    side = TILE * _SHARP
    tile = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(tile)
    line = side // 5
    if pattern is Pattern.STRIPES:
        for shift in (-side, 0, side):
            draw.line((shift - line, side + line, shift + side + line, -line), fill=255, width=line)
    elif pattern is Pattern.DOTS:
        draw.ellipse((side * 0.3, side * 0.3, side * 0.7, side * 0.7), fill=255)
    elif pattern is Pattern.BARS:
        draw.rectangle((side * 0.35, 0, side * 0.6, side), fill=255)
    elif pattern is Pattern.GRID:
        draw.rectangle((side * 0.4, 0, side * 0.58, side), fill=255)
        draw.rectangle((0, side * 0.4, side, side * 0.58), fill=255)
    return tile.resize((TILE, TILE), Image.Resampling.LANCZOS)


def _tiled(pattern: Pattern, width: int, height: int) -> "Picture":
    from PIL import Image

    mask = Image.new("L", (width, height), 0)
    for column in range(ceil(width / TILE)):
        for row in range(ceil(height / TILE)):
            mask.paste(_tile(pattern), (column * TILE, row * TILE))
    return mask
