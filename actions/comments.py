"""Members say what they think of a draft: in the group by a reply, or in private (S1.3, S2.11)."""

from datetime import datetime

from rules.anchors import Place, means_whole_text, named_paths, quoted
from rules.attachments import Attached, check_attachment
from rules.comments import (
    LONGEST_COMMENT,
    AlreadyTaken,
    Channel,
    ClauseNotFound,
    CommentNotText,
    CommentSeen,
    NotOnRoster,
    Stance,
    WhoAreYou,
    Written,
)
from rules.desk import ButtonExpired, TextTooLong
from rules.members import Ability
from rules.resolutions import ResolutionCard
from storage import replies
from storage.accounts import desk_of
from storage.attachments import attachments_of, keep_attachment
from storage.calls import Call, installation_secret
from storage.comment_clauses import all_clauses, clause_named, clauses_shown, is_clause_of
from storage.comments import CommentVersionRow, comment_by_message
from storage.cosignatures import lose_cosigners
from storage.members import MemberRow, NotAMember, NotPermitted
from storage.replies import Round, Said
from storage.resolutions import resolution_for
from storage.unclaimed import UnclaimedRow, unclaimed_by_message
from storage.work import Work


def take_reply(work: Work, written: Written, *, is_anonymous: bool, at: datetime) -> None:
    """Take a reply to a message of ours as a comment on the clause that was quoted.

    The receipt is a sign on the message; nothing is written in the group. Replies to other things that
    we said are no comments, nor is talk under the card of a text that has gone to the vote. Whoever
    hides behind the group or a channel is asked to come forward, and whoever is not on the roster is
    told once. Raises CommentsClosed, CommentNotText, TextTooLong, AttachmentTooLarge, AlreadyTaken.
    """
    said = replies.said_at(work.connection, written.group, written.answers_to)
    user_id = work.who.user_id
    found = replies.round_behind(work.connection, said, user_id=user_id) if said else None
    if said is None or found is None or not found.is_talked_about:
        return
    member_id = found.member_id
    if member_id is None and not is_anonymous:
        _tell_outsider(work, written, said, found)
        return
    if member_id is not None:
        found = replies.as_asked(work.connection, found, member_id)
    _check(found, written.text, at, has_file=member_id is not None and written.attached is not None)
    clause_id = _clause_meant(work, written, said, found)
    if member_id is None:
        _keep_unclaimed(work, written, said.chat_id, found, clause_id, at)
        return
    _add(
        work, found, member_id=member_id, clause_id=clause_id, channel=Channel.GROUP,
        chat_id=said.chat_id, message_id=written.message_id,
        text=written.text, quote=written.quote, at=at, attached=written.attached,
    )  # fmt: skip
    work.react(CommentSeen(), chat_id=said.chat_id, message_id=written.message_id)


def write_comment(
    work: Work,
    resolution_id: int,
    clause_id: int | None,
    *,
    text: str,
    chat_id: int,
    message_id: int,
    at: datetime,
    stance: Stance | None = None,
    attached: Attached | None = None,
) -> int:
    """Take a comment written in private, on a clause or on the whole text, and give its number.

    A picture, a voice message or a file may say all of it.
    Raises NotAMember, CommentsClosed, CommentNotText, TextTooLong, ButtonExpired, AttachmentTooLarge,
    AlreadyTaken.
    """
    found, member_id = replies.round_for_member(work.connection, work.who.user_id, resolution_id)
    _check(found, text, at, has_file=attached is not None)
    if clause_id is not None and not is_clause_of(work.connection, found.draft_id, clause_id):
        raise ButtonExpired
    return _add(
        work, found, member_id=member_id, clause_id=clause_id, channel=Channel.PRIVATE,
        chat_id=chat_id, message_id=message_id, text=text, stance=stance, at=at, attached=attached,
    )  # fmt: skip


