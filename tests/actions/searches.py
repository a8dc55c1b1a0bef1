"""Drafts compared with what is in force, as the bot has it done in a process of its own."""

from actions import overlaps
from rules.overlaps import FindOverlaps, FoundOverlap, find_overlaps
from storage.drafts import current_draft
from storage.outbox import Form, OutboxRow
from storage.overlaps import search_of, texts_to_compare


def compares(committee, resolution_id):
    """Let the clerk have a draft compared with all that is in force, and carry it out."""
    committee.does("clerk", overlaps.compare, resolution_id, chat_id=committee.chats["clerk"])
    draft_id = committee.read(current_draft, resolution_id).id
    while (search := committee.read(search_of, draft_id)) and search.ended_at is None:
        carries_out(committee, errands(committee)[-1])


def carries_out(committee, errand, limit=1):
    """Compare with the next texts, one at a time, and hand in what was found."""
    own, texts = committee.read(
        texts_to_compare, errand.draft_id, before_id=errand.before_id, limit=limit
    )
    like = find_overlaps([node for node, _id in own], [text.clauses for text in texts])
    ids = {node.index: clause_id for node, clause_id in own}
    found = [
        FoundOverlap(
            clause_id=ids[each.clause], other_clause_id=texts[each.text].clause_ids[each.other],
            likeness=each.likeness, besides=each.besides,
        )
        for each in like
    ]  # fmt: skip
    committee.does(
        None, overlaps.take_overlaps, errand, found, compared=len(texts),
        before_id=texts[-1].resolution_id if texts else None,
    )  # fmt: skip


def errands(committee):
    """Give the comparisons that were asked for, the newest last."""
    rows = committee.all(OutboxRow, OutboxRow.form == Form.ERRAND, OutboxRow.kind == "FindOverlaps")
    return [FindOverlaps.read(row.kind, row.facts) for row in rows]
