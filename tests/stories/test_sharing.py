"""Somebody types @bot in a chat where the bot is not, and shares a draft there (S0.7)."""

from datetime import timedelta

from sqlmodel import select

from rules.resolutions import Audience
from storage.engine import reading
from storage.inbox import InboxRow
from storage.outbox import OutboxRow, Sending
from tests.stories.consulting import hands_in, opens
from tests.stories.test_personal_data import places

DRAFT = "Nghị quyết về nước sạch và thủy lợi nội đồng năm 2026 - 2027"


async def looks_for(committee, person, words, **given):
    query = person.types_behind(committee.bot, words, **given)
    await committee.town.settle()
    return query, await query.answered()


async def test_a_draft_is_shared_in_any_chat_and_opens_the_citizens_desk(committee):
    town, bot = committee.town, committee.bot
    lan, nam = town.person("Chamaléa Thị Lan"), town.person("Nam")
    village = town.telegram.group("Thôn Bắc Sơn", lan, nam)
    await hands_in(committee)  # a draft that is not published is found by nobody
    _query, offers = await looks_for(committee, lan, "")
    assert (offers.titles, offers.is_personal) == ([], False)
    assert "Không có dự thảo nào" in offers.button["text"]

    await committee.meets()
    await opens(committee, audience=Audience.MEMBERS_AND_CITIZENS)
    words = "nghi quyet NUOC sach"
    query, offers = await looks_for(committee, lan, words, chat=village)
    assert (offers.titles, offers.cache_time, offers.next_offset) == (
        [DRAFT], 30, "",
    )  # fmt: skip
    assert offers.results[0].description == "Đảng ủy xã Công Hải: nhận góp ý đến hết ngày 30/11/2026"
    nothing, others = await looks_for(committee, lan, "karaoke ở xã tôi")
    assert (others.titles, nothing.offers.button is None) == ([], False)
    lan.chooses(query, "nước sạch", village)
    shared = nam.chat(village).last
    assert "Mời góp ý dự thảo" in shared.text
    nam.follows(shared.keyboard[0])
    await town.settle()
    assert "Đến lúc này chưa lưu thông tin nào" in nam.chat(bot).last.text

    engine = town.bot.engine
    assert places(engine, [words, "karaoke", f"{lan.id}", "Chamaléa"]) == []
    with reading(engine) as session:
        kept = session.exec(select(InboxRow.body).where(InboxRow.kind == "inline_query")).all()
    assert kept == ["{}", "{}", "{}"]
    assert town.telegram.calls.refused == 0


async def test_an_answer_that_comes_too_late_does_no_harm(committee):
    town = committee.town
    await committee.meets()
    await opens(committee, audience=Audience.MEMBERS_AND_CITIZENS)
    lan = town.person("Chamaléa Thị Lan")
    query = lan.types_behind(committee.bot, "nước")
    query.asked_at -= timedelta(minutes=1)
    await town.settle()
    assert query.offers is None
    with reading(town.bot.engine) as session:
        rows = session.exec(select(OutboxRow).where(OutboxRow.kind == "DraftsFound")).all()
    assert [(row.state, "too old" in f"{row.error}") for row in rows] == [(Sending.DROPPED, True)]
    _again, offers = await looks_for(committee, lan, "nước")
    assert offers.titles == [DRAFT]


async def test_what_was_shared_in_the_private_chat_is_no_answer_to_a_question(committee):
    town, bot, clerk = committee.town, committee.bot, committee.clerk
    await committee.meets()
    await opens(committee, audience=Audience.MEMBERS_AND_CITIZENS)
    picture = next(m for m in clerk.chat(bot).messages if m.photo)
    lan = town.person("Lan")
    lan.follows(picture.text.split()[-1])
    await town.settle()
    await committee.presses(lan, "Tôi đồng ý")
    await committee.presses(lan, "Góp ý chung cho dự thảo")
    query, _offers = await looks_for(committee, lan, "nước", chat=bot)
    lan.chooses(query, "nước sạch", bot)
    await town.settle()
    assert "Mời góp ý dự thảo" in lan.chat(bot).last.text  # nothing was said to it
    receipt = await committee.writes(lan, "Nên công khai giá nước")
    assert "Mã góp ý" in receipt.text
