"""A committee with something at every stage of its life, so that each question can come up."""

from datetime import date
from typing import Any

from sqlmodel import select

from actions import (
    appraisal,
    ballots,
    comments,
    consultation,
    consultation_end,
    extensions,
    findings,
    initiatives,
    inspections,
    issuing,
    obstacles,
    personal_data,
    rounds,
    votes,
)
from actions.members import add_member
from handlers.calls import call_of
from handlers.citizens import enter
from rules.attachments import Attached, AttachmentKind
from rules.ballots import Choice
from rules.calendar import local_date
from rules.comments import Stance
from rules.inspections import InspectionForm, InspectionState
from rules.members import Role
from rules.numbering import DocumentType
from rules.resolutions import Audience, Stage
from rules.roster import RosterEntry
from rules.rounds import Circle
from rules.tasks import TaskState
from storage.chats import ChatKind, ensure_chat
from storage.drafts import clauses_of, store_draft
from storage.inspections import InspectionRow
from storage.members import roster
from storage.resolutions import ResolutionRow
from storage.upper_documents import UpperDocumentRow
from storage.work import Actor, Group
from tests.actions.committees import text_of
from tests.stories.issued import Issued

LATER = date(2026, 12, 20)


class Busy:
    """Resolutions in drafting, consultation, answering, voting, issuing and being carried out."""

    ids: dict[str, Any]  # of members, by name
    draft_id: int  # of the resolution that was made last
    clause_id: int

    def __init__(self, committee):
        self.committee, self.town = committee, committee.town
        self.lan = self.town.person("Chamaléa Thị Lan")
        self.lan.has_started(committee.bot)
        self.messages = iter(range(100, 10_000))
        official = RosterEntry(
            full_name="Ngô Thị Hồng", role=Role.SPECIALIST, post="", areas="đất đai", votes=False
        )
        self.does(None, add_member, body_id=1, entry=official)
        self._is_answered()
        self._is_drafted()
        self._is_adopted()
        self._is_voted_on()
        self._is_carried_out()
        self._opened(Circle.COMMITTEE)
        self._is_asked_for_comments()

    @property
    def people(self):
        return [*self.committee.people.values(), self.lan]

    def does(self, person, act, *args, **given) -> Any:
        """Do something as somebody, or as nobody, in a unit of work."""
        engine, now = self.town.bot.engine, self.town.clock.now()
        who = Actor.person(person.id) if person else Actor.person(self.committee.clerk.id)
        with Group(engine, now=now) as group, group.unit(who=who, cause="test") as work:
            return act(work, *args, **given)

    def _resolution(self, stage, *, audience=Audience.MEMBERS_AND_CITIZENS) -> int:
        def put(work):
            ids: dict[str, Any] = {member.full_name: member.id for member in roster(work.session, 1)}
            self.ids = ids
            row = ResolutionRow(
                body_id=1, stage=stage, document_type=DocumentType.RESOLUTION,
                abstract=f"về việc {next(self.messages)}", legal_bases="Căn cứ Điều lệ Đảng",
                drafter_id=ids["Lê Thị Hạnh"], comments_until_on=LATER, audience=audience,
                created_by_id=ids["Lê Thị Hạnh"], created_at=work.now, changed_at=work.now,
            )  # fmt: skip
            work.session.add(row)
            work.session.flush()
            draft = store_draft(
                work.session, text_of("Lắp 120 đồng hồ nước.", "Giao Văn phòng theo dõi."),
                resolution_id=row.id or 0, member_id=ids["Lê Thị Hạnh"], file_id="file",
                file_name="du-thao.docx", now=work.now,
            )  # fmt: skip
            clause = clauses_of(work.session, draft.id or 0)[0]
            return row.id, draft.id, clause.id

        resolution_id, self.draft_id, self.clause_id = self.does(None, put)
        return resolution_id

    def _opened(self, *circles) -> int:
        resolution_id = self._resolution(Stage.DRAFTING)
        for circle in circles:
            self.does(None, rounds.plan_round, resolution_id, circle)
        call = call_of(enter, resolution_id=resolution_id)
        self.does(None, consultation.open_consultation, resolution_id, public_call=call)
        return resolution_id

    def _says(self, resolution_id, words, stance=None, attached=None):
        mai = self.committee.mai
        return self.does(
            mai, comments.write_comment, resolution_id, self.clause_id, text=words, stance=stance,
            chat_id=self._chat(mai), message_id=next(self.messages), at=self.town.clock.now(),
            attached=attached,
        )  # fmt: skip

    def _chat(self, person):
        def find(work):
            return ensure_chat(work.session, telegram_id=person.id, kind=ChatKind.PRIVATE, title="").id

        return self.does(person, find)

    def _is_asked_for_comments(self):
        resolution_id = self._opened()
        voice = Attached(kind=AttachmentKind.VOICE, file_id="voice", size=100, seconds=3)
        self._says(resolution_id, "", attached=voice)
        given = {"chat_id": self._chat(self.lan), "words": "Đồng ý"}
        self.does(self.lan, personal_data.give_consent, resolution_id, **given)

    def _is_answered(self):
        resolution_id = self._opened()
        self._says(resolution_id, "Nên bỏ", Stance.OBJECT)
        self.does(None, consultation_end.close_early, resolution_id)
        self.does(
            None, appraisal.ask_appraisal, resolution_id,
            appraiser_id=self.ids["Phạm Văn An"], due_on=LATER,
        )  # fmt: skip

    def _is_drafted(self):
        resolution_id = self._resolution(Stage.DRAFTING)
        self.does(None, rounds.plan_round, resolution_id, Circle.COMMITTEE)
        self.does(None, initiatives.propose_initiative, "Nước sạch cho thôn")
        self.does(None, self._document)

    def _document(self, work):
        work.session.add(
            UpperDocumentRow(
                body_id=1, file_id="file", file_name="nq.docx", added_by_id=self.ids["Lê Thị Hạnh"],
                added_at=work.now,
            )
        )  # fmt: skip

    def _in_a_vote(self):
        resolution_id = self._resolution(Stage.CONSULTED)
        self.does(
            None, inspections.plan_inspection, resolution_id, inspected_id=None,
            inspector_id=self.ids["Nguyễn Văn Bình"], inspected="Chi bộ thôn",
            form=InspectionForm.ROUTINE, on=LATER,
        )  # fmt: skip
        vote = self.does(
            None, votes.open_vote, resolution_id, draft_id=self.draft_id,
            chair_id=self.ids["Nguyễn Văn Bình"], last_day=date(2026, 11, 27),
        )  # fmt: skip
        return resolution_id, vote.id

    def _is_adopted(self):
        resolution_id, vote_id = self._in_a_vote()
        for name in ("Nguyễn Văn Bình", "Trần Thị Dung", "Phạm Văn An", "Võ Thị Mai"):
            self.does(None, ballots.enter_ballot, vote_id, self.ids[name], Choice.YES)
        self.does(None, votes.close_vote, vote_id)
        self.does(None, issuing.plan_issue, resolution_id)

    def _is_voted_on(self):
        _resolution, vote_id = self._in_a_vote()
        self.does(None, ballots.enter_ballot, vote_id, self.ids["Phạm Văn An"], Choice.NO)

    def _is_carried_out(self):
        made = Issued(self.committee)
        tasks = {
            state: made.has_task("Lắp đồng hồ", "Võ Thị Mai", date(2026, 12, 1), state=state)
            for state in (
                TaskState.ASSIGNED, TaskState.UNDER_WAY, TaskState.REPORTED, TaskState.PROPOSED
            )
        }  # fmt: skip
        mai, son = self.committee.mai, self.committee.son
        self.does(mai, extensions.ask_extension, tasks[TaskState.UNDER_WAY], LATER, "Mưa")
        self.does(mai, obstacles.report_obstacle, tasks[TaskState.ASSIGNED], "Thiếu vốn")
        inspection_id = self.does(None, self._underway, made.id)
        made.does(made._plan, "Võ Thị Mai", LATER)
        self.does(son, findings.add_demand, inspection_id, "Nghiệm thu")

    def _underway(self, work, resolution_id):
        row = work.session.exec(
            select(InspectionRow).where(InspectionRow.resolution_id == resolution_id)
        ).one()
        row.state, row.held_on = InspectionState.UNDERWAY, local_date(work.now)
        return row.id
