"""What a province has done: tasks, votes, consultations with their comments."""

from datetime import timedelta

from sqlalchemy import Connection, case, literal, select

from rules.comments import Channel
from rules.extensions import ExtensionState
from rules.inspections import InspectionForm, InspectionState
from rules.nudges import ItemKind
from rules.numbering import DocumentType
from rules.responses import Verdict
from rules.tasks import TaskFact, TaskSource, TaskState
from rules.votes import Outcome
from storage import columns
from storage.acknowledgements import AcknowledgementRow
from storage.ballots import BallotRow, Choice, ElectorRow
from storage.citizens import CitizenIdentityRow, CitizenRow
from storage.comments import CommentRow, recount
from storage.consultation import AskedRow, ConsultationRow, PostedRow
from storage.extensions import ExtensionRow
from storage.inspections import InspectionRow
from storage.issuing import IssuedRow
from storage.nudges import NudgeRow
from storage.obstacles import ObstacleRow
from storage.task_history import TaskEventRow
from storage.tasks import TaskRow
from storage.votes import VoteRow
from tests.bench._geography import (
    BODIES,
    CLAUSES_EACH,
    CLAUSES_OF_OPEN,
    DUE_EVERY,
    ELECTORS,
    MEMBERS,
    NOW,
    OF_ONE_CITIZEN,
    OWNERS_FROM,
    PACK,
    RECENT,
    TASKS_EACH,
    TODAY,
    Province,
    Size,
    day,
    elector,
    group_id,
    member_of_body,
    moment,
)
from tests.bench._made_rows import either, fill, numbered, pick, words


