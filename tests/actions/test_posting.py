"""A real draft as it is posted: every word of its clauses once, and every message fits."""

import re
from html import unescape
from pathlib import Path

import pytest

from bot.texts import wording
from bot.texts.posts import TEXT_LIMIT
from bot.texts.wording import Reader, compose
from documents.reading import read_draft
from rules.consultation import POSTED, DraftClauses
from storage.chats import ChatRow
from storage.drafts import parts_of, store_draft
from storage.engine import reading
from tests.actions.consultations import Consulting

SAMPLES = Path(__file__).parents[2].parent / "shared/samples"
TAG = re.compile(r"<[^>]+>")
NAMES = ("10-qd-08-2022-qd-ttg-chapters.txt", "13-60-nq-tw-2025.md")


def hand_in(town, name):
    read = read_draft((SAMPLES / name).read_bytes(), name)
    town.does(
        None,
        lambda work: store_draft(
            work.session, read, resolution_id=town.resolution_id, member_id=town.ids["clerk"],
            file_id="x", file_name=name, now=town.now,
        ),
    )  # fmt: skip


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no real drafts at hand")
@pytest.mark.parametrize("name", NAMES)
def test_every_clause_of_a_real_draft_is_posted_once(engine, name):
    wording.load()
    town = Consulting(engine)
    hand_in(town, name)
    town.opens()
    with reading(engine) as session:
        reader = Reader(
            session=session, now=town.now, language="vi", bot_username="bot",
            chat=session.get_one(ChatRow, town.group_id), user_id=None,
        )  # fmt: skip
        posts = [compose(reader, each) for each in town.notices(DraftClauses)]
        texts = [unescape(TAG.sub("", str(post.text))) for post in posts]
        parts = [p for p in parts_of(session, town.consultation.draft_id) if p.kind in POSTED]
    assert max(map(len, texts)) <= TEXT_LIMIT
    said = "".join(text.partition("\n")[2] for text in texts)  # without the first line of each
    assert "".join(said.split()) == "".join("".join(part.printed for part in parts).split())
