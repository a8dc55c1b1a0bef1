"""Lists of tasks in chats: sent for a resolution, or just so."""

from typing import Any

from pydantic import TypeAdapter

from actions import members, task_lists
from handlers.calls import answer, press
from handlers.prompts import ask_text
from handlers.routes import result_of
from handlers.turn import Turn
from rules.members import Ability
from rules.sheets import Table
from rules.task_columns import is_task_list
from rules.task_lists import ReadTable, ReadTaskList, TaskListTemplate
from rules.tasks import TaskList
from storage.members import member_who_may
from storage.resolutions import resolution_for

_TABLE = TypeAdapter(Table)


@press
def ask_list(turn: Turn, resolution_id: int) -> None:
    """Ask for the file."""
    resolution_for(turn.work.session, turn.user_id, resolution_id, Ability.ASSIGN_TASKS)
    ask_text(turn, list_came, resolution_id=resolution_id)


@press
def send_template(turn: Turn, resolution_id: int) -> None:
    """Give an empty list, and wait for the full one."""
    ask_list(turn, resolution_id)
    turn.say(TaskListTemplate(resolution_id=resolution_id))


@answer
def list_came(turn: Turn, resolution_id: int) -> None:
    """Have the list read."""
    document = turn.document_expected
    fetch_list(turn, resolution_id, document.file_id, document.file_name or "")


@press
def fetch_list(turn: Turn, resolution_id: int, file_id: str, file_name: str) -> None:
    """Have a list read for a resolution."""
    assert turn.desk_id is not None
    task_lists.fetch_list(
        turn.work, resolution_id, chat_id=turn.desk_id, file_id=file_id, file_name=file_name
    )


def table_came(turn: Turn) -> None:
    """Have a table read that nobody has asked for."""
    document = turn.document_expected
    assert turn.desk_id is not None
    task_lists.fetch_unasked(
        turn.work,
        chat_id=turn.desk_id,
        file_id=document.file_id,
        file_name=document.file_name or "",
    )


@result_of(ReadTable)
def table_read(turn: Turn, errand: ReadTable, result: dict[str, Any]) -> None:
    """Give a list of tasks to its resolution; everything else is a roster."""
    table = _TABLE.validate_python(result["table"])
    if is_task_list(table):
        task_lists.place_list(turn.work, errand)
    else:
        clerk = member_who_may(turn.work.session, errand.user_id, Ability.KEEP_ROSTER)
        members.take_roster(turn.work, body_id=clerk.body_id, chat_id=errand.chat_id, table=table)


@result_of(ReadTaskList)
def list_read(turn: Turn, errand: ReadTaskList, result: dict[str, Any]) -> None:
    """Keep what the list proposes."""
    task_lists.take_list(turn.work, errand, _TABLE.validate_python(result["table"]))


@press
def drop_list(turn: Turn, resolution_id: int) -> None:
    """Give the list up."""
    task_lists.drop_list(turn.work, resolution_id)
    turn.show(TaskList(resolution_id=resolution_id))
