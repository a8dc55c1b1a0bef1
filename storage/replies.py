"""What a reply in a group answers to, and who wrote it: few and narrow statements, for many replies."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, and_, bindparam, select
from sqlmodel import Session

from rules.comments import AlreadyTaken, Channel, CommentsClosed, Stance
from rules.consultation import (
    DraftClauses,
    DraftHeadings,
    DraftPaper,
    InvitedToComment,
    RoundOpened,
    takes_comments,
)
from rules.resolutions import ResolutionCard, Stage
from rules.rounds import NotYourRound
from storage import columns, comment_counts
from storage.chats import ChatRow
from storage.comments import CommentRow
from storage.consultation import ConsultationRow
from storage.dialect import insert_in
from storage.members import MemberRow, NotAMember, NotPermitted
from storage.outbox import OutboxRow
from storage.polls import PollMessageRow, StrawPollRow
from storage.prepared import Prepared
from storage.resolutions import ResolutionRow
from storage.rounds import asked_now

_OUTBOX = columns.table_of(OutboxRow)
_CHAT = columns.table_of(ChatRow)
_ROUND = columns.table_of(ConsultationRow)
_RESOLUTION = columns.table_of(ResolutionRow)
_MEMBER = columns.table_of(MemberRow)
_COMMENT = columns.table_of(CommentRow)
_POLL = columns.table_of(StrawPollRow)
_SHOWING = columns.table_of(PollMessageRow)

_OF_A_ROUND = frozenset(
    kind.__name__ for kind in (DraftClauses, DraftHeadings, DraftPaper, RoundOpened, InvitedToComment)
)


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message of ours about a draft: where it hangs, and which clauses it shows."""

    chat_id: int
    consultation_id: int | None
    resolution_id: int | None  # for its card, which speaks of the newest round
    first: int | None = None
    last: int | None = None

    @property
    def shows_one_clause(self) -> bool:
        """Whether there is no doubt which clause a reply is about."""
        return self.first is not None and self.first == self.last


@dataclass(frozen=True, kw_only=True)
class Round:
    """What has to be known of a consultation to take a comment."""

    member_id: int | None  # whoever asks, on the body's roster
    id: int
    resolution_id: int
    body_id: int
    draft_id: int
    stage: Stage
    opened_at: datetime
    closed_at: datetime | None
    until_on: date | None
    has_circles: bool = False

    @property
    def is_talked_about(self) -> bool:
        """Whether the text can still change because of what is said."""
        return self.stage in (Stage.CONSULTING, Stage.CONSULTED)

    def takes(self, written_at: datetime) -> bool:
        """Tell whether a comment written at a moment is in time, and the text not yet voted on."""
        return (
            self.until_on is not None
            and self.is_talked_about
            and takes_comments(
                written_at,
                opened_at=self.opened_at,
                until_on=self.until_on,
                closed_at=self.closed_at,
            )
        )

    def check_open(self, at: datetime) -> None:
        """Raise CommentsClosed where a comment made at a moment comes too late, or too early."""
        if not self.takes(at):
            raise CommentsClosed(until_on=self.until_on)


_SAID = Prepared(
    select(_OUTBOX.c.kind, _OUTBOX.c.facts, _OUTBOX.c.chat_id)
    .join(_CHAT, _CHAT.c.id == _OUTBOX.c.chat_id)
    .where(_CHAT.c.telegram_id == bindparam("group"))
    .where(_OUTBOX.c.sent_message_id == bindparam("message"))
    # What was sent before a group moved may be marked after it: the newest one is meant.
    .order_by(_OUTBOX.c.id.desc())
    .limit(1)
)
_POLLED = Prepared(
    select(_POLL.c.consultation_id, _SHOWING.c.chat_id)
    .join(_SHOWING, _SHOWING.c.poll_id == _POLL.c.id)
    .join(_CHAT, _CHAT.c.id == _SHOWING.c.chat_id)
    .where(_CHAT.c.telegram_id == bindparam("group"))
    .where(_SHOWING.c.message_id == bindparam("message"))
)
_ASKS = and_(
    _MEMBER.c.body_id == _RESOLUTION.c.body_id,
    _MEMBER.c.user_id == bindparam("user"),
    _MEMBER.c.left_at.is_(None),
)
_ROUNDS = (
    select(
        _MEMBER.c.id.label("member_id"),
        _ROUND.c.id,
        _ROUND.c.resolution_id,
        _RESOLUTION.c.body_id,
        _ROUND.c.draft_id,
        _RESOLUTION.c.stage,
        _ROUND.c.opened_at,
        _ROUND.c.closed_at,
        _ROUND.c.has_circles,
        _RESOLUTION.c.comments_until_on.label("until_on"),
    )
    .join(_RESOLUTION, _RESOLUTION.c.id == _ROUND.c.resolution_id)
    .outerjoin(_MEMBER, _ASKS)
)
_BY_ID = Prepared(_ROUNDS.where(_ROUND.c.id == bindparam("round")))
_NEWEST = Prepared(
    _ROUNDS.where(_ROUND.c.resolution_id == bindparam("resolution"))
    .order_by(_ROUND.c.round.desc())
    .limit(1)
)
_ADD = Prepared(
    lambda dialect: (
        insert_in(dialect, _COMMENT)
        .on_conflict_do_nothing(index_elements=[_COMMENT.c.chat_id, _COMMENT.c.message_id])
        .returning(_COMMENT.c.id)
    )
)


