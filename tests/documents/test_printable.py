import pytest

from documents.printable import bare_item, one_line, printable_text, with_spans_together


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("uỷ ban, hoà bình, hòa bình", "uỷ ban, hoà bình, hòa bình"),  # tones stay where they are
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("phiếu\u202ephx.exe\u202c", "phiếuphx.exe"),
        ("b\u200bí\u2060 t\ufeffhư", "bí thư"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("một\r\nhai\rba\u2028bốn\x0bnăm", "một\nhai\nba\nbốn\nnăm"),
        ("cột\tcột", "cột\tcột"),
        ("\ufffe\uffff", ""),
        ("{ PAGE } & <b>", "{ PAGE } & <b>"),
        ("", ""),
    ],
)
def test_what_cannot_be_seen_is_left_out_and_the_rest_stays(text, expected):
    assert printable_text(text) == expected


def test_one_line_has_single_blanks():
    assert one_line(" Đảng\u00a0ủy \n xã\tA ") == "Đảng ủy xã A"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("- Các chi bộ;", "Các chi bộ"),
        ("Lưu VPĐU.", "Lưu VPĐU"),
        ("– Như trên", "Như trên"),
        ("Đảng viên v.v..", "Đảng viên v.v."),
        ("", ""),
    ],
)
def test_an_item_loses_its_hyphen_and_one_sign(item, expected):
    assert bare_item(item) == expected


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("giai đoạn 2026 - 2030", "giai đoạn 2026\u00a0-\u00a02030"),
        ("năm 2026 – 2027 và 2028", "năm 2026\u00a0–\u00a02027 và 2028"),
        ("số 12026 - 20271, 5 - 7 điểm, 2026-2030", "số 12026 - 20271, 5 - 7 điểm, 2026-2030"),
    ],
)
def test_no_line_of_a_title_ends_within_a_span_of_years(title, written):
    assert with_spans_together(title) == written
