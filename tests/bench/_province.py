"""A province in a database: a hundred bodies with as many tasks and comments as one likes.

Rows are made within the database, by statements that count, so that a million of them is a matter of
seconds. They are of the shape that the bot writes, but for the hashes of the journal, which nothing
measured here reads.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pydantic_core import PydanticUndefined
from sqlalchemy import Connection, Engine, Integer, case, cast, func, literal, select, text
from sqlalchemy import insert as insert_core
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel

from rules.bodies import BodyKind
from rules.clauses import NodeKind
from rules.comments import Channel, CommentSeen
from rules.consultation import RoundOpened
from rules.extensions import ExtensionState
from rules.inspections import InspectionForm, InspectionState
from rules.members import Role
from rules.notices import Lane
from rules.nudges import ItemKind
from rules.numbering import DocumentType
from rules.resolutions import Audience, ResolutionCard, Stage
from rules.responses import Verdict
from rules.tasks import TaskFact, TaskSource, TaskState
from rules.votes import Outcome
from storage import columns
from storage.accounts import AccountRow
from storage.acknowledgements import AcknowledgementRow
from storage.ballots import BallotRow, Choice, ElectorRow
from storage.bodies import BodyRow
from storage.cards import CardRow
from storage.chats import ChatKind, ChatRow
from storage.citizens import CitizenIdentityRow, CitizenRow
from storage.comments import CommentRow, recount
from storage.consultation import AskedRow, ConsultationRow, PostedRow
from storage.drafts import ClauseRow, DraftRow
from storage.extensions import ExtensionRow
from storage.inbox import InboxRow, Urgency
from storage.inspections import InspectionRow
from storage.issuing import IssuedRow
from storage.journal import JournalHead, JournalRow
from storage.members import MemberRow
from storage.nudges import NudgeRow
from storage.obstacles import ObstacleRow
from storage.outbox import Form, OutboxRow, Sending
from storage.resolutions import ResolutionRow, TopicRow
from storage.task_history import TaskEventRow
from storage.tasks import TaskRow
from storage.votes import VoteRow

NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)  # a Monday, 08:00 in Vietnam; no day off that week
TODAY = date(2026, 11, 16)
PACK = "party-2026-07"
BODIES, MEMBERS, ELECTORS = 100, 20, 15
OWNERS_FROM = 3  # after the secretary, the deputy and the clerk
RECENT = 500
"""Resolutions among whose tasks those are that are due: the newest, in a province of any size."""

TASKS_EACH = 20
COMMENTS_EACH = 100
CLAUSES_EACH = 5
CLAUSES_OF_OPEN = 40
OF_ONE_CITIZEN = 20
DUE_EVERY = RECENT * TASKS_EACH // 1000

Value = Any
"""A constant, or an expression over the number of the row."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much there is. Of the tasks 1,000 are due today; half of the comments hang on one draft."""

    tasks: int
    comments: int
    others_open: bool  # whether half of the tasks that are not due wait for a later day

    @property
    def resolutions(self) -> int:
        """Resolutions in force."""
        return max(RECENT, self.tasks // TASKS_EACH, self.comments // 2 // COMMENTS_EACH)


@dataclass(frozen=True, kw_only=True)
class Province:
    """Where the rows are that a benchmark speaks of."""

    size: Size

    @property
    def crowded(self) -> int:
        """The resolution in consultation, of the first body, to which half of all comments belong."""
        return self.size.resolutions + 1

    @property
    def vote(self) -> int:
        """The vote that runs in the first body."""
        return self.size.resolutions + 1

    @property
    def card_message(self) -> int:
        """Telegram's number of the crowded resolution's card in its group."""
        return 1


def member_id(body: int, place: int) -> int:
    """Give the number of a member: bodies and places count from 0."""
    return body * MEMBERS + place + 1


def user_id(member: int) -> int:
    """Give the account of a member."""
    return 1_000_000 + member


def group_telegram_id(body: int) -> int:
    """Give Telegram's number of a body's group."""
    return -1_000_000 - body


def group_id(body: Value) -> Value:
    """Give our number of a body's group: behind the private chats."""
    return BODIES * MEMBERS + body + 1


def fill_province(engine: Engine, size: Size) -> Province:
    """Fill an empty database."""
    made = Province(size=size)
    with engine.connect() as connection:
        # References are right as they are made; looking each of them up takes most of the time.
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        _people(connection)
        _resolutions(connection, size)
        _tasks(connection, size)
        _votes(connection, size)
        _consultations(connection, size)
        _comments(connection, made)
        _counts(connection)
        _traffic(connection, size)
        _count_on(connection)
        connection.commit()
    engine.dispose()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":  # what autovacuum does by and by
            connection.execute(text("VACUUM ANALYZE"))
    return made


def _fill(connection: Connection, model: type[SQLModel], count: int, **values: Value) -> None:
    """Insert `count` rows; a value may be an expression over `I`, the number of the row from 0."""
    numbers = select(literal(0).label("i")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.i + 1).where(numbers.c.i < count - 1))
    table = columns.table_of(model)
    given = {**_defaults(model), **values}
    said = [
        (value(numbers.c.i) if callable(value) else literal(value, table.c[name].type)).label(name)
        for name, value in given.items()
    ]
    connection.execute(insert_core(table).from_select(list(given), select(*said)))


