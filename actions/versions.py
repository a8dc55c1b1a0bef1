"""What hangs on a clause follows it into the next version; where that is doubtful, a person says."""

from rules.clauses import NodeKind
from rules.desk import ButtonExpired
from rules.members import Ability
from rules.versions import ChangesPosted, NoGroup
from storage.clause_links import decide_link
from storage.drafts import ClauseRow, DraftRow, draft_after, draft_before
from storage.members import NotPermitted
from storage.resolutions import places, resolution_for
from storage.traces import follow_traces
from storage.work import Work


def settle_clause(work: Work, clause_id: int, successor_id: int | None) -> None:
    """Say in which clause of the next version one goes on; None: in none, it was left out.

    Comments and answers go with it; the versions themselves stay as they are. Whoever says it later is
    right. Raises NotAMember, NotPermitted, ButtonExpired where the successor is of another version.
    """
    clause = work.session.get(ClauseRow, clause_id)
    if clause is None:
        raise NotPermitted
    draft = work.session.get_one(DraftRow, clause.draft_id)
    row, member = resolution_for(
        work.session, work.who.user_id, draft.resolution_id, Ability.SUBMIT_DRAFT
    )
    following = draft_after(work.session, draft)
    if following is None or following.id is None:
        raise ButtonExpired
    if successor_id is not None:
        _check_successor(work, successor_id, following.id)
    assert member.id is not None
    decide_link(
        work.session, clause_id, successor_id, draft_id=following.id, by_id=member.id, now=work.now
    )
    follow_traces(work.session, draft.resolution_id)
    work.record(
        "ClauseSettled", body_id=row.body_id, resolution_id=row.id, clause_id=clause_id,
        successor_id=successor_id, member_id=member.id,
    )  # fmt: skip


def _check_successor(work: Work, successor_id: int, draft_id: int) -> None:
    successor = work.session.get(ClauseRow, successor_id)
    kinds = (NodeKind.CLAUSE, NodeKind.ANNEX)
    if successor is None or successor.draft_id != draft_id or successor.kind not in kinds:
        raise ButtonExpired


def post_changes(work: Work, draft_id: int) -> None:
    """Show the body's groups what is new in a version, where its text is talked about.

    Raises NotAMember, NotPermitted, ButtonExpired for a first version, NoGroup.
    """
    draft = work.session.get(DraftRow, draft_id)
    if draft is None:
        raise NotPermitted
    row, member = resolution_for(
        work.session, work.who.user_id, draft.resolution_id, Ability.RUN_CONSULTATION
    )
    if draft_before(work.session, draft) is None:
        raise ButtonExpired
    found = places(work.session, row)
    if not found:
        raise NoGroup
    for place in found:
        work.tell(
            ChangesPosted(draft_id=draft_id), chat_id=place.chat_id, thread_id=place.thread_id,
            key=f"changes:{draft_id}:{place.chat_id}",
        )  # fmt: skip
    work.record(
        "ChangesPosted", body_id=row.body_id, resolution_id=row.id, draft_id=draft_id,
        member_id=member.id,
    )  # fmt: skip
