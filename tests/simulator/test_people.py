"""What people see, follow and are offered; how a chat reads."""

from datetime import timedelta

import orjson
import pytest

from simulator import links, snapshot, transcript
from simulator.people import NotPossible
from tests.simulator.api import buttons


async def test_a_person_waits_for_what_comes(api, an, desk, bot):
    await api("sendMessage", chat_id=an.id, text="Đã nhận góp ý")
    assert (await an.sees("Đã nhận", bot)).text == "Đã nhận góp ý"
    with pytest.raises(TimeoutError, match="Đã nhận góp ý"):
        await an.sees("Đã nhận", bot, within=0.02, after=desk.last)


async def test_a_private_chat_is_seen_by_its_person_only(api, an, binh, desk, bot):
    await api("sendMessage", chat_id=an.id, text="riêng")
    assert binh.chat(bot).messages == []
    assert binh.chat(desk.chat).messages == []
    with pytest.raises(LookupError, match="sees nothing"):
        _ = binh.chat(bot).last


async def test_a_link_for_groups_adds_the_bot(api, binh, an, bot, telegram):
    room = telegram.group("Tổ soạn thảo", binh, an)
    binh.follows("https://t.me/nghiquyet_bot?startgroup=abc", group=room)
    assert room.chat.has(bot)
    assert (await api.heard("message"))[-1]["text"] == "/start@nghiquyet_bot abc"
    with pytest.raises(NotPossible, match="which group"):
        binh.follows("https://t.me/nghiquyet_bot?startgroup=abc")


async def test_a_link_to_a_message_shows_it_to_members(an, group, forum, telegram):
    message = an.writes(group, "xem đây")
    address = links.to_message(message)
    assert address == f"https://t.me/c/{-1_000_000_000_000 - group.id}/{message.id}"
    assert an.follows(address) is message
    with pytest.raises(NotPossible, match="does not see"):
        telegram.person("Người Lạ").follows(address)
    for nowhere in ("https://t.me/nobody_here", "https://t.me/c/1/2", "https://t.me/c/x/y"):
        with pytest.raises(LookupError):
            an.follows(nowhere)


async def test_people_do_only_what_their_apps_let_them(an, binh, group, telegram):
    mine = an.writes(group, "của tôi")
    with pytest.raises(NotPossible, match="cannot edit"):
        binh.edits(mine, "x")
    with pytest.raises(NotPossible, match="may not appoint"):
        an.promotes(binh, group)
    with pytest.raises(NotPossible, match="1 to 4096"):
        an.writes(group, "đ" * 4097)
    with pytest.raises(NotPossible, match="does not stand in"):
        an.replies(mine, "x", quote="của anh")
    with pytest.raises(NotPossible, match="is not in"):
        telegram.person("Người Lạ").writes(group, "x")


async def test_the_menu_is_that_of_the_narrowest_scope_and_the_language(
    api, an, binh, bot, group, telegram
):
    async def offer(name, **scope):
        command = {"command": name, "description": name.upper()}
        await api("setMyCommands", commands=[command], **scope)

    def seen(person, place):
        return [command["command"] for command in person.menu(place)]

    await offer("chung")
    await offer("nhom", scope={"type": "all_group_chats"})
    await offer("quantri", scope={"type": "all_chat_administrators"})
    await offer("private", scope={"type": "all_private_chats"}, language_code="en")
    assert seen(an, bot) == ["chung"]
    assert seen(telegram.person("Ann", language="en"), bot) == ["private"]
    assert seen(an, group) == ["nhom"]
    assert seen(binh, group) == ["quantri"]
    await offer("rieng", scope={"type": "chat_member", "chat_id": group.id, "user_id": an.id})
    assert seen(an, group) == ["rieng"]
    assert await api("getMyCommands") == [{"command": "chung", "description": "CHUNG"}]
    await api("deleteMyCommands")
    assert seen(an, bot) == []


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("Việc", "x", "BOT_COMMAND_INVALID"),
        ("x" * 33, "x", "BOT_COMMAND_INVALID"),
        ("viec", " ", "command description must be non-empty"),
        ("viec", "đ" * 257, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_commands_that_telegram_would_not_take_are_refused(api, name, words, said):
    commands = [{"command": name, "description": words}]
    assert await api.refusal("setMyCommands", commands=commands) == f"Bad Request: {said}"


async def test_a_keyboard_for_the_input_field_is_seen_by_people_only(api, an, desk):
    keyboard = {"keyboard": [[{"text": "Việc của tôi"}, {"text": "Lịch"}]]}
    sent = await api("sendMessage", chat_id=an.id, text="?", reply_markup=keyboard)
    assert "reply_markup" not in sent
    assert desk.reply_buttons == ["Việc của tôi", "Lịch"]


async def test_a_chat_reads_with_times_names_buttons_reactions_and_edits(
    api, an, binh, group, telegram, clock
):
    await api("sendMessage", chat_id=group.id, text="Dự thảo\nĐiều 1", reply_markup=buttons("Góp ý"))
    card = group.last
    comment = an.replies(card, "Nên sửa", quote="Điều 1")
    await clock.advance(timedelta(minutes=5))
    an.edits(comment, "Nên sửa câu hai")
    binh.reacts(comment, "👍")
    gone = binh.writes(group, "nhầm")
    binh.deletes(gone)
    lines = transcript.write_all(telegram.world).splitlines()
    assert lines[0] == "=== Ban Thường vụ (supergroup) ==="
    assert lines[2:] == [
        "[02/03/2026 08:00] Nghị quyết: Dự thảo",
        "    Điều 1",
        "    [Góp ý]",
        "[02/03/2026 08:00] Lê Thị An (to Nghị quyết: “Điều 1”) (edited 02/03 08:05): Nên sửa câu hai",
        "    👍 Nguyễn Văn Bình",
        "[02/03/2026 08:05] Nguyễn Văn Bình (deleted): nhầm",
    ]
    assert "nhầm" not in an.reads(group)


async def test_the_world_can_be_shown_as_plain_data(api, an, desk, group, telegram):
    await api("sendMessage", chat_id=group.id, text="<b>Thẻ</b>", parse_mode="HTML")
    an.reacts(group.last, "👍")
    an.deletes(an.writes(group, "nhầm"))
    shown = orjson.loads(orjson.dumps(snapshot.world(telegram.world)))
    chats = {chat["key"]: chat for chat in shown["chats"]}
    assert set(chats) == {str(group.id), snapshot.key(desk.chat)}
    card, slip = chats[str(group.id)]["messages"][-2:]
    assert (card["html"], card["reactions"]) == ("<b>Thẻ</b>", {"👍": 1})
    assert slip["is_deleted"] is True
    assert len(chats[str(group.id)]["members"]) == 3


async def test_watchers_are_told_of_every_change(api, an, group, telegram):
    told = []
    telegram.watch(lambda event: told.append(snapshot.event(event)))
    await api("sendMessage", chat_id=group.id, text="?", reply_markup=buttons("Có"))
    press = an.presses("Có")
    await api("answerCallbackQuery", callback_query_id=press.id)
    await api("sendChatAction", chat_id=group.id, action="typing")
    an.reacts(group.last, "👍")
    an.edits(an.writes(group, "x"), "y")
    assert [event["kind"] for event in told] == [
        "message_sent",
        "button_pressed",
        "button_answered",
        "action_shown",
        "reactions_changed",
        "message_sent",
        "message_edited",
    ]
    assert told[1]["press"] == {"id": press.id, "label": "Có", "answer": None}
    assert told[2]["press"]["answer"] == {"text": "", "is_alert": False}
