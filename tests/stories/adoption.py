"""A resolution on its way to adoption: its comments are in, the text can be voted on."""

from datetime import date
from typing import Any

from actions.ballots import enter_ballot
from actions.inspections import plan_inspection
from actions.votes import close_vote, open_vote
from rules.ballots import Choice
from rules.inspections import InspectionForm
from rules.members import Role
from rules.resolutions import Audience, Stage
from storage.ballots import voters
from storage.bodies import bodies
from storage.drafts import current_draft
from storage.members import roster
from storage.resolutions import ResolutionRow, resolutions_of
from storage.work import Actor, Group
from tests.stories.papers import draft_docx


async def consulted(committee, content=None):
    """Let the clerk hand in a draft, and put it where its consultation has ended. Give its number."""
    await committee.sends_file(committee.clerk, content or draft_docx())
    bot = committee.town.bot
    with (
        Group(bot.engine, now=committee.town.clock.now()) as group,
        group.unit(who=Actor.person(committee.clerk.id), cause="test") as work,
    ):
        body: Any = bodies(work.session)[0]
        row: Any = resolutions_of(work.session, body.id, frozenset({Stage.DRAFTING}))[0]
        people: dict[Role, Any] = {member.role: member for member in roster(work.session, body.id)}
        row.drafter_id = people[Role.CLERK].id
        row.comments_until_on, row.audience = date(2026, 11, 20), Audience.MEMBERS
        plan_inspection(
            work, row.id, inspector_id=people[Role.SECRETARY].id, inspected_id=None,
            inspected="Chi bộ thôn Bắc Sơn", form=InspectionForm.SURPRISE, on=date(2027, 1, 15),
        )  # fmt: skip
        work.session.get_one(ResolutionRow, row.id).stage = Stage.CONSULTED
        return row.id


async def adopted(committee):
    """Carry a resolution through a vote in which everybody is in favour. Give its number."""
    resolution_id = await consulted(committee)
    bot = committee.town.bot
    clerk = Actor.person(committee.clerk.id)
    with Group(bot.engine, now=committee.town.clock.now()) as group:
        with group.unit(who=clerk, cause="test") as work:
            head = next(m for m in roster(work.session, 1) if m.role is Role.SECRETARY)
            vote = open_vote(
                work, resolution_id, draft_id=current_draft(work.session, resolution_id).id or 0,
                chair_id=head.id or 0, last_day=date(2026, 11, 25),
            )  # fmt: skip
            voting = [voter.elector.member_id for voter in voters(work.session, vote.id)]
        for member_id in voting:
            with group.unit(who=clerk, cause="test") as work:
                enter_ballot(work, vote.id or 0, member_id, Choice.YES)
        with group.unit(who=clerk, cause="test") as work:
            close_vote(work, vote.id or 0)
    await committee.town.settle()
    return resolution_id
