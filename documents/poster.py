"""A page to print and put up: what is asked, the code to scan, and how it is done (S0.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from documents.drawing import LINE_STEP, wrapped
from documents.fonts import font
from documents.qr import QUIET_MODULES

if TYPE_CHECKING:  # the libraries come with the first poster
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw as Pen
    from PIL.ImageFont import FreeTypeFont

DOTS_PER_INCH = 300
A4 = (2480, 3508)
"""Pixels: 210 × 297 mm."""

EDGE = 200
"""Pixels of white on each side: 17 mm, which every office printer leaves."""

CODE = 1300
"""Pixels across, 11 cm: it can be scanned from an arm's length and more."""


@dataclass(frozen=True, kw_only=True)
class Poster:
    """What stands on it, from the top down."""

    issuer: str
    headline: str
    title: str
    until: str
    steps: Sequence[str]
    link: str
    foot: str
    on: date  # the day on which it is made


def poster_pdf(poster: Poster) -> bytes:
    """Draw a poster as a PDF of one A4 page, in black and white."""
    from PIL import Image, ImageDraw

    page = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(page)
    top = EDGE
    top = _centred(draw, poster.issuer, font(60), top, 2) + 40
    top = _centred(draw, poster.headline, font(150, bold=True), top, 2) + 30
    top = _centred(draw, poster.title, font(76, bold=True), top, 4) + 30
    code = _code(poster.link)
    page.paste(code, ((A4[0] - code.width) // 2, top))
    top = _centred(draw, poster.until, font(84, bold=True), top + code.height, 2) + 50
    for number, step in enumerate(poster.steps, start=1):
        top = _left(draw, f"{number}. {step}", font(64), top) + 10
    _centred(draw, poster.link, font(44), top + 30, 2)
    _centred(draw, poster.foot, font(50), A4[1] - EDGE - 130, 2)
    return _as_pdf(page, poster)


def _centred(draw: "Pen", text: str, face: "FreeTypeFont", top: int, most: int) -> int:
    """Write lines in the middle, and give where they end."""
    step = round(face.size * LINE_STEP)
    for line in wrapped(text, face, A4[0] - 2 * EDGE, most):
        draw.text((A4[0] // 2, top), line, font=face, fill=0, anchor="ma")
        top += step
    return top


def _left(draw: "Pen", text: str, face: "FreeTypeFont", top: int) -> int:
    for line in wrapped(text, face, A4[0] - 2 * EDGE, 2):
        draw.text((EDGE, top), line, font=face, fill=0)
        top += round(face.size * LINE_STEP)
    return top


def _code(link: str) -> "Picture":
    """Draw a code that a fold or a stamp may damage: a quarter of it may be lost (level Q)."""
    import segno
    from PIL import Image

    symbol = segno.make_qr(link, error="q", boost_error=False)
    rows = [
        bytes(0 if dark else 255 for dark in row) for row in symbol.matrix_iter(border=QUIET_MODULES)
    ]
    side = len(rows) * (CODE // len(rows))
    flat = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    return flat.resize((side, side), Image.Resampling.NEAREST)


def _as_pdf(page: "Picture", poster: Poster) -> bytes:
    # Black or white and nothing between: sharp in print, and a tenth of the bytes.
    sharp = page.point(lambda shade: 255 if shade > 127 else 0, mode="1")
    store = BytesIO()
    made = poster.on.timetuple()
    sharp.save(
        store, "PDF", resolution=DOTS_PER_INCH, title=poster.headline, creationDate=made, modDate=made
    )
    return store.getvalue()
