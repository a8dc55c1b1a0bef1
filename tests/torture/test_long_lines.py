"""Much waits to be sent: it takes little memory, keeps its order, and holds up no other chat."""

import pytest

from bot import lines, unread
from rules.chats import LeaveGroup
from rules.desk import Cancelled, FaultReport
from rules.notices import Lane
from storage.engine import reading
from storage.outbox import Form, count_waiting
from storage.work import Group
from tests.stories.conftest import MONDAY_MORNING
from tests.torture.test_delivery import chat_id, does

MANY = 60


@pytest.fixture
def narrow(monkeypatch):
    """Pages and lines that are full with a few things."""
    monkeypatch.setattr(unread, "PAGE", 4)
    for module in (lines, unread):
        monkeypatch.setattr(module, "HOLDS", 6)


def reported(person, bot):
    """The numbers of the reports that somebody was sent, in order."""
    said = [message.text for message in person.chat(bot).messages if "Lỗi x ở dòng" in message.text]
    return [int(text.split("dòng ")[1].split(";")[0]) for text in said]


def waiting(town):
    with reading(town.bot.engine) as session:
        return count_waiting(session.connection())


@pytest.mark.usefixtures("narrow")
async def test_what_a_line_has_no_room_for_follows_in_its_order(committee):
    town = committee.town
    place, other = (chat_id(town, person.id) for person in (committee.mai, committee.hung))

    def much(work):
        for number in range(MANY):
            work.tell(FaultReport(row=f"dòng {number}", error="x"), chat_id=place)
        work.tell(Cancelled(), chat_id=other)

    most = 0

    def note(*_):
        nonlocal most
        assert town.bot.delivery is not None
        most = max(most, len(town.bot.delivery._known))

    town.telegram.calls.on_answer = note
    does(town, much)
    await town.settle()
    assert reported(committee.mai, committee.bot) == list(range(MANY))
    assert "không có gì thay đổi" in committee.hung.chat(committee.bot).last.text
    assert waiting(town) == 0
    assert 0 < most <= 2 * lines.HOLDS


@pytest.mark.usefixtures("narrow")
def test_what_came_earlier_is_not_passed_over_for_what_is_more_urgent(engine):
    with Group(engine, now=MONDAY_MORNING) as group, group.unit(cause="test") as work:
        for number in range(7):
            work.run(LeaveGroup(group_id=number))
        for number in range(7):
            work.answer(Cancelled(), callback_id=str(number), chat_id=None)
    pages, found = unread.Unread(engine), []
    while not found or found[-1].has_more:
        found.append(pages.read(Lane.BROADCAST, []))
    read = [parcel for page in found for parcel in page.parcels]
    assert len(read) == 14
    for form in (Form.ERRAND, Form.ANSWER):
        ids = [parcel.id for parcel in read if parcel.form is form]
        assert ids == sorted(ids)
        assert len(ids) == 7
