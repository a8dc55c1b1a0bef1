"""The page to put up: it prints on A4, and a phone reads the code."""

import io
from dataclasses import replace
from datetime import date

import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from documents.poster import A4, Poster, poster_pdf
from documents.qr import QUIET_MODULES

LINK = "https://t.me/nghiquyet_bot?start=abcdefghijklmnopqrstuvwx"


POSTER = Poster(
    issuer="Đảng ủy xã Công Hải",
    headline="MỜI GÓP Ý DỰ THẢO",
    title="Nghị quyết về nước sạch và thủy lợi nội đồng năm 2026 - 2027",
    until="Nhận góp ý đến hết ngày 30/11/2026",
    steps=("Quét mã.", "Đọc và đồng ý.", "Viết ý kiến."),
    link=LINK,
    foot="Không cần ghi họ tên.",
    on=date(2026, 11, 23),
)


def made(title, foot="Không cần ghi họ tên."):
    return poster_pdf(replace(POSTER, title=title, foot=foot))


def picture(pdf):
    [page] = PdfReader(io.BytesIO(pdf)).pages
    sides = (page.mediabox.width, page.mediabox.height)
    assert [round(side / 72 * 25.4) for side in sides] == [210, 297]
    [image] = page.images
    assert isinstance(image.image, Image.Image)
    return image.image.convert("L")


@pytest.mark.parametrize("title", ["Nước sạch", "Nghị quyết về nước sạch nông thôn " * 20])
def test_one_page_of_a4_holds_the_link_whatever_the_title(title):
    page = picture(made(title=title))
    assert page.size == A4
    expected = [
        [bool(dark) for dark in row]
        for row in segno.make_qr(LINK, error="q", boost_error=False).matrix_iter(border=QUIET_MODULES)
    ]
    side = 1300 // len(expected)
    left = (A4[0] - side * len(expected)) // 2
    middle = side // 2
    tops = (top for top in range(A4[1] - side * len(expected)))
    assert any(
        all(
            (page.getpixel((left + side * x + middle, top + side * y + middle)) == 0) == dark
            for y, row in enumerate(expected)
            for x, dark in enumerate(row)
        )
        for top in tops
    )


def test_what_cannot_be_drawn_is_left_out_and_much_text_stays_on_the_page():
    page = picture(made(title="💧" * 50, foot="chân trang " * 60))
    assert page.getpixel((5, 5)) == page.getpixel((A4[0] - 5, A4[1] - 5)) == 255
