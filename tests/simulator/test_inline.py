"""Inline mode: what is typed behind @bot, and what a bot may offer."""

from datetime import timedelta

import pytest

from simulator.writing import NotPossible
from tests.simulator.api import Refused


def article(number="1", **given):
    content = {"message_text": f"<b>Số {number}</b>", "parse_mode": "HTML"}
    said = {"type": "article", "id": number, "title": f"Dự thảo {number}"}
    return {**said, "input_message_content": content, **given}


async def test_what_a_bot_offers_is_sent_in_the_persons_name(api, an, binh, bot, group):
    query = an.types_behind(bot, "nước", chat=group)
    [asked] = await api.heard("inline_query")
    assert (asked["query"], asked["offset"], asked["chat_type"]) == ("nước", "", "supergroup")
    assert asked["from"]["id"] == an.id
    with pytest.raises(NotPossible, match="nothing has been offered"):
        an.chooses(query, "Dự thảo", group)
    offers = {"results": [article("1"), article("2")], "next_offset": "2", "cache_time": 5}
    assert await api("answerInlineQuery", inline_query_id=query.id, **offers) is True
    found = await query.answered()
    assert (found.titles, found.next_offset, found.cache_time) == (["Dự thảo 1", "Dự thảo 2"], "2", 5)
    an.chooses(query, "Dự thảo 2", group)
    sent = binh.chat(group).last
    assert (sent.html, sent.sender, sent.via_bot) == ("<b>Số 2</b>", an.user, bot)
    assert [m["via_bot"]["id"] for m in await api.heard("message")] == [bot.id]


@pytest.mark.parametrize(
    ("offers", "refusal"),
    [
        ({"results": [article(f"{n}") for n in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [article("")]}, "RESULT_ID_INVALID"),
        ({"results": [article("ư" * 33)]}, "RESULT_ID_INVALID"),
        ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article(title="")]}, "ARTICLE_TITLE_EMPTY"),
        ({"results": [article(input_message_content={"message_text": ""})]}, "text must be non-empty"),
        ({"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ({"results": [], "button": {"text": "x", "start_parameter": "à"}}, "START_PARAM_INVALID"),
    ],
)
async def test_what_a_bot_may_not_offer(api, an, bot, offers, refusal):
    query = an.types_behind(bot, "")
    with pytest.raises(Refused, match=refusal):
        await api("answerInlineQuery", inline_query_id=query.id, **offers)
    assert query.offers is None


async def test_a_query_is_answered_once_and_soon(api, an, bot, clock):
    late, twice = an.types_behind(bot, "a"), an.types_behind(bot, "b")
    await api("answerInlineQuery", inline_query_id=twice.id, results=[])
    await clock.advance(timedelta(seconds=31))
    for query_id in (late.id, twice.id, "17"):
        with pytest.raises(Refused, match="query is too old") as refused:
            await api("answerInlineQuery", inline_query_id=query_id, results=[])
        assert refused.value.status == 400
    assert await api.heard("inline_query") == []  # nor is it kept for the bot


async def test_without_setinline_nothing_is_asked(an, bot):
    bot.is_inline = False
    with pytest.raises(NotPossible, match="/setinline"):
        an.types_behind(bot, "nước")
