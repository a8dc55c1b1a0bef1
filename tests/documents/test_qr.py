import io

import pytest
import segno
from PIL import Image

from documents.qr import QUIET_MODULES, qr_png

LINK = "https://t.me/nghiquyet_bot?start=abcdefghijklmnopqrstuvwx"


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def modules_of(picture: Image.Image, link: str) -> list[list[bool]]:
    """Read the picture back, module by module, as a scanner sees it."""
    side = len(segno.make_qr(link, error="m", boost_error=False).matrix) + 2 * QUIET_MODULES
    scale = picture.width // side
    left = (picture.width - side * scale) // 2
    middle = scale // 2
    return [
        [picture.getpixel((left + scale * x + middle, scale * y + middle)) == 0 for x in range(side)]
        for y in range(side)
    ]


@pytest.mark.parametrize("link", [LINK, "tg://resolve?domain=bot&start=x", LINK + "y" * 300])
def test_the_picture_holds_the_link_with_white_around_it(link):
    picture = opened(qr_png(link, "Đồng chí Nguyễn Thị Ngọc Ánh"))
    expected = segno.make_qr(link, error="m", boost_error=False).matrix_iter(border=QUIET_MODULES)
    assert modules_of(picture, link) == [[bool(dark) for dark in row] for row in expected]


def test_the_picture_is_large_enough_for_paper_and_grows_with_the_caption():
    short = opened(qr_png(LINK, ""))
    long = opened(qr_png(LINK, "quét mã để nhận việc " * 30))
    assert short.width == long.width == 1080
    assert short.height < long.height < 1500


def test_a_link_too_long_for_any_code_is_refused():
    with pytest.raises(ValueError, match="too large"):
        qr_png("https://t.me/" + "x" * 5000, "")
