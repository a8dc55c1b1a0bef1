import pytest

from rules.bodies import BodyKind, Standard
from rules.signing import (
    ISSUERS,
    CapacityUnknownToStandard,
    CommitteeHasNoDeputySigner,
    SigningCapacity,
    signature_heading,
    usual_heading,
)


@pytest.mark.parametrize(
    ("issuer", "is_deputy", "expected"),
    [
        (BodyKind.PARTY_COMMITTEE, False, ("T/M ĐẢNG ỦY", "BÍ THƯ")),
        (BodyKind.PARTY_COMMITTEE, True, ("T/M ĐẢNG ỦY", "PHÓ BÍ THƯ")),
        (BodyKind.STANDING_COMMITTEE, False, ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")),
        (BodyKind.BRANCH, False, ("T/M CHI BỘ", "BÍ THƯ")),
        (BodyKind.PEOPLES_COMMITTEE, False, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (
            BodyKind.PEOPLES_COMMITTEE,
            True,
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (BodyKind.PEOPLES_COUNCIL, False, ("CHỦ TỊCH",)),
        (BodyKind.PEOPLES_COUNCIL, True, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    ],
)
def test_heads_and_deputies_sign_in_the_form_of_their_body(issuer, is_deputy, expected):
    assert usual_heading(issuer, is_deputy=is_deputy) == expected


def test_an_office_signs_by_order_and_its_deputy_for_its_head():
    assert signature_heading(
        Standard.PARTY, SigningCapacity.BY_ORDER, of="BAN THƯỜNG VỤ", post="CHÁNH VĂN PHÒNG"
    ) == ("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG")
    assert signature_heading(
        Standard.PARTY,
        SigningCapacity.FOR_HEAD,
        of="CHÁNH VĂN PHÒNG",
        post="PHÓ CHÁNH VĂN PHÒNG",
    ) == ("K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
    assert signature_heading(Standard.STATE, SigningCapacity.ACTING, post="CHỦ TỊCH") == ("Q. CHỦ TỊCH",)


@pytest.mark.parametrize("collective", ["ĐẢNG ỦY", ""])
def test_nobody_signs_for_the_head_of_a_party_committee(collective):
    with pytest.raises(CommitteeHasNoDeputySigner):
        signature_heading(
            Standard.PARTY,
            SigningCapacity.FOR_HEAD,
            of="BÍ THƯ",
            post="PHÓ BÍ THƯ",
            collective=collective,
        )


@pytest.mark.parametrize("capacity", [SigningCapacity.BY_MANDATE, SigningCapacity.ACTING])
def test_the_party_knows_no_mandate_and_no_acting_head(capacity):
    with pytest.raises(CapacityUnknownToStandard) as refused:
        signature_heading(Standard.PARTY, capacity, of="BÍ THƯ", post="PHÓ BÍ THƯ")
    assert refused.value.capacity is capacity


def test_every_body_of_a_commune_has_a_form():
    assert set(ISSUERS) == set(BodyKind)
