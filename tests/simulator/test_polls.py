"""Native polls: asked, answered, changed, forwarded, closed."""

from datetime import timedelta

import pytest

from simulator.people import NotPossible

ASKED = {"question": "Thông qua?", "options": [{"text": "Có"}, {"text": "Không"}, {"text": "Khác"}]}


async def test_votes_are_told_by_name_and_as_a_tally(api, an, group):
    sent = await api("sendPoll", chat_id=group.id, is_anonymous=False, **ASKED)
    an.answers_poll(group.last, ["Có"])
    updates = await api.updates()
    answer = next(u["poll_answer"] for u in updates if "poll_answer" in u)
    assert answer["poll_id"] == sent["poll"]["id"]
    assert answer["user"]["id"] == an.id
    assert answer["option_ids"] == [0]
    assert answer["option_persistent_ids"] == ["0"]
    tally = next(u["poll"] for u in updates if "poll" in u)
    assert [option["voter_count"] for option in tally["options"]] == [1, 0, 0]


async def test_a_vote_can_be_changed_and_taken_back(api, an, group):
    await api("sendPoll", chat_id=group.id, is_anonymous=False, **ASKED)
    for choice in (["Có"], ["Không"], []):
        an.answers_poll(group.last, choice)
    answers = await api.heard("poll_answer")
    assert [answer["option_ids"] for answer in answers] == [[0], [1], []]


async def test_an_anonymous_poll_names_nobody(api, an, group):
    await api("sendPoll", chat_id=group.id, **ASKED)
    an.answers_poll(group.last, ["Có"])
    kinds = {key for update in await api.updates() for key in update}
    assert "poll" in kinds
    assert "poll_answer" not in kinds


async def test_one_option_unless_several_are_allowed(api, an, group):
    await api("sendPoll", chat_id=group.id, **ASKED)
    with pytest.raises(NotPossible, match="more than 1 option"):
        an.answers_poll(group.last, ["Có", "Khác"])
    await api("sendPoll", chat_id=group.id, allows_multiple_answers=True, **ASKED)
    an.answers_poll(group.last, ["Có", "Khác"])
    assert group.last.poll.votes == {an.id: [0, 2]}


async def test_revoting_can_be_forbidden(api, an, group):
    await api("sendPoll", chat_id=group.id, allows_revoting=False, **ASKED)
    an.answers_poll(group.last, ["Có"])
    with pytest.raises(NotPossible, match="revote"):
        an.answers_poll(group.last, ["Không"])


async def test_a_stopped_poll_takes_no_votes_and_stops_once(api, an, group):
    sent = await api("sendPoll", chat_id=group.id, **ASKED)
    named = {"chat_id": group.id, "message_id": sent["message_id"]}
    assert (await api("stopPoll", **named))["is_closed"] is True
    with pytest.raises(NotPossible, match="closed poll"):
        an.answers_poll(group.last, ["Có"])
    assert await api.refusal("stopPoll", **named) == "Bad Request: poll has already been closed"
    assert await api.refusal("stopPoll", **{**named, "message_id": 99999}) == (
        "Bad Request: message with poll to stop not found"
    )


async def test_a_poll_closes_by_itself_on_time(api, group, clock):
    sent = await api("sendPoll", chat_id=group.id, open_period=600, **ASKED)
    assert sent["poll"]["close_date"] == sent["date"] + 600
    await clock.advance(timedelta(seconds=599))
    assert not group.last.poll.is_closed
    await clock.advance(timedelta(seconds=1))
    assert group.last.poll.is_closed
    assert (await api.heard("poll"))[-1]["is_closed"] is True


async def test_a_forwarded_poll_takes_the_votes_of_outsiders(api, an, group, telegram):
    await api("sendPoll", chat_id=group.id, is_anonymous=False, **ASKED)
    poll = group.last
    elsewhere = telegram.group("Nhóm khác", an, telegram.person("Người Lạ"))
    outsider = telegram.person("Người Lạ")
    outsider.joins(elsewhere)
    outsider.answers_poll(an.forwards(poll, elsewhere), ["Không"])
    answer = (await api.heard("poll_answer"))[0]
    assert answer["user"]["id"] == outsider.id
    assert poll.poll.count(1) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"question": "đ" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least 1 answer option"),
        ({"options": [{"text": str(n)} for n in range(13)]}, "poll can't have more than 12 options"),
        ({"options": [{"text": "đ" * 101}]}, "poll options length must not exceed 100"),
        ({"type": "quiz"}, "correct quiz option list must be non-empty"),
        ({"allow_adding_options": True}, "simulator: polls with allow_adding_options are not simulated"),
        ({"open_period": 4}, "POLL_OPEN_PERIOD_INVALID"),
        ({"members_only": True}, "poll voters can be restricted only in channel chats"),
    ],
)
async def test_polls_that_telegram_would_not_take_are_refused(api, group, change, said):
    asked = {"chat_id": group.id, **ASKED, **change}
    assert await api.refusal("sendPoll", **asked) == f"Bad Request: {said}"
