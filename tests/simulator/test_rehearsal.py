"""A small rehearsal from the draft to the archive, and files that none can begin with."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine
from structlog.testing import capture_logs

from simulator.rehearsal.command import Wishes, rehearse
from simulator.rehearsal.papers import sample_draft
from tests.plans import statements

SMALL = Wishes(members=5, citizens=2, tasks=3, seed=1, days=17)

PARTS = {
    "draft": {"clauses", "lines", "lines_covered"},
    "consultation": {"members", "commented", "comments", "anchored", "citizen_comments", "nudged"},
    "from_above": {"documents", "required", "in_the_text", "open", "tasks"},
    "channel": {"posts"},
    "poll": {"question", "entitled", "answered", "answers"},
    "vote": {"eligible", "yes", "no", "other", "not_voted", "quorum_met", "passed", "rule_pack"},
    "issued": {"number", "document", "acknowledged"},
    "tasks": {"total", "done", "overdue", "returned", "extended"},
    "inspections": {"planned", "held", "demands"},
    "nudges": {"sent", "by_kind", "at_night", "duplicates"},
    "review": {"document", "chart"},
    "telegram": {"calls", "refused", "flood_waits"},
}

UNREADABLE = {
    "rác.docx": b"\x00\x9f no archive at all" * 50,
    "cũ.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "ba byte.docx": b"x\x00\x01",
    "trống.txt": b"",
    "mật.txt": "ĐẢNG ỦY XÃ\nMẬT\nNGHỊ QUYẾT\nvề việc A\nĐiều 1. Làm việc này.\n".encode(),
}


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Keep the log apart from what the command says, as the command line does."""
    with capture_logs():
        yield


def test_a_whole_resolution_is_played_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sqlite_database: tuple[str, Engine]
) -> None:
    draft, figures, said = tmp_path / "du-thao.docx", tmp_path / "out.json", tmp_path / "said.txt"
    draft.write_bytes(sample_draft())

    with statements() as asked:
        assert rehearse(draft, SMALL, json_file=figures, transcript_file=said) == 0

    assert asked.full_scans(sqlite_database[1], judged=set()) == []
    found: dict[str, Any] = orjson.loads(figures.read_bytes())
    assert {part: names - found[part].keys() for part, names in PARTS.items()} == {
        part: set() for part in PARTS
    }
    assert found["draft"]["lines_covered"] == found["draft"]["lines"] > 0
    assert found["telegram"]["refused"] == found["telegram"]["flood_waits"] == 0
    assert found["nudges"]["at_night"] == found["nudges"]["duplicates"] == 0
    _check_everything_happened(found)
    transcript = said.read_text("utf-8")
    assert "=== Đảng ủy xã Công Hải (supergroup) ===" in transcript
    assert "☞ Lê Thị Hạnh: " in transcript
    assert "wall_seconds" in capsys.readouterr().err


def _check_everything_happened(found: dict[str, Any]) -> None:
    talk = found["consultation"]
    assert talk["answered"] == talk["comments"] + talk["citizen_comments"] > 0
    above = found["from_above"]
    assert (above["documents"], above["open"]) == (1, 0)
    assert above["required"] > above["in_the_text"] > 0
    assert above["tasks"] > 0
    assert found["channel"] == {"posts": 1}
    assert found["poll"]["answered"] > 0
    assert found["vote"]["passed"]
    assert found["vote"]["on_paper"] == 1
    assert found["vote"]["reserved_opinions"] == 1
    assert found["issued"]["acknowledged"] > 0
    assert found["tasks"]["from_text"] > 0
    assert found["tasks"]["total"] >= SMALL.tasks
    assert found["inspections"] == {"planned": 2, "held": 2, "demands": 2}
    assert found["review"]["document"]
    assert found["review"]["chart"]
    assert found["archived"]


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_is_refused_in_one_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / name
    draft.write_bytes(UNREADABLE[name])
    _check_refused(draft, capsys)
    if name == "mật.txt":
        assert not [path for path in tmp_path.iterdir() if path != draft]


def test_what_is_no_file_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _check_refused(tmp_path, capsys)
    _check_refused(tmp_path / "không-có.docx", capsys)


def _check_refused(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = draft.parent / "out.json"
    assert rehearse(draft, SMALL, json_file=out, transcript_file=None) == 2
    said = capsys.readouterr()
    assert not said.out
    assert not out.exists()
    sentence = said.err.removesuffix("\n")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert ". " not in sentence
