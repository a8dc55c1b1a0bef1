"""Documents from above as the tests of actions enter them."""

from dataclasses import replace
from datetime import date

from actions import upper_documents
from rules.drafts import DraftHead
from rules.upper_documents import ReadUpperDocument
from storage.upper_documents import UpperDocumentRow
from tests.actions.committees import text_of

CLAUSES = (
    "Giao ủy ban nhân dân các xã lắp đặt đồng hồ nước cho các hộ ở vùng cao.",
    "Các cấp ủy phải vận động Nhân dân hiến đất làm kênh mương nội đồng.",
    "Chỉ thị này phổ biến đến chi bộ.",
)
TOLD = {"chat_id": 1, "file_id": "f", "file_name": "chi-thi.docx", "size_bytes": 10}


def enters(committee, *clauses, symbol="12-CT/TU"):
    """Store a document from above, as if the clerk had sent it, and give its number."""
    errand = ReadUpperDocument(
        chat_id=committee.chats["clerk"], body_id=committee.body_id, member_id=committee.ids["clerk"],
        file_id="file", file_name="chi-thi.docx",
    )  # fmt: skip
    head = DraftHead(
        symbol=symbol, issuer="TỈNH ỦY", issued_on=date(2026, 10, 5), abstract="về nước sạch"
    )
    read = replace(text_of(*(clauses or CLAUSES)), head=head)
    committee.does(None, upper_documents.take_document, errand, read)
    return committee.all(UpperDocumentRow)[-1].id
