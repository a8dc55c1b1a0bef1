"""Straw polls: asked in the groups, answered by whoever is entitled, counted by ourselves."""

import orjson

from rules.desk import TextTooLong
from rules.members import Ability
from rules.polls import (
    LONGEST_OPTION,
    LONGEST_QUESTION,
    NoGroupToAsk,
    SendStrawPoll,
    StopStrawPoll,
    StrawPollNotSent,
    options_in,
)
from rules.resolutions import Stage
from storage import polls as store
from storage.accounts import desk_of
from storage.consultation import ConsultationRow, latest_consultation
from storage.members import MemberRow, roster
from storage.polls import PollMessageRow, StrawPollRow
from storage.resolutions import ResolutionRow, check_stage, places, resolution_for
from storage.work import Work


def check_question(work: Work, resolution_id: int, question: str) -> None:
    """Raise NotAMember, NotPermitted, WrongStage or TextTooLong where a poll cannot ask this."""
    _in_consultation(work, resolution_id)
    if len(question) > LONGEST_QUESTION:
        raise TextTooLong(length=len(question), limit=LONGEST_QUESTION)


def check_options(work: Work, resolution_id: int, text: str) -> tuple[str, ...]:
    """Read the options, one a line. Raises as `check_question`, and WrongNumberOfOptions."""
    _in_consultation(work, resolution_id)
    options = options_in(text.splitlines())
    longest = max(map(len, options))
    if longest > LONGEST_OPTION:
        raise TextTooLong(length=longest, limit=LONGEST_OPTION)
    return options


def ask(work: Work, resolution_id: int, *, question: str, options: tuple[str, ...]) -> None:
    """Show a straw poll in the groups in which the draft is talked about.

    Raises NotAMember, NotPermitted, WrongStage, NoGroupToAsk.
    """
    row, member, consultation = _in_consultation(work, resolution_id)
    known = places(work.session, row)
    if not known:
        raise NoGroupToAsk
    poll = StrawPollRow(
        consultation_id=consultation.id or 0, question=question, asked_at=work.now,
        options=orjson.dumps(options).decode(), asked_by_id=member.id or 0,
    )  # fmt: skip
    work.session.add(poll)
    work.session.flush()
    assert poll.id is not None
    for place in known:
        work.run(SendStrawPoll(poll_id=poll.id, group_id=place.chat_id, thread_id=place.thread_id))
    work.record("StrawPollAsked", body_id=row.body_id, resolution_id=resolution_id, poll_id=poll.id)


def poll_sent(work: Work, errand: SendStrawPoll, *, telegram_poll_id: str, message_id: int) -> None:
    """Note under which number Telegram shows a poll; answers that came before it count from now on."""
    poll = work.session.get_one(StrawPollRow, errand.poll_id)
    shown = PollMessageRow(
        poll_id=errand.poll_id, chat_id=errand.group_id,
        telegram_poll_id=telegram_poll_id, message_id=message_id,
    )  # fmt: skip
    work.session.add(shown)
    work.session.flush()
    entitled = [m.user_id for m in _entitled(work, poll) if m.user_id is not None]
    store.forget_outsiders(work.connection, telegram_poll_id, entitled)
    if poll.closed_at is not None:  # it was closed while it was on its way
        work.run(StopStrawPoll(poll_id=errand.poll_id, group_id=errand.group_id))


def poll_not_sent(work: Work, errand: SendStrawPoll) -> None:
    """Tell whoever asked that a group could not be asked."""
    poll = work.session.get_one(StrawPollRow, errand.poll_id)
    asker = work.session.get_one(MemberRow, poll.asked_by_id)
    desk = desk_of(work.session, asker.user_id) if asker.user_id else None
    if desk is not None:
        notice = StrawPollNotSent(poll_id=errand.poll_id, group_id=errand.group_id)
        work.tell(notice, chat_id=desk)


def take_answer(work: Work, *, telegram_poll_id: str, option: int | None) -> None:
    """Note what a member has chosen, or taken back. Of anybody else nothing is kept."""
    user_id = work.who.user_id
    poll_id = store.poll_shown_as(work.connection, telegram_poll_id)
    if user_id is None:
        return
    if poll_id is not None:
        poll = work.session.get_one(StrawPollRow, poll_id)
        if poll.closed_at or user_id not in {m.user_id for m in _entitled(work, poll)}:
            return
    store.keep_answer(
        work.connection, telegram_poll_id=telegram_poll_id, user_id=user_id, option=option, now=work.now
    )


def _in_consultation(work: Work, resolution_id: int) -> tuple[ResolutionRow, MemberRow, ConsultationRow]:
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.RUN_CONSULTATION)
    check_stage(row, {Stage.CONSULTING})
    consultation = latest_consultation(work.session, resolution_id)
    assert consultation is not None, "a resolution in consultation has one"
    return row, member, consultation


def _entitled(work: Work, poll: StrawPollRow) -> list[MemberRow]:
    consultation = work.session.get_one(ConsultationRow, poll.consultation_id)
    row = work.session.get_one(ResolutionRow, consultation.resolution_id)
    return [member for member in roster(work.session, row.body_id) if member.votes]
