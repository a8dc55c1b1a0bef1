"""After a request to be forgotten nothing of the person is found anywhere (Law 91/2025/QH15)."""

import io
import logging
import zipfile
from datetime import timedelta
from pathlib import Path

import structlog
from sqlmodel import SQLModel

from bot.logs import configure_logs
from rules.resolutions import Audience
from tests.stories.consulting import opens

PHONE = "0905 123 456"
HAMLET = "Thôn Bắc Sơn hẻo lánh"
FIRST_WORDS = "Kênh nên dài hơn 3 km, chữ ban đầu"
PUBLIC_NAME = "Bà Lan cuối kênh"
WITHDRAWN = "Ý kiến đã rút lại"
LAST_WORDS = "Kênh nên dài hơn 4 km"


def everything(engine):
    """All values of all tables, whichever there are, with where they stand."""
    with engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            for row in connection.execute(table.select()):
                for column, value in row._mapping.items():
                    yield f"{table.name}.{column}", f"{value}"


def places(engine, marks):
    return sorted({where for where, value in everything(engine) if any(m in value for m in marks)})


def file_of(engine):
    return Path(engine.url.database) if engine.dialect.name == "sqlite" else None


def unpacked(content):
    """The bytes of a paper and of everything packed in it."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


async def citizens_link(committee):
    await committee.meets()
    await opens(committee, audience=Audience.MEMBERS_AND_CITIZENS, drafter=committee.dung)
    return next(m for m in committee.clerk.chat(committee.bot).messages if m.photo).text.split()[-1]


async def writes_as_citizen(committee, lan, words):
    await committee.writes(lan, "/gopy")
    await committee.presses(lan, "nước sạch")
    await committee.presses(lan, "Góp ý chung cho dự thảo")
    said = await committee.writes(lan, words)
    await committee.town.go_on(to=committee.town.clock.now() + timedelta(minutes=1))
    return said


async def test_nothing_of_a_person_is_found_after_they_asked_to_be_forgotten(committee, capsys):
    town, bot = committee.town, committee.bot
    engine = town.bot.engine
    heard = io.StringIO()
    configure_logs(logging.DEBUG)
    root = logging.getLogger()
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(heard)
    link = await citizens_link(committee)
    lan = town.telegram.person("Chamaléa Thị Lan", username="lan_bacson")
    lan.follows(link)
    await town.settle()
    await committee.presses(lan, "Tôi đồng ý")
    await committee.presses(lan, "Báo trả lời cho tôi tại đây")
    await committee.presses(lan, "Ghi thôn, tổ")
    await committee.writes(lan, HAMLET)
    await writes_as_citizen(committee, lan, WITHDRAWN)
    await committee.presses(lan, "Ý kiến đã gửi và trả lời")
    await committee.presses(lan, "Rút ")
    await writes_as_citizen(committee, lan, FIRST_WORDS)
    written = lan.chat(bot).find(FIRST_WORDS)
    await committee.presses(lan, "Ý kiến đã gửi và trả lời")
    await committee.presses(lan, "Nêu tên tôi")
    await committee.writes(lan, PUBLIC_NAME)
    lan.edits(written, f"{LAST_WORDS}. Chamaléa Thị Lan, {PHONE}, lan@thon.vn")
    await town.settle()
    file = await committee.writes(lan, "/dulieu")
    file = await committee.presses(lan, "Tải về (tệp)")
    assert all(word.encode() in file.document.content for word in (LAST_WORDS, HAMLET, "sha256"))
    assert PHONE.encode() not in file.document.content
    marks = (
        f"{lan.id}", "Chamaléa", "lan_bacson", HAMLET, PHONE, "lan@thon.vn", FIRST_WORDS, WITHDRAWN,
        PUBLIC_NAME,
    )  # fmt: skip
    assert {place.split(".")[0] for place in places(engine, marks)} >= {"inbox", "chat", "citizen"}

    await committee.writes(lan, "/dulieu")
    preview = await committee.presses(lan, "Xóa dữ liệu của tôi")
    assert "Theo luật, hạn thực hiện là ngày 13/12/2026" in preview.text
    await committee.presses(lan, "Vâng, xóa")
    await town.go_on(to=town.clock.now() + timedelta(minutes=2))

    assert places(engine, marks) == []
    assert places(engine, [LAST_WORDS]) == ["comment.text"]  # it stays, and leads to nobody
    await committee.presses(committee.clerk, "‹ Hồ sơ")
    await committee.presses(committee.clerk, "Tình hình góp ý")
    await committee.presses(committee.clerk, "Kết thúc sớm")
    await committee.presses(committee.clerk, "Kết thúc ngay")
    papers = [m.document.content for m in committee.dung.chat(bot).messages if m.document]
    exports = b"".join(map(unpacked, papers))
    assert LAST_WORDS.encode() in exports
    assert [mark for mark in marks if mark.encode() in exports] == []
    assert [mark for mark in marks if mark in heard.getvalue()] == []
    assert heard.getvalue()
    if (kept := file_of(engine)) is not None:
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        for each in kept.parent.glob(f"{kept.name}*"):
            stored = each.read_bytes()
            assert [mark for mark in marks if mark.encode() in stored] == [], each.name
    structlog.reset_defaults()


async def test_of_whoever_refuses_or_only_looks_nothing_stays_but_a_count(committee):
    town = committee.town
    engine = town.bot.engine
    link = await citizens_link(committee)
    hoa, nam = town.person("Hoa Thị Mơ"), town.person("Nam Văn Qua")
    for person in (hoa, nam):
        person.follows(link)
    await town.settle()
    await committee.presses(hoa, "Tôi không đồng ý")
    clauses = await committee.presses(hoa, "Đọc dự thảo")
    assert clauses.buttons
    await town.go_on(to=town.clock.now() + timedelta(minutes=62))
    assert places(engine, [f"{hoa.id}", "Hoa Thị Mơ"]) == []
    assert places(engine, [f"{nam.id}"]) != []
    await town.go_on(to=town.clock.now() + timedelta(days=1))
    assert places(engine, [f"{nam.id}", "Nam Văn Qua"]) == []
    counted = [value for where, value in everything(engine) if where == "consent_refused.times"]
    assert counted == ["1"]
    assert places(engine, [f"{committee.mai.id}"]) != []  # members are remembered
    hoa.follows(link)
    await town.settle()
    assert "Tôi đồng ý" in hoa.chat(committee.bot).last.buttons
