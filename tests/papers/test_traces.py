"""The trace as a paper and as a spreadsheet, and what stands on the screens beside it."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from docx import Document

from actions import concretisation, overlaps, traces, upper_documents
from bot.papers.traces import trace_paper, trace_sheet
from bot.texts import wording
from bot.texts.wording import Reader, compose
from documents.docx_writer import write_docx
from documents.sheets import write_xlsx
from rules.consultation import ConsultationPreview
from rules.draft_check import CopiedFromUpper
from rules.drafts import DraftForm, DraftProblems, NewOrVersion
from rules.overlaps import OverlapChoice, OverlapPage, OverlapSearch
from rules.resolutions import Stage
from rules.tasks import TaskSource, TaskState
from rules.traces import TraceList, TraceStep
from rules.upper_documents import UpperClauses, UpperDocumentList, UpperDocumentPage
from storage.drafts import clauses_of, current_draft
from storage.members import NotAMember
from storage.overlaps import overlaps_of
from storage.resolutions import ResolutionRow
from storage.tasks import TaskRow
from storage.upper_clauses import clauses_to_tick
from tests.actions.committees import Committee
from tests.actions.searches import compares
from tests.actions.upper_documents import enters, keeps_another_register
from tests.attempts import FORMULAS, MARKUP
from tests.plans import statements

WATER = "Ủy ban nhân dân xã lắp đặt 120 đồng hồ nước cho các hộ ở vùng cao trong năm 2027."
CANAL = "Chi bộ thôn Bắc Sơn vận động 45 hộ hiến đất làm kênh mương nội đồng."
on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What is worded from the same facts reads the same on both; the actions are tried on both."""
EVIL = (*FORMULAS[:3], *MARKUP[:2])


class Traced(Committee):
    """A draft with an overlap and a copied passage; requirements with two tasks, reasons, nothing."""

    def __init__(self, engine):
        super().__init__(engine)
        wording.load()
        self.has_resolution(Stage.ISSUED, clauses=(WATER,))
        copied = (
            "Giao các cấp ủy bố trí kinh phí, cán bộ, phương tiện để vận động hiến đất làm kênh mương."
        )
        self.document = enters(self, WATER.replace("xã", "phải"), copied, *(f"Phải {e}" for e in EVIL))
        self.draft = self.has_resolution(Stage.DRAFTING, clauses=(WATER, CANAL, copied))
        self.does("clerk", concretisation.concretise, self.draft, self.document)
        self.required = self.read(clauses_to_tick, self.document, is_whole=False)
        self.own = self.read(clauses_of, self.read(current_draft, self.draft).id)
        self.does("clerk", traces.cover, self.draft, self.required[0].id, self.own[0].id)
        for evil, each in zip(EVIL, self.required[2:], strict=True):
            self.does("clerk", traces.leave_out, self.draft, each.id, evil)
        for name in ("m1", "m2"):
            self.does(None, self._gives, name)

    def _gives(self, work, name):
        work.session.add(
            TaskRow(
                resolution_id=self.draft, state=TaskState.UNDER_WAY, source=TaskSource.TEXT,
                clause_key=self.own[0].key, what=f"Việc của {name}", owner_id=self.ids[name],
                inspector_id=self.ids["sec"], due_on=date(2027, 1, 20), due_set_on=date(2026, 11, 16),
                created_by_id=self.ids["clerk"], created_at=self.now,
            )
        )  # fmt: skip

    def seen(self, name, build):
        """Let somebody read: what `build` makes of their reader."""
        return self.read(
            lambda session: build(
                Reader(
                    session=session, now=self.now, language="vi", bot_username="bot", chat=None,
                    user_id=self.users.get(name, 1),
                )
            )
        )  # fmt: skip

    def screen(self, notice, name="clerk"):
        """Give a screen as somebody sees it."""
        return self.seen(name, lambda reader: compose(reader, notice))


@pytest.fixture
def town(engine):
    return Traced(engine)


def labels(post):
    return [button.label for row in post.buttons for button in row]


