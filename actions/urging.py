"""Urging: the clerk or a head has those reminded who still owe something of a resolution (S0.25).

Nobody else is written to, nobody twice a day, and nobody at night.
"""

from rules.calendar import local_date
from rules.members import Ability
from rules.nudges import ItemKind, Line
from rules.tasks import TASKS_RUN
from rules.urging import (
    NobodyToUrge,
    Urged,
    UrgingDone,
    UrgingLetter,
    UrgingQueued,
    urged_of,
    urged_on,
)
from storage.calendar import work_calendar
from storage.members import MemberRow, desks_of
from storage.nudges import mark_nudged
from storage.open_items import items_of_resolution
from storage.resolutions import ResolutionRow, check_stage, resolution, resolution_for
from storage.tasks import open_tasks_of
from storage.urging import UrgingRow, waiting_urgings
from storage.work import Work


def urge(work: Work, resolution_id: int) -> UrgingDone | UrgingQueued:
    """Remind all who have open items, now or in the morning, and give what is to be said about it.

    Raises NotAMember, NotPermitted, WrongStage, NobodyToUrge.
    """
    row, member = _may_urge(work, resolution_id)
    items = items_of_resolution(work.session, resolution_id, now=work.now)
    if not urged_of(items, resolution_id=resolution_id, today=local_date(work.now)):
        raise NobodyToUrge
    urging = UrgingRow(
        resolution_id=resolution_id, asked_by_id=member.id or 0, asked_at=work.now
    )  # fmt: skip
    work.session.add(urging)
    work.session.flush()
    work.record("UrgingAsked", body_id=row.body_id, resolution_id=resolution_id, urging_id=urging.id)
    calendar = work_calendar(work.session)
    if calendar.is_allowed_moment(work.now):
        return _give(work, urging)
    goes_at = calendar.next_allowed_moment(work.now)
    return UrgingQueued(resolution_id=resolution_id, goes_on=local_date(goes_at))


def give_waiting(work: Work) -> None:
    """Remind those for whom somebody pressed at night; whoever pressed hears what came of it."""
    waiting = waiting_urgings(work.session)
    if not waiting or not work_calendar(work.session).is_allowed_moment(work.now):
        return
    for urging in waiting:
        done = _give(work, urging)
        for chat_id in desks_of(work.session, [urging.asked_by_id]):
            work.tell(done, chat_id=chat_id, key=f"urging:{urging.id}")


def ask_letter(work: Work, resolution_id: int, *, chat_id: int) -> None:
    """Have the letter written to those who have open tasks.

    Raises NotAMember, NotPermitted, WrongStage, NobodyToUrge.
    """
    row, _ = _may_urge(work, resolution_id)
    if not open_tasks_of(work.session, resolution_id):
        raise NobodyToUrge
    work.record("UrgingLetterAsked", body_id=row.body_id, resolution_id=resolution_id)
    work.tell(UrgingLetter(resolution_id=resolution_id), chat_id=chat_id)


def _give(work: Work, urging: UrgingRow) -> UrgingDone:
    """Tell each person once what they owe; count who was told today already, and who cannot be."""
    today = local_date(work.now)
    resolution_id = urging.resolution_id
    items = items_of_resolution(work.session, resolution_id, now=work.now)
    told, told_before, unreached = 0, 0, []
    for member_id, owed in urged_of(items, resolution_id=resolution_id, today=today).items():
        chats = desks_of(work.session, [member_id])
        if not chats:
            unreached.append(member_id)
        elif _is_first_today(work, resolution_id, member_id):
            told += 1
            lines = tuple(
                Line(kind=item.kind, subject_id=item.subject_id, member_id=member_id) for item in owed
            )
            work.tell(Urged(resolution_id=resolution_id, lines=lines), chat_id=chats[0])
        else:
            told_before += 1
    urging.given_at = work.now
    row = resolution(work.session, resolution_id)
    work.record("Urged", body_id=row.body_id, urging_id=urging.id, told=told)
    return UrgingDone(
        resolution_id=resolution_id, told=told, told_before=told_before, unreached=tuple(unreached)
    )


def _is_first_today(work: Work, resolution_id: int, member_id: int) -> bool:
    return mark_nudged(
        work.connection, kind=ItemKind.URGING, subject_id=resolution_id, member_id=member_id,
        step=urged_on(local_date(work.now)), now=work.now,
    )  # fmt: skip


def _may_urge(work: Work, resolution_id: int) -> tuple[ResolutionRow, MemberRow]:
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.URGE)
    check_stage(row, TASKS_RUN)
    return row, member
