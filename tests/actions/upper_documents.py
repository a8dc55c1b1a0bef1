"""Documents from above as the tests of actions enter them."""

from dataclasses import replace
from datetime import date

from sqlmodel import select

from actions import upper_documents
from actions.bodies import set_up_body
from rules.bodies import BodyKind
from rules.drafts import DraftHead
from rules.upper_documents import ReadUpperDocument
from storage.members import MemberRow
from storage.upper_documents import UpperDocumentRow
from tests.actions.committees import text_of

CLAUSES = (
    "Giao ủy ban nhân dân các xã lắp đặt đồng hồ nước cho các hộ ở vùng cao.",
    "Các cấp ủy phải vận động Nhân dân hiến đất làm kênh mương nội đồng.",
    "Chỉ thị này phổ biến đến chi bộ.",
)
TOLD = {"chat_id": 1, "file_id": "f", "file_name": "chi-thi.docx", "size_bytes": 10}


def keeps_another_register(work):
    """Let the clerk be the clerk of another body too, and give that one's number."""
    clerk = set_up_body(
        work, kind=BodyKind.PARTY_COMMITTEE, name="Đảng ủy xã Phước Hà", parent="Tỉnh ủy Khánh Hòa",
        symbol="ĐU", place="Phước Hà", term="2025-2030", term_began_on=date(2025, 7, 1), language="vi",
        clerk_name="clerk",
    )  # fmt: skip
    known = work.session.exec(select(MemberRow).where(MemberRow.full_name == "clerk")).first()
    clerk.user_id = known.user_id
    return clerk.body_id


def enters(committee, *clauses, symbol="12-CT/TU", issuer="TỈNH ỦY", abstract="về nước sạch"):
    """Store a document from above, as if the clerk had sent it, and give its number."""
    errand = ReadUpperDocument(
        chat_id=committee.chats["clerk"], body_id=committee.body_id, member_id=committee.ids["clerk"],
        file_id="file", file_name="chi-thi.docx",
    )  # fmt: skip
    head = DraftHead(symbol=symbol, issuer=issuer, issued_on=date(2026, 10, 5), abstract=abstract)
    read = replace(text_of(*(clauses or CLAUSES)), head=head)
    committee.does(None, upper_documents.take_document, errand, read)
    return committee.all(UpperDocumentRow)[-1].id
