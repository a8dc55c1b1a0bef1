"""What is said of a task wherever one is shown: by when, by whom, how much, where it stands."""

from markupsafe import Markup

from bot.texts.nudges import full_name
from bot.texts.posts import clip
from bot.texts.resolutions import title
from bot.texts.voice import _, day, left, n_, number, percent
from bot.texts.wording import Reader
from rules.calendar import local_date
from rules.extensions import ExtensionState
from rules.task_targets import WHOLE, TaskTarget
from rules.tasks import TaskFact, TaskState
from storage.extensions import extensions_of, waiting_extension
from storage.members import MemberRow, reach
from storage.obstacles import obstacles_in_the_way
from storage.resolutions import resolution
from storage.task_access import task_for_member
from storage.task_history import last_note
from storage.tasks import TaskRow, cooperators_of


def state_name(state: TaskState) -> str:
    """Name where a task stands."""
    names = {
        TaskState.PROPOSED: _("proposed, nobody's yet"),
        TaskState.ASSIGNED: _("given, not accepted yet"),
        TaskState.UNDER_WAY: _("being carried out"),
        TaskState.REPORTED: _("reported done, to be confirmed"),
        TaskState.DONE: _("done"),
        TaskState.DROPPED: _("taken back"),
    }
    return names[state]


def task_of(reader: Reader, task_id: int) -> TaskRow:
    """Give the task that is told of, to a member of its body. Raises NotAMember, NotPermitted."""
    row, _resolution, _member = task_for_member(reader.session, reader.user_id, task_id)
    return row


def task_name(row: TaskRow, limit: int = 160) -> str:
    """Name a task in one line."""
    return clip(row.what, limit)


def due_line(reader: Reader, row: TaskRow) -> str | Markup:
    """Say by when; of a task that is done, when it was done and whether that was in time."""
    assert row.due_on is not None
    if row.state is TaskState.DONE and row.reported_at is not None:
        done_on = local_date(row.reported_at)
        late = (done_on - row.due_on).days
        if late <= 0:
            return _("Done on {date}, in time (due {due})", date=day(done_on), due=day(row.due_on))
        return n_(
            "Done on {date}, {n} day late (due {due})", "Done on {date}, {n} days late (due {due})",
            late, date=day(done_on), due=day(row.due_on),
        )  # fmt: skip
    if row.state is TaskState.REPORTED and row.reported_at is not None:
        return _(
            "Reported done on {date} (due {due})",
            date=day(local_date(row.reported_at)), due=day(row.due_on),
        )  # fmt: skip
    return _("Due {date}, {left}", date=day(row.due_on), left=left(row.due_on, today=reader.today))


def owner_line(reader: Reader, row: TaskRow) -> str | Markup:
    """Say whose task it is; and that the person has to be told otherwise, where that is so."""
    name = full_name(reader, row.owner_id)
    owner = reader.session.get_one(MemberRow, row.owner_id)
    if reach(reader.session, [owner])[0].chat_id is None:
        return _("Owner: {name} (not connected, please tell them)", name=name)
    return _("Owner: {name}", name=name)


def helpers_line(reader: Reader, row: TaskRow) -> str | Markup | None:
    """Say who helps."""
    names = [helper.name for helper in cooperators_of(reader.session, row.id or 0)]
    return _("Helping: {names}", names=", ".join(names)) if names else None


def amount(value: float, unit: str) -> str | Markup:
    """Write a number with its unit."""
    if unit == "%":
        return f"{number(value)}%"
    return _("{number} {unit}", number=number(value), unit=unit) if unit else number(value)


def target_words(target: TaskTarget) -> str | Markup:
    """Write a target, from where it starts if that is known."""
    if target.baseline is None:
        return amount(target.value, target.unit)
    return _(
        "from {baseline} to {target}",
        baseline=number(target.baseline), target=amount(target.value, target.unit),
    )  # fmt: skip


def result_lines(row: TaskRow) -> list[str | Markup | None]:
    """Say what is to be there in the end, and how much of it is."""
    product = _("Product: {product}", product=row.product) if row.product else None
    if row.target:
        return [product, _("Target: {target}", target=target_words(row.target)), reached_line(row)]
    return [product, reached_line(row)]


def reached_line(row: TaskRow) -> str | Markup | None:
    """Say how far it has come."""
    if row.reached is None or (row.target is None and row.state is not TaskState.UNDER_WAY):
        return None
    share = percent(row.percent / WHOLE)
    if row.target is None or row.target.unit.startswith("%"):
        reached = share if row.target is None else amount(row.reached, row.target.unit)
        return _("Reached: {reached}", reached=reached)
    return _("Reached: {reached} ({share})", reached=amount(row.reached, row.target.unit), share=share)


def obstacle_lines(reader: Reader, row: TaskRow) -> list[str | Markup]:
    """Say what stands in the way."""
    return [
        _("Obstacle: {text}", text=clip(obstacle.text, 200))
        for obstacle in obstacles_in_the_way(reader.session, row)
    ]


def extension_lines(reader: Reader, row: TaskRow) -> list[str | Markup | None]:
    """Say how often the date was moved, from which dates, and what is wished now."""
    approved = [
        wish
        for wish in extensions_of(reader.session, row.id or 0)
        if wish.state is ExtensionState.APPROVED
    ]
    waiting = waiting_extension(reader.session, row.id or 0)
    moved = n_(
        "Extended {n} time; before: {dates}", "Extended {n} times; before: {dates}", len(approved),
        dates=", ".join(day(wish.old_due_on) for wish in approved),
    )  # fmt: skip
    wished = _("Extension to {date} asked for", date=day(waiting.new_due_on)) if waiting else None
    return [moved if approved else None, wished]


def task_card(reader: Reader, row: TaskRow) -> list[str | Markup | None]:
    """Say what is to be known of a task besides what it is, by when, and whose."""
    about = title(resolution(reader.session, row.resolution_id), 80)
    source = _("{clause} of: {title}", clause=row.clause_path, title=about)
    return [
        helpers_line(reader, row),
        _("Inspector: {name}", name=full_name(reader, row.inspector_id)),
        *result_lines(row),
        source if row.clause_path else about,
    ]


def returned_line(reader: Reader, row: TaskRow) -> str | Markup | None:
    """Say what the inspector still wants of a task that was returned."""
    if row.state is not TaskState.UNDER_WAY:
        return None
    reason = last_note(reader.session, row.id or 0, TaskFact.RETURNED)
    return _("Returned: {why}", why=clip(reason, 300)) if reason else None


def result_quote(row: TaskRow) -> Markup | None:
    """Quote what the owner reports to have come of it."""
    if row.state not in (TaskState.REPORTED, TaskState.DONE) or not row.result:
        return None
    return _("<blockquote expandable>{text}</blockquote>", text=clip(row.result, 1500))
