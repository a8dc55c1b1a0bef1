"""Words about later dates."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.nudges import Said, full_name, says_line
from bot.texts.posts import Button, Post, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to
from bot.texts.steps import Owed, owes
from bot.texts.task_lines import extension_lines, task_name, task_of
from bot.texts.voice import _, day, lines
from bot.texts.wording import Reader, Vanished, words_for, words_for_refusal
from handlers import extensions as act
from rules.extensions import (
    ApprovesOneself,
    ExtensionAsked,
    ExtensionDecided,
    ExtensionSettled,
    ExtensionState,
    ExtensionWaits,
    NotLater,
)
from rules.members import Ability, may
from rules.nudges import ItemKind, Line
from rules.tasks import TaskPage
from storage.extensions import ExtensionRow, extension_for_member, extensions_to_decide
from storage.members import MemberRow
from storage.tasks import TaskRow


@words_for(ExtensionAsked)
def extension_asked(reader: Reader, notice: ExtensionAsked) -> Post:
    """Show a wish to a head who may decide it."""
    wish, task, member = extension_for_member(reader.session, reader.user_id, notice.extension_id)
    if wish.state is not ExtensionState.WAITING:
        raise ExtensionSettled(state=wish.state)
    decides = may(member.role, Ability.APPROVE_EXTENSION)
    return Post(
        text=lines(
            _("<b>Extension asked for: {title}</b>", title=task_name(task, 300)),
            _("From {old} to {new}", old=day(wish.old_due_on), new=day(wish.new_due_on)),
            _("Owner: {name}", name=full_name(reader, task.owner_id)),
            *extension_lines(reader, task)[:1],
            _("<blockquote expandable>{text}</blockquote>", text=wish.reason),
        ),
        buttons=[*(_decisions(wish) if decides else []), _see(task)],
    )


def _decisions(wish: ExtensionRow) -> list[list[Button]]:
    return [
        [press(_("Approve {date}", date=day(wish.new_due_on)), act.approve, extension_id=wish.id)],
        [press(_("The date stays"), act.ask_refusal_reason, extension_id=wish.id)],
    ]


def _see(task: TaskRow) -> list[Button]:
    return [link_to(_("See the task"), TaskPage(task_id=task.id or 0))]


@words_for(ExtensionDecided)
def extension_decided(reader: Reader, notice: ExtensionDecided) -> Post:
    """Tell owner and inspector what was decided."""
    wish, task, _member = extension_for_member(reader.session, reader.user_id, notice.extension_id)
    if wish.decided_by_id is None:
        raise Vanished
    name = full_name(reader, wish.decided_by_id)
    approved = wish.state is ExtensionState.APPROVED
    said = (
        _("{name} has extended it from {old} to {new}.", name=name,
          old=day(wish.old_due_on), new=day(wish.new_due_on))
        if approved
        else _("{name} has not extended it; it is due on {date}: {why}", name=name,
               date=day(wish.old_due_on), why=wish.note)
    )  # fmt: skip
    return Post(text=lines(_("<b>{title}</b>", title=task_name(task, 300)), said), buttons=[_see(task)])


@owes
def _wishes_owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Remind heads of wishes that wait for them."""
    mine = {member.id for member in people}
    heads = [member.body_id for member in people if may(member.role, Ability.APPROVE_EXTENSION)]
    return [
        Owed(due_on=wish.old_due_on, text=_wished(reader, wish, task), button=_deciding(wish, task))
        for wish, task in extensions_to_decide(reader.session, heads)
        if task.owner_id not in mine
    ]


def _wished(reader: Reader, wish: ExtensionRow, task: TaskRow) -> Markup:
    return _(
        "{name} asks for an extension to {date}: {what}",
        name=full_name(reader, task.owner_id), date=day(wish.new_due_on), what=task_name(task),
    )  # fmt: skip


def _deciding(wish: ExtensionRow, task: TaskRow) -> Button:
    label = _("Decide: {what}", what=task_name(task, 40))
    return press(label, act.open_wish, extension_id=wish.id)


@says_line(ItemKind.EXTENSION)
def extension_nudge(reader: Reader, line: Line) -> Said | None:
    """Say that a wish waits for a decision."""
    wish = reader.session.get(ExtensionRow, line.subject_id)
    if wish is None or wish.state is not ExtensionState.WAITING:
        return None
    task = reader.session.get_one(TaskRow, wish.task_id)
    text = _wished(reader, wish, task)
    return Said(text=text, button=_deciding(wish, task), due_on=wish.old_due_on)


@asks_for(act.new_date_told)
def ask_new_date(reader: Reader, task_id: int) -> Post:
    """Ask until when."""
    task = task_of(reader, task_id)
    due = _("Due {date}", date=day(task.due_on)) if task.due_on else None
    return Post(
        text=lines(
            _("<b>Until when do you need?</b>"),
            task_name(task, 300),
            due,
            *extension_lines(reader, task)[:1],
        )
    )


@asks_for(act.reason_told)
def ask_reason(reader: Reader, task_id: int, on: str) -> Post:  # noqa: ARG001  a question's arguments
    """Ask why."""
    return Post(
        text=lines(
            _("<b>Why is more time needed?</b>"),
            task_name(task_of(reader, task_id), 300),
            _("The secretary or the deputy decides."),
        )
    )


@asks_for(act.refusal_reason_told)
def ask_refusal_reason(reader: Reader, extension_id: int) -> Post:
    """Ask why the date stays."""
    _wish, task, _member = extension_for_member(reader.session, reader.user_id, extension_id)
    return Post(
        text=lines(
            _("<b>Why does the date stay?</b>"),
            task_name(task, 300),
            _("The owner gets what you write."),
        )
    )


@words_for_refusal(NotLater)
def not_later(_reader: Reader, refused: NotLater) -> Post:
    """Say that an extension leads to a later day."""
    return Post(
        text=_(
            "{date} is no extension: please choose a day after {due}.",
            date=day(refused.on), due=day(refused.due_on),
        )
    )  # fmt: skip


@words_for_refusal(ExtensionWaits)
def extension_waits(_reader: Reader, refused: ExtensionWaits) -> Post:
    """Say that one wish waits already."""
    return Post(
        text=_(
            "An extension was asked for on {date} and has not been decided yet.",
            date=day(refused.asked_on),
        )
    )


@words_for_refusal(ExtensionSettled)
def extension_settled(_reader: Reader, refused: ExtensionSettled) -> Post:
    """Say what has become of it."""
    outcomes = {
        ExtensionState.WAITING: _("It has not been decided yet."),
        ExtensionState.APPROVED: _("It has been decided already: the extension was approved."),
        ExtensionState.REFUSED: _("It has been decided already: the date stays."),
        ExtensionState.LAPSED: _("There is nothing to decide any more: the task has moved on."),
    }
    return Post(text=outcomes[refused.state])


@words_for_refusal(ApprovesOneself)
def approves_oneself(_reader: Reader, _refused: ApprovesOneself) -> Post:
    """Say that somebody else decides."""
    return Post(text=_("Nobody decides on the own extension: the other head has been told of it."))
