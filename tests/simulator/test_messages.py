"""Messages: numbered, edited, deleted, answered, forwarded; and who may not write to whom."""

from datetime import timedelta

import pytest

from simulator.people import NotPossible
from tests.simulator.api import Refused, buttons


async def test_a_bot_cannot_begin_a_conversation(api, an, group, telegram):
    """Somebody met in a group is known; a stranger is not even found."""
    said = await api.refusal("sendMessage", chat_id=an.id, text="x")
    assert said == "Forbidden: bot can't initiate conversation with a user"
    stranger = telegram.person("Người Lạ")
    assert await api.refusal("sendMessage", chat_id=stranger.id, text="x") == (
        "Bad Request: chat not found"
    )
    an.starts(telegram.new_bot("Khác", "khac_bot"))
    assert "initiate" in await api.refusal("sendMessage", chat_id=an.id, text="x")


async def test_bots_do_not_write_to_bots_nor_for_businesses(api, an, desk, telegram):
    other = telegram.new_bot("Khác", "khac_bot")
    said = await api.refusal("sendMessage", chat_id=other.id, text="x")
    assert said == "Forbidden: bots can't send messages to bots"
    said = await api.refusal("sendMessage", chat_id=an.id, text="x", business_connection_id="1")
    assert said == "Bad Request: business connection not found"


async def test_a_blocked_bot_is_told_so_and_may_write_again_later(api, an, desk, bot):
    an.blocks(bot)
    said = await api.refusal("sendMessage", chat_id=an.id, text="x")
    assert said == "Forbidden: bot was blocked by the user"
    an.unblocks(bot)
    assert (await api("sendMessage", chat_id=an.id, text="x"))["text"] == "x"
    changes = await api.heard("my_chat_member")
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]


async def test_a_deleted_account_cannot_be_written_to(api, an, desk):
    an.deletes_account()
    said = await api.refusal("sendMessage", chat_id=an.id, text="x")
    assert said == "Forbidden: user is deactivated"


async def test_a_person_writes_only_after_starting_the_bot(an, bot):
    with pytest.raises(NotPossible, match="start the bot first"):
        an.writes(bot, "Chào")
    assert an.starts(bot, "abc-123").text == "/start abc-123"
    with pytest.raises(NotPossible, match="no payload"):
        an.starts(bot, "có dấu")


async def test_each_chat_numbers_its_own_messages(api, an, desk, group):
    first = await api("sendMessage", chat_id=an.id, text="một")
    await api("sendMessage", chat_id=group.id, text="ở nhóm")
    second = await api("sendMessage", chat_id=an.id, text="hai")
    assert second["message_id"] == first["message_id"] + 1


async def test_an_edit_changes_the_text_and_drops_the_keyboard(api, an, desk, clock):
    sent = await api("sendMessage", chat_id=an.id, text="một", reply_markup=buttons("Có"))
    await clock.advance(timedelta(seconds=60))
    edited = await api("editMessageText", chat_id=an.id, message_id=sent["message_id"], text="hai")
    assert edited["text"] == "hai"
    assert edited["edit_date"] == sent["date"] + 60
    assert "reply_markup" not in edited
    assert [version.text for version in desk.last.versions] == ["một"]


async def test_an_edit_that_changes_nothing_is_refused(api, an, desk):
    sent = await api("sendMessage", chat_id=an.id, text="một", reply_markup=buttons("Có"))
    same = {"chat_id": an.id, "message_id": sent["message_id"], "reply_markup": buttons("Có")}
    assert await api.refusal("editMessageText", text="một", **same) == (
        "Bad Request: message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message"
    )
    assert "not modified" in await api.refusal("editMessageReplyMarkup", **same)
    same["reply_markup"] = buttons("Không")
    assert (await api("editMessageReplyMarkup", **same))["text"] == "một"


async def test_only_own_messages_can_be_edited(api, an, desk, bot):
    theirs = an.writes(bot, "của tôi")
    edit = {"chat_id": an.id, "text": "x"}
    assert await api.refusal("editMessageText", message_id=theirs.id, **edit) == (
        "Bad Request: message can't be edited"
    )
    assert await api.refusal("editMessageText", message_id=99999, **edit) == (
        "Bad Request: message to edit not found"
    )
    sent = await api("sendMessage", chat_id=an.id, text="x")
    said = await api.refusal(
        "editMessageCaption", chat_id=an.id, message_id=sent["message_id"], caption="y"
    )
    assert said == "Bad Request: there is no caption in the message to edit"


async def test_an_edit_by_a_person_is_told_with_the_new_text(api, an, desk, bot):
    message = an.writes(bot, "góp ý")
    an.edits(message, "góp ý đã sửa")
    edited = await api.heard("edited_message")
    assert [(m["message_id"], m["text"]) for m in edited] == [(message.id, "góp ý đã sửa")]


