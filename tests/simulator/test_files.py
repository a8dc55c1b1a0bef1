"""Files up and down, by bytes and by id."""

from io import BytesIO

import pytest
from PIL import Image

from simulator import files
from simulator.errors import CallRefused
from tests.simulator.api import Refused, buttons


def picture(width=40, height=30, kind="PNG"):
    """The bytes of a small picture."""
    store = BytesIO()
    Image.new("RGB", (width, height)).save(store, kind)
    return store.getvalue()


async def fetched(api, file_id):
    file = await api("getFile", file_id=file_id)
    async with api.session.get(f"{api.files}/{file['file_path']}") as response:
        assert response.status == 200
        return await response.read()


async def test_a_document_comes_back_byte_for_byte_and_can_be_sent_again(api, an, desk):
    content = bytes(range(256)) * 100
    sent = await api.upload(
        "sendDocument",
        {"document": ("Dự thảo.docx", content)},
        chat_id=str(an.id),
        caption="<b>Dự thảo</b>",
        parse_mode="HTML",
        reply_markup=buttons("Xem"),
    )
    assert sent["document"]["file_name"] == "Dự thảo.docx"
    assert sent["document"]["file_size"] == len(content)
    assert sent["caption_entities"][0]["type"] == "bold"
    assert desk.last.document.content == content
    file_id = sent["document"]["file_id"]
    assert await fetched(api, file_id) == content
    again = await api("sendDocument", chat_id=an.id, document=file_id)
    assert again["document"]["file_unique_id"] == sent["document"]["file_unique_id"]


def test_file_names_are_kept_as_the_server_keeps_them():
    assert (
        files.clean_name("Nghị quyết số 01-NQ_TW (bản 2).docx") == "Nghị quyết số 01-NQ_TW (bản 2).docx"
    )
    assert files.clean_name("../a/b: «c» – d.pdf") == "b   c    d.pdf"
    assert files.clean_name("đ" * 100 + "." + "x" * 20) == "đ" * 64 + "." + "x" * 16


async def test_a_file_may_come_under_another_name_of_the_form(api, an, desk):
    await api.upload(
        "sendDocument", {"part": ("a.txt", b"x")}, chat_id=str(an.id), document="attach://part"
    )
    assert desk.last.document.name == "a.txt"


async def test_what_a_person_sends_can_be_fetched(api, an, desk, bot):
    an.sends_file(bot, "danh-sach.csv", b"1;2", caption="danh sách")
    heard = (await api.heard("message"))[-1]
    assert heard["caption"] == "danh sách"
    assert heard["document"]["mime_type"] == "text/csv"
    assert await fetched(api, heard["document"]["file_id"]) == b"1;2"


def test_a_file_over_50_mb_cannot_be_sent():
    with pytest.raises(CallRefused, match="413 Request Entity Too Large"):
        files.FileStore().add_document("to.bin", bytes(files.LARGEST_UPLOAD + 1))


async def test_a_file_over_20_mb_cannot_be_fetched(api, an, desk, bot):
    an.sends_file(bot, "to.pdf", b"x" * (files.LARGEST_DOWNLOAD + 1))
    file_id = (await api.heard("message"))[-1]["document"]["file_id"]
    assert await api.refusal("getFile", file_id=file_id) == "Bad Request: file is too big"


async def test_unknown_files_are_refused(api, an, desk):
    said = await api.refusal("sendDocument", chat_id=an.id, document="x" * 40)
    assert said == "Bad Request: wrong file identifier/HTTP URL specified"
    async with api.session.get(f"{api.files}/documents/file_99.txt") as response:
        assert response.status == 404


async def test_photos_are_measured_and_other_files_are_no_photos(api, an, desk):
    for kind in ("PNG", "JPEG"):
        photo = {"photo": ("x", picture(40, 30, kind))}
        sent = await api.upload("sendPhoto", photo, chat_id=str(an.id))
        assert (sent["photo"][0]["width"], sent["photo"][0]["height"]) == (40, 30)
    document = await api.upload("sendDocument", {"document": ("a", b"x")}, chat_id=str(an.id))
    said = await api.refusal("sendPhoto", chat_id=an.id, photo=document["document"]["file_id"])
    assert said == "Bad Request: can't use file of type Document as Photo"


async def test_an_album_arrives_as_several_messages_of_one_group(api, an, desk):
    media = [{"type": "document", "media": f"attach://{n}", "caption": n} for n in ("a", "b")]
    parts = {"a": ("a.txt", b"a"), "b": ("b.txt", b"b")}
    sent = await api.upload("sendMediaGroup", parts, chat_id=str(an.id), media=media)
    assert [message["caption"] for message in sent] == ["a", "b"]
    assert sent[0]["media_group_id"] == sent[1]["media_group_id"]
    said = await api.refusal("sendMediaGroup", chat_id=an.id, media=[])
    assert said == "Bad Request: there are no messages to send"


async def test_a_file_in_a_message_can_be_exchanged_and_its_caption_changed(api, an, desk):
    sent = await api.upload("sendDocument", {"document": ("a.txt", b"a")}, chat_id=str(an.id))
    named = {"chat_id": str(an.id), "message_id": str(sent["message_id"])}
    media = {"type": "document", "media": "attach://new"}
    await api.upload("editMessageMedia", {"new": ("b.txt", b"b")}, media=media, **named)
    assert desk.last.document.name == "b.txt"
    edited = await api("editMessageCaption", caption="bản mới", **named)
    assert edited["caption"] == "bản mới"
    said = await api.refusal("editMessageText", text="x", **named)
    assert said == "Bad Request: there is no text in the message to edit"
    said = await api.refusal("editMessageCaption", caption="đ" * 1025, **named)
    assert said == "Bad Request: message caption is too long"


async def test_people_send_pictures(api, an, desk, bot):
    an.sends_photo(bot, picture())
    assert (await api.heard("message"))[-1]["photo"][0]["width"] == 40


async def test_a_voice_message_is_sent_again_as_what_it_was(api, an, desk, bot):
    an.says(bot, 3)
    file_id = desk.last.voice.file.file_id
    again = await api("sendVoice", chat_id=an.id, voice=file_id)
    assert again["voice"]["duration"] == 3
    for method, kind in (("sendDocument", "document"), ("sendPhoto", "photo")):
        with pytest.raises(Refused, match=f"can't use file of type VoiceNote as {kind.capitalize()}"):
            await api(method, chat_id=an.id, **{kind: file_id})