def enter_paper(
    work: Work, resolution_id: int, member_id: int, *, text: str, channel: Channel = Channel.PAPER
) -> int:
    """Enter what a member without Telegram said, with the way by which it came.

    First words like "Điều 3:" name its clause, "Toàn văn:" or none the whole text.
    Raises NotAMember, NotPermitted, CommentsClosed, CommentNotText, TextTooLong, ClauseNotFound.
    """
    row, clerk = resolution_for(work.session, work.who.user_id, resolution_id, Ability.RUN_CONSULTATION)
    author = work.session.get(MemberRow, member_id)
    found = replies.newest_round(work.connection, resolution_id)
    if author is None or author.body_id != row.body_id or found is None:
        raise NotPermitted
    _check(found, text, work.now)
    comment_id = _add(
        work, found, member_id=member_id, clause_id=_clause_named(work, found, text), channel=channel,
        text=text, at=work.now,
    )  # fmt: skip
    work.record(
        "PaperCommentEntered", body_id=row.body_id, comment_id=comment_id, entered_by=clerk.id,
        channel=channel,
    )  # fmt: skip
    return comment_id


def _clause_named(work: Work, found: Round, text: str) -> int | None:
    """Find the clause that the first words name: who named one did not mean the whole text."""
    paths = () if means_whole_text(text) else named_paths(text)
    clause_id = clause_named(work.connection, found.draft_id, paths)
    if paths and clause_id is None:
        raise ClauseNotFound(said=paths[0])
    return clause_id


def edit_comment(work: Work, *, group: int, message_id: int, text: str, at: datetime) -> bool:
    """Take an edited message as a new version of its comment; the old one is kept.

    False where the message is no comment. Raises CommentsClosed, CommentNotText, TextTooLong.
    """
    comment = comment_by_message(work.session, group, message_id)
    if comment is None:
        return _edit_unclaimed(work, group, message_id, text=text, at=at)
    found = replies.round_by_id(work.connection, comment.consultation_id)
    _check(found, text, at, has_file=bool(not text and attachments_of(work.session, comment.id or 0)))
    if text == comment.text and comment.withdrawn_at is None:
        return True
    work.session.add(
        CommentVersionRow(
            comment_id=comment.id or 0, version=comment.version,
            text=comment.text, written_at=comment.changed_at,
        )
    )  # fmt: skip
    comment.text, comment.version, comment.changed_at = text, comment.version + 1, at
    comment.withdrawn_at = None
    lose_cosigners(work, comment.id or 0)
    work.record("CommentChanged", body_id=found.body_id, comment_id=comment.id, version=comment.version)
    work.touch(ResolutionCard(resolution_id=found.resolution_id))
    return True


def claim(work: Work, *, chat_id: int, message_id: int) -> None:
    """Record an anonymous message as the comment of whoever pressed: a press shows the real account.

    Raises AlreadyTaken, NotAMember, CommentsClosed.
    """
    unclaimed = work.session.get(UnclaimedRow, (chat_id, message_id))
    if unclaimed is None:
        raise AlreadyTaken
    found = replies.round_by_id(work.connection, unclaimed.consultation_id, user_id=work.who.user_id)
    member_id = found.member_id
    if member_id is None:
        raise NotAMember
    _check(found, unclaimed.text, unclaimed.written_at)
    _add(
        work, found, member_id=member_id, clause_id=unclaimed.clause_id, channel=Channel.GROUP,
        chat_id=chat_id, message_id=message_id, text=unclaimed.text, quote=unclaimed.quote,
        at=unclaimed.written_at,
    )  # fmt: skip
    work.session.delete(unclaimed)
    work.react(CommentSeen(), chat_id=chat_id, message_id=message_id)


def withdraw(work: Work, comment_id: int, *, is_withdrawn: bool) -> None:
    """Take an own comment back, or put it in again.

    Raises NotPermitted, CommentsClosed, CommentNotText where nothing of it is left.
    """
    comment, found = replies.own_comment(work.session, work.who.user_id, comment_id)
    found.check_open(work.now)
    if not (is_withdrawn or comment.text or attachments_of(work.session, comment_id)):
        raise CommentNotText
    comment.withdrawn_at = work.now if is_withdrawn else None
    lose_cosigners(work, comment_id)
    fact = "CommentWithdrawn" if is_withdrawn else "CommentRestored"
    work.record(fact, body_id=found.body_id, comment_id=comment_id)
    work.touch(ResolutionCard(resolution_id=found.resolution_id))