def _defaults(model: type[SQLModel]) -> dict[str, Value]:
    fields = model.model_fields.items()
    return {
        name: field.default
        for name, field in fields
        if field.default is not PydanticUndefined and field.default is not None
    }


def _numbered(before: int = 1) -> Value:
    return lambda i: i + before


def _pick(of: Value, *choices: Value) -> Value:
    """Choose by a number from 0; the last choice is for all greater ones."""
    *first, last = map(_plain, choices)
    return case(*((of == at, value) for at, value in enumerate(first)), else_=last)


def _either(condition: Value, one: Value, other: Value) -> Value:
    """Choose by a condition."""
    return case((condition, _plain(one)), else_=_plain(other))


def _plain(value: Value) -> Value:
    """Give the text of an enum: drivers have ideas of their own about enums."""
    return str(value) if isinstance(value, str) else value


def _words(*parts: Value) -> Value:
    """Put text together, numbers too."""
    said: Any = literal("")
    for part in parts:
        said = said + (
            cast(part, columns.table_of(BodyRow).c.name.type)
            if isinstance(part, ColumnElement)
            else part
        )
    return said


def _people(connection: Connection) -> None:
    people = BODIES * MEMBERS
    _fill(
        connection, BodyRow, BODIES, id=_numbered(), kind=BodyKind.PARTY_COMMITTEE,
        name=lambda i: _words("Đảng ủy xã số ", i), symbol="ĐU", place="Công Hải", term="2025-2030",
        term_began_on=date(2025, 7, 1), created_at=NOW,
    )  # fmt: skip
    _fill(
        connection, MemberRow, people, id=_numbered(), body_id=lambda i: i // MEMBERS + 1,
        full_name=lambda i: _words("Nguyễn Văn ", i), sort_key=lambda i: _words("van nguyen ", i),
        folded_name=lambda i: _words("nguyen van ", i), user_id=lambda i: user_id(i + 1), created_at=NOW,
        role=lambda i: _pick(i % MEMBERS, Role.SECRETARY, Role.DEPUTY, Role.CLERK, Role.MEMBER),
        votes=lambda i: _votes_at(i % MEMBERS),
    )  # fmt: skip
    _fill(
        connection, ChatRow, people + BODIES, id=_numbered(),
        telegram_id=lambda i: case(
            (i < people, user_id(i + 1)), else_=-(i - people) + group_telegram_id(0)
        ),
        kind=lambda i: _either(i < people, ChatKind.PRIVATE, ChatKind.SUPERGROUP),
        body_id=lambda i: _either(i < people, None, i - people + 1),
    )  # fmt: skip
    _fill(
        connection, AccountRow, people, user_id=lambda i: user_id(i + 1), chat_id=_numbered(),
        created_at=NOW,
    )  # fmt: skip


