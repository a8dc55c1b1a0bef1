"""The letters that pictures are written with: a part of DejaVu Sans, shipped with the house."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

COVERED = (
    (0x0020, 0x007E),
    (0x00A0, 0x017F),
    (0x01A0, 0x01A1),
    (0x01AF, 0x01B0),
    (0x0300, 0x0304),
    (0x0306, 0x0306),
    (0x0309, 0x0309),
    (0x031B, 0x031B),
    (0x0323, 0x0323),
    (0x1EA0, 0x1EF9),
    (0x2010, 0x2015),
    (0x2018, 0x201E),
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x2030, 0x2030),
    (0x2032, 0x2033),
    (0x2039, 0x203A),
    (0x20AB, 0x20AB),
    (0x2116, 0x2116),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2248, 0x2248),
    (0x2260, 0x2260),
    (0x2264, 0x2265),
    (0x25A0, 0x25A1),
    (0x25B2, 0x25B2),
    (0x25BC, 0x25BC),
    (0x25CB, 0x25CB),
    (0x25CF, 0x25CF),
    (0x2713, 0x2713),
    (0x2717, 0x2717),
)
"""First and last code points of what the files hold; see README.md beside them."""

_CHARACTERS = frozenset(chr(code) for first, last in COVERED for code in range(first, last + 1))
_FILES = {False: "DejaVuSans-Vietnamese.ttf", True: "DejaVuSans-Bold-Vietnamese.ttf"}


def drawable(text: str) -> str:
    """Leave out what the fonts cannot draw (emoji, other scripts), rather than show boxes."""
    return "".join(character for character in text if character in _CHARACTERS)


@cache
def font(size: int, *, bold: bool = False) -> "FreeTypeFont":
    """Load the font at a size in pixels. The files are read once for each size."""
    from PIL import ImageFont

    content = files(__name__).joinpath(_FILES[bold]).read_bytes()
    return ImageFont.truetype(BytesIO(content), size, layout_engine=ImageFont.Layout.BASIC)
