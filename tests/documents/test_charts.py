import io
import unicodedata
from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageDraw

from documents.charts import (
    FILLS,
    SIGNS,
    TARGETS_PER_PAGE,
    BarState,
    CountRow,
    ProgressChart,
    ProgressRow,
    ReviewChart,
    TargetRow,
    progress_pages,
    review_pages,
)
from documents.drawing import WIDTH, wrapped
from documents.fonts import COVERED, drawable, font

LEGEND = {
    BarState.DONE: "Đã hoàn thành",
    BarState.DONE_LATE: "Hoàn thành quá hạn",
    BarState.ON_TIME: "Đang làm, còn hạn",
    BarState.DUE_SOON: "Sắp đến hạn",
    BarState.OVERDUE: "Quá hạn",
}


def row(label="Lắp camera an ninh", percent=40.0, state=BarState.ON_TIME):
    return ProgressRow(
        label=label,
        percent=percent,
        percent_text=f"{percent:.0f} %",
        state=state,
        details="Còn 3 ngày · 05/09/2026 · Công an xã",
    )


def chart(*rows):
    return ProgressChart(
        title="Nghị quyết số 07-NQ/ĐU",
        subtitle="Tính đến ngày 22/11/2026",
        summary="2/6 việc đã hoàn thành",
        rows=rows,
        legend=LEGEND,
        empty="Chưa có việc nào được giao.",
    )


def opened(png: bytes) -> Image.Image:
    assert png.startswith(b"\x89PNG")
    return Image.open(io.BytesIO(png)).convert("RGB")


def colours(picture: Image.Image) -> set[str]:
    found = picture.getcolors(maxcolors=1 << 20) or []
    return {"#" + bytes(colour).hex() for _, colour in found if isinstance(colour, tuple)}


@pytest.mark.parametrize(("tasks", "pages"), [(0, 1), (1, 1), (12, 1), (13, 2), (60, 5)])
def test_a_picture_holds_at_most_twelve_tasks_and_fits_a_phone(tasks, pages):
    pictures = [opened(png) for png in progress_pages(chart(*[row()] * tasks))]
    assert len(pictures) == pages
    for picture in pictures:
        assert picture.width == WIDTH
        # Telegram: width and height of a photo add up to 10,000 at most, one to twenty apart.
        assert picture.width + picture.height <= 10_000


def test_labels_of_300_letters_are_wrapped_and_stay_inside_the_page():
    long = row(label="Phát triển sản xuất hàng hóa " * 12, state=BarState.OVERDUE)
    endless = row(label="x" * 300)
    picture = opened(progress_pages(chart(*[long, endless] * 6))[0])
    assert picture.width + picture.height <= 10_000
    edge = picture.crop((WIDTH - 20, 0, WIDTH, picture.height))
    assert ImageChops.invert(edge).getbbox() is None


@pytest.mark.parametrize("state", list(BarState))
def test_every_state_has_words_a_sign_a_colour_and_a_pattern_of_its_own(state):
    picture = opened(progress_pages(chart(row(percent=100, state=state)))[0])
    assert FILLS[state].colour in colours(picture)
    assert SIGNS[state] == drawable(SIGNS[state])
    others = [other for other in BarState if other is not state]
    assert FILLS[state].pattern not in {FILLS[other].pattern for other in others}


def test_more_progress_makes_a_longer_bar():
    ends = [bar_end(percent) for percent in (-5, 0, 40, 100, 250)]
    assert ends[0] == ends[1] < ends[2] < ends[3] == ends[4]


def bar_end(percent: float) -> int:
    """Answer where the green of the one task's bar ends, 0 where there is none."""
    picture = opened(progress_pages(chart(row(percent=percent, state=BarState.DONE)))[0])
    # The bar is above the last line of the picture.
    line = picture.crop((0, picture.height - 130, WIDTH, picture.height - 129))
    green = Image.new("RGB", line.size, FILLS[BarState.DONE].colour)
    found = ImageChops.invert(ImageChops.difference(line, green).convert("L")).point(
        lambda value: 255 * (value == 255)
    )
    box = found.getbbox()
    return box[2] if box else 0


def test_the_same_chart_gives_the_same_bytes():
    assert progress_pages(chart(row())) == progress_pages(chart(row()))


def review(targets=(), counts=()):
    return ReviewChart(
        title="Tổng kết Nghị quyết số 07-NQ/ĐU",
        subtitle="Từ ngày 05/02/2026 đến ngày 22/11/2026",
        targets_title="Chỉ tiêu và kết quả",
        targets=targets,
        target_mark="Vạch đứng: mức chỉ tiêu",
        counts_title="Kết quả thực hiện",
        counts=counts,
    )


TARGET = TargetRow(
    label="Hộ nghèo được vay vốn",
    ratio=52 / 60,
    state=BarState.OVERDUE,
    value_text="52/60 hộ",
    details="Chưa đạt (86,7 %)",
)
COUNT = CountRow(label="Hoàn thành đúng hạn", count=6, state=BarState.DONE)


@pytest.mark.parametrize(
    ("targets", "counts"),
    [
        ((), ()),
        ((TARGET,), ()),
        ((), (COUNT,)),
        ((), (replace(COUNT, count=0),)),
        ((TARGET, replace(TARGET, ratio=0), replace(TARGET, ratio=40)), (COUNT,)),
        ((replace(TARGET, label="rất dài " * 60),) * 20, (COUNT,) * 5),
    ],
)
def test_a_review_is_drawn_whatever_came_of_it(targets, counts):
    pictures = [opened(png) for png in review_pages(review(targets, counts))]
    assert len(pictures) == max(1, -(-len(targets) // TARGETS_PER_PAGE))
    for picture in pictures:
        assert picture.width == WIDTH
        assert picture.width + picture.height <= 10_000
        edge = picture.crop((0, 0, 20, picture.height))
        assert ImageChops.invert(edge).getbbox() is None


def test_the_fonts_hold_every_letter_of_vietnamese():
    vowels = "aăâeêioôơuưy"
    tones = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    letters = {unicodedata.normalize("NFC", v + t) for v in vowels for t in tones}
    letters |= {letter.upper() for letter in letters} | set("đĐ")
    assert len(letters) == 146
    for bold in (False, True):
        nothing = drawn("\U0010ffff", bold=bold)
        for letter in letters | set("✓●▲■→•–—“”…₫≥"):
            assert drawable(letter) == letter
            assert drawn(letter, bold=bold) not in {nothing, b""}, letter


def drawn(letter: str, *, bold: bool) -> bytes:
    picture = Image.new("L", (80, 80))
    ImageDraw.Draw(picture).text((10, 10), letter, font=font(40, bold=bold), fill=255)
    return picture.crop(picture.getbbox()).tobytes()


def test_what_the_fonts_cannot_draw_is_left_out():
    assert drawable("Tốt 👍 — 北京") == "Tốt  — "
    assert all(first <= last for first, last in COVERED)


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("", 2, ()),
        ("một", 2, ("một",)),
        ("một hai ba", 3, ("một hai", "ba")),
        ("một hai ba bốn", 2, ("một hai", "ba bốn")),
        ("một hai ba bốn", 1, ("một h…",)),
        ("mmmmmm", 2, ("mmmm", "mm")),
        ("mmmmmmmmmmmm", 2, ("mmmm", "mm…")),
    ],
)
def test_texts_are_broken_between_words_where_there_are_any(text, lines, expected):
    face = font(36)
    width = max(face.getlength("mmmm"), face.getlength("một hai"))
    assert width < face.getlength("một hai ba")
    assert wrapped(text, face, width, lines) == expected
