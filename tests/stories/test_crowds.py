"""A whole consultation, small and large: one answer to each comment, told to each author once."""

import pytest
from sqlmodel import Session, col, select

from storage.comments import CommentRow
from storage.opinion_groups import OpinionGroupRow
from tests.stories.crowds import Crowd, Size

SMALL = Size(clauses=10, members=6, units=2, citizens=10)
LARGE = Size(clauses=350, members=30, units=12, citizens=500)
"""So many clauses fill some 40 pages."""

ONE_KIND = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


async def consultation(town, engine, size):
    crowd = Crowd(town, size)
    await crowd.opens()
    await crowd.members_comment()
    await crowd.citizens_comment()
    away = [*crowd.committee.others[:1], *crowd.citizens[::50]]
    for person in away:
        person.blocks(crowd.committee.bot)
    await crowd.closes()
    prepared = await crowd.answers_all()
    await crowd.publishes()
    with Session(engine) as session:
        said = session.exec(select(CommentRow).where(col(CommentRow.withdrawn_at).is_(None))).all()
        groups = session.exec(select(OpinionGroupRow)).all()
    authors = [*crowd.committee.others, *crowd.citizens]
    assert len(said) == len(authors)
    assert len(groups) == prepared
    assert {comment.group_id for comment in said} == {group.id for group in groups}
    assert all(comment.verdict and comment.answered_at for comment in said)
    assert all(group.published_at for group in groups)
    told = {person.user.full_name: crowd.told(person) for person in authors if person not in away}
    assert {name: times for name, times in told.items() if times != 1} == {}
    assert not any(crowd.told(person) for person in away)


@ONE_KIND
async def test_a_small_consultation_ends_with_one_answer_for_each_comment(town, engine):
    await consultation(town, engine, SMALL)


@pytest.mark.long
@pytest.mark.timeout(1800)
@ONE_KIND
async def test_a_consultation_of_forty_pages_with_five_hundred_citizens(town, engine):
    await consultation(town, engine, LARGE)
