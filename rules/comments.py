"""Comments of members on a draft: by a reply in the group, by a quotation, or written in private."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from rules.attachments import Attached
from rules.notices import Lane, Notice
from rules.refused import Refused

LONGEST_COMMENT = 4000
"""Characters. A message of Telegram holds 4096; what is longer belongs into a paper."""


class Channel(StrEnum):
    """By which way a comment came."""

    GROUP = "group"  # a reply in the group
    PRIVATE = "private"  # written in the private chat
    CITIZEN = "citizen"  # through the public link
    AFFECTED = "affected"  # through the link for those directly affected
    PAPER = "paper"  # entered by the clerk for somebody without Telegram: from a letter or a slip,
    PHONE = "phone"  # said on the telephone,
    MEETING = "meeting"  # or said in a meeting


BY_PROXY = (Channel.PAPER, Channel.PHONE, Channel.MEETING)
"""Ways by which the clerk enters what somebody else said."""


class Stance(StrEnum):
    """What somebody wants with a comment. Agreement with a clause is no comment: it needs no answer."""

    CHANGE = "change"  # đề nghị sửa
    OBJECT = "object"  # không đồng ý: an opposing view, never folded away (S2.31)
    ASK = "ask"  # hỏi


class Weight(StrEnum):
    """How much it matters to whoever says it."""

    MUST = "must"  # cần phải sửa
    SHOULD = "should"  # nên sửa


CAN_BE_WEIGHED = frozenset({None, Stance.CHANGE, Stance.OBJECT})
"""A question has no weight: it is answered."""


@dataclass(frozen=True, kw_only=True)
class CommentList(Notice):
    """The drafts on which this person can comment now."""


@dataclass(frozen=True, kw_only=True)
class CommentDesk(Notice):
    """A draft in consultation, as one of the asked sees it."""

    resolution_id: int


@dataclass(frozen=True, kw_only=True)
class ChooseClause(Notice):
    """The clauses of a draft to choose one to comment on, by button or by a few letters."""

    is_secret: ClassVar[bool] = True

    resolution_id: int
    letters: str = ""
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class MyComments(Notice):
    """What a member has said on a draft."""

    resolution_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class CommentTaken(Notice):
    """A comment written in private is recorded."""

    comment_id: int


@dataclass(frozen=True, kw_only=True)
class OpposingViews(Notice):
    """The comments that object, apart from all others, for those who run it and conclude (S2.31)."""

    resolution_id: int
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class PaperChannels(Notice):
    """Asks the clerk by which way a member without Telegram spoke."""

    resolution_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class PaperCommentTaken(Notice):
    """What the clerk entered for a member is recorded."""

    comment_id: int


@dataclass(frozen=True, kw_only=True)
class CommentSeen(Notice):
    """The sign on a member's message in the group that says: recorded."""


@dataclass(frozen=True, kw_only=True)
class AgreementTaken(Notice):
    """A member agrees with the whole text."""

    lane: ClassVar[Lane] = Lane.ANSWER

    is_new: bool


@dataclass(frozen=True, kw_only=True)
class WhoAreYou(Notice):
    """Asks the author of an anonymous message to press a button: a press shows who it is."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class CommentClaimed(Notice):
    """The author of an anonymous message has come forward; the name is not printed."""

    lane: ClassVar[Lane] = Lane.ANSWER


@dataclass(frozen=True, kw_only=True)
class NotOnRoster(Notice):
    """Somebody from outside has replied to a draft; told once, kindly."""

    consultation_id: int


@dataclass(eq=False, kw_only=True)
class CommentsClosed(Refused):
    """It came too late, or too early: comments are not being taken."""

    until_on: date | None


@dataclass(eq=False, kw_only=True)
class CommentNotText(Refused):
    """A sticker, a film or the like came: words, pictures, voice and files can be recorded."""


@dataclass(eq=False, kw_only=True)
class ClauseNotFound(Refused):
    """The first words name a clause that the draft does not have: the whole text was hardly meant."""

    said: str


@dataclass(eq=False, kw_only=True)
class AlreadyTaken(Refused):
    """The message has been recorded as a comment; an anonymous one may be gone instead."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """What somebody wrote in reply to a message of ours, as Telegram gave it."""

    group: int  # Telegram's number of the chat
    message_id: int
    answers_to: int  # the message of ours
    thread_id: int | None
    text: str
    quote: str  # "" where nothing was quoted
    quote_at: int | None  # UTF-16 units into the message of ours
    shown: str  # what that message says
    attached: Attached | None = None


@dataclass(frozen=True, kw_only=True)
class CommentTally:
    """How many were asked, what they said, and what was answered."""

    asked: int  # members with a vote
    spoke: int  # of these: commented or agreed
    agreed: int
    comments: int  # of members
    anchored: int  # of these: on one clause
    citizen_comments: int
    answered: int
    accepted: int
    partly: int
    kept: int
    out_of_scope: int
    nudged: int  # reminders given

    @property
    def all_comments(self) -> int:
        """Comments of members and citizens."""
        return self.comments + self.citizen_comments

    @property
    def unanswered(self) -> int:
        """Comments that nobody has answered yet."""
        return self.all_comments - self.answered
