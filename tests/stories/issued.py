"""A resolution that was issued three days ago, put there through storage: what follows is the story."""

from datetime import date, timedelta
from typing import Any

from rules.calendar import local_date
from rules.inspections import InspectionForm
from rules.numbering import DocumentType
from rules.resolutions import Audience, Stage
from rules.tasks import TaskSource
from rules.votes import Outcome
from storage.bodies import bodies
from storage.drafts import store_draft
from storage.inspections import InspectionRow
from storage.issuing import IssuedRow
from storage.members import roster
from storage.resolutions import ResolutionRow
from storage.tasks import add_task
from storage.votes import VoteRow
from storage.work import Group
from tests.actions.committees import text_of


class Issued:
    """An issued resolution: with an inspection of Võ Thị Mai by Hồ Văn Sơn, and tasks as wanted."""

    def __init__(self, committee, *, inspected="Võ Thị Mai", planned_on=date(2026, 12, 10), number=7):
        self.town = committee.town
        self.does(self._issue, number)
        self.does(self._plan, inspected, planned_on)

    def does(self, put, *args, **kwargs):
        """Change the books in a unit of work."""
        engine, now = self.town.bot.engine, self.town.clock.now()
        with Group(engine, now=now) as group, group.unit(cause="test") as work:
            return put(work, *args, **kwargs)

    def has_task(self, what, owner, due_on, **given):
        """Give somebody a task, and give its number."""
        return self.does(self._give, what, owner, due_on, **given)

    def _issue(self, work, number):
        body: Any = bodies(work.session)[0]
        self.ids: dict[str, Any] = {
            member.full_name: member.id for member in roster(work.session, body.id)
        }
        clerk, head = self.ids["Lê Thị Hạnh"], self.ids["Nguyễn Văn Bình"]
        today, days = local_date(work.now), timedelta(days=1)
        row = self._kept(
            work,
            ResolutionRow(
                body_id=body.id, stage=Stage.ISSUED, document_type=DocumentType.RESOLUTION,
                abstract="về nước sạch và thủy lợi nội đồng năm 2026 - 2027",
                legal_bases="Căn cứ Điều lệ Đảng", drafter_id=clerk, comments_until_on=today,
                audience=Audience.MEMBERS, created_by_id=clerk, created_at=work.now, changed_at=work.now,
            ),
        )  # fmt: skip
        draft: Any = store_draft(
            work.session, text_of("Lắp 120 đồng hồ nước."), resolution_id=row.id, member_id=clerk,
            file_id="file", file_name="du-thao.docx", now=work.now - 20 * days,
        )  # fmt: skip
        vote = self._kept(
            work,
            VoteRow(
                resolution_id=row.id, draft_id=draft.id, text_hash=draft.text_hash,
                outcome=Outcome.PASSED, electors=5, yes=4, other=1,
                pack_id="party-2026-07", chair_id=head, opened_by_id=clerk,
                opened_at=work.now - 9 * days, ends_at=work.now - 7 * days,
                closed_at=work.now - 7 * days, announced_at=work.now - 7 * days,
            ),
        )  # fmt: skip
        self._kept(
            work,
            IssuedRow(
                resolution_id=row.id, body_id=body.id, vote_id=vote.id, draft_id=draft.id,
                text_hash=draft.text_hash, document_type=DocumentType.RESOLUTION,
                series="party/ĐU/NQ/2025-2030", number=number, symbol=f"{number:02}-NQ/ĐU",
                signer_id=head, signer_name="Nguyễn Văn Bình", signer_is_deputy=False,
                issued_on=today - 3 * days,
                recipients="", issued_by_id=clerk, issued_at=work.now - 3 * days,
            ),
        )  # fmt: skip
        self.id = row.id

    def _plan(self, work, inspected, planned_on):
        self._kept(
            work,
            InspectionRow(
                resolution_id=self.id, form=InspectionForm.THEMATIC, inspected=inspected,
                inspector_id=self.ids["Hồ Văn Sơn"], inspected_id=self.ids.get(inspected),
                planned_on=planned_on, planned_by_id=self.ids["Lê Thị Hạnh"], planned_at=work.now,
                date_set_on=local_date(work.now),
            ),
        )  # fmt: skip

    def _give(self, work, what, owner, due_on, inspector="Hồ Văn Sơn", **changed):
        task = add_task(
            work.session, resolution_id=self.id, what=what, owner_id=self.ids[owner],
            inspector_id=self.ids[inspector], due_on=due_on, by_id=self.ids["Lê Thị Hạnh"],
            source=TaskSource.TYPED, now=work.now,
        )  # fmt: skip
        task.sqlmodel_update(changed)
        return task.id

    def _kept(self, work, row) -> Any:
        work.session.add(row)
        work.session.flush()
        return row
