"""The table of comments and answers: in the legal columns, in public without names; the report."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from docx import Document

from actions import agreements, citizens, concretisation, personal_data, responses
from bot.papers.response_rows import table_rows
from bot.papers.responses import response_sheet, response_table
from bot.papers.rounds import round_report
from bot.texts.wording import Reader
from documents.docx_writer import write_docx
from documents.sheets import write_xlsx
from rules.comments import Stance
from rules.formality import Signals
from rules.personal_data import Purpose
from rules.resolutions import Audience
from rules.responses import NamesAdded, StillUnanswered, Verdict
from storage.accounts import ensure_account
from storage.calendar import work_calendar
from storage.chats import ChatKind, ensure_chat
from storage.comments import CommentRow, comments_in_order
from storage.engine import reading
from storage.formality import signals_for
from storage.members import NotPermitted
from storage.opinion_groups import next_waiting
from storage.personal_data import last_told
from storage.publication import Authors, authors_of, to_publish
from tests.actions.answering import Answering
from tests.actions.upper_documents import enters

LAN = 7001
HEAD = ["Đối tượng", "Được hỏi", "Có góp ý", "Chỉ đồng ý", "Chưa cho ý kiến", "Góp ý"]
EVIL = ('=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "\t=1", "＝1+1")


@pytest.fixture
def town(engine):
    """Three say the same, one objects, a citizen of a hamlet speaks, and some try formulas."""
    made = Answering(engine, audience=Audience.MEMBERS_AND_CITIZENS)
    made.opens()
    made.alike = [
        made.writes(name, "Đề nghị ghi rõ nguồn kinh phí", clause=1, message_id=number)
        for number, name in enumerate(("sec", "m2"), start=1)
    ]
    made.against = made.writes("m3", "Chỉ tiêu quá cao", clause=1, message_id=4, stance=Stance.OBJECT)
    for number, evil in enumerate(EVIL, start=10):
        made.writes("m3", evil, clause=2, message_id=number)
    made.does("dep", agreements.agree, made.resolution_id)
    _lan_comments(made)
    return made.ends()


def _lan_comments(town):
    def arrive(work):
        chat = ensure_chat(work.session, telegram_id=LAN, kind=ChatKind.PRIVATE, title="")
        ensure_account(work.session, user_id=LAN, chat_id=chat.id or 0, now=work.now)
        return chat.id

    town.users["lan"] = LAN
    town.chats["lan"] = town.does(None, arrive)
    consent = {"chat_id": town.chats["lan"], "words": "Tôi đồng ý."}
    town.does("lan", personal_data.give_consent, town.resolution_id, **consent)
    town.does("lan", personal_data.set_hamlet, town.resolution_id, "Thôn Bắc Sơn", words="Có.")
    town.does("lan", citizens.write_comment, town.resolution_id, None, text="Xin làm sớm", message_id=1)


def reader(town, session, name="clerk"):
    return Reader(
        session=session, now=town.now, language="vi", bot_username="bot", chat=None,
        user_id=town.users[name],
    )  # fmt: skip


def test_the_preview_counts_only_those_who_agreed_to_be_told(town):
    town.prepares(next(each.id for each in town.all(CommentRow) if each.citizen_id))
    groups = town.read(to_publish, town.resolution_id)
    assert town.read(authors_of, groups) == Authors(members=0, citizens=1, reached=0)


def everything_is_answered(town):
    while group := town.read(_waiting, town.resolution_id):
        town.does("clerk", responses.prepare_answer, group, Verdict.KEPT, "Đã cân nhắc.")
    town.publishes()


def _waiting(session, resolution_id):
    return next_waiting(session, resolution_id, after=None, member_id=None)


def table(town, *, is_public, name="clerk"):
    content = town.read(
        lambda session: write_docx(
            response_table(reader(town, session, name), town.resolution_id, is_public=is_public)
        )
    )
    document = Document(BytesIO(content))
    tables = [[[cell.text for cell in row.cells] for row in each.rows] for each in document.tables]
    rows = [row for each in tables if each[0][0] == "STT" for row in each]
    return [paragraph.text for paragraph in document.paragraphs], rows


def test_the_public_table_comes_when_all_is_answered_and_names_nobody(town):
    with pytest.raises(StillUnanswered) as refused:
        table(town, is_public=True)
    assert refused.value.comments == 4 + len(EVIL)
    everything_is_answered(town)
    with pytest.raises(NotPermitted):
        table(town, is_public=False, name="sec")  # heads do not see what citizens said
    text, rows = table(town, is_public=True)
    assert rows.count(
        ["STT", "Nhóm vấn đề, điều, khoản", "Chủ thể góp ý", "Nội dung góp ý",
         "Nội dung tiếp thu, giải trình"]
    ) == 2  # fmt: skip
    said = "\n".join(cell for row in rows for cell in row)
    assert not {"sec", "m2", "m3"} & set(said.split())
    assert "Ban thường vụ\nCấp ủy viên" in said
    assert "Công dân, Thôn Bắc Sơn" in said
    assert "I. Ý kiến không tán thành" in text
    assert rows[1][3] == "Chỉ tiêu quá cao"
    assert {row[4] for row in rows} == {rows[0][4], "Giữ nguyên như dự thảo. Đã cân nhắc."}


def test_the_public_table_names_whoever_wished_it_and_was_read_with_it(town):
    def who():
        with reading(town.engine) as session:
            said = comments_in_order(session, [town.consultation.id], of_citizens=True)
            rows = table_rows(reader(town, session), said, is_public=True, public_at=public_at)
            return next(row[2] for row in rows if row[3] == "Xin làm sớm")

    public_at = None
    assert who() == "Công dân, Thôn Bắc Sơn"
    town.after(minutes=1)
    named = {"words": "Tôi đồng ý nêu tên."}
    town.does("lan", personal_data.set_public_name, town.resolution_id, "=Bà Lan", **named)
    assert who() == "=Bà Lan, Thôn Bắc Sơn"
    public_at = town.now - timedelta(minutes=1)
    assert who() == "Công dân, Thôn Bắc Sơn"  # nobody has read this name
    public_at = town.now
    assert who() == "=Bà Lan, Thôn Bắc Sơn"
    town.does("lan", personal_data.withdraw, Purpose.NAME)
    assert who() == "Công dân, Thôn Bắc Sơn"
    town.after(minutes=1)
    said = {"words": "Tôi đồng ý nêu thôn."}
    town.does("lan", personal_data.set_hamlet, town.resolution_id, "Thôn Không Ai Đọc", **said)
    assert who() == "Người dân"


def test_the_table_is_public_only_with_names_and_hamlets_that_could_be_read(town):
    everything_is_answered(town)
    rounds = [town.consultation.id]
    shown = town.read(last_told, rounds)
    town.after(minutes=1)
    named = {"words": "Tôi đồng ý nêu tên."}
    town.does("lan", personal_data.set_public_name, town.resolution_id, "Bà Lan", **named)
    for told_at in (None, shown):
        with pytest.raises(NamesAdded):
            town.does("clerk", responses.publish_table, town.resolution_id, told_at=told_at)
    assert town.consultation.table_public_at is None
    read = town.read(last_told, rounds)
    town.after(minutes=1).does("lan", personal_data.withdraw, Purpose.NAME)  # nothing new to read
    town.does("clerk", responses.publish_table, town.resolution_id, told_at=read)
    assert town.consultation.table_public_at == town.now


def test_the_table_for_the_file_names_everybody_and_joins_what_says_the_same(town):
    _text, rows = table(town, is_public=False)
    row = next(row for row in rows if "nguồn kinh phí" in row[3])
    assert row[2].split() == ["sec", "m2"]
    assert row[3] == "Đề nghị ghi rõ nguồn kinh phí"
    assert any(row[2].startswith("Công dân ") and "Thôn Bắc Sơn" in row[2] for row in rows)


@pytest.mark.parametrize("is_public", [False, True])
def test_nothing_that_people_write_becomes_a_formula(town, is_public):
    everything_is_answered(town)
    content = town.read(
        lambda session: write_xlsx(
            response_sheet(reader(town, session), town.resolution_id, is_public=is_public)
        )
    )
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    said = {str(cell.value).strip() for cell in cells}
    assert all(any(evil.strip() in each for each in said) for evil in EVIL)
    assert [page.title for page in book] == ["Góp ý", "Ý kiến không tán thành"]


def test_the_report_counts_by_side_and_names_the_silent(town):
    content = town.read(
        lambda session: write_docx(round_report(reader(town, session), town.resolution_id))
    )
    document = Document(BytesIO(content))
    rows = [[cell.text for cell in row.cells] for each in document.tables for row in each.rows]
    assert rows[rows.index(HEAD) + 1 : -1] == [
        ["Ban thường vụ", "2", "1", "1", "0", "1"],
        ["Cấp ủy viên", "3", "2", "0", "1", str(2 + len(EVIL))],
        ["Người dân", "–", "–", "–", "–", "1"],
    ]
    assert "Chưa cho ý kiến: m1." in [paragraph.text for paragraph in document.paragraphs]


def test_the_secretary_alone_sees_counts_of_how_it_was_talked_about(town):
    def signals(name):
        return town.read(
            lambda session: signals_for(
                session, town.users[name], town.resolution_id, work_calendar(session)
            )
        )[1]

    for name in ("clerk", "dep", "m2"):
        with pytest.raises(NotPermitted):
            signals(name)
    assert signals("sec") == Signals(
        working_days=0, asked=5, commented=3, only_agreed=1, comments=4 + len(EVIL), taken_up=0,
        clauses=3, changed=0, unsatisfied=0, late_papers=0, percent_from_above=None,
    )  # fmt: skip
    assert signals("sec").silent == 1
    above = enters(town, "Đến hết năm 2026 có 80% số hộ dân được dùng nước sạch.")
    town.does("clerk", concretisation.concretise, town.resolution_id, above)
    percent = signals("sec").percent_from_above
    assert percent > 0
    paper = town.read(lambda session: round_report(reader(town, session), town.resolution_id))
    assert [block.text for block in paper.blocks[-3:]] == [
        "III. Nội dung trùng với văn bản cấp trên",
        f"Dự thảo lần 1 có {percent}% nội dung trùng nguyên văn với văn bản cấp trên được cụ thể hóa.",
        f"{percent}% trùng với 12-CT/TU: về nước sạch",
    ]
    town.now += timedelta(minutes=1)
    town.hands_in(town.resolution_id, "Đến hết năm 2026 có 85% số hộ dân được dùng nước sạch.",
                  "Lắp 120 đồng hồ nước, xong chậm nhất ngày 20/01/2027.",
                  "Giao Văn phòng theo dõi, đôn đốc.")  # fmt: skip
    assert signals("sec").changed == 1
