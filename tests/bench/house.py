"""Our bot as it is installed, with a committee in each group and a draft in consultation there."""

from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import Session

from actions.bodies import set_up_body
from actions.consultation import open_consultation
from actions.members import add_member
from handlers.calls import call_of
from handlers.citizens import enter
from rules.bodies import BodyKind
from rules.members import Role
from rules.numbering import DocumentType
from rules.resolutions import Audience
from rules.roster import RosterEntry
from storage import cards, columns, journal, outbox
from storage.accounts import ensure_account
from storage.chats import ChatKind, ensure_chat
from storage.comments import CommentRow
from storage.drafts import store_draft
from storage.engine import engine_for, reading
from storage.members import MemberRow
from storage.migrate import migrate
from storage.resolutions import ResolutionRow, TopicRow
from storage.work import Actor, Group, Work
from tests.actions.committees import text_of
from tests.bench.processes import Process, running, wait_until
from tests.bench.telegram import Place, TelegramProcess

CLAUSES = (
    "Đến hết năm 2026 có 80% số hộ dân được dùng nước sạch.",
    "Lắp 120 đồng hồ nước, xong chậm nhất ngày 20/01/2027.",
    "Giao Văn phòng theo dõi, đôn đốc.",
)


@dataclass(frozen=True, kw_only=True)
class Installation:
    """Our bot with its data in a folder of its own; it can be run again and again."""

    folder: Path
    environment: dict[str, str]

    @property
    def database(self) -> str:
        """Where its data is."""
        return self.environment["DATABASE_URL"]

    @contextmanager
    def running(self, **environment: str) -> Generator[Process]:
        """Run the bot, as `nghiquyet run` does."""
        given = self.environment | environment
        with running("-m", "bot", "run", folder=self.folder, **given) as process:
            yield process

    def settles(self, *processes: Process) -> None:
        """Wait until everything has been sent that there is to send."""
        wait_until(self._is_quiet, *processes, within=120)

    def _is_quiet(self) -> bool:
        with engine_for(self.database) as engine, reading(engine) as session:
            connection = session.connection()
            return not outbox.count_waiting(connection) and not cards.changed(connection, limit=1)


def installed(
    telegram: TelegramProcess, folder: Path, name: str, groups: int, database: str = ""
) -> Installation:
    """Install the bot: every group has its committee, with a draft in consultation."""
    token, places = telegram.bot(name=name, groups=groups)
    database = database or f"sqlite:///{folder / name}.db"
    migrate(database)
    _consults(database, places, telegram.file(name="du-thao.pdf", content=b"%PDF-1.4 " + bytes(2000)))
    environment = {"BOT_TOKEN": token, "DATABASE_URL": database, "BOT_API_URL": telegram.url()}
    return Installation(folder=folder, environment=environment)


@contextmanager
def our_bot(telegram: TelegramProcess, folder: Path, name: str, groups: int) -> Generator[Process]:
    """Install the bot, and run it until every group has its draft before it."""
    with several_of_ours(telegram, folder, name, groups) as [process]:
        yield process


@contextmanager
def several_of_ours(
    telegram: TelegramProcess,
    folder: Path,
    name: str,
    groups: int,
    database: str = "",
    processes: int = 1,
) -> Generator[list[Process]]:
    """Install the bot on a database of either kind, and run it as so many processes."""
    installation = installed(telegram, folder, name, groups, database)
    with ExitStack() as stack:
        made = [stack.enter_context(installation.running()) for _ in range(processes)]
        installation.settles(*made)
        yield made


def comments_kept(folder: Path, name: str) -> int:
    """Count the comments in the file of a bot; the journal has to be whole too."""
    return comments_in(f"sqlite:///{folder / name}.db")


def comments_in(database: str) -> int:
    """Count the comments in a database; the journal has to be whole too."""
    with engine_for(database) as engine, reading(engine) as session:
        assert journal.verify(session.connection()).is_whole
        return session.connection().execute(
            select(func.count()).select_from(columns.table_of(CommentRow))
        ).scalar_one()  # fmt: skip


def _consults(database: str, places: Sequence[Place], file_id: str) -> None:
    now = datetime.now(UTC)  # noqa: TID251  the bot that is measured has no other clock
    with engine_for(database) as engine:
        for number, place in enumerate(places):
            with Group(engine, now=now) as group:
                with group.unit(cause="bench") as work:
                    resolution_id = _committee(work, place, f"Đảng ủy xã số {number}", file_id)
                with group.unit(who=Actor.person(place.person), cause="bench") as work:
                    call = call_of(enter, resolution_id=resolution_id)
                    open_consultation(work, resolution_id, public_call=call)


def _committee(work: Work, place: Place, name: str, file_id: str) -> int:
    clerk = set_up_body(
        work, kind=BodyKind.PARTY_COMMITTEE, name=name, parent="Tỉnh ủy Khánh Hòa", symbol="ĐU",
        place="Công Hải", term="2025-2030", term_began_on=date(2025, 7, 1), language="vi",
        clerk_name="Lê Thị Hạnh",
    )  # fmt: skip
    for number in range(14):
        entry = RosterEntry(
            full_name=f"Đồng chí {number}", role=Role.MEMBER, post="", areas="", votes=True
        )
        add_member(work, body_id=clerk.body_id, entry=entry)
    chat = ensure_chat(work.session, telegram_id=place.group, kind=ChatKind.SUPERGROUP, title=name)
    chat.body_id, chat.may_pin = clerk.body_id, True
    desk = ensure_chat(work.session, telegram_id=place.person, kind=ChatKind.PRIVATE, title="")
    ensure_account(work.session, user_id=place.person, chat_id=desk.id or 0, now=work.now)
    clerk.user_id = place.person
    work.session.flush()
    return _draft(work.session, clerk, chat.id or 0, file_id, work.now)


def _draft(session: Session, clerk: MemberRow, group_id: int, file_id: str, now: datetime) -> int:
    row = ResolutionRow(
        body_id=clerk.body_id, document_type=DocumentType.RESOLUTION, abstract="về nước sạch nông thôn",
        legal_bases="Căn cứ Điều lệ Đảng", drafter_id=clerk.id,
        comments_until_on=(now + timedelta(days=14)).date(), audience=Audience.MEMBERS,
        created_by_id=clerk.id or 0, created_at=now, changed_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add(TopicRow(resolution_id=row.id or 0, chat_id=group_id))
    store_draft(
        session, text_of(*CLAUSES), resolution_id=row.id or 0, member_id=clerk.id or 0,
        file_id=file_id, file_name="du-thao.pdf", now=now,
    )  # fmt: skip
    return row.id or 0
