"""How a resolution is spoken of."""

import pytest

from rules.resolutions import in_a_sentence


@pytest.mark.parametrize(
    ("abstract", "said"),
    [
        ("Về công tác văn thư", "về công tác văn thư"),
        ("về nước sạch", "về nước sạch"),
        ("Vệ sinh môi trường", "Vệ sinh môi trường"),
        ("", ""),
    ],
)
def test_an_abstract_goes_on_after_the_kind_of_paper(abstract, said):
    assert in_a_sentence(abstract) == said
