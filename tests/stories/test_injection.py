"""Attempts go through the same doors as everything else, and come out as the words that were typed."""

from io import BytesIO
from urllib.parse import quote

import docx
import pytest
from openpyxl import load_workbook

from documents.printable import undeceiving
from rules.resolutions import Audience
from simulator import pressing
from simulator.messages import Button
from tests.attempts import ATTEMPTS, FILE_NAMES, STATEMENTS
from tests.documents.test_injection import assert_obeys_nothing
from tests.stories.committee import MEMBERS, Committee
from tests.stories.consulting import opens

NAMES = ("<b>=1+1</b> Bình", "Trần'; DROP TABLE member; -- Dung", "Phạm\u202e An", "{name} & Mai")
HOSTILE = (*((name, row[1], row[2]) for name, row in zip(NAMES, MEMBERS, strict=False)), *MEMBERS[4:])
OURS = "https://t.me/nghiquyet_bot"
SHARED = f"https://t.me/share/url?url={quote(OURS, safe='')}"


def bot_messages(committee):
    """Everything that anybody has got to see from the bot."""
    for person in committee.people.values():
        for view in person.chats():
            yield from (message for message in view.messages if message.sender is committee.bot)


def is_harmless(message):
    """Whether a message leads nowhere but to the bot, and nothing hides in it."""
    links = [entity.get("url", OURS) for entity in message.entities]
    links += [button.url or OURS for button in message.keyboard]
    words = (message.text, *message.buttons)
    return all(link.startswith((OURS, SHARED)) for link in links) and all(
        undeceiving(w) == w for w in words
    )


def letters(text):
    """What is left of a text whatever Telegram, a cell and a paragraph do to its blanks."""
    return "".join(filter(str.isalnum, text))


def assert_all_stand_in(cells):
    """Every attempt stands in a cell as it was typed; comments that say the same share one."""
    shown = [letters(cell) for cell in cells]
    for attempt in ATTEMPTS:
        assert any(letters(attempt) in cell for cell in shown), attempt


ONE_KIND = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What is said and printed does not hang on the kind of database; statements are tried on both."""


@ONE_KIND
async def test_hostile_names_and_comments_become_rows_of_the_table(town):
    committee = Committee(town, members=HOSTILE)
    committee.is_there()
    group = await committee.meets()
    await opens(committee, drafter=committee.dung)
    text = committee.hung.chat(group).find("80% số hộ dân")
    for number, attempt in enumerate(ATTEMPTS):
        person = committee.others[number % len(committee.others)]
        person.replies(text, attempt, quote="80% số hộ dân được dùng")
    await town.settle()
    await committee.presses(committee.clerk, "‹ Hồ sơ")
    await committee.presses(committee.clerk, "Tình hình góp ý")
    await committee.presses(committee.clerk, "Kết thúc sớm")
    await committee.presses(committee.clerk, "Kết thúc ngay")
    paper, sheet = (m.document for m in committee.dung.chat(committee.bot).messages if m.document)
    assert_obeys_nothing(paper.content)
    table = max(docx.Document(BytesIO(paper.content)).tables, key=lambda one: len(one.rows))
    assert_all_stand_in(row.cells[3].text for row in table.rows)
    page = load_workbook(BytesIO(sheet.content)).worksheets[0]
    assert {cell.data_type for row in page.iter_rows(min_row=2, min_col=2) for cell in row} <= {"s", "n"}
    assert_all_stand_in(cell.value for cell in page["D"])
    assert all(map(is_harmless, bot_messages(committee)))


async def test_what_is_typed_into_searches_and_files_does_nothing_else(committee):
    town = committee.town
    for name in FILE_NAMES[3:5]:
        committee.clerk.sends_file(committee.bot, name, b"\x00\x01\x02" * 400)
    await town.settle()
    await committee.meets()
    await opens(committee, audience=Audience.MEMBERS_AND_CITIZENS)
    link = next(m for m in committee.clerk.chat(committee.bot).messages if m.photo).text.split()[-1]
    lan = town.person("<b>Lan</b>")
    lan.follows(link)
    await town.settle()
    await committee.presses(lan, "Tôi đồng ý")
    await committee.presses(lan, "Đọc và chọn điều khoản")
    for statement in STATEMENTS:
        lan.writes(committee.bot, statement)  # words to find a clause by, or the code of a comment
        committee.clerk.writes(committee.bot, f"/hoso {statement}")
    await town.settle()
    found = await committee.writes(lan, "kenh muong")
    assert any(label.startswith("II.2") for label in found.buttons)
    page = await committee.writes(committee.mai, "/gopy")
    assert any("nước sạch" in label for label in page.buttons)
    assert all(map(is_harmless, bot_messages(committee)))


@ONE_KIND
async def test_forged_buttons_and_links_open_nothing(committee):
    mai, town = committee.mai, committee.town
    group = await committee.meets()
    await opens(committee)
    standing = committee.clerk.chat(committee.bot).last
    key = next(button.data for button in standing.keyboard if button.data)
    before = mai.chat(group).find("đang lấy ý kiến").text
    for data in (key, key[::-1], "votes.cast_ballot", "' OR ''='", "0" * 64, "\u202e", "../.."):
        forged = Button(label="x", data=data)
        pressed = pressing.press(town.telegram.world, mai.user, mai.chat(group).last, forged)
        await town.settle()
        assert "Nút này đã cũ" in (await pressed.answered()).text
    for payload in (key, "m-" + "A" * 40, "m-", "m-' OR 1=1 --", "c-1", "-" * 64, "../../etc/passwd"):
        mai.writes(committee.bot, f"/start {payload}")
        await town.settle()
    assert mai.chat(group).find("đang lấy ý kiến").text == before
    assert "Kết thúc sớm" not in mai.reads()
