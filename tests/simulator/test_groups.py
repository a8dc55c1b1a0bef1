"""Groups and channels: privacy mode, members, rights, upgrades, channels."""

import pytest

from simulator.people import NotPossible
from tests.simulator.api import Refused


@pytest.fixture
def quiet_group(telegram, bot, binh, an):
    """A group in which the bot is an ordinary member in privacy mode."""
    room = telegram.group("Chi bộ", binh, an)
    room.adds(bot)
    return room


async def texts_heard(api):
    return [message["text"] for message in await api.heard("message") if "text" in message]


async def test_in_privacy_mode_only_what_is_meant_for_the_bot_is_heard(api, an, quiet_group):
    await api("sendMessage", chat_id=quiet_group.id, text="Thẻ")
    an.replies(quiet_group.last, "trả lời thẻ")
    theirs = an.writes(quiet_group, "nói chuyện @nghiquyet_bot")
    an.replies(theirs, "trả lời nhau")
    an.writes(quiet_group, "/viec@nghiquyet_bot")
    an.writes(quiet_group, "/viec@khac_bot")
    assert await texts_heard(api) == ["trả lời thẻ", "/viec@nghiquyet_bot"]


async def test_a_plain_command_is_for_the_bot_that_spoke_last(api, an, quiet_group, telegram):
    an.writes(quiet_group, "/viec")
    await api("sendMessage", chat_id=quiet_group.id, text="Thẻ")
    an.writes(quiet_group, "/tiendo")
    assert await texts_heard(api) == ["/tiendo"]


async def test_an_administrator_and_a_bot_without_privacy_mode_hear_everything(
    api, an, group, telegram, session
):
    an.writes(group, "nói chuyện")
    assert await texts_heard(api) == ["nói chuyện"]
    reader = telegram.new_bot("Đọc hết", "doc_het_bot", reads_all=True)
    group.adds(reader)
    an.writes(group, "lần nữa")
    assert len(reader.updates) == 3


async def test_bots_never_hear_bots(api, group, telegram):
    other = telegram.new_bot("Khác", "khac_bot", reads_all=True)
    group.adds(other)
    before = len(other.updates)
    await api("sendMessage", chat_id=group.id, text="x")
    assert len(other.updates) == before


async def test_a_restricted_member_and_a_silent_group_do_not_write(api, an, binh, group, quiet_group):
    group.restricts(an)
    with pytest.raises(NotPossible, match="may not write"):
        an.writes(group, "x")
    assert (await api("getChatMember", chat_id=group.id, user_id=an.id))["status"] == "restricted"
    quiet_group.chat.permissions = frozenset()
    said = await api.refusal("sendMessage", chat_id=quiet_group.id, text="x")
    assert said == "Bad Request: not enough rights to send text messages to the chat"
    binh.writes(quiet_group, "chủ nhóm vẫn nói")


async def test_a_former_administrator_has_no_rights_left(api, bot, group):
    group.demotes(bot)
    member = await api("getChatMember", chat_id=group.id, user_id=bot.id)
    assert member["status"] == "member"
    card = await api("sendMessage", chat_id=group.id, text="Thẻ")
    pin = {"chat_id": group.id, "message_id": card["message_id"]}
    assert "not enough rights" in await api.refusal("pinChatMessage", **pin)


async def test_coming_and_going_is_told(api, binh, group, telegram):
    await api.updates()
    ba = telegram.person("Trần Ba")
    binh.adds(ba, group)
    ba.leaves(group)
    updates = await api.updates()
    changes = [u["chat_member"]["new_chat_member"]["status"] for u in updates if "chat_member" in u]
    assert changes == ["member", "left"]
    service = [u["message"] for u in updates if "message" in u]
    assert service[0]["new_chat_members"][0]["id"] == ba.id
    assert service[0]["from"]["id"] == binh.id
    assert service[1]["left_chat_member"]["id"] == ba.id


async def test_a_bot_hears_of_its_own_coming_promotion_and_going(api, bot, quiet_group):
    quiet_group.promotes(bot, rights=["can_pin_messages"])
    quiet_group.removes(bot)
    changes = await api.heard("my_chat_member")
    assert [c["new_chat_member"]["status"] for c in changes] == ["member", "administrator", "kicked"]
    assert changes[1]["new_chat_member"]["can_pin_messages"] is True
    assert changes[1]["new_chat_member"]["can_delete_messages"] is False


