"""Words about demands: what, of whom, until when; each is a task once the inspection is concluded."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.posts import Button, Post, clip, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to
from bot.texts.task_lines import due_line, state_name
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import findings as act
from rules.deadlines import find_deadline
from rules.findings import DemandList, DemandPage, DemandsFollowed, FindingsRecord
from rules.inspections import InspectionPage
from rules.tasks import TaskPage
from storage.findings import DemandRow, demands_of, followed_demands_of
from storage.inspections import inspection_for_member, inspection_to_record
from storage.members import MemberRow, NotPermitted
from storage.tasks import TaskRow

DEMANDS_SHOWN = 6


def to_record(inspection_id: int) -> Button:
    """Lead back to the record."""
    return link_to(_("‹ Record"), FindingsRecord(inspection_id=inspection_id))


def demand_line(reader: Reader, demand: DemandRow) -> Markup:
    """Say in a line what is demanded of whom until when."""
    what = clip(demand.what, 160)
    if demand.owner_id is None or demand.due_on is None:
        return _("{what} — still without a person or a date", what=what)
    owner = reader.session.get_one(MemberRow, demand.owner_id).full_name
    return _("{what} — {owner}, by {due}", what=what, owner=owner, due=day(demand.due_on))


@words_for(DemandList)
def demand_list(reader: Reader, notice: DemandList) -> Post:
    """Show what is demanded so far, each with a button to correct it."""
    inspection_to_record(reader.session, reader.user_id, notice.inspection_id)
    demands = demands_of(reader.session, notice.inspection_id)
    return Post(
        text=lines(_("<b>Demands</b>"), *numbered(reader, demands)),
        buttons=[
            *(
                [link_to(f"{n}. {clip(demand.what, 45)}", DemandPage(demand_id=demand.id or 0))]
                for n, demand in enumerate(demands, start=1)
            ),
            [press(_("Add a demand"), act.ask_demand, inspection_id=notice.inspection_id)],
            [to_record(notice.inspection_id)],
        ],
    )


@words_for(DemandsFollowed)
def demands_followed(reader: Reader, notice: DemandsFollowed) -> Post:
    """Show what has become of the demands, each with the way to its task."""
    inspection_for_member(reader.session, reader.user_id, notice.inspection_id)
    followed = followed_demands_of(reader.session, notice.inspection_id)
    shown = followed[:DEMANDS_SHOWN]
    return Post(
        text=lines(
            _("<b>Demands</b>"),
            *(
                _("{n}. {demand}", n=n, demand=_followed_line(reader, demand, task))
                for n, (demand, task) in enumerate(shown, start=1)
            ),
        ),
        buttons=[
            *(
                [link_to(f"{n}. {clip(demand.what, 45)}", TaskPage(task_id=task.id or 0))]
                for n, (demand, task) in enumerate(followed, start=1)
            ),
            [link_to(_("‹ Inspection"), InspectionPage(inspection_id=notice.inspection_id))],
        ],
    )


def _followed_line(reader: Reader, demand: DemandRow, task: TaskRow) -> Markup:
    return _(
        "{what} — {owner}: {state}. {due}",
        what=clip(demand.what, 160), owner=reader.session.get_one(MemberRow, task.owner_id).full_name,
        state=state_name(task.state), due=due_line(reader, task),
    )  # fmt: skip


def numbered(reader: Reader, demands: Sequence[DemandRow]) -> list[Markup]:
    """List the first demands."""
    shown = demands[:DEMANDS_SHOWN]
    rest = len(demands) - len(shown)
    said = [
        _("{n}. {demand}", n=n, demand=demand_line(reader, demand))
        for n, demand in enumerate(shown, start=1)
    ]
    return [*said, n_("… and {n} more demand", "… and {n} more demands", rest)] if rest else said


@words_for(DemandPage)
def demand_page(reader: Reader, notice: DemandPage) -> Post:
    """Show one demand, with buttons to correct it."""
    demand = reader.session.get(DemandRow, notice.demand_id)
    if demand is None:
        raise NotPermitted
    inspection_to_record(reader.session, reader.user_id, demand.inspection_id)
    is_carried = demand.carried_from_id is not None
    words = press(_("Other words"), act.ask_demand_words, demand_id=demand.id)
    owner = press(_("Another person"), act.ask_demand_owner, demand_id=demand.id)
    due = press(_("Another date"), act.ask_demand_due, demand_id=demand.id)
    drop = press(_("Take out"), act.drop_demand, demand_id=demand.id)
    task = link_to(_("See the task"), TaskPage(task_id=demand.task_id or 0))
    return Post(
        text=lines(
            _("<b>Demand</b>"),
            demand_line(reader, demand),
            _("From the inspection before, not met yet.") if is_carried else None,
        ),
        buttons=[
            [due, task] if is_carried else [words, owner, due],
            [drop],
            [link_to(_("‹ Demands"), DemandList(inspection_id=demand.inspection_id))],
        ],
    )


@asks_for(act.add_demand)
def ask_demand(_reader: Reader, inspection_id: int) -> Post:  # noqa: ARG001
    """Ask what is demanded."""
    return Post(
        text=lines(
            _("<b>What is demanded?</b> One thing, with a number or a product."),
            _("Of whom and until when is asked next."),
        )
    )


@asks_for(act.reword_demand)
def ask_demand_words(_reader: Reader, demand_id: int) -> Post:  # noqa: ARG001
    """Ask for other words."""
    return Post(text=_("<b>How shall the demand read?</b>"))


@asks_for(act.set_demand_owner)
def ask_demand_owner(_reader: Reader, demand_id: int) -> Post:  # noqa: ARG001
    """Ask of whom."""
    return Post(text=_("<b>Who has to do it?</b>"))


@asks_for(act.set_demand_due)
def ask_demand_due(reader: Reader, demand_id: int) -> Post:
    """Ask until when; a date that the demand names itself is proposed."""
    demand = reader.session.get(DemandRow, demand_id)
    found = find_deadline(demand.what, today=reader.today) if demand else None
    proposed = (
        [[press(_("{date}, as the demand says", date=day(found.on)), act.set_demand_due,
                demand_id=demand_id, on=found.on)]]
        if found and found.on >= reader.today
        else []
    )  # fmt: skip
    return Post(text=_("<b>Until the end of which day?</b>"), buttons=proposed)