def _check(found: Round, text: str, at: datetime, *, has_file: bool = False) -> None:
    found.check_open(at)
    if not text and not has_file:
        raise CommentNotText
    if len(text) > LONGEST_COMMENT:
        raise TextTooLong(length=len(text), limit=LONGEST_COMMENT)


def _clause_meant(work: Work, written: Written, said: Said, found: Round) -> int | None:
    """Find the clause: by the quotation, by the first words, or because only one was shown."""
    if written.quote:
        shown = clauses_shown(work.connection, found.draft_id, said)
        place = quoted(shown, written.quote, quote_at=written.quote_at, shown=written.shown)
        place = place or _quoted_anywhere(work, written, found)
        if place is not None:
            return place.clause_id
    named = clause_named(work.connection, found.draft_id, named_paths(written.text))
    if named is not None or not said.shows_one_clause:
        return named
    return clauses_shown(work.connection, found.draft_id, said)[0].clause_id


def _quoted_anywhere(work: Work, written: Written, found: Round) -> Place | None:
    return quoted(all_clauses(work.connection, found.draft_id), written.quote)


def _add(
    work: Work,
    found: Round,
    *,
    member_id: int,
    clause_id: int | None,
    channel: Channel,
    text: str,
    at: datetime,
    chat_id: int | None = None,
    message_id: int | None = None,
    quote: str = "",
    stance: Stance | None = None,
    attached: Attached | None = None,
) -> int:
    if attached is not None:
        check_attachment(attached, had=0)
    comment_id = replies.add_comment(
        work.connection, consultation_id=found.id, clause_id=clause_id, channel=channel,
        member_id=member_id, chat_id=chat_id, message_id=message_id, quote=quote, text=text,
        stance=stance, written_at=at,
    )  # fmt: skip
    if attached is not None:
        keep_attachment(work, comment_id, attached, at=at)
    work.record(
        "CommentTaken", body_id=found.body_id, consultation_id=found.id, comment_id=comment_id,
        member_id=member_id, clause_id=clause_id,
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=found.resolution_id))
    return comment_id


def _tell_outsider(work: Work, written: Written, said: Said, found: Round) -> None:
    desk = desk_of(work.session, work.who.user_id) if work.who.user_id else None
    outsider = Call(name="outsider", arguments=f"{work.who.user_id}", chat_id=said.chat_id)
    key = outsider.key(installation_secret(work.connection))  # tells again whom, and not who it is
    notice = NotOnRoster(consultation_id=found.id)
    if desk is not None:
        work.tell(notice, chat_id=desk, key=key)
        return
    work.tell(
        notice, chat_id=said.chat_id, thread_id=written.thread_id, reply_to=written.message_id, key=key
    )


def _keep_unclaimed(
    work: Work,
    written: Written,
    chat_id: int,
    found: Round,
    clause_id: int | None,
    at: datetime,
) -> None:
    if unclaimed_by_message(work.session, written.group, written.message_id):
        raise AlreadyTaken
    work.session.add(
        UnclaimedRow(
            chat_id=chat_id, message_id=written.message_id, consultation_id=found.id,
            clause_id=clause_id, quote=written.quote, text=written.text, written_at=at,
        )
    )  # fmt: skip
    work.tell(
        WhoAreYou(message_id=written.message_id), chat_id=chat_id,
        thread_id=written.thread_id, reply_to=written.message_id,
    )  # fmt: skip


def _edit_unclaimed(work: Work, group: int, message_id: int, *, text: str, at: datetime) -> bool:
    unclaimed = unclaimed_by_message(work.session, group, message_id)
    if unclaimed is None:
        return False
    found = replies.round_by_id(work.connection, unclaimed.consultation_id)
    _check(found, text, at)
    unclaimed.text, unclaimed.written_at = text, at
    return True
