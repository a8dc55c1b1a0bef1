"""An important draft is appraised by somebody else, or there is no vote (S0.8, G2)."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from actions import appraisal, votes
from bot.papers.appraisal import appraisal_paper
from bot.papers.issuing import docx_of
from bot.texts import wording
from bot.texts.wording import Reader, compose
from rules.appraisal import (
    AppraisalAsked,
    AppraisalConcluded,
    AppraisalGap,
    AppraisalIncomplete,
    AppraisalNeeded,
    AppraisalOutcome,
    AppraisalOver,
    AppraisalPage,
    AppraisalPart,
    AppraisesOneself,
)
from rules.desk import TextTooLong
from storage.appraisal import AppraisalRow, latest_appraisal, open_items
from storage.drafts import current_draft
from storage.members import NotPermitted
from storage.resolutions import ResolutionRow
from tests.actions.committees import Committee

DUE = date(2026, 11, 20)


class Appraising(Committee):
    """A committee with a draft of the clerk's that may be appraised."""

    def __init__(self, engine):
        super().__init__(engine)
        self.resolution_id = self.has_resolution()

    def marks(self, by="clerk", *, is_important=True):
        self.does(by, appraisal.mark_important, self.resolution_id, is_important=is_important)

    def asks(self, name="m1", by="sec"):
        self.does(
            by, appraisal.ask_appraisal, self.resolution_id, appraiser_id=self.ids[name], due_on=DUE
        )
        return self.read(latest_appraisal, self.resolution_id).id

    def writes(self, number, by="m1", *, proposals="Bổ sung mốc thời gian."):
        for part, text in zip(AppraisalPart, ("Đúng thể thức.", "", proposals), strict=True):
            self.does(by, appraisal.write_part, number, part, text)

    def concludes(self, number, outcome, by="m1"):
        self.does(by, appraisal.conclude, number, outcome)

    def opens_vote(self):
        draft = self.read(current_draft, self.resolution_id)
        return self.does(
            "clerk", votes.open_vote, self.resolution_id, draft_id=draft.id,
            chair_id=self.ids["sec"], last_day=date(2026, 11, 18),
        )  # fmt: skip

    def gap(self):
        with pytest.raises(AppraisalNeeded) as refused:
            self.opens_vote()
        return refused.value.gap


@pytest.fixture
def town(engine):
    """Nobody has marked anything yet."""
    return Appraising(engine)


def test_a_draft_that_is_not_important_goes_to_the_vote(town):
    town.asks()
    assert town.opens_vote().electors == 5


def test_an_important_draft_is_voted_on_only_after_it_has_passed(town):
    town.marks()
    assert town.gap() is AppraisalGap.NOT_ASKED
    number = town.asks()
    assert town.told(AppraisalAsked) == ["m1"]
    assert town.gap() is AppraisalGap.UNDER_WAY
    assert [(item.member_id, item.due_on) for item in town.read(open_items, now=town.now)] == [
        (town.ids["m1"], DUE)
    ]
    town.writes(number)
    town.concludes(number, AppraisalOutcome.WITH_CHANGES)
    assert town.told(AppraisalConcluded) == ["clerk", "sec"]
    assert town.read(open_items, now=town.now) == []
    assert town.gap() is AppraisalGap.CHANGES_MISSING
    town.hands_in(town.resolution_id, "Lắp 130 đồng hồ nước.")
    assert town.opens_vote().electors == 5


def test_what_was_returned_is_appraised_again_and_a_newer_version_too(town):
    town.marks()
    number = town.asks()
    town.writes(number)
    town.concludes(number, AppraisalOutcome.RETURNED)
    town.hands_in(town.resolution_id, "Lắp 130 đồng hồ nước.")
    assert town.gap() is AppraisalGap.RETURNED
    again = town.asks("m2")
    town.writes(again, "m2", proposals="")
    town.concludes(again, AppraisalOutcome.PASSES, "m2")
    town.hands_in(town.resolution_id, "Lắp 140 đồng hồ nước.")
    assert town.gap() is AppraisalGap.NEWER_VERSION


