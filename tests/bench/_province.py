"""A province in a database: a hundred bodies with as many tasks and comments as one likes.

Rows are made within the database, by statements that count, so that a million of them is a matter of
seconds. They are of the shape that the bot writes, but for the hashes of the journal, which nothing
measured here reads.
"""

from datetime import date, timedelta

from sqlalchemy import Connection, Engine, case, text

from rules.bodies import BodyKind
from rules.clauses import NodeKind
from rules.comments import CommentSeen
from rules.consultation import RoundOpened
from rules.members import Role
from rules.notices import Lane
from rules.numbering import DocumentType
from rules.resolutions import Audience, ResolutionCard, Stage
from storage.accounts import AccountRow
from storage.bodies import BodyRow
from storage.cards import CardRow
from storage.chats import ChatKind, ChatRow
from storage.drafts import ClauseRow, DraftRow
from storage.inbox import InboxRow, Urgency
from storage.journal import JournalHead, JournalRow
from storage.members import MemberRow
from storage.outbox import Form, OutboxRow, Sending
from storage.resolutions import ResolutionRow, TopicRow
from tests.bench._affairs import comments, consultations, counts, tasks, votes
from tests.bench._geography import (
    BODIES,
    CLAUSES_EACH,
    CLAUSES_OF_OPEN,
    ELECTORS,
    MEMBERS,
    NOW,
    TODAY,
    Province,
    Size,
    group_id,
    group_telegram_id,
    member_of_body,
    user_id,
)
from tests.bench._made_rows import Value, count_on, either, fill, numbered, pick, words


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
        tasks(connection, size)
        votes(connection, size)
        consultations(connection, size)
        comments(connection, made)
        counts(connection)
        _traffic(connection, size)
        count_on(connection)
        connection.commit()
    engine.dispose()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":  # what autovacuum does by and by
            connection.execute(text("VACUUM ANALYZE"))
    return made


def _people(connection: Connection) -> None:
    people = BODIES * MEMBERS
    fill(
        connection, BodyRow, BODIES, id=numbered(), kind=BodyKind.PARTY_COMMITTEE,
        name=lambda i: words("Đảng ủy xã số ", i), symbol="ĐU", place="Công Hải", term="2025-2030",
        term_began_on=date(2025, 7, 1), created_at=NOW,
    )  # fmt: skip
    fill(
        connection, MemberRow, people, id=numbered(), body_id=lambda i: i // MEMBERS + 1,
        full_name=lambda i: words("Nguyễn Văn ", i), sort_key=lambda i: words("van nguyen ", i),
        folded_name=lambda i: words("nguyen van ", i), user_id=lambda i: user_id(i + 1), created_at=NOW,
        role=lambda i: pick(i % MEMBERS, Role.SECRETARY, Role.DEPUTY, Role.CLERK, Role.MEMBER),
        votes=lambda i: _votes_at(i % MEMBERS),
    )  # fmt: skip
    fill(
        connection, ChatRow, people + BODIES, id=numbered(),
        telegram_id=lambda i: case(
            (i < people, user_id(i + 1)), else_=-(i - people) + group_telegram_id(0)
        ),
        kind=lambda i: either(i < people, ChatKind.PRIVATE, ChatKind.SUPERGROUP),
        body_id=lambda i: either(i < people, None, i - people + 1),
    )  # fmt: skip
    fill(
        connection, AccountRow, people, user_id=lambda i: user_id(i + 1), chat_id=numbered(),
        created_at=NOW,
    )  # fmt: skip


def _votes_at(place: Value) -> Value:
    """All have a vote but the clerk and the last ones."""
    return case((place == 2, False), (place > ELECTORS, False), else_=True)


