"""Answers to comments in chats: prepared group by group, published together, judged by the authors."""

from datetime import datetime

from actions import responses
from handlers.calls import answer, press
from handlers.prompts import ask_text
from handlers.turn import Turn
from rules.responses import (
    AllAnswered,
    AnswersPublished,
    AnswersRated,
    ResponseSheet,
    ResponseTable,
    RoundReport,
    TablePublished,
    Verdict,
)
from rules.synthesis import OpinionGroupPage
from storage.opinion_groups import group_for


@press
def next_group(turn: Turn, resolution_id: int, after: int | None = None) -> None:
    """Show the next group of comments that has no answer."""
    found = responses.next_waiting_group(turn.work, resolution_id, after=after)
    if found is None:
        turn.show(AllAnswered(resolution_id=resolution_id))
    else:
        turn.show(OpinionGroupPage(group_id=found))


@press
def prepare_answer(turn: Turn, group_id: int, verdict: Verdict) -> None:
    """Take an answer that needs no reason."""
    responses.prepare_answer(turn.work, group_id, verdict)
    turn.show(OpinionGroupPage(group_id=group_id))


@press
def ask_reason(turn: Turn, group_id: int, verdict: Verdict) -> None:
    """Ask for the reason."""
    group_for(turn.work.session, turn.user_id, group_id)
    ask_text(turn, take_reason, group_id=group_id, verdict=verdict)


@answer
def take_reason(turn: Turn, group_id: int, verdict: Verdict) -> None:
    """Take an answer with its reason."""
    responses.prepare_answer(turn.work, group_id, verdict, turn.text)
    turn.show(OpinionGroupPage(group_id=group_id))


@press
def publish_answers(turn: Turn, resolution_id: int, groups: int, last_at: datetime) -> None:
    """Publish what the preview has shown."""
    comments = responses.publish_answers(turn.work, resolution_id, groups=groups, last_at=last_at)
    turn.show(AnswersPublished(resolution_id=resolution_id, groups=groups, comments=comments))


@press
def rate_answers(turn: Turn, comment_ids: tuple[int, ...], is_satisfied: bool) -> None:  # noqa: FBT001
    """Note what an author thinks of answers."""
    responses.rate_answers(turn.work, comment_ids, is_satisfied=is_satisfied)
    turn.toast(AnswersRated(is_satisfied=is_satisfied))


@press
def send_papers(turn: Turn, resolution_id: int, is_public: bool = False) -> None:  # noqa: FBT001, FBT002  a stored argument
    """Give all comments and answers as papers."""
    turn.say(ResponseTable(resolution_id=resolution_id, is_public=is_public))
    turn.say(ResponseSheet(resolution_id=resolution_id, is_public=is_public))


@press
def publish_table(turn: Turn, resolution_id: int, told_at: datetime | None) -> None:
    """Let whoever has the public link have the public table."""
    responses.publish_table(turn.work, resolution_id, told_at=told_at)
    turn.show(TablePublished(resolution_id=resolution_id))


@press
def send_report(turn: Turn, resolution_id: int) -> None:
    """Give the report of the consultation."""
    turn.say(RoundReport(resolution_id=resolution_id))
