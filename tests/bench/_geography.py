"""How large the province is, and which numbers its rows have."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import literal

from storage import columns
from storage.tasks import TaskRow
from tests.bench._made_rows import Value, either

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


def member_of_body(body: Value, place: Value) -> Value:
    """Give the number of a member within a statement."""
    return body * MEMBERS + place + 1


def day(days: int) -> Value:
    """Give a day so many days from today."""
    return literal(TODAY + timedelta(days=days), columns.table_of(TaskRow).c.due_on.type)


def moment(days: int) -> Value:
    """Give a moment so many days from now."""
    return literal(NOW + timedelta(days=days), columns.table_of(TaskRow).c.created_at.type)


def elector(number: Value) -> Value:
    """Give the place of a member with a vote: all but the clerk."""
    return either(number < 2, number, number + 1)
