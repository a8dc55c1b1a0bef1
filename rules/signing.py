"""In whose name a paper is signed: the lines above the signature.

Party: T/M, K/T, T/L with a slash; a committee signs as a collective, so nobody signs for its head
(399-QĐ/TW). State: TM., KT., TL., TUQ., Q. with a dot (Decree 30/2020, Appendix I, II.7).
"""

from dataclasses import dataclass
from enum import StrEnum

from rules.bodies import BodyKind, Standard
from rules.refused import Refused


class SigningCapacity(StrEnum):
    """By what right somebody puts their name under a paper."""

    ON_BEHALF = "on_behalf"  # thay mặt: for a collective
    FOR_HEAD = "for_head"  # ký thay: a deputy for a single head
    BY_ORDER = "by_order"  # thừa lệnh: ordered by the body or the head
    BY_MANDATE = "by_mandate"  # thừa ủy quyền: mandated in writing
    ACTING = "acting"  # quyền: acting head
    IN_PERSON = "in_person"  # the head alone


SIGNING_MARKS = {
    Standard.PARTY: {
        SigningCapacity.ON_BEHALF: "T/M ",
        SigningCapacity.FOR_HEAD: "K/T ",
        SigningCapacity.BY_ORDER: "T/L ",
        SigningCapacity.IN_PERSON: "",
    },
    Standard.STATE: {
        SigningCapacity.ON_BEHALF: "TM. ",
        SigningCapacity.FOR_HEAD: "KT. ",
        SigningCapacity.BY_ORDER: "TL. ",
        SigningCapacity.BY_MANDATE: "TUQ. ",
        SigningCapacity.ACTING: "Q. ",
        SigningCapacity.IN_PERSON: "",
    },
}


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """How a body names itself in numbers and signatures. Names are in capitals."""

    symbol: str  # in a paper's symbol
    signs_as: str  # the collective after T/M or TM.; "" where the head signs alone
    head: str  # post of the head
    deputy: str


ISSUERS = {
    BodyKind.PARTY_COMMITTEE: Issuer(
        symbol="ĐU",
        signs_as="ĐẢNG ỦY",
        head="BÍ THƯ",
        deputy="PHÓ BÍ THƯ",
    ),
    BodyKind.STANDING_COMMITTEE: Issuer(
        symbol="ĐU",
        signs_as="BAN THƯỜNG VỤ",
        head="BÍ THƯ",
        deputy="PHÓ BÍ THƯ",
    ),
    BodyKind.BRANCH: Issuer(
        symbol="CB",
        signs_as="CHI BỘ",
        head="BÍ THƯ",
        deputy="PHÓ BÍ THƯ",
    ),
    BodyKind.PEOPLES_COMMITTEE: Issuer(
        symbol="UBND",
        signs_as="ỦY BAN NHÂN DÂN",
        head="CHỦ TỊCH",
        deputy="PHÓ CHỦ TỊCH",
    ),
    BodyKind.PEOPLES_COUNCIL: Issuer(
        symbol="HĐND",
        signs_as="",
        head="CHỦ TỊCH",
        deputy="PHÓ CHỦ TỊCH",
    ),
}
"""The usual names; a body may carry its own ("ĐẢNG ỦY XÃ CÔNG HẢI")."""


@dataclass(eq=False, kw_only=True)
class CapacityUnknownToStandard(Refused):
    """The Party knows no such right to sign (thừa ủy quyền, quyền)."""

    capacity: SigningCapacity
    standard: Standard


@dataclass(eq=False, kw_only=True)
class CommitteeHasNoDeputySigner(Refused):
    """K/T was asked for in a committee, which is a collective: its deputy signs T/M."""

    signed_for: str


def signature_heading(
    standard: Standard,
    capacity: SigningCapacity,
    *,
    of: str = "",
    post: str,
    collective: str = "",
) -> tuple[str, ...]:
    """Write the lines above a signature, top down.

    `of` is the collective, head or body signed for; `post` the signer's own post. `collective`
    adds the collective above a deputy ("TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH").
    Raises CapacityUnknownToStandard, CommitteeHasNoDeputySigner.
    """
    marks = SIGNING_MARKS[standard]
    if capacity not in marks:
        raise CapacityUnknownToStandard(capacity=capacity, standard=standard)
    if standard is Standard.PARTY and (collective or _is_for_head_of_committee(capacity, of)):
        raise CommitteeHasNoDeputySigner(signed_for=of or collective)
    mark = marks[capacity]
    above = (marks[SigningCapacity.ON_BEHALF] + collective,) if collective else ()
    if capacity is SigningCapacity.ACTING:
        return (*above, mark + post)
    return (*above, mark + of, post) if of else (*above, post)


def _is_for_head_of_committee(capacity: SigningCapacity, of: str) -> bool:
    heads = {issuer.head for kind, issuer in ISSUERS.items() if kind.standard is Standard.PARTY}
    return capacity is SigningCapacity.FOR_HEAD and of in heads


def usual_heading(body_kind: BodyKind, *, is_deputy: bool = False) -> tuple[str, ...]:
    """Write the lines above the signature of a body's head, or of the deputy."""
    issuer = ISSUERS[body_kind]
    standard = body_kind.standard
    if standard is Standard.PARTY or not is_deputy:
        post = issuer.deputy if is_deputy else issuer.head
        capacity = SigningCapacity.ON_BEHALF if issuer.signs_as else SigningCapacity.IN_PERSON
        return signature_heading(standard, capacity, of=issuer.signs_as, post=post)
    return signature_heading(
        standard,
        SigningCapacity.FOR_HEAD,
        of=issuer.head,
        post=issuer.deputy,
        collective=issuer.signs_as,
    )
