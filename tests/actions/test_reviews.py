"""Reviews: figures as they are, kept on the day they are final; the file is closed (S0.28-S0.30)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from actions import archive, concretisation, inspections, reviews, tasks, traces
from rules.archive import Filed, FileIndex
from rules.inspections import InspectionForm
from rules.resolutions import Stage, WrongStage
from rules.reviews import (
    Proposal,
    ReviewAnnounced,
    ReviewIncomplete,
    ReviewPaper,
    ReviewPart,
    ReviewPicture,
)
from rules.tasks import TaskSource, Timeliness, WordsWanted
from rules.traces import TracePaper
from storage.archive import filed_papers
from storage.findings import demands_of
from storage.inspections import plan_of
from storage.journal import verify
from storage.members import NotAMember, NotPermitted
from storage.obstacles import ObstacleRow
from storage.resolutions import ResolutionRow
from storage.reviews import figures_of, figures_shown, review_of
from storage.tasks import add_task
from storage.upper_clauses import clauses_to_tick
from tests.actions.committees import Committee
from tests.actions.records import recorded
from tests.actions.upper_documents import enters

NIGHT = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)  # 22:00 in Vietnam
MORNING = datetime(2026, 11, 17, 1, 0, tzinfo=UTC)


def issued(engine, **given):
    committee = Committee(engine, **given)
    return committee, committee.has_resolution(Stage.ISSUED, planned=False)


def has_task(committee, resolution_id, *, due_on=date(2026, 12, 1)):
    def give(work):
        return add_task(
            work.session, resolution_id=resolution_id, what="Lắp đồng hồ", owner_id=committee.ids["m1"],
            inspector_id=committee.ids["sec"], due_on=due_on, by_id=committee.ids["clerk"],
            source=TaskSource.TYPED, now=work.now,
        ).id  # fmt: skip

    return committee.does(None, give)


def is_done(committee, task_id):
    committee.does("m1", tasks.report_done, task_id, "Đã lắp xong")
    committee.does("sec", tasks.confirm, task_id)


def say_all(committee, resolution_id, *, by="clerk"):
    committee.does(by, reviews.set_lessons, resolution_id, "Giao việc kèm mặt bằng")
    committee.does(by, reviews.set_proposal, resolution_id, Proposal.AMEND)
    committee.does(by, reviews.set_reason, resolution_id, "Khoản III.2: lùi thời hạn")


def reviewed(committee, resolution_id, *, by="clerk"):
    say_all(committee, resolution_id, by=by)
    committee.does(by, reviews.finish_review, resolution_id, chat_id=committee.chats[by])


def current(committee, resolution_id, *, today):
    row = committee.one(ResolutionRow, resolution_id)
    return committee.read(figures_of, row, today=today)


def test_the_figures_say_what_is_done_late_and_open(engine):
    committee, resolution_id = issued(engine)
    in_time, late, overdue, _open = (
        has_task(committee, resolution_id, due_on=due_on)
        for due_on in (date(2026, 12, 1), date(2026, 11, 20), date(2026, 12, 2), date(2027, 3, 1))
    )
    committee.does(
        None,
        lambda work: work.session.add(
            ObstacleRow(
                task_id=overdue, text="Chưa có mặt bằng", reported_by_id=committee.ids["m1"],
                reported_at=work.now,
            )
        ),
    )  # fmt: skip
    committee.now = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
    is_done(committee, in_time)
    is_done(committee, late)
    figures = current(committee, resolution_id, today=date(2026, 12, 5))
    assert [each.standing for each in figures.tasks] == [
        Timeliness.DONE_LATE, Timeliness.DONE, Timeliness.OVERDUE, Timeliness.IN_TIME,
    ]  # fmt: skip
    assert (figures.tasks_done, figures.tasks_open, figures.overdue) == (2, 2, 1)
    assert [(each.text, each.removed_on) for each in figures.obstacles] == [("Chưa có mặt bằng", None)]


def test_the_figures_count_inspections_and_what_they_demanded(engine):
    committee, resolution_id = issued(engine)
    for on in (date(2026, 11, 20), date(2027, 1, 20)):
        committee.does(
            "clerk", inspections.plan_inspection, resolution_id, inspector_id=committee.ids["sec"],
            inspected_id=None, inspected="Thôn", form=InspectionForm.ROUTINE, on=on,
        )  # fmt: skip
    first = recorded(
        committee, committee.read(plan_of, resolution_id)[0].id, demands=("Nghiệm thu", "Công khai")
    )
    is_done(committee, committee.read(demands_of, first)[0].task_id)
    committee.does("sec", inspections.plan_reinspection, first, date(2027, 1, 4))
    figures = current(committee, resolution_id, today=date(2026, 11, 16))
    assert (figures.inspections_held, len(figures.inspections)) == (1, 3)
    assert figures.demands == (2, 1)
    assert all(task.is_demand for task in figures.tasks)


def test_a_review_is_not_final_before_all_is_said(engine):
    committee, resolution_id = issued(engine)
    with pytest.raises(ReviewIncomplete) as refused:
        committee.does("clerk", reviews.finish_review, resolution_id, chat_id=committee.chats["clerk"])
    assert refused.value.missing == tuple(ReviewPart)
    with pytest.raises(WordsWanted):
        committee.does("clerk", reviews.set_lessons, resolution_id, " … ")
    for name, refusal in (("m1", NotPermitted), ("guest", NotPermitted), ("stranger", NotAMember)):
        committee.users["stranger"] = 99
        with pytest.raises(refusal):
            committee.does(name, reviews.set_proposal, resolution_id, Proposal.END)
    assert committee.one(ResolutionRow, resolution_id).stage is Stage.ISSUED


def test_what_is_open_does_not_stand_in_the_way_and_is_kept_as_it_was(engine):
    committee, resolution_id = issued(engine)
    task_id = has_task(committee, resolution_id)
    reviewed(committee, resolution_id)
    is_done(committee, task_id)  # afterwards
    row = committee.one(ResolutionRow, resolution_id)
    assert row.stage is Stage.REVIEWED
    shown = committee.read(figures_shown, row, today=date(2026, 12, 30))
    assert (shown.on, shown.tasks_done, shown.tasks_open) == (date(2026, 11, 16), 0, 1)
    review = committee.read(review_of, resolution_id)
    assert (review.proposal, review.pack_id) == (Proposal.AMEND, "party-2026-07")
    with pytest.raises(WrongStage):
        committee.does("clerk", reviews.set_lessons, resolution_id, "Khác")
    with pytest.raises(WrongStage):
        committee.does("clerk", reviews.finish_review, resolution_id, chat_id=committee.chats["clerk"])


def test_clerk_and_heads_get_the_report_and_the_group_the_numbers(engine):
    committee, resolution_id = issued(engine)
    reviewed(committee, resolution_id, by="dep")
    assert sorted(committee.told(ReviewPaper)) == ["clerk", "dep", "sec"]
    assert sorted(committee.told(ReviewPicture)) == ["clerk", "dep", "sec"]
    assert committee.told(ReviewAnnounced) == ["group"]


def test_at_night_only_whoever_finishes_it_is_told_and_the_group_hears_in_the_morning(engine):
    committee, resolution_id = issued(engine)
    committee.now = NIGHT
    reviewed(committee, resolution_id)
    committee.does(None, reviews.announce_reviews)
    assert committee.told(ReviewPaper) == ["clerk"]
    assert committee.told(ReviewAnnounced) == []
    committee.now = MORNING
    for _ in range(2):
        committee.does(None, reviews.announce_reviews)
    assert committee.told(ReviewAnnounced) == ["group"]


def test_the_file_is_closed_after_the_review_once_and_then_everything_is_only_read(engine):
    committee, resolution_id = issued(engine)
    task_id = has_task(committee, resolution_id)
    close = {"chat_id": committee.chats["clerk"]}
    with pytest.raises(WrongStage):
        committee.does("clerk", archive.archive, resolution_id, **close)
    reviewed(committee, resolution_id)
    with pytest.raises(NotPermitted):
        committee.does("m1", archive.archive, resolution_id, **close)
    committee.does("clerk", archive.archive, resolution_id, **close)
    with pytest.raises(WrongStage):
        committee.does("clerk", archive.archive, resolution_id, **close)
    assert committee.told(FileIndex) == ["clerk"]
    with pytest.raises(WrongStage):
        committee.does("m1", tasks.report_done, task_id, "Xong")
    with pytest.raises(WrongStage):
        committee.does("sec", inspections.start_surprise, resolution_id, inspected_id=None, inspected="")
    assert committee.read(lambda session: verify(session.connection())).is_whole


def test_the_trace_from_above_is_filed_with_the_papers_and_handed_over(engine):
    committee, resolution_id = issued(engine)
    document = enters(committee)
    committee.does("clerk", concretisation.concretise, resolution_id, document)
    trace = committee.read(filed_papers, resolution_id)[1]
    assert (trace.filed, trace.name) == (Filed.TRACE, "12-CT/TU")
    required = committee.read(clauses_to_tick, document, is_whole=False)[0]
    committee.now += timedelta(days=1)
    committee.does("sec", traces.leave_out, resolution_id, required.id, "Xã không có vùng cao")
    said = committee.read(filed_papers, resolution_id)[1]
    assert (said.on, trace.on) == (date(2026, 11, 17), date(2026, 11, 16))
    assert said.fingerprint != trace.fingerprint
    reviewed(committee, resolution_id)
    committee.does("dep", archive.archive, resolution_id, chat_id=committee.chats["dep"])
    assert sorted(committee.told(TracePaper)) == sorted(committee.told(FileIndex)) == ["clerk", "dep"]


def test_the_file_names_every_paper_with_a_fingerprint_that_any_change_breaks(engine):
    committee, resolution_id = issued(engine)
    committee.hands_in(resolution_id, "Lắp 150 đồng hồ nước.")
    committee.does(
        "clerk", inspections.plan_inspection, resolution_id, inspector_id=committee.ids["sec"],
        inspected_id=None, inspected="Thôn", form=InspectionForm.ROUTINE, on=date(2026, 11, 20),
    )  # fmt: skip
    recorded(committee, committee.read(plan_of, resolution_id)[0].id, demands=("Nghiệm thu",))
    reviewed(committee, resolution_id)
    before = committee.read(filed_papers, resolution_id)
    assert [paper.filed for paper in before] == ["draft", "draft", "conclusion", "review"]
    assert len({paper.fingerprint for paper in before}) == 4
    assert all(len(paper.fingerprint) == 64 for paper in before)

    def falsify(work):
        plan_of(work.session, resolution_id)[0].strengths = "Tất cả đều tốt"

    committee.does(None, falsify)
    after = committee.read(filed_papers, resolution_id)
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, False, True]