async def test_a_bot_that_was_removed_or_left_is_told_so(api, bot, quiet_group, group):
    quiet_group.removes(bot)
    assert await api.refusal("sendMessage", chat_id=quiet_group.id, text="x") == (
        "Forbidden: bot was kicked from the supergroup chat"
    )
    assert await api("leaveChat", chat_id=group.id) is True
    assert await api.refusal("getChat", chat_id=group.id) == (
        "Forbidden: bot is not a member of the supergroup chat"
    )


async def test_members_are_shown_with_their_status(api, binh, an, bot, group, telegram):
    status = {}
    for who in (binh, an, bot):
        member = await api("getChatMember", chat_id=group.id, user_id=who.id)
        status[who.id] = member["status"]
    assert status == {binh.id: "creator", an.id: "member", bot.id: "administrator"}
    admins = await api("getChatAdministrators", chat_id=group.id)
    assert {admin["user"]["id"] for admin in admins} == {binh.id, bot.id}
    assert await api("getChatMemberCount", chat_id=group.id) == 3
    stranger = telegram.person("Người Lạ")
    said = await api.refusal("getChatMember", chat_id=group.id, user_id=stranger.id)
    assert said == "Bad Request: PARTICIPANT_ID_INVALID"


async def test_pinning_needs_the_right_and_is_told_to_the_group(api, quiet_group, group):
    card = await api("sendMessage", chat_id=quiet_group.id, text="Thẻ")
    pin = {"chat_id": quiet_group.id, "message_id": card["message_id"]}
    assert await api.refusal("pinChatMessage", **pin) == (
        "Bad Request: not enough rights to manage pinned messages in the chat"
    )
    card = await api("sendMessage", chat_id=group.id, text="Thẻ")
    pin = {"chat_id": group.id, "message_id": card["message_id"]}
    await api("pinChatMessage", **pin)
    assert [message.text for message in group.pinned] == ["Thẻ"]
    assert (await api.heard("message"))[-1]["pinned_message"]["message_id"] == card["message_id"]
    assert (await api("getChat", chat_id=group.id))["pinned_message"]["text"] == "Thẻ"
    await api("unpinChatMessage", **pin)
    assert group.pinned == []
    await api("pinChatMessage", **pin)
    await api("unpinAllChatMessages", chat_id=group.id)
    assert group.pinned == []


async def test_others_messages_are_deleted_only_with_the_right(api, an, group, quiet_group):
    deletable = an.writes(group, "x")
    await api("deleteMessage", chat_id=group.id, message_id=deletable.id)
    assert deletable.is_deleted
    other = an.writes(quiet_group, "x")
    said = await api.refusal("deleteMessage", chat_id=quiet_group.id, message_id=other.id)
    assert said == "Bad Request: message can't be deleted for everyone"


async def test_an_anonymous_administrator_writes_as_the_group_and_presses_as_oneself(
    api, binh, an, group
):
    binh.promotes(an, group, anonymous=True)
    message = an.writes(group, "Theo tôi")
    with pytest.raises(NotPossible, match="cannot react"):
        an.reacts(message, "👍")
    heard = (await api.heard("message"))[-1]
    assert heard["from"]["id"] == 1087968824
    assert heard["sender_chat"]["id"] == group.id
    row = [{"text": "Có", "callback_data": "1"}]
    await api("sendMessage", chat_id=group.id, text="?", reply_markup={"inline_keyboard": [row]})
    an.presses("Có")
    assert (await api.heard("callback_query"))[0]["from"]["id"] == an.id


