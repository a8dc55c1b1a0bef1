"""Drafts on which everybody is asked are found with one question to the database, however many."""

from datetime import date

from sqlalchemy import event

from rules.resolutions import Audience, Stage
from rules.rounds import Circle, Start
from storage.consultation import ConsultationRow
from storage.drafts import current_draft
from storage.resolutions import ResolutionRow
from storage.rounds import RoundRow
from storage.sharing import open_to_all
from tests.actions.committees import Committee

MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)
NEXT_FRIDAY = date(2026, 11, 27)


def asks(committee, *, until=FRIDAY, public_key="key", has_circles=False, rounds=(), **changed):
    """Open a consultation of citizens, with rounds of which each has its circle and its days."""
    resolution_id = committee.has_resolution(Stage.CONSULTING, planned=False)
    draft_id = committee.read(current_draft, resolution_id).id

    def opens(work):
        row = work.session.get_one(ResolutionRow, resolution_id)
        row.sqlmodel_update({"audience": Audience.MEMBERS_AND_CITIZENS, "comments_until_on": until})
        row.sqlmodel_update(changed)
        consultation = ConsultationRow(
            resolution_id=resolution_id, round=1, draft_id=draft_id, pack_id="party-2026-07",
            opened_by_id=committee.ids["clerk"], opened_at=work.now, has_circles=has_circles,
            public_key=public_key and f"{public_key}{resolution_id}",
        )  # fmt: skip
        work.session.add(consultation)
        work.session.flush()
        for position, (circle, until_on, is_closed) in enumerate(rounds):
            work.session.add(
                RoundRow(
                    resolution_id=resolution_id, consultation_id=consultation.id, position=position,
                    circle=circle, start=Start.AFTER, until_on=until_on, opened_at=work.now,
                    closed_at=work.now if is_closed else None,
                )
            )  # fmt: skip

    committee.does(None, opens)
    return resolution_id


def test_what_is_open_to_everybody_is_found_at_once(engine):
    committee = Committee(engine)
    later = asks(committee, until=NEXT_FRIDAY)
    sooner = asks(committee)
    planned = asks(
        committee, until=NEXT_FRIDAY, has_circles=True,
        rounds=[(Circle.COMMITTEE, NEXT_FRIDAY, False), (Circle.CITIZENS, FRIDAY, False)],
    )  # fmt: skip
    asks(committee, has_circles=True, rounds=[(Circle.COMMITTEE, FRIDAY, False)])
    asks(committee, has_circles=True, rounds=[(Circle.CITIZENS, FRIDAY, True)])
    asks(committee, until=date(2026, 11, 13))
    asks(committee, audience=Audience.MEMBERS)
    asks(committee, stage=Stage.CONSULTED)
    asks(committee, public_key=None)
    asked: list[str] = []

    def notes(_connection, _cursor, text, *_rest):
        asked.append(text)

    event.listen(engine, "before_cursor_execute", notes)
    found = committee.read(open_to_all, MONDAY)
    event.remove(engine, "before_cursor_execute", notes)
    assert len([text for text in asked if text.startswith("SELECT")]) == 1
    assert [(each.resolution.id, each.until_on) for each in found] == [
        (sooner, FRIDAY), (later, NEXT_FRIDAY), (planned, FRIDAY),
    ]  # fmt: skip
    assert found[0].name == "về nước sạch Đảng ủy xã Công Hải"
    (one,) = committee.read(open_to_all, MONDAY, [later])
    assert one.resolution.id == later