async def test_a_deletion_by_a_person_is_told_to_nobody(api, an, group):
    message = an.writes(group, "thôi")
    await api.updates()
    an.deletes(message)
    assert await api.updates() == []
    assert message not in an.chat(group).messages


async def test_a_message_can_be_deleted_for_48_hours(api, an, desk, clock):
    old = await api("sendMessage", chat_id=an.id, text="cũ")
    await clock.advance(timedelta(hours=48, seconds=1))
    new = await api("sendMessage", chat_id=an.id, text="mới")
    said = await api.refusal("deleteMessage", chat_id=an.id, message_id=old["message_id"])
    assert said == "Bad Request: message can't be deleted for everyone"
    assert await api("deleteMessage", chat_id=an.id, message_id=new["message_id"]) is True
    said = await api.refusal("deleteMessage", chat_id=an.id, message_id=new["message_id"])
    assert said == "Bad Request: message to delete not found"
    numbers = [old["message_id"], 99999]
    assert await api("deleteMessages", chat_id=an.id, message_ids=numbers) is True
    assert desk.last.text == "cũ"


async def test_an_answer_to_a_missing_message_is_refused_unless_that_is_allowed(api, an, desk):
    answer = {"message_id": 99999}
    said = await api.refusal("sendMessage", chat_id=an.id, text="x", reply_parameters=answer)
    assert said == "Bad Request: message to be replied not found"
    answer["allow_sending_without_reply"] = True
    sent = await api("sendMessage", chat_id=an.id, text="x", reply_parameters=answer)
    assert "reply_to_message" not in sent


async def test_an_answer_carries_what_it_answers_but_not_further(api, an, desk, bot):
    first = an.writes(bot, "một")
    second = await api(
        "sendMessage", chat_id=an.id, text="hai", reply_parameters={"message_id": first.id}
    )
    an.replies(desk.last, "ba")
    third = (await api.heard("message"))[-1]
    assert second["reply_to_message"]["text"] == "một"
    assert third["reply_to_message"]["text"] == "hai"
    assert "reply_to_message" not in third["reply_to_message"]


async def test_a_thread_of_answers_in_a_supergroup_has_a_number_but_is_no_topic(api, an, group):
    first = an.writes(group, "một")
    an.replies(an.replies(first, "hai"), "ba")
    heard = (await api.heard("message"))[-3:]
    assert [message.get("message_thread_id") for message in heard] == [None, first.id, first.id]
    assert not any("is_topic_message" in message for message in heard)


async def test_an_answer_in_another_chat_is_an_external_reply(api, an, group, desk, bot):
    sent = await api("sendMessage", chat_id=group.id, text="Điều 1. Mục tiêu")
    an.replies(group.last, "Tôi nói riêng", quote="Mục tiêu", chat=bot)
    heard = (await api.heard("message"))[-1]
    assert heard["external_reply"]["message_id"] == sent["message_id"]
    assert heard["external_reply"]["chat"]["id"] == group.id
    assert heard["quote"]["text"] == "Mục tiêu"
    assert "reply_to_message" not in heard


async def test_forwards_show_where_they_came_from_and_copies_do_not(api, an, desk, group, clock):
    message = an.writes(group, "ý kiến")
    from_group = {"chat_id": an.id, "from_chat_id": group.id}
    forwarded = await api("forwardMessage", message_id=message.id, **from_group)
    assert forwarded["forward_origin"]["sender_user"]["id"] == an.id
    copied = await api("copyMessage", message_id=message.id, **from_group)
    assert desk.last.id == copied["message_id"]
    assert desk.last.forward_origin is None
    second = an.writes(group, "thêm")
    many = {"message_ids": [message.id, second.id], **from_group}
    assert len(await api("forwardMessages", **many)) == 2
    await clock.advance(timedelta(seconds=2))
    assert len(await api("copyMessages", **many)) == 2
    said = await api.refusal("forwardMessage", message_id=99999, **from_group)
    assert said == "Bad Request: message to forward not found"


async def test_protected_content_cannot_be_forwarded(api, an, desk, group):
    await api("sendMessage", chat_id=group.id, text="mật", protect_content=True)
    secret = group.last
    said = await api.refusal(
        "forwardMessage", chat_id=an.id, from_chat_id=group.id, message_id=secret.id
    )
    assert said == "Bad Request: message can't be forwarded"
    with pytest.raises(NotPossible):
        an.forwards(secret, group)


async def test_a_call_after_a_refusal_works_as_before(api, an, desk):
    with pytest.raises(Refused):
        await api("sendMessage", chat_id=an.id, text="<x", parse_mode="HTML")
    assert (await api("sendMessage", chat_id=an.id, text="x"))["chat"]["id"] == an.id