def _resolutions(connection: Connection, size: Size) -> None:
    """Old ones in force, and in each body one in consultation, one in the vote, one to answer."""
    old = size.resolutions
    fill(
        connection, ResolutionRow, old + 3 * BODIES, id=numbered(), body_id=lambda i: i % BODIES + 1,
        stage=lambda i: case(
            (i < old, Stage.ISSUED),
            else_=pick((i - old) // BODIES, Stage.CONSULTING, Stage.VOTING, Stage.CONSULTED),
        ),
        document_type=DocumentType.RESOLUTION, abstract=lambda i: words("về nước sạch, lần ", i),
        legal_bases="Căn cứ Điều lệ Đảng", drafter_id=lambda i: member_of_body(i % BODIES, 2),
        comments_until_on=TODAY + timedelta(days=6), audience=Audience.MEMBERS_AND_CITIZENS,
        created_by_id=lambda i: member_of_body(i % BODIES, 2), created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    fill(
        connection, TopicRow, old + 3 * BODIES, resolution_id=numbered(),
        chat_id=lambda i: group_id(i % BODIES),
    )  # fmt: skip
    fill(
        connection, CardRow, old + 3 * BODIES, id=numbered(), kind=ResolutionCard.__name__,
        facts=lambda i: words('{"resolution_id":', i + 1, "}"), chat_id=lambda i: group_id(i % BODIES),
        message_id=numbered(), changes=1, shown=1, pinned=True,
    )  # fmt: skip
    fill(
        connection, DraftRow, old + 3 * BODIES, id=numbered(), resolution_id=numbered(), version=1,
        file_id="file", file_name="du-thao.docx", text_hash="0" * 64, lines=CLAUSES_EACH,
        lines_covered=CLAUSES_EACH, problems="[]", handed_in_at=NOW,
        handed_in_by_id=lambda i: member_of_body(i % BODIES, 2),
    )  # fmt: skip
    _clauses(connection, first_draft=1, drafts=old, each=CLAUSES_EACH)
    _clauses(connection, first_draft=old + 1, drafts=3 * BODIES, each=CLAUSES_OF_OPEN)


def _clauses(connection: Connection, *, first_draft: int, drafts: int, each: int) -> None:
    fill(
        connection, ClauseRow, drafts * each, draft_id=lambda i: i // each + first_draft,
        key=lambda i: words("k", i), position=lambda i: i % each, kind=NodeKind.CLAUSE,
        label=lambda i: words(i % each + 1, "."), path=lambda i: words(i % each + 1),
        heading="Lắp đồng hồ nước", text=lambda i: words("Lắp ", i, " đồng hồ nước cho các thôn."),
        folded_text=lambda i: words("lap ", i, " dong ho nuoc cho cac thon."),
    )  # fmt: skip


def _traffic(connection: Connection, size: Size) -> None:
    """What went through the boxes for tasks and comments, and the journal of it."""
    acts = size.comments + size.tasks
    fill(
        connection, JournalRow, acts, seq=numbered(), at=NOW, body_id=lambda i: i % BODIES + 1,
        actor="user:1", cause="update:1", fact="CommentTaken", facts="{}", hash="0" * 64,
    )  # fmt: skip
    fill(connection, JournalHead, 1, id=1, seq=acts, hash="0" * 64)
    fill(
        connection, OutboxRow, acts + BODIES,
        form=lambda i: either(i < BODIES, Form.CARD, Form.REACTION),
        kind=lambda i: either(i < BODIES, RoundOpened.__name__, CommentSeen.__name__),
        facts=lambda i: case(
            (i < BODIES, words('{"consultation_id":', i + size.resolutions + 1, "}")), else_="{}"
        ),
        lane=Lane.REPLY, chat_id=lambda i: group_id(i % BODIES), created_at=NOW, state=Sending.SENT,
        attempts=1, sent_at=NOW, sent_message_id=lambda i: either(i < BODIES, 1, None),
    )  # fmt: skip
    fill(
        connection, InboxRow, 10_000, update_id=numbered(), kind="message", urgency=Urgency.ORDINARY,
        body="{}", received_at=NOW, done_at=NOW,
    )  # fmt: skip
