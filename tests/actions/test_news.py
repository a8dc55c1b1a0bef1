"""Authors hear once that their clause was adopted, and once that the task born of it is done."""

import pytest

from actions import news, responses
from rules.news import CitizenCommentsAdopted, CommentedTaskDone, CommentsAdopted, Occasion
from rules.resolutions import Audience
from rules.responses import Verdict
from rules.tasks import TaskSource, TaskState
from storage.drafts import ClauseRow
from storage.news import AuthorNewsRow, owe_news
from storage.tasks import TaskRow
from tests.actions.answering import Answering


@pytest.fixture
def town(engine):
    """Two members have commented on clauses and are answered, a third is not, a citizen is."""
    made = Answering(engine, audience=Audience.MEMBERS_AND_CITIZENS)
    made.opens()
    made.on_one = made.writes("m2", "Nên là 85%", clause=1, message_id=1)
    made.on_three = made.writes("dep", "Ai trong văn phòng?", clause=3, message_id=2)
    made.too = made.writes("sec", "Chưa được trả lời", clause=2, message_id=3)
    made.ends()
    made.answers(made.on_one)
    made.answers(made.on_three, Verdict.KEPT, "Đã rõ.")
    made.after(minutes=11).does(None, responses.tell_authors)
    return made


def owes(town, occasion, subject_id):
    town.does(
        None,
        lambda work: owe_news(
            work.connection, occasion, subject_id=subject_id,
            resolution_id=town.resolution_id, now=work.now,
        ),
    )  # fmt: skip


def test_everybody_who_was_answered_hears_once_of_the_adoption_by_day(town):
    for _again in range(2):
        owes(town, Occasion.ADOPTED, town.resolution_id)
    town.at("2026-11-16T21:00").does(None, news.tell_news)
    assert town.notices(CommentsAdopted) == []
    for _again in range(2):
        town.at("2026-11-17T08:00").does(None, news.tell_news)
    assert sorted(town.told(CommentsAdopted)) == ["dep", "m2"]
    assert {n.comment_ids for n in town.notices(CommentsAdopted)} == {(town.on_one,), (town.on_three,)}
    assert town.notices(CitizenCommentsAdopted) == []
    assert [row.told_at for row in town.all(AuthorNewsRow)] == [town.now]


def test_of_a_task_done_hear_those_who_spoke_of_its_clause(town):
    def give(work):
        clause = work.session.get_one(ClauseRow, town.clause(1))
        task = TaskRow(
            resolution_id=town.resolution_id, state=TaskState.DONE, source=TaskSource.TEXT,
            clause_key=clause.key, what="Lắp đồng hồ", due_set_on=work.now.date(),
            created_by_id=town.ids["clerk"], created_at=work.now,
        )  # fmt: skip
        work.session.add(task)
        work.session.flush()
        return task.id

    task_id = town.does(None, give)
    owes(town, Occasion.DONE, task_id)
    town.does(None, news.tell_news)
    assert town.told(CommentedTaskDone) == ["m2"]
    assert town.notices(CommentedTaskDone) == [
        CommentedTaskDone(task_id=task_id, comment_ids=(town.on_one,))
    ]
