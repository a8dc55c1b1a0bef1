"""What somebody finds who types a few words behind @bot."""

import pytest

from rules.sharing import FURTHEST, ON_A_PAGE, fits, page_of

NAME = "về cấp nước sạch nông thôn Đảng ủy xã Công Hải"


@pytest.mark.parametrize(
    ("said", "is_found"),
    [
        ("", True),
        ("nuoc sach", True),
        ("NƯỚC  sạch", True),
        ("nghị quyết nước", True),
        ("du thao", True),
        ("cong hai", True),
        ("nuoc thai", False),
        ("đất đai", False),
        ("%_'; --", False),
        ("\u202e\u0000", False),
    ],
)
def test_words_without_marks_find_a_draft_and_words_for_papers_choose_nothing(said, is_found):
    assert fits(said, NAME) is is_found


@pytest.mark.parametrize(
    ("offset", "first", "behind"),
    [
        ("", 0, "20"), ("20", 20, "40"), ("40", 40, ""), ("45", 45, ""), ("9999", None, ""),
        ("-3", 0, "20"), ("٣", 0, "20"), ("1e3", 0, "20"), ("99999999999", 0, "20"),
    ],
)  # fmt: skip
def test_an_offset_may_be_anything(offset, first, behind):
    found = list(range(45))
    page = page_of(found, offset)
    expected = found[first : first + ON_A_PAGE] if first is not None else []
    assert (page.resolution_ids, page.next_offset) == (tuple(expected), behind)


def test_nobody_scrolls_for_ever():
    offset, pages = "", 0
    while pages == 0 or offset:
        page, pages = page_of(range(10 * FURTHEST), offset), pages + 1
        offset = page.next_offset
    assert pages == FURTHEST // ON_A_PAGE
