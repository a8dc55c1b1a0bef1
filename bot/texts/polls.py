"""Words for straw polls."""

from bot.texts.posts import Post, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.voice import _, lines, n_, percent
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import polls as act
from rules.consultation import ConsultationStatus
from rules.members import Ability
from rules.polls import (
    LEAST_OPTIONS,
    MOST_OPTIONS,
    NoGroupToAsk,
    StrawPollNotSent,
    StrawPollPreview,
    StrawPollResult,
    StrawPolls,
    StrawTally,
    WrongNumberOfOptions,
)
from rules.resolutions import Stage
from storage.chats import ChatRow, groups_of
from storage.consultation import ConsultationRow, latest_consultation
from storage.members import roster
from storage.polls import StrawPollRow, polls_of, straw_tally
from storage.resolutions import resolution, resolution_for

POLLS_SHOWN = 5


@words_for(StrawPolls)
def straw_polls(reader: Reader, notice: StrawPolls) -> Post:
    """Show the straw polls of a consultation as they stand, to those who run it."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    consultation = latest_consultation(reader.session, notice.resolution_id)
    polls = polls_of(reader.session, consultation.id or 0) if consultation else []
    new = press(_("New straw poll"), act.ask_question, resolution_id=row.id)
    back = link_to(_("‹ The consultation"), ConsultationStatus(resolution_id=row.id or 0))
    return Post(
        text=lines(
            _("<b>Straw polls: {title}</b>", title=title(row, 200)),
            _("A straw poll shows the mood and decides nothing."),
            *(line for poll in polls[-POLLS_SHOWN:] for line in _standing(reader, poll)),
        ),
        buttons=[[new] if row.stage is Stage.CONSULTING else [], [back]],
    )


def _standing(reader: Reader, poll: StrawPollRow) -> list[str]:
    tally = _tally(reader, poll)
    return [
        _("<b>{question}</b>", question=poll.question),
        *counts(tally),
        n_("{n} of {entitled} has answered", "{n} of {entitled} have answered", tally.answered,
           entitled=tally.entitled),
    ]  # fmt: skip


def _tally(reader: Reader, poll: StrawPollRow) -> StrawTally:
    consultation = reader.session.get_one(ConsultationRow, poll.consultation_id)
    row = resolution(reader.session, consultation.resolution_id)
    entitled = [member for member in roster(reader.session, row.body_id) if member.votes]
    return straw_tally(reader.session, poll, entitled)


def counts(tally: StrawTally) -> list[str]:
    """Say how many have chosen each option."""
    return [
        _(
            "• {option}: {answers} ({share})",
            option=each.option, answers=each.answers,
            share=percent(each.answers / (tally.answered or 1)),
        )
        for each in tally.counts
    ]  # fmt: skip


@asks_for(act.take_question)
def ask_question(reader: Reader, resolution_id: int) -> Post:
    """Ask what is to be asked."""
    resolution_for(reader.session, reader.user_id, resolution_id, Ability.RUN_CONSULTATION)
    return Post(
        text=lines(
            _("<b>What shall the straw poll ask?</b>"),
            _("One question, at most 300 characters. It shows the mood; it is no vote."),
        )
    )


@asks_for(act.take_options)
def ask_options(reader: Reader, resolution_id: int, question: str) -> Post:
    """Ask for the options."""
    resolution_for(reader.session, reader.user_id, resolution_id, Ability.RUN_CONSULTATION)
    return Post(
        text=lines(
            _("<b>Which answers may be chosen?</b>"),
            _("<i>{question}</i>", question=question),
            _("One answer a line, {least} to {most} of them.", least=LEAST_OPTIONS, most=MOST_OPTIONS),
        )
    )


@words_for(StrawPollPreview)
def straw_poll_preview(reader: Reader, notice: StrawPollPreview) -> Post:
    """Show what will be asked, and where."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    given = {
        "resolution_id": row.id, "question": notice.question, "options": list(notice.options)
    }  # fmt: skip
    groups = ", ".join(group.title for group in groups_of(reader.session, row.body_id))
    return Post(
        text=lines(
            _("<b>{question}</b>", question=notice.question),
            *(_("• {option}", option=option) for option in notice.options),
            _("Asked in: {groups}. Answers are seen with names; only members with a vote are counted.",
              groups=groups),
        ),
        buttons=[
            [press(_("Ask now"), act.ask_poll, **given)],
            [press(_("Write it anew"), act.ask_question, resolution_id=row.id)],
            [link_to(_("‹ Straw polls"), StrawPolls(resolution_id=row.id or 0))],
        ],
    )  # fmt: skip


@words_for(StrawPollResult)
def straw_poll_result(reader: Reader, notice: StrawPollResult) -> Post:
    """Publish our own count of a straw poll."""
    poll = reader.session.get_one(StrawPollRow, notice.poll_id)
    tally = _tally(reader, poll)
    return Post(
        text=lines(
            _("<b>Straw poll: {question}</b>", question=poll.question),
            *counts(tally),
            n_("{n} of {entitled} has answered", "{n} of {entitled} have answered", tally.answered,
               entitled=tally.entitled),
            _("A straw poll shows the mood and decides nothing."),
        )
    )  # fmt: skip


@words_for(StrawPollNotSent)
def straw_poll_not_sent(reader: Reader, notice: StrawPollNotSent) -> Post:
    """Tell whoever asked which group could not be asked."""
    poll = reader.session.get_one(StrawPollRow, notice.poll_id)
    group = reader.session.get_one(ChatRow, notice.group_id)
    return Post(
        text=_(
            "The straw poll “{question}” could not be shown in the group “{group}”. "
            "Please look whether I may post there, and ask again.",
            question=poll.question, group=group.title,
        )
    )  # fmt: skip


@words_for_refusal(WrongNumberOfOptions)
def wrong_number_of_options(_reader: Reader, refused: WrongNumberOfOptions) -> Post:
    """Say how many answers a poll has."""
    return Post(
        text=_(
            "I find {found} different answers; a straw poll has {least} to {most}, one a line. "
            "Please write them again.",
            found=refused.found, least=LEAST_OPTIONS, most=MOST_OPTIONS,
        )
    )  # fmt: skip


@words_for_refusal(NoGroupToAsk)
def no_group_to_ask(_reader: Reader, _refused: NoGroupToAsk) -> Post:
    """Say that a poll needs a group."""
    return Post(text=_("No group is tied to the body yet. Please bring me into its group first."))
