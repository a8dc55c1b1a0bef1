"""A link as a picture: for the phone that scans it from a screen or from a printed page."""

from typing import TYPE_CHECKING

from documents.drawing import LINE_STEP, MARGIN, WIDTH, as_png, wrapped
from documents.fonts import font

if TYPE_CHECKING:  # the libraries come with the first picture
    from PIL.Image import Image as Picture

QUIET_MODULES = 4
"""White around the code, in modules: with less of it scanners miss the code (ISO/IEC 18004)."""

CAPTION_SIZE = 44
MAX_CAPTION_LINES = 4


def qr_png(link: str, caption: str) -> bytes:
    """Draw the link as a black and white code with a caption under it; answer a PNG.

    The picture is 1080 pixels wide: 9 cm in print at 300 dots per inch. Up to 15 % of the code may
    be lost to a fold or a stamp (level M). Raises ValueError for a link too long for any code
    (about 2,300 characters).
    """
    from PIL import Image, ImageDraw

    code = _code(link)
    face = font(CAPTION_SIZE)
    lines = wrapped(caption, face, WIDTH - 2 * MARGIN, MAX_CAPTION_LINES)
    step = round(CAPTION_SIZE * LINE_STEP)
    picture = Image.new("L", (WIDTH, code.height + step * len(lines) + MARGIN), 255)
    picture.paste(code, ((WIDTH - code.width) // 2, 0))
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        draw.text((WIDTH // 2, code.height + step * number), line, font=face, fill=0, anchor="ma")
    return as_png(picture)


def _code(link: str) -> "Picture":
    import segno
    from PIL import Image

    symbol = segno.make_qr(link, error="m", boost_error=False)
    rows = [
        bytes(0 if dark else 255 for dark in row) for row in symbol.matrix_iter(border=QUIET_MODULES)
    ]
    modules = len(rows)
    size = modules * max(1, WIDTH // modules)
    flat = Image.frombytes("L", (modules, modules), b"".join(rows))
    return flat.resize((size, size), Image.Resampling.NEAREST)
