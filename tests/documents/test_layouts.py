from datetime import date

import pytest

from documents.layouts import LAYOUTS, layout_for
from rules.bodies import Standard
from rules.numbering import DocumentType


@pytest.mark.parametrize(
    ("standard", "on", "expected"),
    [
        (Standard.PARTY, date(2026, 1, 9), "party-2026"),
        (Standard.PARTY, date(2026, 1, 8), "party-2018"),
        (Standard.PARTY, date(2030, 1, 1), "party-2026"),
        (Standard.PARTY, date(2010, 1, 1), "party-2018"),
        (Standard.STATE, date(2020, 3, 5), "state-2020"),
        (Standard.STATE, date(2026, 9, 1), "state-2020"),
        (Standard.STATE, date(2010, 1, 1), "state-2020"),
    ],
)
def test_a_paper_takes_the_form_in_force_on_its_day(standard, on, expected):
    layout = layout_for(standard, on)
    assert layout.id == expected
    assert layout.standard is standard


def test_only_the_newer_party_form_knows_kinh_trinh():
    newer = layout_for(Standard.PARTY, date(2026, 2, 1)).titles.address_labels
    older = layout_for(Standard.PARTY, date(2025, 2, 1)).titles.address_labels
    assert newer[DocumentType.SUBMISSION] == "Kính trình:"
    assert older.get(DocumentType.SUBMISSION, older[None]) == "Kính gửi:"


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_heads_fit_the_page_and_never_mix(layout):
    assert layout.head.left_width + layout.head.right_width == layout.text_width()
    mottos = " ".join(line.text for line in layout.head.lines)
    assert ("ĐẢNG CỘNG SẢN" in mottos) is (layout.standard is Standard.PARTY)
    assert ("CỘNG HÒA XÃ HỘI" in mottos) is (layout.standard is Standard.STATE)
    assert layout.text_width(is_landscape=True) > layout.text_width()


def test_no_two_layouts_share_a_name_or_a_first_day():
    assert len({layout.id for layout in LAYOUTS}) == len(LAYOUTS)
    assert len({(layout.standard, layout.valid_from) for layout in LAYOUTS}) == len(LAYOUTS)