def said_at(connection: Connection, group: int, message_id: int) -> Said | None:
    """Find out what a message of ours in a group was about; None where it was about no draft."""
    row = _SAID.first(connection, group=group, message=message_id)
    if row is None:
        polled = _POLLED.first(connection, group=group, message=message_id)
        return polled and Said(
            chat_id=polled.chat_id, consultation_id=polled.consultation_id, resolution_id=None
        )
    facts: dict[str, Any] = orjson.loads(row.facts) if row.facts else {}
    if row.kind == ResolutionCard.__name__:
        return Said(chat_id=row.chat_id, consultation_id=None, resolution_id=facts["resolution_id"])
    if row.kind not in _OF_A_ROUND:
        return None
    return Said(
        chat_id=row.chat_id,
        consultation_id=facts["consultation_id"],
        resolution_id=None,
        first=facts.get("first"),
        last=facts.get("last"),
    )


def round_behind(connection: Connection, said: Said, *, user_id: int | None) -> Round | None:
    """Give the consultation of a message of ours; None for the card of a draft never consulted on."""
    if said.consultation_id is None:
        assert said.resolution_id is not None
        return newest_round(connection, said.resolution_id, user_id=user_id)
    return _round(connection, _BY_ID, round=said.consultation_id, user=user_id)


def newest_round(
    connection: Connection, resolution_id: int, *, user_id: int | None = None
) -> Round | None:
    """Give the newest consultation of a resolution, as an account or as nobody."""
    return _round(connection, _NEWEST, resolution=resolution_id, user=user_id)


def round_for_member(
    connection: Connection, user_id: int | None, resolution_id: int
) -> tuple[Round, int]:
    """Give the newest consultation of a resolution to a member of its body, with the member's number.

    Raises CommentsClosed where there is none, NotAMember.
    """
    found = newest_round(connection, resolution_id, user_id=user_id)
    if found is None:
        raise CommentsClosed(until_on=None)
    if found.member_id is None:
        raise NotAMember
    return as_asked(connection, found, found.member_id), found.member_id


def as_asked(connection: Connection, found: Round, member_id: int) -> Round:
    """Give a consultation as a member is asked in it: until the end of the own round.

    Raises NotYourRound for somebody who is not asked now.
    """
    if not found.has_circles or found.closed_at is not None:
        return found
    until_on = asked_now(connection, found.id, member_id)
    if until_on is None:
        raise NotYourRound(resolution_id=found.resolution_id)
    return replace(found, until_on=until_on)


def round_by_id(connection: Connection, consultation_id: int, *, user_id: int | None = None) -> Round:
    """Give a consultation that is known to exist, to an account or to nobody."""
    found = _round(connection, _BY_ID, round=consultation_id, user=user_id)
    assert found is not None
    return found


def _round(connection: Connection, statement: Prepared, **where: int | None) -> Round | None:
    row = statement.first(connection, **where)
    return Round(**row._asdict()) if row else None


def own_comment(session: Session, user_id: int | None, comment_id: int) -> tuple[CommentRow, Round]:
    """Give a member's own comment with its round. Raises NotPermitted."""
    comment = session.get(CommentRow, comment_id)
    if comment is None or comment.member_id is None:
        raise NotPermitted
    found = round_by_id(session.connection(), comment.consultation_id, user_id=user_id)
    if found.member_id != comment.member_id:
        raise NotPermitted
    return comment, found


def add_comment(
    connection: Connection,
    *,
    consultation_id: int,
    clause_id: int | None,
    channel: Channel,
    text: str,
    written_at: datetime,
    member_id: int | None = None,
    citizen_id: int | None = None,
    chat_id: int | None = None,
    message_id: int | None = None,
    quote: str = "",
    stance: Stance | None = None,
    receipt: str | None = None,
) -> int:
    """Store a comment and give its number. Raises AlreadyTaken: a message makes one comment."""
    row = {
        "consultation_id": consultation_id, "clause_id": clause_id, "channel": channel, "text": text,
        "written_at": written_at, "changed_at": written_at, "member_id": member_id,
        "citizen_id": citizen_id, "chat_id": chat_id, "message_id": message_id, "quote": quote,
        "stance": stance, "receipt": receipt, "version": 1, "answer": "",
    }  # fmt: skip
    added = _ADD.first(connection, **row)
    if added is None:
        raise AlreadyTaken
    counted = comment_counts.counted(
        member_id=member_id, clause_id=clause_id, verdict=None, is_live=True
    )
    comment_counts.add(connection, consultation_id, counted)
    return added.id
