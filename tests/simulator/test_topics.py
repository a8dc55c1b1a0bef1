"""Topics of forums."""

import pytest

from simulator.people import NotPossible


@pytest.fixture
async def thread(api, forum):
    """The number of an open topic."""
    topic = await api("createForumTopic", chat_id=forum.id, name="Dự thảo 01")
    return topic["message_thread_id"]


async def test_a_topic_opens_with_a_message_that_gives_it_its_number(api, forum, thread):
    opened = (await api.heard("message"))[-1]
    assert opened["message_id"] == opened["message_thread_id"] == thread
    assert opened["forum_topic_created"]["name"] == "Dự thảo 01"


async def test_what_is_said_in_a_topic_hangs_on_its_opening(api, an, forum, thread):
    an.writes(forum, "góp ý", topic=forum.topic("Dự thảo"))
    heard = (await api.heard("message"))[-1]
    assert heard["is_topic_message"] is True
    assert heard["message_thread_id"] == thread
    assert heard["reply_to_message"]["forum_topic_created"]["name"] == "Dự thảo 01"
    an.writes(forum, "chung")
    general = (await api.heard("message"))[-1]
    assert "message_thread_id" not in general
    assert "is_topic_message" not in general


async def test_an_answer_stays_in_the_topic_of_what_it_answers(api, an, forum, thread):
    await api("sendMessage", chat_id=forum.id, message_thread_id=thread, text="Thẻ")
    an.replies(forum.last, "ý kiến")
    comment = (await api.heard("message"))[-1]
    assert comment["message_thread_id"] == thread
    assert comment["reply_to_message"]["text"] == "Thẻ"
    receipt = await api(
        "sendMessage",
        chat_id=forum.id,
        text="Đã nhận",
        reply_parameters={"message_id": comment["message_id"]},
    )
    assert receipt["message_thread_id"] == thread


async def test_the_general_topic_has_no_number_and_unknown_ones_are_refused(api, forum):
    for number in (1, 99999):
        said = await api.refusal("sendMessage", chat_id=forum.id, message_thread_id=number, text="x")
        assert said == "Bad Request: message thread not found"


async def test_a_closed_topic_is_for_those_who_manage_topics(api, an, binh, forum, thread):
    named = {"chat_id": forum.id, "message_thread_id": thread}
    await api("closeForumTopic", **named)
    with pytest.raises(NotPossible, match="closed"):
        an.writes(forum, "x", topic=forum.topic("Dự thảo"))
    await api("sendMessage", text="x", **named)
    assert await api.refusal("closeForumTopic", **named) == "Bad Request: TOPIC_NOT_MODIFIED"
    await api("reopenForumTopic", **named)
    an.writes(forum, "x", topic=forum.topic("Dự thảo"))
    service = {key for m in await api.heard("message") for key in m if key.startswith("forum_")}
    assert service >= {"forum_topic_closed", "forum_topic_reopened"}


async def test_a_topic_is_renamed_once(api, forum, thread):
    named = {"chat_id": forum.id, "message_thread_id": thread, "name": "Dự thảo 01 (đã chốt)"}
    await api("editForumTopic", **named)
    assert forum.topic("Dự thảo 01 (đã chốt)").thread_id == thread
    assert await api.refusal("editForumTopic", **named) == "Bad Request: TOPIC_NOT_MODIFIED"


async def test_a_deleted_topic_is_gone_with_all_that_was_said_in_it(api, an, forum, thread):
    said = an.writes(forum, "x", topic=forum.topic("Dự thảo"))
    named = {"chat_id": forum.id, "message_thread_id": thread}
    await api("deleteForumTopic", **named)
    assert said.is_deleted
    assert await api.refusal("sendMessage", text="x", **named) == (
        "Bad Request: message thread not found"
    )
    assert await api.refusal("closeForumTopic", **named) == "Bad Request: TOPIC_ID_INVALID"


async def test_pins_of_one_topic_are_taken_off_together(api, forum, thread):
    for where in ({"message_thread_id": thread}, {}):
        sent = await api("sendMessage", chat_id=forum.id, text=str(where), **where)
        await api("pinChatMessage", chat_id=forum.id, message_id=sent["message_id"])
    await api("unpinAllForumTopicMessages", chat_id=forum.id, message_thread_id=thread)
    assert [message.text for message in forum.pinned] == ["{}"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("đ" * 129, "TOPIC_TITLE_TOO_LONG"), ("  ", "title must be non-empty")],
)
async def test_a_topic_needs_a_name_of_at_most_128_characters(api, forum, name, said):
    assert await api.refusal("createForumTopic", chat_id=forum.id, name=name) == (f"Bad Request: {said}")


async def test_topics_need_a_forum_and_the_right(api, bot, group, forum):
    create = {"chat_id": group.id, "name": "x"}
    assert await api.refusal("createForumTopic", **create) == "Bad Request: the chat is not a forum"
    forum.promotes(bot, rights=["can_pin_messages"])
    assert await api.refusal("createForumTopic", **{**create, "chat_id": forum.id}) == (
        "Bad Request: not enough rights to create a topic"
    )
