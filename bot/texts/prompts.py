"""Words for questions: each function that wants an answer has its question registered here."""

from calendar import Calendar
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import orjson

from bot.texts.posts import Button, Post, plain, press
from bot.texts.screens import pages
from bot.texts.voice import _, lines, speaking
from bot.texts.wording import Reader, compose_refusal, words_for
from handlers import desk, prompts
from handlers.calls import name_of
from rules.folding import fold
from rules.prompts import AskDate, AskMember, AskText
from rules.refused import Refused
from storage.calls import Call
from storage.members import MemberRow, roster
from storage.questions import open_question

ON_A_PAGE = 10
WEEKS = Calendar(firstweekday=0)

Asking = TypeVar("Asking", bound=Callable[..., Post])
_QUESTIONS: dict[str, Callable[..., Post]] = {}


def asks_for(function: Callable[..., None]) -> Callable[[Asking], Asking]:
    """Register the question whose answer goes to a function; it gets the same arguments.

    Buttons of the question's post stand above the choice: what is proposed is seen first.
    """

    def register(asking: Asking) -> Asking:
        name = name_of(function)
        assert name not in _QUESTIONS, name
        _QUESTIONS[name] = asking
        return asking

    return register


def asked() -> frozenset[str]:
    """Name the functions for which there is a question."""
    return frozenset(_QUESTIONS)


def _question(reader: Reader, then: str, arguments: str) -> Post:
    return _QUESTIONS[then](reader, **orjson.loads(arguments))


def _with(post: Post, choice: list[list[Button]]) -> Post:
    return replace(post, buttons=[*post.buttons, *choice, [_cancel()]])


def _cancel() -> Button:
    return press(_("Cancel"), desk.give_up)


def refusal(reader: Reader, refused: Refused) -> Post:
    """Word a refusal; where a question is still open after it, offer to give the question up."""
    post = compose_refusal(reader, refused)
    is_asked = reader.user_id and open_question(reader.session.connection(), reader.user_id)
    if post.buttons or not is_asked:
        return post
    with speaking(reader.language):
        return replace(post, buttons=[[_cancel()]])


@words_for(AskText)
def ask_text(reader: Reader, notice: AskText) -> Post:
    """Ask for a text."""
    return _with(_question(reader, notice.then, notice.arguments), [])


@words_for(AskMember)
def ask_member(reader: Reader, notice: AskMember) -> Post:
    """Ask for a person, with the people to choose from."""
    question = _question(reader, notice.then, notice.arguments)
    letters = fold(notice.letters)
    people = [m for m in roster(reader.session, notice.body_id) if letters in m.folded_name]
    first = notice.page * ON_A_PAGE
    choice = [[_choose(notice, member)] for member in people[first : first + ON_A_PAGE]]
    choice.append(
        pages(
            notice.page,
            len(people),
            ON_A_PAGE,
            lambda label, page: press(
                label, prompts.turn_people, facts=replace(notice, page=page).facts()
            ),
        )
    )
    hint = (
        _("Press a name, or write a few letters of it.")
        if people
        else _("Nobody's name holds “{letters}”. Please write other letters.", letters=notice.letters)
    )
    return _with(replace(question, text=lines(question.text, hint)), choice)


def _choose(notice: AskMember, member: MemberRow) -> Button:
    given = {**orjson.loads(notice.arguments), "member_id": member.id}
    label = (
        _("{name}, {post}", name=member.full_name, post=member.post) if member.post else member.full_name
    )
    return Button(plain(label), call=Call(name=notice.then, arguments=orjson.dumps(given).decode()))


@words_for(AskDate)
def ask_date(reader: Reader, notice: AskDate) -> Post:
    """Ask for a day, with a month to choose from."""
    question = _question(reader, notice.then, notice.arguments)
    hint = _("Press a day, or write it like 30/11/2026.")
    return _with(replace(question, text=lines(question.text, hint)), _calendar(notice))


def _calendar(notice: AskDate) -> list[list[Button]]:
    """Lay out a month; days before the earliest cannot be chosen."""
    month = notice.month.replace(day=1)
    turning = [
        press(label, prompts.turn_month, facts=replace(notice, month=_shifted(month, step)).facts())
        for label, step in (("‹", -1), (f"{month:%m/%Y}", 0), ("›", 1))
        if step >= 0 or month > notice.earliest
    ]
    weeks = [
        [_day(notice, day) for day in week if day.month == month.month and day >= notice.earliest]
        for week in WEEKS.monthdatescalendar(month.year, month.month)
    ]
    return [turning, *[week for week in weeks if week]]


def _day(notice: AskDate, day: date) -> Button:
    given = {**orjson.loads(notice.arguments), "on": day}
    return Button(f"{day.day}", call=Call(name=notice.then, arguments=orjson.dumps(given).decode()))


def _shifted(month: date, step: int) -> date:
    index = month.year * 12 + month.month - 1 + step
    return date(index // 12, index % 12 + 1, 1)
