"""The conclusion names every opposing view, or says why one is set aside; else there is no vote."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from actions import conclusions, synthesis, votes
from bot.papers.issuing import docx_of
from bot.papers.votes import minutes_paper
from bot.texts import wording
from bot.texts.wording import Reader, compose
from rules.comments import Stance
from rules.conclusions import (
    ConcludedViews,
    ConclusionPage,
    OpposingViewsWaiting,
    SetAsideWithoutReason,
    Treatment,
)
from rules.desk import TextTooLong
from rules.inspections import InspectionForm
from rules.resolutions import WrongStage
from storage.conclusions import views_of, waiting_views
from storage.drafts import current_draft
from storage.inspections import InspectionRow
from storage.members import NotPermitted
from storage.votes import vote as vote_by_id
from tests.actions.answering import Answering

SAID = "Chỉ tiêu quá cao so với nguồn lực"


@pytest.fixture
def town(engine):
    """Two object in the same words, one otherwise, one only proposes a change."""
    made = Answering(engine)
    made.opens()
    made.alike = [
        made.writes(name, SAID, clause=1, message_id=number, stance=Stance.OBJECT)
        for number, name in enumerate(("m2", "m3"), start=1)
    ]
    made.against = made.writes("dep", "Không nên làm lúc này", message_id=3, stance=Stance.OBJECT)
    made.writes("sec", "Nên ghi rõ hơn", clause=2, message_id=4)
    made.ends()

    def plan(work):
        work.session.add(
            InspectionRow(
                resolution_id=made.resolution_id, form=InspectionForm.ROUTINE, inspected="Chi bộ",
                inspector_id=made.ids["sec"], planned_on=date(2027, 1, 15),
                date_set_on=date(2026, 11, 16), planned_by_id=made.ids["clerk"], planned_at=work.now,
            )
        )  # fmt: skip

    made.does(None, plan)
    return made


def concludes(town, comment_id, treatment=Treatment.NAMED, reason="", by="sec"):
    town.does(by, conclusions.conclude_view, town.resolution_id, comment_id, treatment, reason)


def opens_vote(town):
    draft = town.read(current_draft, town.resolution_id)
    return town.does(
        "clerk", votes.open_vote, town.resolution_id, draft_id=draft.id, chair_id=town.ids["sec"],
        last_day=date(2026, 11, 18),
    )  # fmt: skip


def test_there_is_no_vote_until_every_opposing_view_is_dealt_with(town):
    with pytest.raises(OpposingViewsWaiting) as refused:
        opens_vote(town)
    assert refused.value.views == 3
    concludes(town, town.alike[0])
    assert town.read(waiting_views, town.resolution_id) == 1
    with pytest.raises(OpposingViewsWaiting):
        opens_vote(town)
    concludes(town, town.against, Treatment.SET_ASIDE, "Ngoài phạm vi của nghị quyết.", by="clerk")
    assert opens_vote(town).electors == 5


def test_nothing_is_set_aside_in_silence_and_nobody_else_concludes(town):
    for reason in ("", "…", "12"):
        with pytest.raises(SetAsideWithoutReason):
            concludes(town, town.against, Treatment.SET_ASIDE, reason)
    with pytest.raises(TextTooLong):
        concludes(town, town.against, Treatment.SET_ASIDE, "a" * 1001)
    for name in ("m1", "m2"):
        with pytest.raises(NotPermitted):
            concludes(town, town.against, by=name)
    assert town.read(waiting_views, town.resolution_id) == 3


def test_the_mind_may_be_changed_until_the_vote(town):
    concludes(town, town.alike[0])
    concludes(town, town.alike[1], Treatment.SET_ASIDE, "Đã nêu ở phần trên.")
    (_whole, view) = town.read(views_of, town.resolution_id)
    assert (view.comments, view.concluded.treatment) == (2, Treatment.SET_ASIDE)
    concludes(town, town.against)
    opens_vote(town)
    with pytest.raises(WrongStage):
        concludes(town, town.against, Treatment.SET_ASIDE, "Muộn rồi.")


def test_a_view_that_is_split_off_keeps_its_conclusion_and_a_new_objection_waits(town):
    concludes(town, town.alike[0])
    concludes(town, town.against)
    town.does("clerk", synthesis.split_off, town.alike[1])
    assert len(town.read(views_of, town.resolution_id)) == 3
    assert town.read(waiting_views, town.resolution_id) == 0
    town.changes(stage="consulted")
    town.opens()
    town.writes("m2", "Vẫn quá cao", clause=1, message_id=9, stance=Stance.OBJECT)
    town.ends()
    assert town.read(waiting_views, town.resolution_id) == 1


def test_the_minutes_and_the_screens_name_each_view_with_its_conclusion(town):
    def post(notice):
        return town.read(
            lambda session: compose(
                Reader(
                    session=session, now=town.now, language="vi", bot_username="bot", chat=None,
                    user_id=town.users["sec"],
                ),
                notice,
            )
        )  # fmt: skip

    wording.load()
    page = post(ConclusionPage(resolution_id=town.resolution_id))
    assert "Còn 2/2 ý kiến chờ kết luận" in page.text
    assert "Không nên làm lúc này" in page.text
    concludes(town, town.alike[0])
    concludes(town, town.against, Treatment.SET_ASIDE, "Ngoài phạm vi.")
    assert "Đã kết luận về 2 ý kiến" in post(ConclusionPage(resolution_id=town.resolution_id)).text
    listed = post(ConcludedViews(resolution_id=town.resolution_id)).text
    assert "Không nêu: Ngoài phạm vi." in listed.replace("</i>", "").replace("<i>", "")
    vote = opens_vote(town)
    town.does("clerk", votes.close_vote, vote.id)
    content = town.read(lambda session: docx_of(minutes_paper(session, vote_by_id(session, vote.id))))
    said = "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)
    assert f"1, m2: “{SAID}”; được nêu trong kết luận." in said
    assert "Toàn văn, dep: “Không nên làm lúc này”; không nêu, vì: Ngoài phạm vi." in said