@on_sqlite
def test_the_paper_leads_from_the_requirement_to_each_task(town):
    paper = town.seen("m1", lambda reader: trace_paper(reader, town.draft))
    rows = [
        [cell.text for cell in row.cells] for row in Document(BytesIO(write_docx(paper))).tables[-2].rows
    ]
    assert rows[0] == [
        "STT", "Văn bản, điều khoản", "Yêu cầu của cấp trên", "Nội dung trong dự thảo", "Việc",
        "Người thực hiện", "Thời hạn", "Tình trạng",
    ]  # fmt: skip
    upper = WATER.replace("xã", "phải")
    task = ["m1", "20/01/2027", "Đang thực hiện"]
    assert rows[1] == ["1", "12-CT/TU\n1.", upper, f"1.: {WATER}", "Việc của m1", *task]
    assert rows[2][:5] == ["", "", "", "", "Việc của m2"]
    assert rows[3][3] == "Chưa đối chiếu"


@on_sqlite
def test_each_clause_that_covers_a_requirement_has_its_row_and_its_tasks(town):
    town.does("clerk", traces.cover, town.draft, town.required[0].id, town.own[1].id)
    town.does("clerk", traces.cover, town.draft, town.required[1].id, town.own[1].id)
    paper = town.seen("m1", lambda reader: trace_paper(reader, town.draft))
    rows = [
        [cell.text for cell in row.cells] for row in Document(BytesIO(write_docx(paper))).tables[-2].rows
    ]
    assert [(row[0], row[3], row[4]) for row in rows[1:5]] == [
        ("1", f"1.: {WATER}", "Việc của m1"), ("", "", "Việc của m2"), ("", f"2.: {CANAL}", ""),
        ("2", f"2.: {CANAL}", ""),
    ]  # fmt: skip
    workbook = town.seen("clerk", lambda reader: trace_sheet(reader, town.draft))
    (sheet,) = openpyxl.load_workbook(BytesIO(write_xlsx(workbook))).worksheets
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 4).value) for row in range(2, 6)] == [
        (1, f"1.: {WATER}"), (1, f"1.: {WATER}"), (1, f"2.: {CANAL}"), (2, f"2.: {CANAL}"),
    ]  # fmt: skip
    step = town.screen(TraceStep(resolution_id=town.draft, clause_id=town.required[0].id or 0))
    assert "Điều khoản này còn đáp ứng: 12-CT/TU, 2." in step.text
    town.hands_in(town.draft, WATER)
    step = town.screen(TraceStep(resolution_id=town.draft, clause_id=town.required[0].id or 0))
    assert "đã có tại 1.; không còn thấy 2. ở bản mới nhất" in step.text
    assert "Phần còn lại đã đủ" in labels(step)
    assert "chưa có nội dung nào" not in step.text
    form = town.screen(DraftForm(resolution_id=town.draft))
    assert "Bản này làm mất điều khoản đáp ứng 2 yêu cầu của cấp trên" in form.text
    sheet = town.seen("clerk", lambda reader: trace_sheet(reader, town.draft)).sheets[0]
    assert sheet.rows[2][3] == "Không còn thấy 2. ở bản mới nhất"


@on_sqlite
def test_what_was_typed_is_text_in_the_spreadsheet_and_each_row_is_whole(town):
    workbook = town.seen("clerk", lambda reader: trace_sheet(reader, town.draft))
    (sheet,) = openpyxl.load_workbook(BytesIO(write_xlsx(workbook))).worksheets
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == [1, 1, 2]


@on_sqlite
def test_strangers_see_neither_paper_nor_register(town):
    for build in (trace_paper, trace_sheet):
        with pytest.raises(NotAMember):
            town.seen("stranger", lambda reader, build=build: build(reader, town.draft))
    for notice in (
        UpperDocumentPage(document_id=town.document), UpperClauses(document_id=town.document),
        TraceList(resolution_id=town.draft), OverlapPage(resolution_id=town.draft),
        TraceStep(resolution_id=town.draft, clause_id=town.required[0].id or 0),
    ):  # fmt: skip
        with pytest.raises(NotAMember):
            town.screen(notice, "stranger")
    assert "Chưa có văn bản nào" in town.screen(UpperDocumentList(), "stranger").text


@on_sqlite
def test_a_member_reads_and_is_offered_nothing_to_change(town):
    page = town.screen(UpperClauses(document_id=town.document), "m1")
    assert "☑ <b>1.</b>" in page.text
    assert labels(page) == ["Tiếp ›", "Xem cả văn bản", "‹ Văn bản"]
    shown = labels(town.screen(TraceList(resolution_id=town.draft), "m1"))
    assert "Văn bản được cụ thể hóa" not in shown
    assert "Bảng đối chiếu" in shown


