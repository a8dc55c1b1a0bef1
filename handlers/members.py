"""The roster in chats: the clerk sends it, hands out links, and sees who has come."""

from typing import Any

from pydantic import TypeAdapter

from actions import members
from handlers.calls import answer, press
from handlers.prompts import ask_text
from handlers.routes import command, result_of
from handlers.turn import Turn
from rules.members import Ability, ReadRoster, Roster, RosterTemplate, SetMenu
from rules.sheets import Table
from storage.members import member_who_may

_TABLE = TypeAdapter(Table)


@command("danhsach", "roster", ability=Ability.KEEP_ROSTER)
def roster(turn: Turn) -> None:
    """Show the roster."""
    clerk = member_who_may(turn.work.session, turn.user_id, Ability.KEEP_ROSTER)
    turn.show(Roster(body_id=clerk.body_id))


@press
def ask_roster(turn: Turn) -> None:
    """Ask for the file."""
    member_who_may(turn.work.session, turn.user_id, Ability.KEEP_ROSTER)
    ask_text(turn, receive_roster)


@press
def send_template(turn: Turn) -> None:
    """Give an empty roster, and wait for the full one."""
    ask_roster(turn)
    turn.say(RosterTemplate())


@answer
def receive_roster(turn: Turn) -> None:
    """Take the file that the clerk has sent."""
    document = turn.document_expected
    assert turn.desk_id is not None
    members.fetch_roster(
        turn.work,
        file_id=document.file_id,
        file_name=document.file_name or "",
        chat_id=turn.desk_id,
    )


@result_of(ReadRoster)
def take_roster(turn: Turn, errand: ReadRoster, result: dict[str, Any]) -> None:
    """Take over what was read."""
    table = _TABLE.validate_python(result["table"])
    members.take_roster(turn.work, body_id=errand.body_id, chat_id=errand.chat_id, table=table)


@press
def hand_out_link(turn: Turn, member_id: int) -> None:
    """Give the clerk one member's link."""
    members.hand_out_link(turn.work, member_id, chat_id=turn.place_id)


@press
def hand_out_missing_links(turn: Turn, body_id: int) -> None:
    """Give the clerk the links of all who have not come."""
    members.hand_out_missing_links(turn.work, body_id, chat_id=turn.place_id)


@press
def remove_member(turn: Turn, member_id: int, body_id: int) -> None:
    """Note that a member has left."""
    members.remove_member(turn.work, member_id)
    turn.show(Roster(body_id=body_id))


@result_of(SetMenu)
def menu_set(_turn: Turn, _errand: SetMenu, _result: dict[str, Any]) -> None:
    """Nothing more is to be done."""
