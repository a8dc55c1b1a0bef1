"""The journal: a changed or missing row is found."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from storage import journal
from storage.engine import reading
from storage.journal import Break
from storage.work import Group

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def filled(engine):
    """Five rows, written in two groups."""
    for upto in (range(1, 4), range(4, 6)):
        with Group(engine, now=NOW) as group:
            for n in upto:
                with group.unit(cause=f"update:{n}") as work:
                    work.record("Happened", body_id=n, which=n)
    return engine


def change(engine, statement):
    with Group(engine, now=NOW) as group:
        group.connection.execute(text(statement))


def verdict(engine):
    with reading(engine) as session:
        return journal.verify(session.connection())


def test_a_journal_that_nobody_touched_is_whole(filled):
    found = verdict(filled)
    assert found.is_whole
    assert found.rows == 5


def test_an_empty_journal_is_whole(engine):
    assert verdict(engine).is_whole


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE journal SET facts = '{}' WHERE seq = 3", Break(seq=3, missing=False)),
        ("UPDATE journal SET actor = 'user:1' WHERE seq = 1", Break(seq=1, missing=False)),
        ("UPDATE journal SET body_id = NULL WHERE seq = 2", Break(seq=2, missing=False)),
        ("DELETE FROM journal WHERE seq = 3", Break(seq=3, missing=True)),
        ("DELETE FROM journal WHERE seq = 1", Break(seq=1, missing=True)),
        ("DELETE FROM journal WHERE seq = 5", Break(seq=5, missing=True)),
    ],
)
def test_a_changed_or_missing_row_is_found(filled, statement, broken):
    change(filled, statement)
    assert verdict(filled).breaks == (broken,)


def test_a_row_rewritten_with_its_own_hash_breaks_the_next_link(filled):
    with reading(filled) as session:
        rows = session.connection().execute(text("SELECT * FROM journal ORDER BY seq")).mappings().all()
    forged = {**rows[2], "actor": "user:666", "at": NOW}
    digest = journal.link(rows[1]["hash"], forged)
    change(filled, f"UPDATE journal SET actor = 'user:666', hash = '{digest}' WHERE seq = 3")
    assert Break(seq=4, missing=False) in verdict(filled).breaks


def test_a_row_added_behind_the_head_is_found(filled):
    change(
        filled,
        "INSERT INTO journal (seq, at, actor, cause, fact, facts, hash) "
        "SELECT 6, at, actor, cause, fact, facts, hash FROM journal WHERE seq = 5",
    )
    assert verdict(filled).breaks == (Break(seq=6, missing=False),)


def test_the_last_row_cut_off_together_with_a_forged_head_changes_the_head_that_was_noted(filled):
    noted = verdict(filled).head
    change(filled, "DELETE FROM journal WHERE seq = 5")
    with reading(filled) as session:
        last = session.connection().execute(text("SELECT hash FROM journal WHERE seq = 4")).scalar_one()
    change(filled, f"UPDATE journal_head SET seq = 4, hash = '{last}'")
    found = verdict(filled)
    assert found.is_whole
    assert found.head != noted
