"""What the server makes of texts: trimmed, measured, entities found, quotes placed."""

import pytest

from tests.simulator.api import buttons


async def test_a_mistake_in_html_is_refused_with_its_place(api, an, desk):
    said = await api.refusal("sendMessage", chat_id=an.id, text="<x>", parse_mode="HTML")
    assert said == ('Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0')


async def test_other_parse_modes_are_refused_as_not_simulated(api, an, desk):
    said = await api.refusal("sendMessage", chat_id=an.id, text="*x*", parse_mode="MarkdownV2")
    assert said.startswith("Bad Request: simulator: parse_mode MarkdownV2 is not simulated")
    said = await api.refusal("sendMessage", chat_id=an.id, text="x", parse_mode="BBCode")
    assert said == "Bad Request: unsupported parse_mode"


async def test_texts_are_trimmed_and_entities_moved_along(api, an, desk):
    sent = await api("sendMessage", chat_id=an.id, text=" \n a <b>b \n</b> \n", parse_mode="HTML")
    assert sent["text"] == "a b"
    assert sent["entities"] == [{"type": "bold", "offset": 2, "length": 1}]


async def test_a_text_of_blanks_is_refused(api, an, desk):
    for text, mode in (("  \n", ""), ("<b> </b>", "HTML")):
        said = await api.refusal("sendMessage", chat_id=an.id, text=text, parse_mode=mode)
        assert said == "Bad Request: text must be non-empty"


async def test_a_text_is_measured_in_characters_after_parsing(api, an, desk):
    fits = "<b>" + "đ" * 4096 + "</b>"
    assert len((await api("sendMessage", chat_id=an.id, text=fits, parse_mode="HTML"))["text"]) == 4096
    said = await api.refusal("sendMessage", chat_id=an.id, text="đ" * 4097)
    assert said == "Bad Request: message is too long"


async def test_control_characters_become_blanks(api, an, desk):
    sent = await api("sendMessage", chat_id=an.id, text="a\tb\r\nc\u202ed")
    assert sent["text"] == "a b\ncd"


async def test_commands_addresses_mentions_and_hashtags_are_found(api, an, desk, bot):
    said = an.writes(bot, "😀 /viec@nghiquyet_bot #NQ01 @lean vn.example.vn/a. https://t.me/x?y=1, a/b")
    found = [(e["type"], e["offset"], e["length"]) for e in said.entities]
    assert found == [
        ("bot_command", 3, 19),
        ("hashtag", 23, 5),
        ("mention", 29, 5),
        ("url", 35, 15),
        ("url", 52, 18),
    ]


async def test_nothing_is_found_inside_code(api, an, desk):
    sent = await api("sendMessage", chat_id=an.id, text="<code>/viec #a</code>", parse_mode="HTML")
    assert [entity["type"] for entity in sent["entities"]] == ["code"]


async def test_entities_may_be_given_instead_of_markup(api, an, desk):
    given = [{"type": "bold", "offset": 2, "length": 2}]
    sent = await api("sendMessage", chat_id=an.id, text="😀ab", entities=given)
    assert sent["entities"] == given
    wrong = [{"type": "text_link", "offset": 0, "length": 1}]
    said = await api.refusal("sendMessage", chat_id=an.id, text="x", entities=wrong)
    assert said == "Bad Request: can't parse MessageEntity: Can't find field \"url\""


async def test_a_mention_of_a_known_account_carries_the_account(api, an, desk):
    text = f'<a href="tg://user?id={an.id}">An</a> <a href="tg://user?id=1">ai</a>'
    sent = await api("sendMessage", chat_id=an.id, text=text, parse_mode="HTML")
    assert [(e["type"], e["user"]["first_name"]) for e in sent["entities"]] == [
        ("text_mention", "Lê Thị An")
    ]


async def test_every_kind_of_formatting_goes_out_as_the_facts_say(api, an, desk):
    text = (
        '<pre><code class="language-sql">a</code></pre> <tg-emoji emoji-id="5">👍</tg-emoji> '
        '<tg-time unix="1772413200">hôm nay</tg-time> <a href="https://vn.example">b</a> '
        "<blockquote expandable>c</blockquote>"
    )
    sent = await api("sendMessage", chat_id=an.id, text=text, parse_mode="HTML")
    assert [entity["type"] for entity in sent["entities"]] == [
        "pre",
        "custom_emoji",
        "date_time",
        "text_link",
        "expandable_blockquote",
    ]


async def test_a_quote_carries_its_place_in_utf16(api, an, group):
    await api("sendMessage", chat_id=group.id, text="😀 <b>Điều 1.</b> Mục tiêu", parse_mode="HTML")
    an.replies(group.last, "Nên rõ hơn", quote="1. Mục")
    heard = (await api.heard("message"))[-1]
    assert heard["quote"] == {
        "text": "1. Mục",
        "position": 8,
        "is_manual": True,
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
    }
    assert heard["reply_to_message"]["text"] == "😀 Điều 1. Mục tiêu"


async def test_a_quote_must_stand_in_the_present_text(api, an, group):
    sent = await api("sendMessage", chat_id=group.id, text="bản cũ, bản cũ")
    answer = {"message_id": sent["message_id"], "quote": "bản cũ", "quote_position": 7}
    reply = await api("sendMessage", chat_id=group.id, text="x", reply_parameters=answer)
    assert reply["quote"]["position"] == 8
    await api("editMessageText", chat_id=group.id, message_id=sent["message_id"], text="bản mới")
    said = await api.refusal("sendMessage", chat_id=group.id, text="x", reply_parameters=answer)
    assert said == "Bad Request: QUOTE_TEXT_INVALID"


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ({"text": "x"}, ("Bad Request: can't parse inline keyboard button: "
                        "Text buttons are unallowed in the inline keyboard")),
        ({"text": " ", "callback_data": "1"},
         "Bad Request: inline keyboard button text must be non-empty"),
        ({"text": "x", "callback_data": "đ" * 33}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"text": "x", "url": "http://localhost/a"},
         "Bad Request: inline keyboard button URL 'http://localhost/a' is invalid: Wrong HTTP URL"),
        ({"text": "x", "callback_data": "1", "style": "pink"},
         "Bad Request: can't parse inline keyboard button: invalid button style specified"),
    ],
)  # fmt: skip
async def test_buttons_that_telegram_would_not_take_are_refused(api, an, desk, button, said):
    markup = {"inline_keyboard": [[button]]}
    assert await api.refusal("sendMessage", chat_id=an.id, text="?", reply_markup=markup) == said


async def test_64_bytes_of_data_and_100_buttons_pass_and_one_more_does_not(api, an, desk):
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "đ" * 32}]]}
    await api("sendMessage", chat_id=an.id, text="?", reply_markup=markup)
    await api("sendMessage", chat_id=an.id, text="?", reply_markup=buttons(*"x" * 100))
    many = buttons(*"x" * 101)
    said = await api.refusal("sendMessage", chat_id=an.id, text="?", reply_markup=many)
    assert said == "Bad Request: reply markup is too long"
