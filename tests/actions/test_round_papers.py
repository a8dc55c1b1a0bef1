"""Each round has papers of its own: who is asked in it finds them, and nobody else (S1.3, S1.14)."""

import pytest
from sqlmodel import col, select

from actions import affected, round_papers, rounds
from rules.desk import TextTooLong
from rules.resolutions import Stage, WrongStage
from rules.round_papers import (
    LARGEST,
    LONGEST_TITLE,
    MOST,
    PaperTooLarge,
    RoundIsOver,
    RoundPaperAdded,
    TooManyPapers,
)
from rules.rounds import Circle, Start
from storage.members import NotPermitted
from storage.resolutions import ResolutionRow
from storage.round_papers import RoundPaperRow, late_papers, paper_for, papers_seen
from storage.rounds import RoundRow, rounds_within
from storage.secrecy import HandedInRow
from tests.actions.test_affected import SIDE, WORDS, Town


@pytest.fixture
def town(engine):
    """A committee that asks the permanent members first, those affected and everybody beside them."""
    made = Town(engine)
    for number, circle in enumerate((Circle.PERMANENT, Circle.AFFECTED, Circle.CITIZENS)):
        round_id = made.does("clerk", rounds.plan_round, made.resolution_id, circle)
        if number:
            made.does("clerk", rounds.change_start, round_id, Start.BESIDE)
    made.comes("lan", 700_001)
    made.comes("hoa", 700_002)
    return made


def number_of(town, circle):
    return next(each.id for each in town.all(RoundRow) if each.circle is circle)


def hands_in(town, circle, title, *, by="clerk", size=1000):
    town.does(
        by, round_papers.hand_in_paper, number_of(town, circle), chat_id=town.chats["clerk"],
        title=title, file_id="f", file_name="to-trinh.docx", size=size,
    )  # fmt: skip


def adds(town, circle, title="Tờ trình", *, by="clerk", size=1000):
    hands_in(town, circle, title, by=by, size=size)
    takes_in(town)
    return town.all(RoundPaperRow)[-1].id


def takes_in(town):
    """What comes of a paper that was looked through."""
    town.does(None, lambda work: round_papers.add_paper(work, waiting_papers(work.session)[-1]))


def waiting_papers(session):
    return list(session.exec(select(HandedInRow).order_by(col(HandedInRow.id))))


def seen(town, name):
    row = town.one(ResolutionRow, town.resolution_id)
    found = town.read(papers_seen, town.users[name], row, town.consultation.id)
    return [paper.title for paper in found]


def test_only_those_asked_in_a_round_see_its_papers_and_not_before_it_opens(town):
    papers = {
        circle: adds(town, circle, circle.value)
        for circle in (Circle.PERMANENT, Circle.AFFECTED, Circle.CITIZENS)
    }
    for name in ("m3", "hoa"):
        with pytest.raises(NotPermitted):
            town.read(paper_for, town.users[name], papers[Circle.PERMANENT])
    town.opens()
    town.does(
        "lan", affected.join, number_of(town, Circle.AFFECTED),
        chat_id=town.chats["lan"], words=WORDS, affected_words=SIDE,
    )  # fmt: skip
    assert seen(town, "sec") == ["permanent", "citizens"]
    assert seen(town, "m3") == ["citizens"]
    assert seen(town, "lan") == ["affected", "citizens"]
    assert seen(town, "hoa") == ["citizens"]
    for name, circle, is_given in (
        ("sec", Circle.PERMANENT, True), ("m3", Circle.PERMANENT, False),
        ("clerk", Circle.AFFECTED, True),
        ("lan", Circle.AFFECTED, True), ("hoa", Circle.AFFECTED, False), ("hoa", Circle.CITIZENS, True),
    ):  # fmt: skip
        if is_given:
            assert town.read(paper_for, town.users[name], papers[circle]).file_id == "f"
        else:
            with pytest.raises(NotPermitted):
                town.read(paper_for, town.users[name], papers[circle])


def test_what_comes_late_is_given_to_those_asked_and_counted(town):
    town.opens()
    adds(town, Circle.PERMANENT, "Báo cáo")
    assert sorted(town.told(RoundPaperAdded)) == ["dep", "sec"]
    assert town.read(late_papers, [town.consultation.id]) == 0  # on the same day
    town.after(days=1)
    adds(town, Circle.PERMANENT, "Bảng so sánh")
    assert town.read(late_papers, [town.consultation.id]) == 1
    assert "RoundPaperAdded" in town.facts()


def test_papers_are_bounded_and_kept_by_those_who_run_it(town):
    for name in ("m2", "guest"):
        with pytest.raises(NotPermitted):
            adds(town, Circle.PERMANENT, by=name)
    with pytest.raises(PaperTooLarge):
        adds(town, Circle.PERMANENT, size=LARGEST + 1)
    with pytest.raises(TextTooLong):
        adds(town, Circle.PERMANENT, "a" * (LONGEST_TITLE + 1))
    papers = [adds(town, Circle.PERMANENT, f"{n}") for n in range(MOST)]
    with pytest.raises(TooManyPapers):
        adds(town, Circle.PERMANENT)
    assert town.does("clerk", round_papers.drop_paper, papers[0]) == number_of(town, Circle.PERMANENT)
    town.does("clerk", rounds.drop_round, number_of(town, Circle.PERMANENT))  # with its papers
    assert town.all(RoundPaperRow) == []


def test_nothing_is_taken_from_a_round_that_has_begun_nor_put_to_one_that_is_over(town):
    paper_id = adds(town, Circle.PERMANENT)
    town.opens()
    with pytest.raises(RoundIsOver):
        town.does("clerk", round_papers.drop_paper, paper_id)

    def end(work):
        for each in rounds_within(work.session, town.consultation.id):
            each.closed_at = work.now

    hands_in(town, Circle.PERMANENT, "Báo cáo")
    town.does(None, end)
    with pytest.raises(RoundIsOver):  # it ended while the paper was looked through
        takes_in(town)
    with pytest.raises(RoundIsOver):
        adds(town, Circle.PERMANENT)
    town.changes(stage=Stage.VOTING)
    with pytest.raises(WrongStage):
        adds(town, Circle.PERMANENT)
