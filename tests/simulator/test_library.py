"""python-telegram-bot as a client: it parses every answer strictly, so it checks the simulator."""

import asyncio
from datetime import timedelta

import pytest
import telegram as ptb
from telegram.error import BadRequest, Conflict, Forbidden, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from simulator.faults import Fault
from tests.simulator.test_files import picture
from tests.waiting import PATIENCE, until


@pytest.fixture
async def client(telegram, bot):
    async with ptb.Bot(
        bot.token,
        base_url=f"{telegram.url}/bot",
        base_file_url=f"{telegram.url}/file/bot",
        request=HTTPXRequest(read_timeout=PATIENCE),
    ) as ready:
        yield ready


async def test_a_committees_day_in_a_forum(client, an, forum, telegram):
    topic = await client.create_forum_topic(forum.id, "Dự thảo 01", icon_color=7322096)
    place = {"chat_id": forum.id, "message_thread_id": topic.message_thread_id}
    keyboard = ptb.InlineKeyboardMarkup.from_row(
        [
            ptb.InlineKeyboardButton("Góp ý", callback_data="c:1", api_kwargs={"style": "primary"}),
            ptb.InlineKeyboardButton("Riêng", url="https://t.me/nghiquyet_bot?start=x"),
        ]
    )
    card = await client.send_message(
        text="<b>Dự thảo</b>\n<blockquote expandable>Điều 1. Mục tiêu</blockquote>",
        parse_mode="HTML",
        reply_markup=keyboard,
        link_preview_options=ptb.LinkPreviewOptions(is_disabled=True),
        disable_notification=True,
        protect_content=True,
        **place,
    )
    assert card.text_html == "<b>Dự thảo</b>\n<blockquote expandable>Điều 1. Mục tiêu</blockquote>"
    assert card.is_topic_message
    await card.pin()
    comment = an.replies(forum.last.reply_to or forum.last, "Nên rõ hơn")
    await client.set_message_reaction(forum.id, comment.id, "👍")
    receipt = await client.send_message(
        text="Đã nhận",
        reply_parameters=ptb.ReplyParameters(
            comment.id, quote="rõ hơn", allow_sending_without_reply=True
        ),
        **place,
    )
    assert receipt.quote.position == 4
    await card.edit_text("Dự thảo 2")
    await client.edit_message_reply_markup(forum.id, card.message_id, reply_markup=keyboard)
    await receipt.delete()
    await client.edit_forum_topic(name="Dự thảo 01 (xong)", **place)
    await client.close_forum_topic(**place)
    await client.reopen_forum_topic(**place)
    await client.unpin_all_forum_topic_messages(**place)
    assert (await client.get_chat(forum.id)).is_forum
    assert len(await client.get_chat_administrators(forum.id)) == 2
    assert (await client.get_chat_member(forum.id, an.id)).status == "member"
    assert telegram.calls.refused == 0


async def test_files_polls_and_copies(client, an, desk, group, clock):
    sent = await client.send_document(an.id, b"abc", filename="Dự thảo.txt", caption="x")
    assert sent.document.file_name == "Dự thảo.txt"
    file = await client.get_file(sent.document)
    assert bytes(await file.download_as_bytearray()) == b"abc"
    photo = await client.send_photo(group.id, picture())
    assert photo.photo[0].width == 40
    media = [
        ptb.InputMediaDocument(b"a", filename="a.txt"),
        ptb.InputMediaDocument(b"b", filename="b.txt"),
    ]
    assert len(await client.send_media_group(group.id, media)) == 2
    changed = await client.edit_message_media(ptb.InputMediaDocument(b"z"), an.id, sent.message_id)
    assert changed.document.file_size == 1
    copied = await client.copy_message(group.id, an.id, sent.message_id, caption="bản sao")
    assert group.last.id == copied.message_id
    assert (await client.forward_message(group.id, an.id, sent.message_id)).forward_origin
    await clock.advance(timedelta(seconds=5))
    poll = await client.send_poll(
        group.id, "Thông qua?", ["Có", ptb.InputPollOption("Không")], is_anonymous=False, open_period=600
    )
    assert poll.poll.options[1].persistent_id
    assert (await client.stop_poll(group.id, poll.message_id)).is_closed


async def test_every_kind_of_update_is_parsed(client, binh, an, group, bot):
    await client.get_updates(allowed_updates=ptb.Update.ALL_TYPES)
    an.starts(bot)
    message = an.writes(group, "/viec@nghiquyet_bot x")
    an.edits(message, "sửa")
    an.reacts(message, "👍")
    binh.promotes(an, group)
    await client.send_poll(group.id, "?", ["Có", "Không"], is_anonymous=False)
    an.answers_poll(group.last, ["Có"])
    row = [ptb.InlineKeyboardButton("Có", callback_data="1")]
    await client.send_message(group.id, "?", reply_markup=ptb.InlineKeyboardMarkup([row]))
    press = an.presses("Có")
    updates = await client.get_updates(allowed_updates=ptb.Update.ALL_TYPES)
    query = next(update.callback_query for update in updates if update.callback_query)
    await query.answer("Đã ghi", show_alert=True)
    assert (await press.answered()).text == "Đã ghi"
    kinds = [next(name for name in ptb.Update.ALL_TYPES if getattr(u, name, None)) for u in updates]
    assert {"message", "edited_message", "message_reaction", "chat_member"} <= set(kinds)
    assert {"poll", "poll_answer", "callback_query"} <= set(kinds)


async def test_the_bots_own_settings(client):
    await client.set_my_commands([("viec", "Việc của tôi")], scope=ptb.BotCommandScopeAllPrivateChats())
    assert (await client.get_my_commands(ptb.BotCommandScopeAllPrivateChats()))[0].command == "viec"
    await client.set_my_name("Nghị quyết mới")
    assert (await client.get_my_name()).name == "Nghị quyết mới"
    await client.set_my_description("Dài")
    assert (await client.get_my_description()).description == "Dài"
    await client.set_my_short_description("Ngắn")
    assert (await client.get_my_short_description()).short_description == "Ngắn"
    await client.set_chat_menu_button(menu_button=ptb.MenuButtonCommands())
    assert (await client.get_chat_menu_button()).type == "commands"
    assert (await client.get_webhook_info()).url == ""


async def test_errors_become_the_librarys_errors(
    client, api, bot, an, group, desk, telegram, monkeypatch
):
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    with pytest.raises(BadRequest, match="Chat not found"):
        await client.send_message(1, "x")
    with pytest.raises(Forbidden, match="initiate"):
        await client.send_message(group.owner.id, "x")
    telegram.faults.next(fault=Fault.flood(9))
    with pytest.raises(RetryAfter) as wait:
        await client.send_message(an.id, "x")
    assert wait.value.retry_after == timedelta(seconds=9)
    telegram.faults.next(fault=Fault.silence())
    with pytest.raises(TimedOut):
        await client.send_message(an.id, "x", read_timeout=0.3)
    offset = (await client.get_updates())[-1].update_id + 1
    first = asyncio.ensure_future(client.get_updates(offset, timeout=5))
    await until(lambda: bot.updates.is_polled)
    second = asyncio.ensure_future(api("getUpdates", offset=offset, timeout=5))
    with pytest.raises(Conflict):
        await first
    an.writes(group, "x")
    assert (await second)[0]["message"]["text"] == "x"
