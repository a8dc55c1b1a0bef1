"""Records of inspections, as the inspector writes them."""

from datetime import date

from actions import findings
from rules.findings import Finding

LAST_OF_DECEMBER = date(2026, 12, 31)


def recorded(committee, inspection_id, *, by="sec", demands=(), owner="m1", due_on=LAST_OF_DECEMBER):
    """Hold an inspection and conclude it; give its number."""
    committee.does(by, findings.begin_inspection, inspection_id)
    written(committee, inspection_id, by=by)
    for what in demands:
        demand_id = committee.does(by, findings.add_demand, inspection_id, what)
        committee.does(by, findings.set_demand_owner, demand_id, committee.ids[owner])
        committee.does(by, findings.set_demand_due, demand_id, due_on)
    committee.does(by, findings.conclude, inspection_id, chat_id=committee.chats[by])
    return inspection_id


def written(committee, inspection_id, *, by="sec"):
    """Say what has to be said in a record."""
    for part in (Finding.STRENGTHS, Finding.WEAKNESSES):
        committee.does(by, findings.set_finding, inspection_id, part, "Đã lắp 70/120 đồng hồ.")
    committee.does(by, findings.note_nothing, inspection_id, Finding.CAUSES)
