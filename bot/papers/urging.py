"""The letter that urges (công văn đôn đốc): to those with open tasks only, a block for each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from bot.papers.letterhead import citation, paper_of, signature_of_head
from bot.texts.posts import plain
from bot.texts.resolutions import type_name
from bot.texts.task_lines import target_words
from bot.texts.voice import _, n_, number, speaking
from documents.paper import Block, Bullet, Clause, Paper, Paragraph
from rules.clauses import Level
from rules.issuing import proposed_recipients
from rules.numbering import DocumentType, citation_date
from rules.tasks import WITH_OWNER
from storage.bodies import body
from storage.issuing import issued
from storage.members import MemberRow
from storage.resolutions import ResolutionRow
from storage.tasks import TaskRow, open_tasks_of


def urging_letter(session: Session, row: ResolutionRow, *, today: date) -> Paper | None:
    """Build the letter, in the form of the body; None where no task is open."""
    assert row.id is not None
    seat = body(session, row.body_id)
    tasks = [task for task in open_tasks_of(session, row.id) if task.state in WITH_OWNER]
    if not tasks:
        return None
    with speaking(seat.language):
        owners = _by_owner(session, tasks)
        names = tuple(plain(_addressee(owner)) for owner, _tasks in owners)
        about = citation(session, row)
        return replace(
            paper_of(seat, DocumentType.OFFICIAL_LETTER, on=today),
            abstract=plain(_("urging to carry out {resolution}", resolution=_short(session, row))),
            addressees=names,
            blocks=(
                Paragraph(text=plain(_opening(about, len(tasks), today))),
                *(
                    block
                    for number, (owner, theirs) in enumerate(owners, start=1)
                    for block in _block(number, owner, theirs, today)
                ),
                Paragraph(text=plain(_closing())),
            ),
            signatures=(signature_of_head(session, seat),),
            recipients=proposed_recipients(
                seat.kind,
                usual=[plain(_("As above")), plain(_("those who inspect (to follow)"))],
                drafted=(),
            ),
        )


def _by_owner(session: Session, tasks: Sequence[TaskRow]) -> list[tuple[MemberRow, list[TaskRow]]]:
    """Gather tasks by owner; who has the most overdue one comes first."""
    found: dict[int, list[TaskRow]] = {}
    for task in tasks:
        found.setdefault(task.owner_id or 0, []).append(task)
    return [(session.get_one(MemberRow, owner_id), theirs) for owner_id, theirs in found.items()]


def _addressee(owner: MemberRow) -> str:
    if owner.post:
        return _("The comrade {name}, {post}", name=owner.full_name, post=owner.post)
    return _("The comrade {name}", name=owner.full_name)


def _short(session: Session, row: ResolutionRow) -> str:
    """Cite by kind and number alone, for the subject; in full where it has no number."""
    paper = issued(session, row.id)
    if paper is None:
        return citation(session, row)
    return _("{type} No. {symbol}", type=type_name(row.document_type), symbol=paper.symbol)


def _opening(about: str, tasks: int, today: date) -> str:
    return n_(
        "To carry out {resolution}, by {date} {n} task is still open. The comrade below is asked to "
        "see to it:",
        "To carry out {resolution}, by {date} {n} tasks are still open. The comrades below are asked to "
        "see to them:",
        tasks, resolution=about, date=citation_date(today),
    )  # fmt: skip


def _block(place: int, owner: MemberRow, tasks: Sequence[TaskRow], today: date) -> list[Block]:
    last = len(tasks)
    return [
        Clause(level=Level.ITEM, ordinal=f"{place}.", title=plain(_addressee(owner))),
        *(
            Bullet(text=plain(_task(task, today)) + ("." if at == last else ";"))
            for at, task in enumerate(tasks, start=1)
        ),
    ]


def _task(task: TaskRow, today: date) -> str:
    assert task.due_on is not None
    what = task.what.rstrip(" .;,")
    if task.target and number(task.target.value) not in what:
        what = plain(_("{what} (target: {target})", what=what, target=target_words(task.target)))
    due = citation_date(task.due_on)
    late = (today - task.due_on).days
    if late > 0:
        return n_(
            "{what}; was due on {date}, {n} day overdue", "{what}; was due on {date}, {n} days overdue",
            late, what=what, date=due,
        )  # fmt: skip
    return _("{what}; to be done by {date} at the latest", what=what, date=due)


def _closing() -> str:
    return _(
        "The comrades named above are asked to carry out these tasks in time, to report the results to "
        "the office, and to report obstacles at once so that they can be removed."
    )