async def test_reactions_are_told_to_administrators(api, an, group, quiet_group):
    await api.updates()
    for room in (group, quiet_group):
        an.reacts(an.writes(room, "x"), "👍")
    changes = await api.heard("message_reaction")
    assert [change["chat"]["id"] for change in changes] == [group.id]
    assert changes[0]["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]


async def test_a_bot_has_one_reaction_from_telegrams_list(api, an, group):
    message = an.writes(group, "x")
    mark = {"chat_id": group.id, "message_id": message.id}
    await api("setMessageReaction", reaction=[{"type": "emoji", "emoji": "✍️"}], **mark)
    assert message.reaction_counts == {"✍": 1}
    said = await api.refusal("setMessageReaction", reaction=[{"type": "emoji", "emoji": "x"}], **mark)
    assert said == "Bad Request: REACTION_INVALID"
    await api("setMessageReaction", **mark)
    assert message.reaction_counts == {}


async def test_an_upgraded_group_answers_with_its_new_id(api, an, binh, bot, telegram):
    room = telegram.group("Nhóm thường", binh, an, basic=True)
    room.adds(bot, rights=["can_pin_messages"])
    old = room.id
    assert (await api("getChat", chat_id=old))["type"] == "group"
    room.upgrades()
    with pytest.raises(Refused, match="group chat was upgraded to a supergroup chat") as refused:
        await api("sendMessage", chat_id=old, text="x")
    assert refused.value.parameters == {"migrate_to_chat_id": room.id}
    assert (await api("sendMessage", chat_id=room.id, text="x"))["chat"]["type"] == "supergroup"
    service = {k: v for m in await api.heard("message") for k, v in m.items() if "migrate" in k}
    assert service == {"migrate_to_chat_id": room.id, "migrate_from_chat_id": old}
    assert an.chat(room).last.text == "x"


async def test_a_channels_posts_are_heard_and_appear_in_its_discussion_group(
    api, an, binh, bot, group, telegram
):
    channel = telegram.channel("Bản tin", binh, an)
    channel.adds(bot)
    group.discusses(channel)
    await api.updates()
    binh.writes(channel, "Thông báo")
    updates = await api.updates()
    assert updates[0]["channel_post"]["sender_chat"]["id"] == channel.id
    assert "from" not in updates[0]["channel_post"]
    passed_on = updates[1]["message"]
    assert passed_on["from"]["id"] == 777000
    assert passed_on["is_automatic_forward"] is True
    assert passed_on["forward_origin"]["type"] == "channel"
    with pytest.raises(NotPossible, match="only administrators"):
        an.writes(channel, "x")
    an.reacts(channel.last, "👍")
    counted = (await api.heard("message_reaction_count"))[0]["reactions"]
    assert counted == [{"type": {"type": "emoji", "emoji": "👍"}, "total_count": 1}]


async def test_in_a_channel_a_bot_posts_with_a_right_and_changes_its_own_posts_with_the_same(
    api, an, binh, bot, telegram
):
    channel = telegram.channel("Bản tin", binh, an)
    with pytest.raises(Refused, match="chat not found"):
        await api("sendMessage", chat_id=channel.id, text="x")
    channel.adds(bot, rights={"can_invite_users"})
    [changed] = await api.heard("my_chat_member")
    assert (changed["chat"]["type"], changed["from"]["id"]) == ("channel", binh.id)
    assert changed["new_chat_member"]["can_post_messages"] is False
    with pytest.raises(Refused, match="need administrator rights in the channel chat"):
        await api("sendMessage", chat_id=channel.id, text="x")
    channel.promotes(bot, rights={"can_post_messages"})
    sent = await api("sendMessage", chat_id=channel.id, text="x")
    assert ("from" in sent, sent["sender_chat"]["id"]) == (False, channel.id)
    own = {"chat_id": channel.id, "message_id": sent["message_id"]}
    assert (await api("editMessageText", **own, text="y"))["text"] == "y"
    theirs = {"chat_id": channel.id, "message_id": binh.writes(channel, "của tôi").id}
    with pytest.raises(Refused, match="message can't be edited"):
        await api("editMessageText", **theirs, text="z")
    channel.promotes(bot, rights={"can_edit_messages"})
    assert (await api("editMessageText", **theirs, text="z"))["text"] == "z"
    with pytest.raises(Refused, match="need administrator rights"):
        await api("sendMessage", chat_id=channel.id, text="x")
    channel.removes(bot)
    with pytest.raises(Refused, match="bot was kicked from the channel chat") as refused:
        await api("sendMessage", chat_id=channel.id, text="x")
    assert refused.value.status == 403


async def test_who_joins_by_request_waits_for_the_bot(api, bot, group, telegram):
    group.chat.needs_approval = True
    link = await api("createChatInviteLink", chat_id=group.id, creates_join_request=True)
    ba, tu = telegram.person("Trần Ba"), telegram.person("Đỗ Tư")
    ba.follows(link["invite_link"])
    tu.joins(group)
    requests = await api.heard("chat_join_request")
    assert [request["from"]["id"] for request in requests] == [ba.id, tu.id]
    await api("approveChatJoinRequest", chat_id=group.id, user_id=ba.id)
    await api("declineChatJoinRequest", chat_id=group.id, user_id=tu.id)
    assert group.chat.has(ba.user)
    assert not group.chat.has(tu.user)


async def test_only_members_see_a_group_and_newcomers_what_came_after(an, group, telegram):
    group.chat.history_is_visible = False
    before = an.writes(group, "trước")
    ba = telegram.person("Trần Ba")
    assert ba.chat(group).messages == []
    ba.joins(group)
    after = an.writes(group, "sau")
    assert after in ba.chat(group).messages
    assert before not in ba.chat(group).messages