@on_sqlite
def test_whoever_keeps_two_registers_sees_them_apart_and_chooses(town):
    assert "Thêm văn bản cấp trên" in labels(town.screen(UpperDocumentList()))
    town.does(None, keeps_another_register)
    register = town.screen(UpperDocumentList())
    assert "<b>Đảng ủy xã Công Hải</b>" in register.text
    assert labels(register)[:2] == [
        "Thêm văn bản cấp trên: Đảng ủy xã Công Hải", "Thêm văn bản cấp trên: Đảng ủy xã Phước Hà",
    ]  # fmt: skip
    offered = labels(town.screen(NewOrVersion(file_id="f", file_name="x.docx")))
    assert "Văn bản cấp trên: Đảng ủy xã Phước Hà" in offered


@on_sqlite
def test_what_people_typed_is_escaped_on_the_screens(town):
    for evil in MARKUP:
        town.does("clerk", upper_documents.set_about, town.document, evil)
        town.does("clerk", upper_documents.set_theme, town.document, evil)
        pages = [
            town.screen(UpperDocumentList()),
            town.screen(UpperDocumentPage(document_id=town.document)),
            *(town.screen(TraceList(resolution_id=town.draft, page=page)) for page in range(3)),
        ]
        for post in pages:
            assert "<a " not in post.text
            assert "<i>" not in post.text
            assert "<tg-spoiler>" not in post.text


def test_before_the_consultation_opens_it_says_what_is_missing_twice_said_and_copied(town):
    with statements() as asked:
        _looks_before_opening(town)
    assert asked.full_scans(town.engine, set()) == []


def _looks_before_opening(town):
    preview = town.screen(ConsultationPreview(resolution_id=town.draft))
    assert "Dự thảo chưa được so với 1 nghị quyết, kế hoạch đang có hiệu lực." in preview.text
    assert "So với văn bản đang có hiệu lực" in labels(preview)
    compares(town, town.draft)
    preview = town.screen(ConsultationPreview(resolution_id=town.draft))
    assert "Còn 1 yêu cầu của cấp trên chưa có trong dự thảo." in preview.text
    assert "1 điều khoản gần giống nghị quyết, kế hoạch đang có hiệu lực, chưa xem 1" in preview.text
    assert "trùng nguyên văn với 12-CT/TU: về nước sạch" in preview.text
    assert {"Đối chiếu với cấp trên: còn 1", "Chỗ trùng lắp: 1"} <= set(labels(preview))
    draft = town.read(current_draft, town.draft)
    problems = town.screen(DraftProblems(draft_id=draft.id))
    assert any(label.endswith("%: 12-CT/TU") for label in labels(problems))
    passages = town.screen(CopiedFromUpper(draft_id=draft.id, document_id=town.document))
    assert "bố trí kinh phí, cán bộ, phương tiện" in passages.text

    (found,) = town.read(overlaps_of, town.one(ResolutionRow, town.draft))
    page = town.screen(OverlapPage(resolution_id=town.draft))
    assert page.text.count(WATER) == 2
    assert {"Giữ cả hai", "Nên dẫn chiếu", "Nên bỏ"} <= set(labels(page))
    town.does("dep", overlaps.note_overlap, found.ours.id, found.other.id, OverlapChoice.REFER)
    assert "Đã ghi: Nên dẫn chiếu – dep." in town.screen(OverlapPage(resolution_id=town.draft)).text
    preview = town.screen(ConsultationPreview(resolution_id=town.draft))
    assert "Chỗ trùng lắp: 1, đã xem" in labels(preview)
    card = town.screen(OverlapSearch(draft_id=draft.id))
    assert "Đã so bản mới nhất với 1/1 nghị quyết, kế hoạch." in card.text
    assert labels(card) == ["Chỗ trùng lắp: 1, đã xem", "‹ Hồ sơ"]
    town.has_resolution(Stage.ISSUED, clauses=(CANAL,))
    preview = town.screen(ConsultationPreview(resolution_id=town.draft))
    assert "các văn bản đang có hiệu lực đã thay đổi; nên so lại" in preview.text
