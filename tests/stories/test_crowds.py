"""A whole consultation, small and large: one answer to each comment, told to each author once."""

import pytest
from sqlmodel import Session, col, select

from rules.comments import BY_PROXY, Channel, Stance, Weight
from storage.comments import CommentRow
from storage.synthesis import OpinionGroupRow
from tests.stories.crowds import Crowd, Size

SMALL = Size(clauses=10, members=6, officials=2, unions=3, units=5, citizens=6)
LARGE = Size(clauses=350, members=30, officials=4, unions=6, units=12, citizens=500)
"""So many clauses fill some 40 pages."""

ONE_KIND = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


async def consultation(town, engine, size):
    crowd = Crowd(town, size)
    await crowd.opens()
    await crowd.members_comment()
    await crowd.officials_comment()
    await crowd.unions_and_units_comment()
    await crowd.citizens_comment()
    away = [crowd.voters[0], *crowd.citizens[::50]]
    for person in away:
        person.blocks(crowd.committee.bot)
    await crowd.closes()
    prepared = await crowd.answers_all()
    await crowd.publishes()

    with Session(engine) as session:
        said = session.exec(select(CommentRow).where(col(CommentRow.withdrawn_at).is_(None))).all()
        groups = session.exec(select(OpinionGroupRow)).all()
    authors, by_proxy = crowd.authors, len(crowd.by_proxy)
    assert len(said) == len(authors) + by_proxy
    assert sum(comment.stance is Stance.OBJECT for comment in said) == 2
    assert {comment.weight for comment in said} == {None, Weight.MUST, Weight.SHOULD}
    assert sum(comment.channel in BY_PROXY for comment in said) == by_proxy
    assert {comment.channel for comment in said} == set(Channel)

    assert len(groups) == prepared
    assert {comment.group_id for comment in said} == {group.id for group in groups}
    answers = {group.id: (group.verdict, group.answer) for group in groups if group.published_at}
    assert all(answers[comment.group_id] == (comment.verdict, comment.answer) for comment in said)
    assert all(comment.answered_at for comment in said)
    table = await crowd.public_table()
    assert [row[0] for row in table] == list(range(1, len(table) + 1))
    assert all(row[-1] for row in table)

    told = {person.user.full_name: crowd.told(person) for person in authors if person not in away}
    assert {name: times for name, times in told.items() if times != 1} == {}
    silent = [*away, *crowd.not_asked, *crowd.unions[-2:], crowd.committee.clerk]
    assert not any(crowd.told(person) for person in silent)
    assert await crowd.counts() == expected(size, crowd)


def expected(size, crowd):
    """What the report has to say of each side: asked, commented, only agreed, silent, comments."""

    def row(asked, agreed=0, silent=0):
        commented = asked - agreed - silent
        return tuple(f"{n}" for n in (asked, commented, agreed, silent, commented))

    return {
        "Ban thường vụ": row(3),
        "Cấp ủy viên": row(size.members - 4),
        "Công chức chuyên môn": row(len(crowd.in_charge)),
        "Mặt trận, đoàn thể": row(size.unions, agreed=1, silent=1),
        "Đơn vị trực thuộc": row(size.units),
        "Cơ quan tham mưu, khách mời": row(1),
        "Đối tượng chịu tác động": ("–", "–", "–", "–", f"{size.affected}"),
        "Người dân": ("–", "–", "–", "–", f"{size.citizens - size.affected}"),
    }


@ONE_KIND
async def test_a_small_consultation_ends_with_one_answer_for_each_comment(town, engine):
    await consultation(town, engine, SMALL)


@pytest.mark.long
@pytest.mark.timeout(1800)
@ONE_KIND
async def test_a_consultation_of_forty_pages_with_five_hundred_citizens(town, engine):
    await consultation(town, engine, LARGE)
