"""A label that would be cut off on a telephone gets more room; nothing is lost, and the order stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keyboards import laid_out
from bot.texts.posts import Button


def shown(*rows):
    laid = laid_out([[Button(label) for label in row] for row in rows])
    return [[button.label for button in row] for row in laid]


@pytest.mark.parametrize(
    ("row", "rows"),
    [
        (["Tán thành", "Không tán thành"], [["Tán thành", "Không tán thành"]]),
        (["Thăm dò", "Liên kết cho người dân"], [["Thăm dò"], ["Liên kết cho người dân"]]),
        (["Danh sách việc", "Tiến độ", "Đôn đốc"], [["Danh sách việc", "Tiến độ"], ["Đôn đốc"]]),
        (["Bài học kinh nghiệm", "Lý do", "Hạn"], [["Bài học kinh nghiệm"], ["Lý do", "Hạn"]]),
        (["‹", "12/2026", "›"], [["‹", "12/2026", "›"]]),
        ([f"{day}" for day in range(21, 28)], [[f"{day}" for day in range(21, 28)]]),
        (["Nghị quyết về nước sạch và thủy lợi"], [["Nghị quyết về nước sạch và thủy lợi"]]),
        ([], []),
    ],
)  # fmt: skip
def test_a_row_is_broken_where_a_label_would_be_cut_off(row, rows):
    assert shown(row) == rows


@given(st.lists(st.lists(st.text(max_size=40), max_size=8), max_size=4))
def test_every_button_is_still_there_in_its_order(rows):
    laid = shown(*rows)
    assert [label for row in laid for label in row] == [label for row in rows for label in row]
    assert all(laid)
