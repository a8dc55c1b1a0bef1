"""What authors are shown of their clause when a new version has come between answer and news."""

import pytest

from actions import responses, versions
from bot.texts import wording
from bot.texts.wording import Reader, compose
from rules.comments import Stance
from rules.responses import CommentsAnswered, Verdict
from rules.votes import VotePreview
from storage.clause_texts import not_taken_in, texts_of
from storage.drafts import ClauseRow, current_draft
from tests.actions.answering import Answering
from tests.actions.consultations import CLAUSES

WATER, METERS, OFFICE = CLAUSES
FOREST = "Trồng mới 10 ha rừng phòng hộ đầu nguồn tại thôn Suối Vang."


@pytest.fixture
def town(engine):
    """A member has proposed a change of the first clause, and the answer is published, not yet told."""
    return commented(engine, CLAUSES)


def commented(engine, clauses):
    wording.load()
    made = Answering(engine, clauses=clauses)
    made.opens()
    made.said = made.writes("m2", "Nên là 85%", clause=1, stance=Stance.CHANGE)
    made.ends()
    return made


def told(town, *clauses, verdict=Verdict.ACCEPTED, reason=""):
    """Publish the answer, hand in a version, and give what the author is told."""
    town.answers(town.said, verdict, reason)
    if clauses:
        town.hands_in(town.resolution_id, *clauses)
    town.after(minutes=11).does(None, responses.tell_authors)
    [notice] = town.notices(CommentsAnswered)
    return post(town, notice, "m2")


def post(town, notice, name):
    def composed(session):
        reader = Reader(
            session=session, now=town.now, language="vi", bot_username="bot", chat=None,
            user_id=town.users[name],
        )  # fmt: skip
        return compose(reader, notice).text

    return town.read(composed).replace("<i>", "").replace("</i>", "")


@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        ((), "Bản dự thảo sau sẽ thể hiện."),
        (
            (WATER.replace("80%", "85%"), METERS, OFFICE),
            f"Trước: 1. {WATER}\nNay (1.): 1. {WATER.replace('80%', '85%')}",
        ),
        (
            (FOREST, METERS, WATER.replace("80%", "85%"), OFFICE),
            f"Trước: 1. {WATER}\nNay (3.): 3. {WATER.replace('80%', '85%')}",
        ),
        ((FOREST, METERS, OFFICE, WATER), "Dự thảo lần 2 chưa thể hiện: 4."),
    ],
    ids=["no version yet", "reworded", "moved and reworded", "moved only"],
)
def test_the_author_sees_the_clause_as_it_stands_when_the_news_goes_out(town, clauses, said):
    assert said in told(town, *clauses)


def test_a_dropped_clause_is_said_to_be_dropped_once_a_person_has_said_so(town):
    assert "dự thảo" not in told(town, METERS, OFFICE).partition("Trả lời:")[2]
    town.does("clerk", versions.settle_clause, town.clause(1), None)
    [notice] = town.notices(CommentsAnswered)
    assert "Bản dự thảo lần 2 đã bỏ điều khoản này." in post(town, notice, "m2")


def test_of_a_clause_that_was_split_all_parts_are_shown(engine):
    halves = (WATER, "Mỗi thôn có một tổ quản lý công trình cấp nước do chi bộ phân công.")
    town = commented(engine, (" ".join(halves), METERS, OFFICE))
    text = told(town, WATER.replace("80%", "85%"), halves[1], METERS, OFFICE)
    assert f"Nay (1., 2.): 1. {WATER.replace('80%', '85%')} 2. {halves[1]}" in text


def test_a_comment_on_a_section_is_about_its_points_too(town):
    town.hands_in(town.resolution_id, WATER, METERS, OFFICE)
    draft = town.read(current_draft, town.resolution_id)
    rows = {row.label: row.id for row in town.all(ClauseRow, ClauseRow.draft_id == draft.id)}

    def nest(work):
        work.session.get_one(ClauseRow, rows["2."]).parent_position = 1

    town.does(None, nest)
    text = town.read(texts_of, [rows["1."], rows["3."]])
    assert text[rows["1."]].words == f"{WATER} {METERS}"
    assert text[rows["1."]].printed == f"1. {WATER}\n2. {METERS}"
    assert text[rows["3."]].words == OFFICE


def test_of_a_clause_that_is_kept_and_moved_the_place_is_named(town):
    text = told(town, FOREST, METERS, OFFICE, WATER, verdict=Verdict.KEPT, reason="Đã đủ.")
    assert "Nội dung giữ nguyên, nay ở 4." in text


def test_of_a_long_clause_only_the_changed_words_are_shown(engine):
    long = f"{WATER} {' '.join(f'Thôn {n} góp công.' for n in range(200))}"
    changed = long.replace("Thôn 150 góp công", "Thôn 150 góp đất và góp công")
    text = told(commented(engine, (long, METERS, OFFICE)), changed, METERS, OFFICE)
    assert "Thôn 150 góp đất và góp công." in text
    assert len(text) < 700


def test_what_was_accepted_and_not_written_is_told_before_the_vote_and_does_not_stop_it(town):
    def preview():
        return post(town, VotePreview(resolution_id=town.resolution_id), "clerk")

    town._plans_inspection(town.resolution_id)
    assert "chưa thay đổi" not in preview()
    town.answers(town.said)
    assert "⚠ 1 ý kiến đã tiếp thu nhưng điều khoản chưa thay đổi: 1" in preview()
    town.hands_in(town.resolution_id, FOREST, *CLAUSES)
    assert "⚠ 1 ý kiến đã tiếp thu nhưng điều khoản chưa thay đổi: 2." in preview()
    town.hands_in(town.resolution_id, FOREST, WATER.replace("80%", "85%"), METERS, OFFICE)
    assert "chưa thay đổi" not in preview()
    assert town.read(not_taken_in, town.resolution_id) == {}
