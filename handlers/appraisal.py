"""Appraisal in chats: asked for by the office or a head, written part by part, concluded."""

from datetime import date

from actions import appraisal
from handlers.calls import answer, press
from handlers.prompts import ask_date, ask_member, ask_text
from handlers.turn import Turn
from rules.appraisal import AppraisalOutcome, AppraisalPage, AppraisalPart, AppraisalReport
from rules.members import Ability
from storage.appraisal import appraisal_to_write, appraiser_for
from storage.resolutions import resolution_for


@press
def mark_important(turn: Turn, resolution_id: int, is_important: bool) -> None:  # noqa: FBT001  a stored argument
    """Say whether a draft is important."""
    appraisal.mark_important(turn.work, resolution_id, is_important=is_important)
    turn.show(AppraisalPage(resolution_id=resolution_id))


@press
def ask_appraiser(turn: Turn, resolution_id: int) -> None:
    """Ask who appraises."""
    row, _member = resolution_for(turn.work.session, turn.user_id, resolution_id, Ability.RUN_VOTE)
    ask_member(turn, appraiser_chosen, body_id=row.body_id, resolution_id=resolution_id)


@press
def appraiser_chosen(turn: Turn, resolution_id: int, member_id: int) -> None:
    """Ask until when; who drafts is refused before a day is asked for."""
    row, _member = resolution_for(turn.work.session, turn.user_id, resolution_id, Ability.RUN_VOTE)
    appraiser_for(turn.work.session, row, member_id)
    ask_date(turn, ask_appraisal, resolution_id=resolution_id, member_id=member_id)


@press
def ask_appraisal(turn: Turn, resolution_id: int, member_id: int, on: date) -> None:
    """Ask somebody to appraise."""
    appraisal.ask_appraisal(turn.work, resolution_id, appraiser_id=member_id, due_on=on)
    turn.show(AppraisalPage(resolution_id=resolution_id))


@press
def ask_part(turn: Turn, appraisal_id: int, part: AppraisalPart) -> None:
    """Ask for a part of the report."""
    appraisal_to_write(turn.work.session, turn.user_id, appraisal_id)
    ask_text(turn, take_part, appraisal_id=appraisal_id, part=part)


@answer
def take_part(turn: Turn, appraisal_id: int, part: AppraisalPart) -> None:
    """Take a part of the report."""
    appraisal.write_part(turn.work, appraisal_id, part, turn.text)
    _show(turn, appraisal_id)


@press
def note_nothing(turn: Turn, appraisal_id: int, part: AppraisalPart) -> None:
    """Take it that there is nothing to note."""
    appraisal.write_part(turn.work, appraisal_id, part, "")
    _show(turn, appraisal_id)


@press
def conclude(turn: Turn, appraisal_id: int, outcome: AppraisalOutcome) -> None:
    """Conclude the appraisal."""
    appraisal.conclude(turn.work, appraisal_id, outcome)
    _show(turn, appraisal_id)


@press
def send_report(turn: Turn, appraisal_id: int) -> None:
    """Give the report as a paper."""
    turn.say(AppraisalReport(appraisal_id=appraisal_id))


def _show(turn: Turn, appraisal_id: int) -> None:
    row, _resolution, _member = appraisal_to_write(turn.work.session, turn.user_id, appraisal_id)
    turn.show(AppraisalPage(resolution_id=row.resolution_id))