def test_nobody_appraises_the_own_draft(town):
    with pytest.raises(AppraisesOneself):
        town.asks("clerk")
    town.marks()
    number = town.asks()
    town.writes(number)

    def drafts(work):
        work.session.get_one(ResolutionRow, town.resolution_id).drafter_id = town.ids["m1"]

    town.does(None, drafts)
    with pytest.raises(AppraisesOneself):
        town.concludes(number, AppraisalOutcome.PASSES)
    assert town.gap() is AppraisalGap.NOT_ASKED


def test_only_the_appraiser_writes_and_only_while_it_is_open(town):
    first = town.asks()
    for name in ("m2", "sec", "clerk"):
        with pytest.raises(NotPermitted):
            town.writes(first, name)
    with pytest.raises(AppraisalIncomplete):
        town.concludes(first, AppraisalOutcome.PASSES)
    with pytest.raises(TextTooLong):
        town.does("m1", appraisal.write_part, first, AppraisalPart.FORM, "x" * 3001)
    town.writes(first, proposals="")
    with pytest.raises(AppraisalIncomplete):
        town.concludes(first, AppraisalOutcome.RETURNED)
    second = town.asks()
    with pytest.raises(AppraisalOver):
        town.writes(first)
    town.writes(second)
    town.concludes(second, AppraisalOutcome.PASSES)
    with pytest.raises(AppraisalOver):
        town.concludes(second, AppraisalOutcome.RETURNED)


def test_the_office_marks_and_only_a_head_takes_it_back(town):
    with pytest.raises(NotPermitted):
        town.marks("m1")
    with pytest.raises(NotPermitted):
        town.asks(by="m2")
    town.marks()
    with pytest.raises(NotPermitted):
        town.marks(is_important=False)
    town.marks("dep", is_important=False)
    assert town.opens_vote().electors == 5
    assert town.facts().count("UnmarkedImportant") == 1


def test_the_page_offers_the_appraiser_the_next_part_and_the_office_the_way_to_the_vote(town):
    def page(name):
        notice = AppraisalPage(resolution_id=town.resolution_id)
        post = town.read(lambda session: compose(reader(session, name), notice))
        return post.text, [button.label for row in post.buttons for button in row]

    def reader(session, name):
        return Reader(
            session=session, now=town.now, language="vi", bot_username="bot", chat=None,
            user_id=town.users[name],
        )  # fmt: skip

    wording.load()
    town.marks()
    assert "mời giao người khác" in page("clerk")[0]
    assert "Giao thẩm định" in page("clerk")[1]
    number = town.asks()
    text, labels = page("m1")
    assert "✗ Thể thức: chưa viết" in text
    assert labels[:2] == ["Tiếp: Thể thức", "Không có"]
    town.writes(number)
    assert page("m1")[1][:3] == ["Đủ điều kiện trình", "Trình sau khi chỉnh sửa", "Trả lại"]
    assert "người thẩm định chưa kết luận" in page("clerk")[0]
    town.concludes(number, AppraisalOutcome.PASSES)
    assert "Chưa mở biểu quyết" not in page("clerk")[0]


def test_the_report_has_the_three_parts_and_the_conclusion(town):
    number = town.asks()
    town.writes(number)
    town.concludes(number, AppraisalOutcome.WITH_CHANGES)
    content = town.read(
        lambda session: docx_of(appraisal_paper(session, session.get_one(AppraisalRow, number)))
    )
    said = [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]
    assert [text for text in said if text.startswith(("I", "1.", "2."))] == [
        "I. KHÁI QUÁT HỒ SƠ",
        "II. KẾT QUẢ THẨM ĐỊNH",
        "1. Thể thức",
        "2. Nội dung, số liệu",
        "III. KIẾN NGHỊ",
    ]
    assert "Bổ sung mốc thời gian." in said
    assert "Không có." in said
    assert any("Trình sau khi chỉnh sửa" in text for text in said)