def _votes_at(place: Value) -> Value:
    """All have a vote but the clerk and the last ones."""
    return case((place == 2, False), (place > ELECTORS, False), else_=True)


def _resolutions(connection: Connection, size: Size) -> None:
    """Old ones in force, and in each body one in consultation, one in the vote, one to answer."""
    old = size.resolutions
    _fill(
        connection, ResolutionRow, old + 3 * BODIES, id=_numbered(), body_id=lambda i: i % BODIES + 1,
        stage=lambda i: case(
            (i < old, Stage.ISSUED),
            else_=_pick((i - old) // BODIES, Stage.CONSULTING, Stage.VOTING, Stage.CONSULTED),
        ),
        document_type=DocumentType.RESOLUTION, abstract=lambda i: _words("về nước sạch, lần ", i),
        legal_bases="Căn cứ Điều lệ Đảng", drafter_id=lambda i: member_of_body(i % BODIES, 2),
        comments_until_on=TODAY + timedelta(days=6), audience=Audience.MEMBERS_AND_CITIZENS,
        created_by_id=lambda i: member_of_body(i % BODIES, 2), created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    _fill(
        connection, TopicRow, old + 3 * BODIES, resolution_id=_numbered(),
        chat_id=lambda i: group_id(i % BODIES),
    )  # fmt: skip
    _fill(
        connection, CardRow, old + 3 * BODIES, id=_numbered(), kind=ResolutionCard.__name__,
        facts=lambda i: _words('{"resolution_id":', i + 1, "}"), chat_id=lambda i: group_id(i % BODIES),
        message_id=_numbered(), changes=1, shown=1, pinned=True,
    )  # fmt: skip
    _fill(
        connection, DraftRow, old + 3 * BODIES, id=_numbered(), resolution_id=_numbered(), version=1,
        file_id="file", file_name="du-thao.docx", text_hash="0" * 64, lines=CLAUSES_EACH,
        lines_covered=CLAUSES_EACH, problems="[]", handed_in_at=NOW,
        handed_in_by_id=lambda i: member_of_body(i % BODIES, 2),
    )  # fmt: skip
    _clauses(connection, first_draft=1, drafts=old, each=CLAUSES_EACH)
    _clauses(connection, first_draft=old + 1, drafts=3 * BODIES, each=CLAUSES_OF_OPEN)


def member_of_body(body: Value, place: Value) -> Value:
    """Give the number of a member within a statement."""
    return body * MEMBERS + place + 1


def _clauses(connection: Connection, *, first_draft: int, drafts: int, each: int) -> None:
    _fill(
        connection, ClauseRow, drafts * each, draft_id=lambda i: i // each + first_draft,
        key=lambda i: _words("k", i), position=lambda i: i % each, kind=NodeKind.CLAUSE,
        label=lambda i: _words(i % each + 1, "."), path=lambda i: _words(i % each + 1),
        heading="Lắp đồng hồ nước", text=lambda i: _words("Lắp ", i, " đồng hồ nước cho các thôn."),
        folded_text=lambda i: _words("lap ", i, " dong ho nuoc cho cac thon."),
    )  # fmt: skip


def _tasks(connection: Connection, size: Size) -> None:
    """A thousand due today, among the newest resolutions; of the others half are done."""
    fresh = size.tasks - RECENT * TASKS_EACH
    is_due = lambda i: (i >= fresh) & (i % DUE_EVERY == 0)  # noqa: E731
    is_open = lambda i: (i % 2 == 1) if size.others_open else literal(False)  # noqa: E731
    body = lambda i: (i // TASKS_EACH) % BODIES  # noqa: E731
    owner = lambda i: member_of_body(body(i), OWNERS_FROM + (i // 2) % (MEMBERS - OWNERS_FROM))  # noqa: E731
    _fill(
        connection, TaskRow, size.tasks, id=_numbered(), resolution_id=lambda i: i // TASKS_EACH + 1,
        state=lambda i: _either(is_due(i) | is_open(i), TaskState.UNDER_WAY, TaskState.DONE),
        source=TaskSource.TYPED, what=lambda i: _words("Lắp đồng hồ nước tại thôn số ", i),
        owner_id=owner, inspector_id=lambda i: member_of_body(body(i), i % 2),
        due_on=lambda i: case(
            (is_due(i), _day(0)), (is_open(i), _pick(i // 2 % 3, _day(40), _day(100), _day(400))),
            else_=_pick(i % 3, _day(-20), _day(-90), _day(-300)),
        ),
        due_set_on=TODAY - timedelta(days=400), created_by_id=lambda i: member_of_body(body(i), 0),
        created_at=NOW, assigned_at=NOW - timedelta(days=400),
        reported_at=lambda i: _either(is_due(i) | is_open(i), None, _moment(-30)),
    )  # fmt: skip
    _fill(
        connection, TaskEventRow, size.tasks, task_id=_numbered(), fact=TaskFact.ASSIGNED,
        at=NOW - timedelta(days=400),
    )  # fmt: skip
    _fill(
        connection, NudgeRow, size.tasks, kind=ItemKind.TASK, subject_id=_numbered(), member_id=owner,
        step="2026-01-01-3", nudged_at=NOW - timedelta(days=300),
    )  # fmt: skip
    _fill(
        connection, ExtensionRow, size.tasks // 20, task_id=lambda i: i * 20 + 1,
        state=ExtensionState.APPROVED, old_due_on=TODAY, new_due_on=TODAY, reason="Mưa lũ",
        asked_by_id=1, asked_at=NOW,
    )  # fmt: skip
    _fill(
        connection, ObstacleRow, size.tasks // 20, task_id=lambda i: i * 20 + 1, text="Mưa lũ",
        reported_by_id=1, reported_at=NOW, removed_at=NOW, removal="Đã xong",
    )  # fmt: skip
    _fill(
        connection, InspectionRow, 2 * size.resolutions, resolution_id=lambda i: i // 2 + 1,
        state=lambda i: _pick(i % 2, InspectionState.CONCLUDED, InspectionState.PLANNED),
        form=InspectionForm.ROUTINE, inspector_id=lambda i: member_of_body(i // 2 % BODIES, 1),
        inspected="Chi bộ thôn Bắc Sơn", planned_on=lambda i: _pick(i % 2, _day(-60), _day(90)),
        planned_by_id=1, planned_at=NOW, date_set_on=TODAY - timedelta(days=100),
    )  # fmt: skip


def _day(days: int) -> Value:
    return literal(TODAY + timedelta(days=days), columns.table_of(TaskRow).c.due_on.type)


def _moment(days: int) -> Value:
    return literal(NOW + timedelta(days=days), columns.table_of(TaskRow).c.created_at.type)


def _votes(connection: Connection, size: Size) -> None:
    """Each resolution in force was voted on, issued and studied; one in each body is being voted on."""
    old = size.resolutions
    resolution = lambda i: _either(i < old, i + 1, i + BODIES + 1)  # noqa: E731
    _fill(
        connection, VoteRow, old + BODIES, id=_numbered(), resolution_id=resolution, draft_id=resolution,
        text_hash="0" * 64, pack_id=PACK, chair_id=lambda i: member_of_body(i % BODIES, 0),
        opened_by_id=lambda i: member_of_body(i % BODIES, 2), opened_at=NOW - timedelta(days=1),
        ends_at=lambda i: _either(i < old, _moment(-1), _moment(2)), electors=ELECTORS,
        closed_at=lambda i: _either(i < old, _moment(-1), None),
        outcome=lambda i: _either(i < old, Outcome.PASSED, None), yes=ELECTORS,
        announced_at=lambda i: _either(i < old, _moment(-1), None), shown_on=TODAY,
    )  # fmt: skip
    _fill(
        connection, ElectorRow, (old + BODIES) * ELECTORS, id=_numbered(),
        vote_id=lambda i: i // ELECTORS + 1,
        member_id=lambda i: member_of_body(i // ELECTORS % BODIES, _elector(i % ELECTORS)),
        position=lambda i: i % ELECTORS + 1, full_name="Nguyễn Văn", post="", got_text=True,
    )  # fmt: skip
    _fill(
        connection, BallotRow, old * ELECTORS, elector_id=_numbered(), choice=Choice.YES,
        cast_at=NOW - timedelta(days=1),
    )  # fmt: skip
    _fill(
        connection, IssuedRow, old, id=_numbered(), resolution_id=_numbered(),
        body_id=lambda i: i % BODIES + 1, vote_id=_numbered(), draft_id=_numbered(), text_hash="0" * 64,
        document_type=DocumentType.RESOLUTION, series="NQ", number=_numbered(), symbol="1-NQ/ĐU",
        issued_on=TODAY, signer_id=1, signer_name="Nguyễn Văn", signer_is_deputy=False, recipients="",
        issued_by_id=1, issued_at=NOW - timedelta(days=400),
    )  # fmt: skip
    _fill(
        connection, AcknowledgementRow, old * 5, issued_id=lambda i: i // 5 + 1,
        member_id=lambda i: member_of_body(i // 5 % BODIES, i % 5), asked_at=NOW, acknowledged_at=NOW,
    )  # fmt: skip


def _elector(number: Value) -> Value:
    return _either(number < 2, number, number + 1)


def _consultations(connection: Connection, size: Size) -> None:
    """Each resolution has had a round; those in consultation have one that runs."""
    old, rounds = size.resolutions, size.resolutions + 3 * BODIES
    is_open = lambda i: (i >= old) & (i < old + BODIES)  # noqa: E731
    _fill(
        connection, ConsultationRow, rounds, id=_numbered(), resolution_id=_numbered(), round=1,
        draft_id=_numbered(), pack_id=PACK, opened_by_id=lambda i: member_of_body(i % BODIES, 2),
        opened_at=NOW - timedelta(days=2), closed_at=lambda i: _either(is_open(i), None, _moment(-1)),
        announced_at=lambda i: _either(is_open(i), None, _moment(-1)), refreshed_at=NOW,
    )  # fmt: skip
    _fill(
        connection, AskedRow, rounds * ELECTORS, consultation_id=lambda i: i // ELECTORS + 1,
        member_id=lambda i: member_of_body(i // ELECTORS % BODIES, _elector(i % ELECTORS)), counts=True,
    )  # fmt: skip
    _fill(
        connection, PostedRow, rounds, consultation_id=_numbered(),
        chat_id=lambda i: group_id(i % BODIES), posted_at=NOW,
    )  # fmt: skip


def _comments(connection: Connection, made: Province) -> None:
    """Half of them to one draft, nine in ten of these by citizens; the others spread over old drafts."""
    size = made.size
    crowd = size.comments // 2
    citizens = crowd // OF_ONE_CITIZEN + 1
    _fill(
        connection, CitizenRow, citizens, id=_numbered(), body_id=1,
        pseudonym=lambda i: _words("C", i), created_at=NOW,
    )  # fmt: skip
    _fill(
        connection, CitizenIdentityRow, citizens, citizen_id=_numbered(),
        user_id=lambda i: i + 5_000_000, body_id=1, consented_at=NOW, consent_text="0" * 64,
    )  # fmt: skip
    clauses_before = size.resolutions * CLAUSES_EACH
    said = {
        "text": lambda i: _words("Đề nghị làm rõ nguồn kinh phí, ý thứ ", i), "quote": "", "answer": "",
        "version": 1, "written_at": NOW, "changed_at": NOW,
    }  # fmt: skip
    by_member = lambda i: i % 10 == 0  # noqa: E731
    _fill(
        connection, CommentRow, crowd, id=_numbered(), consultation_id=made.crowded,
        clause_id=lambda i: i % CLAUSES_OF_OPEN + clauses_before + 1,
        member_id=lambda i: case(
            (by_member(i), member_of_body(0, OWNERS_FROM + i // 10 % 10)), else_=None
        ),
        citizen_id=lambda i: _either(by_member(i), None, i // OF_ONE_CITIZEN + 1),
        channel=lambda i: _either(by_member(i), Channel.GROUP, Channel.CITIZEN),
        chat_id=lambda i: _either(by_member(i), group_id(0), None),
        message_id=lambda i: i + 1_000_000,
        receipt=lambda i: _either(by_member(i), None, _words("R", i)), **said,
    )  # fmt: skip
    old = size.comments - crowd
    body = lambda i: i % size.resolutions % BODIES  # noqa: E731
    _fill(
        connection, CommentRow, old, id=_numbered(crowd + 1),
        consultation_id=lambda i: i % size.resolutions + 1, clause_id=None,
        member_id=lambda i: member_of_body(body(i), OWNERS_FROM + i // 7 % 10), channel=Channel.GROUP,
        chat_id=lambda i: group_id(body(i)), message_id=lambda i: i + 20_000_000,
        verdict=Verdict.ACCEPTED, answered_at=NOW, told_at=NOW, **said,
    )  # fmt: skip


def _counts(connection: Connection) -> None:
    """Count what was said, as the comments themselves would have done."""
    rounds = connection.execute(select(columns.table_of(ConsultationRow).c.id)).scalars().all()
    for first in range(0, len(rounds), 500):
        recount(connection, rounds[first : first + 500])


def _traffic(connection: Connection, size: Size) -> None:
    """What went through the boxes for tasks and comments, and the journal of it."""
    acts = size.comments + size.tasks
    _fill(
        connection, JournalRow, acts, seq=_numbered(), at=NOW, body_id=lambda i: i % BODIES + 1,
        actor="user:1", cause="update:1", fact="CommentTaken", facts="{}", hash="0" * 64,
    )  # fmt: skip
    _fill(connection, JournalHead, 1, id=1, seq=acts, hash="0" * 64)
    _fill(
        connection, OutboxRow, acts + BODIES,
        form=lambda i: _either(i < BODIES, Form.CARD, Form.REACTION),
        kind=lambda i: _either(i < BODIES, RoundOpened.__name__, CommentSeen.__name__),
        facts=lambda i: case(
            (i < BODIES, _words('{"consultation_id":', i + size.resolutions + 1, "}")), else_="{}"
        ),
        lane=Lane.REPLY, chat_id=lambda i: group_id(i % BODIES), created_at=NOW, state=Sending.SENT,
        attempts=1, sent_at=NOW, sent_message_id=lambda i: _either(i < BODIES, 1, None),
    )  # fmt: skip
    _fill(
        connection, InboxRow, 10_000, update_id=_numbered(), kind="message", urgency=Urgency.ORDINARY,
        body="{}", received_at=NOW, done_at=NOW,
    )  # fmt: skip


def _count_on(connection: Connection) -> None:
    """Let the database number new rows behind those that were numbered here."""
    if connection.dialect.name != "postgresql":
        return
    for table in SQLModel.metadata.sorted_tables:
        if "id" in table.columns and isinstance(table.c.id.type, Integer):
            last = connection.execute(select(func.max(table.c.id))).scalar_one()
            sequence = connection.execute(
                text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": f'"{table.name}"'}
            ).scalar_one()
            if last is not None and sequence is not None:
                connection.execute(
                    text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last}
                )
