"""Near-duplicates are proposed as one group; what differs in a number or in a "không" stays apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.comments import Channel
from rules.members import Role
from rules.synthesis import IN_PUBLIC, Speaker, by_likeness, propose_groups, sounds_opposed, speaker_of

SAYINGS = (
    "Đề nghị ghi rõ đơn vị chủ trì và thời hạn hoàn thành.",
    "đề nghị ghi rõ đơn vị chủ trì và thời hạn hoàn thành",
    "De nghi ghi ro don vi chu tri, va thoi han hoan thanh",
    "Đề nghị nêu nguồn kinh phí thực hiện.",
    "Nên là 85%",
    "Nên là 90%",
    "Đồng ý với mức này",
    "Không đồng ý với mức này",
)


def test_the_same_words_make_one_group_and_other_numbers_or_a_no_another():
    assert propose_groups(["", "", "…"]) == [[0], [1], [2]]  # pictures and voice messages
    assert propose_groups(SAYINGS) == [[0, 1, 2], [3], [4], [5], [6], [7]]


@given(st.lists(st.sampled_from([*SAYINGS, "", "…", "12", "❓"]) | st.text(max_size=40), max_size=30))
@settings(max_examples=60, deadline=None)
def test_every_comment_is_in_exactly_one_group(texts):
    groups = propose_groups(texts)
    assert sorted(place for group in groups for place in group) == list(range(len(texts)))
    assert all(groups)


@pytest.mark.parametrize(
    ("text", "is_opposed"),
    [
        ("Tôi không nhất trí với điều này", True),
        ("ĐỀ NGHỊ BỎ khoản 2", True),
        ("Phản đối mức thu", True),
        ("Nên không quy định cứng", True),
        ("Đề nghị bổ sung kinh phí", False),
        ("Nhất trí", False),
        ("Không có ý kiến gì thêm", False),
    ],
)
def test_what_sounds_opposed_is_proposed_as_such(text, is_opposed):
    assert sounds_opposed(text) is is_opposed


def test_everybody_speaks_from_one_side():
    assert speaker_of(None) is Speaker.CITIZENS
    assert {speaker_of(role) for role in Role} == set(Speaker) - IN_PUBLIC
    assert speaker_of(None, Channel.AFFECTED) is Speaker.AFFECTED


def test_the_most_alike_comes_first():
    others = [(1, "Nêu nguồn kinh phí"), (2, "Ghi rõ thời hạn hoàn thành"), (3, "Khác hẳn")]
    assert by_likeness("Cần ghi rõ thời hạn", others)[0] == 2
