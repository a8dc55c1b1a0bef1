"""What the papers of a vote say, for each way in which it may end (S0.10)."""

from datetime import date
from io import BytesIO

from docx import Document
from sqlalchemy import text

from actions import ballots, votes
from bot.papers.issuing import docx_of
from bot.papers.opinions import opinions_paper
from bot.papers.votes import minutes_paper
from rules.ballots import Choice
from storage.drafts import current_draft
from storage.votes import vote as vote_by_id
from tests.actions.committees import Committee

OPINION = "Đề nghị bố trí vốn trước.\nNguồn thu chưa bảo đảm."


def ended(committee, *, yes, no=(), tampered=False):
    """Vote on a text, close the vote, and give its number."""
    resolution_id = committee.has_resolution()
    draft = committee.read(current_draft, resolution_id)
    vote = committee.does(
        "clerk", votes.open_vote, resolution_id, draft_id=draft.id, chair_id=committee.ids["sec"],
        last_day=date(2026, 11, 18),
    )  # fmt: skip
    for name in yes:
        committee.does(name, ballots.cast_ballot, vote.id, Choice.YES)
    for name in no:
        committee.does(name, ballots.cast_ballot, vote.id, Choice.NO)
        desk = {"chat_id": committee.chats[name]}
        committee.does(name, ballots.reserve_opinion, vote.id, OPINION, **desk)
    if tampered:
        change = text("UPDATE clause SET text = 'khác' WHERE kind = 'clause'")
        committee.does(None, lambda work: work.connection.execute(change))
    committee.does("clerk", votes.close_vote, vote.id)
    return vote.id


def said(committee, paper, vote_id):
    content = committee.read(lambda session: docx_of(paper(session, vote_by_id(session, vote_id))))
    document = Document(BytesIO(content))
    rows = [" | ".join(cell.text for cell in row.cells) for t in document.tables for row in t.rows]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *rows])


def test_minutes_conclude_what_the_count_says(engine):
    committee = Committee(engine, electors=5)
    passed = said(committee, minutes_paper, ended(committee, yes=["sec", "dep", "m1"], no=["m2"]))
    assert "Thay mặt đồng chí sec chủ trì, đồng chí clerk tuyên bố kết thúc thảo luận" in passed
    assert "Không tham gia: 1 (m3)" in passed
    assert "Tán thành | 3 | 60%" in passed
    assert "m3 |  | Không biểu quyết | " in passed
    assert "1. m2: Đề nghị bố trí vốn trước." in passed
    assert "được thông qua với 3/5 đồng chí tán thành, bằng 60% tổng số" in passed
    assert "kết thúc vào 08 giờ 00, ngày 16 tháng 11 năm 2026./." in passed
    lost = said(committee, minutes_paper, ended(committee, yes=["sec", "dep"], no=["m1", "m2"]))
    assert "không được thông qua: 2/5 đồng chí tán thành" in lost
    few = said(committee, minutes_paper, ended(committee, yes=["sec", "dep", "m1"]))
    assert "không được thông qua: chỉ có 3/5 đồng chí tham gia" in few
    broken = said(committee, minutes_paper, ended(committee, yes=["sec", "dep", "m1"], tampered=True))
    assert "không có giá trị" in broken


def test_reserved_opinions_go_to_the_body_above(engine):
    committee = Committee(engine, electors=5)
    vote_id = ended(committee, yes=["sec", "dep", "m1"], no=["m2", "m3"])
    report = said(committee, opinions_paper, vote_id)
    assert "Kính gửi: Tỉnh ủy Khánh Hòa" in report
    assert "Có 2 đồng chí bảo lưu ý kiến" in report
    assert "2. m3: Đề nghị bố trí vốn trước.\nNguồn thu chưa bảo đảm." in report
    assert "vẫn chấp hành nghiêm" in report
