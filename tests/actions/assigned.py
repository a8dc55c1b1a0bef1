"""Tasks in the hands of a committee: given with storage, so that a test names only what matters."""

from datetime import date

from rules.resolutions import Stage
from rules.tasks import TaskSource
from storage.tasks import TaskRow, add_task

FRIDAY = date(2026, 11, 27)


def given(committee, *, owner="m1", inspector="sec", due_on=FRIDAY, resolution_id=None, **changed):
    """Give somebody a task, and give its number."""
    resolution_id = resolution_id or committee.has_resolution(Stage.ISSUED)

    def give(work):
        row = add_task(
            work.session, resolution_id=resolution_id, what=changed.pop("what", "Lắp 120 đồng hồ nước"),
            owner_id=committee.ids[owner], inspector_id=committee.ids[inspector], due_on=due_on,
            by_id=committee.ids["clerk"], source=TaskSource.TYPED, now=committee.now,
        )  # fmt: skip
        row.sqlmodel_update(changed)
        return row.id

    return committee.does(None, give)


def task(committee, task_id):
    """Give a task as it is now."""
    return committee.one(TaskRow, task_id)
