"""Words about clauses with comments of which nobody knows yet where they went in a new version."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.comment_clauses import choice_hint, clause_choice, clauses_with
from bot.texts.draft_clauses import clause_label
from bot.texts.posts import Button, Post, clip, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.steps import Owed, Rank, owes, steps_at
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import versions as act
from rules.members import Ability, Role
from rules.resolutions import TEXT_MAY_CHANGE, ResolutionPage
from rules.versions import ChooseSuccessor, OpenClauses
from storage.drafts import ClauseRow, DraftRow, draft_after
from storage.members import MemberRow
from storage.resolutions import ResolutionRow, resolution_for, resolutions_of
from storage.versions import OpenClause, open_clauses

LONGEST_PROPOSED = 500
LONGEST_OLD = 1200


@steps_at(*TEXT_MAY_CHANGE, rank=Rank.WAITED_FOR)
def _open_steps(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Offer to say where clauses went, while comments wait for it."""
    if not _prepares(row, member):
        return []
    waiting = open_clauses(reader.session, row.id or 0)
    if not waiting:
        return []
    label = n_("Find the place of {n} clause", "Find the places of {n} clauses", len(waiting))
    return [[link_to(label, OpenClauses(resolution_id=row.id or 0))]]


@owes
def _clauses_owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Put clauses whose comments lost their place on the desk of those who prepare the draft."""
    items = []
    for member in people:
        for row in resolutions_of(reader.session, member.body_id, TEXT_MAY_CHANGE):
            if _prepares(row, member) and (waiting := open_clauses(reader.session, row.id or 0)):
                text = n_(
                    "Find the place of {n} commented clause in the new version: {title}",
                    "Find the places of {n} commented clauses in the new version: {title}",
                    len(waiting), title=title(row, 90),
                )  # fmt: skip
                label = _("Places of comments: {title}", title=title(row, 40))
                items.append(
                    Owed(due_on=None, text=text,
                         button=link_to(label, OpenClauses(resolution_id=row.id or 0)))
                )  # fmt: skip
    return items


def _prepares(row: ResolutionRow, member: MemberRow) -> bool:
    return member.role is Role.CLERK or member.id == row.drafter_id


@words_for(OpenClauses)
def open_clauses_page(reader: Reader, notice: OpenClauses) -> Post:
    """Ask where a clause went: what may be meant, another one, or none."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.SUBMIT_DRAFT
    )
    waiting = open_clauses(reader.session, notice.resolution_id)
    if not waiting:
        return Post(
            text=lines(
                _("<b>{title}</b>", title=title(row, 200)),
                _("Every comment has its place in the newest version."),
            ),
            buttons=[[_back(row)]],
        )
    asked = waiting[0]
    return Post(text=_question(reader, row, asked, len(waiting)), buttons=_choices(asked, row))


def _question(reader: Reader, row: ResolutionRow, asked: OpenClause, left: int) -> Markup:
    old = reader.session.get_one(DraftRow, asked.clause.draft_id)
    new = reader.session.get_one(DraftRow, asked.draft_id)
    return lines(
        _("<b>{title}</b>", title=title(row, 150)),
        _("Where in version {after} is clause {path} of version {before} now?",
          after=new.version, before=old.version, path=asked.clause.path),
        n_("{n} comment goes with it.", "{n} comments go with it.", asked.comments),
        _("<blockquote expandable>{text}</blockquote>", text=clip(asked.clause.printed, LONGEST_OLD)),
        _("It may be:") if asked.proposed else _("Nothing like it was found."),
        *(
            _("<b>{path}</b> {text}", path=clause.path, text=clip(clause.text, LONGEST_PROPOSED))
            for clause in asked.proposed
        ),
        n_("{n} clause to go", "{n} clauses to go", left - 1) if left > 1 else None,
    )  # fmt: skip


def _choices(asked: OpenClause, row: ResolutionRow) -> list[list[Button]]:
    clause_id = asked.clause.id
    proposed = [
        [press(_("It is {clause}", clause=clause_label(clause, 40)), act.settle_clause,
               clause_id=clause_id, successor_id=clause.id)]
        for clause in asked.proposed
    ]  # fmt: skip
    another = press(_("Another clause"), act.choose_successor, clause_id=clause_id)
    gone = press(_("It was left out"), act.settle_clause, clause_id=clause_id, successor_id=None)
    return [*proposed, [another, gone], [_back(row)]]


@words_for(ChooseSuccessor)
def choose_successor(reader: Reader, notice: ChooseSuccessor) -> Post:
    """Show the clauses of the next version to choose one."""
    clause = reader.session.get_one(ClauseRow, notice.clause_id)
    draft = reader.session.get_one(DraftRow, clause.draft_id)
    resolution_for(reader.session, reader.user_id, draft.resolution_id, Ability.SUBMIT_DRAFT)
    following = draft_after(reader.session, draft)
    found = clauses_with(reader, following.id or 0, notice.letters) if following else []
    return Post(
        text=lines(
            _("<b>Clause {path} goes on in:</b>", path=clause.path),
            choice_hint(found, notice.letters),
        ),
        buttons=[
            *clause_choice(
                found, notice.page,
                lambda each: press(
                    clause_label(each), act.settle_clause,
                    clause_id=notice.clause_id, successor_id=each.id,
                ),
                lambda label, page: press(
                    label, act.choose_successor,
                    clause_id=notice.clause_id, letters=notice.letters, page=page,
                ),
            ),
            [link_to(_("‹ The question"), OpenClauses(resolution_id=draft.resolution_id))],
        ],
    )  # fmt: skip


def _back(row: ResolutionRow) -> Button:
    return link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))