def tasks(connection: Connection, size: Size) -> None:
    """A thousand due today, among the newest resolutions; of the others half are done."""
    fresh = size.tasks - RECENT * TASKS_EACH
    is_due = lambda i: (i >= fresh) & (i % DUE_EVERY == 0)  # noqa: E731
    is_open = lambda i: (i % 2 == 1) if size.others_open else literal(False)  # noqa: E731
    body = lambda i: (i // TASKS_EACH) % BODIES  # noqa: E731
    owner = lambda i: member_of_body(body(i), OWNERS_FROM + (i // 2) % (MEMBERS - OWNERS_FROM))  # noqa: E731
    fill(
        connection, TaskRow, size.tasks, id=numbered(), resolution_id=lambda i: i // TASKS_EACH + 1,
        state=lambda i: either(is_due(i) | is_open(i), TaskState.UNDER_WAY, TaskState.DONE),
        source=TaskSource.TYPED, what=lambda i: words("Lắp đồng hồ nước tại thôn số ", i),
        owner_id=owner, inspector_id=lambda i: member_of_body(body(i), i % 2),
        due_on=lambda i: case(
            (is_due(i), day(0)), (is_open(i), pick(i // 2 % 3, day(40), day(100), day(400))),
            else_=pick(i % 3, day(-20), day(-90), day(-300)),
        ),
        due_set_on=TODAY - timedelta(days=400), created_by_id=lambda i: member_of_body(body(i), 0),
        created_at=NOW, assigned_at=NOW - timedelta(days=400),
        reported_at=lambda i: either(is_due(i) | is_open(i), None, moment(-30)),
    )  # fmt: skip
    fill(
        connection, TaskEventRow, size.tasks, task_id=numbered(), fact=TaskFact.ASSIGNED,
        at=NOW - timedelta(days=400),
    )  # fmt: skip
    fill(
        connection, NudgeRow, size.tasks, kind=ItemKind.TASK, subject_id=numbered(), member_id=owner,
        step="2026-01-01-3", nudged_at=NOW - timedelta(days=300),
    )  # fmt: skip
    fill(
        connection, ExtensionRow, size.tasks // 20, task_id=lambda i: i * 20 + 1,
        state=ExtensionState.APPROVED, old_due_on=TODAY, new_due_on=TODAY, reason="Mưa lũ",
        asked_by_id=1, asked_at=NOW,
    )  # fmt: skip
    fill(
        connection, ObstacleRow, size.tasks // 20, task_id=lambda i: i * 20 + 1, text="Mưa lũ",
        reported_by_id=1, reported_at=NOW, removed_at=NOW, removal="Đã xong",
    )  # fmt: skip
    fill(
        connection, InspectionRow, 2 * size.resolutions, resolution_id=lambda i: i // 2 + 1,
        state=lambda i: pick(i % 2, InspectionState.CONCLUDED, InspectionState.PLANNED),
        form=InspectionForm.ROUTINE, inspector_id=lambda i: member_of_body(i // 2 % BODIES, 1),
        inspected="Chi bộ thôn Bắc Sơn", planned_on=lambda i: pick(i % 2, day(-60), day(90)),
        planned_by_id=1, planned_at=NOW, date_set_on=TODAY - timedelta(days=100),
    )  # fmt: skip


def votes(connection: Connection, size: Size) -> None:
    """Each resolution in force was voted on, issued and studied; one in each body is being voted on."""
    old = size.resolutions
    resolution = lambda i: either(i < old, i + 1, i + BODIES + 1)  # noqa: E731
    fill(
        connection, VoteRow, old + BODIES, id=numbered(), resolution_id=resolution, draft_id=resolution,
        text_hash="0" * 64, pack_id=PACK, chair_id=lambda i: member_of_body(i % BODIES, 0),
        opened_by_id=lambda i: member_of_body(i % BODIES, 2), opened_at=NOW - timedelta(days=1),
        ends_at=lambda i: either(i < old, moment(-1), moment(2)), electors=ELECTORS,
        closed_at=lambda i: either(i < old, moment(-1), None),
        outcome=lambda i: either(i < old, Outcome.PASSED, None), yes=ELECTORS,
        announced_at=lambda i: either(i < old, moment(-1), None), shown_on=TODAY,
    )  # fmt: skip
    fill(
        connection, ElectorRow, (old + BODIES) * ELECTORS, id=numbered(),
        vote_id=lambda i: i // ELECTORS + 1,
        member_id=lambda i: member_of_body(i // ELECTORS % BODIES, elector(i % ELECTORS)),
        position=lambda i: i % ELECTORS + 1, full_name="Nguyễn Văn", post="", got_text=True,
    )  # fmt: skip
    fill(
        connection, BallotRow, old * ELECTORS, elector_id=numbered(), choice=Choice.YES,
        cast_at=NOW - timedelta(days=1),
    )  # fmt: skip
    fill(
        connection, IssuedRow, old, id=numbered(), resolution_id=numbered(),
        body_id=lambda i: i % BODIES + 1, vote_id=numbered(), draft_id=numbered(), text_hash="0" * 64,
        document_type=DocumentType.RESOLUTION, series="NQ", number=numbered(), symbol="1-NQ/ĐU",
        issued_on=TODAY, signer_id=1, signer_name="Nguyễn Văn", signer_is_deputy=False, recipients="",
        issued_by_id=1, issued_at=NOW - timedelta(days=400),
    )  # fmt: skip
    fill(
        connection, AcknowledgementRow, old * 5, issued_id=lambda i: i // 5 + 1,
        member_id=lambda i: member_of_body(i // 5 % BODIES, i % 5), asked_at=NOW, acknowledged_at=NOW,
    )  # fmt: skip


def consultations(connection: Connection, size: Size) -> None:
    """Each resolution has had a round; those in consultation have one that runs."""
    old, rounds = size.resolutions, size.resolutions + 3 * BODIES
    is_open = lambda i: (i >= old) & (i < old + BODIES)  # noqa: E731
    fill(
        connection, ConsultationRow, rounds, id=numbered(), resolution_id=numbered(), round=1,
        draft_id=numbered(), pack_id=PACK, opened_by_id=lambda i: member_of_body(i % BODIES, 2),
        opened_at=NOW - timedelta(days=2), closed_at=lambda i: either(is_open(i), None, moment(-1)),
        announced_at=lambda i: either(is_open(i), None, moment(-1)), refreshed_at=NOW,
    )  # fmt: skip
    fill(
        connection, AskedRow, rounds * ELECTORS, consultation_id=lambda i: i // ELECTORS + 1,
        member_id=lambda i: member_of_body(i // ELECTORS % BODIES, elector(i % ELECTORS)), counts=True,
    )  # fmt: skip
    fill(
        connection, PostedRow, rounds, consultation_id=numbered(),
        chat_id=lambda i: group_id(i % BODIES), posted_at=NOW,
    )  # fmt: skip


def comments(connection: Connection, made: Province) -> None:
    """Half of them to one draft, nine in ten of these by citizens; the others spread over old drafts."""
    size = made.size
    crowd = size.comments // 2
    citizens = crowd // OF_ONE_CITIZEN + 1
    fill(
        connection, CitizenRow, citizens, id=numbered(), body_id=1,
        pseudonym=lambda i: words("C", i), created_at=NOW,
    )  # fmt: skip
    fill(
        connection, CitizenIdentityRow, citizens, citizen_id=numbered(),
        user_id=lambda i: i + 5_000_000, body_id=1, consented_at=NOW, consent_text="0" * 64,
    )  # fmt: skip
    clauses_before = size.resolutions * CLAUSES_EACH
    said = {
        "text": lambda i: words("Đề nghị làm rõ nguồn kinh phí, ý thứ ", i), "quote": "", "answer": "",
        "version": 1, "written_at": NOW, "changed_at": NOW,
    }  # fmt: skip
    by_member = lambda i: i % 10 == 0  # noqa: E731
    fill(
        connection, CommentRow, crowd, id=numbered(), consultation_id=made.crowded,
        clause_id=lambda i: i % CLAUSES_OF_OPEN + clauses_before + 1,
        member_id=lambda i: case(
            (by_member(i), member_of_body(0, OWNERS_FROM + i // 10 % 10)), else_=None
        ),
        citizen_id=lambda i: either(by_member(i), None, i // OF_ONE_CITIZEN + 1),
        channel=lambda i: either(by_member(i), Channel.GROUP, Channel.CITIZEN),
        chat_id=lambda i: either(by_member(i), group_id(0), None),
        message_id=lambda i: i + 1_000_000,
        receipt=lambda i: either(by_member(i), None, words("R", i)), **said,
    )  # fmt: skip
    old = size.comments - crowd
    body = lambda i: i % size.resolutions % BODIES  # noqa: E731
    fill(
        connection, CommentRow, old, id=numbered(crowd + 1),
        consultation_id=lambda i: i % size.resolutions + 1, clause_id=None,
        member_id=lambda i: member_of_body(body(i), OWNERS_FROM + i // 7 % 10), channel=Channel.GROUP,
        chat_id=lambda i: group_id(body(i)), message_id=lambda i: i + 20_000_000,
        verdict=Verdict.ACCEPTED, answered_at=NOW, told_at=NOW, **said,
    )  # fmt: skip


def counts(connection: Connection) -> None:
    """Count what was said, as the comments themselves would have done."""
    rounds = connection.execute(select(columns.table_of(ConsultationRow).c.id)).scalars().all()
    for first in range(0, len(rounds), 500):
        recount(connection, rounds[first : first + 500])
