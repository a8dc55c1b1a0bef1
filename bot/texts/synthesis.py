"""Words for the synthesis of comments: clause by clause, objections first."""

from collections import Counter

from bot.texts.comments import place_of, said_text
from bot.texts.nudges import Said, due_phrase, says_line
from bot.texts.posts import Button, Post, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.speakers import speakers_line
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import responses as answers
from rules.consultation import ConsultationPreview
from rules.members import Ability
from rules.nudges import ItemKind, Line
from rules.resolutions import ResolutionPage, Stage
from rules.responses import PublishPreview, ResponsePapers, Unsatisfied
from rules.synthesis import (
    AlreadyPublished,
    CannotJoin,
    CannotSplit,
    GroupIsGone,
    OpinionGroupPage,
    OpinionsByClause,
    OpinionsOnClause,
    Speaker,
)
from storage.drafts import ClauseRow
from storage.members import MemberRow
from storage.opinion_groups import OpinionGroupRow, comments_in, groups_on, opposing_among
from storage.publication import prepared, ratings, to_publish
from storage.resolutions import ResolutionRow, resolution, resolution_for
from storage.responses import sees_citizens
from storage.synthesis import (
    ClauseCount,
    clauses_with_groups,
    counts_by_clause,
    first_due,
    speakers_in,
    waiting_count,
)

CLAUSES_ON_A_PAGE = 8
GROUPS_ON_A_PAGE = 6
LONGEST_CLAUSE = 900


def clip_lines(text: str, limit: int) -> str:
    """Shorten a text that keeps its lines."""
    return text if len(text) <= limit else text[: max(limit - 2, 0)].rstrip() + " …"


def quoted(clause: ClauseRow, limit: int = LONGEST_CLAUSE) -> str:
    """Quote a clause, folded away where it is long."""
    return _("<blockquote expandable>{text}</blockquote>", text=clip_lines(clause.printed, limit))


@words_for(OpinionsByClause)
def opinions_by_clause(reader: Reader, notice: OpinionsByClause) -> Post:
    """List the clauses that were commented on, with what waits at each."""
    row, member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    count = clauses_with_groups(reader.session, notice.resolution_id)
    shown = counts_by_clause(
        reader.session, notice.resolution_id,
        first=notice.page * CLAUSES_ON_A_PAGE, limit=CLAUSES_ON_A_PAGE,
    )  # fmt: skip
    turning = pages(
        notice.page, count, CLAUSES_ON_A_PAGE,
        lambda label, page: link_to(
            label, OpinionsByClause(resolution_id=notice.resolution_id, page=page)
        ),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>Comments by clause: {title}</b>", title=title(row, 200)),
            *(_standing(reader, row) if count else [_("No comment has come in.")]),
        ),
        buttons=[
            _forward(reader, row),
            *([_clause_button(row, each)] for each in shown),
            turning,
            _to_unsatisfied(reader, row),
            _afterwards(row, member) if row.stage is Stage.CONSULTED else [],
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )


def _afterwards(row: ResolutionRow, member: MemberRow) -> list[Button]:
    """Offer the papers to those who may have them, and another round."""
    papers = link_to(_("Papers …"), ResponsePapers(resolution_id=row.id or 0))
    again = link_to(_("Consult again"), ConsultationPreview(resolution_id=row.id or 0))
    return [papers, again] if sees_citizens(row, member) else [again]


def _standing(reader: Reader, row: ResolutionRow) -> list[str | None]:
    waiting = waiting_count(reader.session, row.id or 0)
    ready = prepared(reader.session, to_publish(reader.session, row.id or 0))
    return [
        n_("{n} group waits for an answer", "{n} groups wait for an answer", waiting)
        if waiting
        else _("Every group has an answer."),
        n_("{n} answer is prepared and not published", "{n} answers are prepared and not published",
           ready.groups) if ready else None,
    ]  # fmt: skip


def _forward(reader: Reader, row: ResolutionRow) -> list[Button]:
    """Offer the one obvious thing: the next group that waits, or publishing."""
    if waiting_count(reader.session, row.id or 0):
        return [press(_("Next without an answer ›"), answers.next_group, resolution_id=row.id)]
    if to_publish(reader.session, row.id or 0):
        return [link_to(_("Publish the answers …"), PublishPreview(resolution_id=row.id or 0))]
    return []


def _to_unsatisfied(reader: Reader, row: ResolutionRow) -> list[Button]:
    _satisfied, count = ratings(reader.session, row.id or 0)
    if not count:
        return []
    label = n_("{n} author is not satisfied", "{n} authors are not satisfied", count)
    return [link_to(label, Unsatisfied(resolution_id=row.id or 0))]


def _clause_button(row: ResolutionRow, each: ClauseCount) -> Button:
    given = {"place": place_of(each.clause), "groups": each.groups, "waiting": each.waiting}
    label = (
        _("✓ {place} · {groups}", **given)
        if not each.waiting
        else _("{place} · {waiting} of {groups} waiting", **given)
    )
    if each.opposing:
        label = _("⚠ {label}", label=label)
    screen = OpinionsOnClause(
        resolution_id=row.id or 0, draft_id=each.draft_id, clause_id=_number(each.clause)
    )
    return link_to(label, screen)


def _number(clause: ClauseRow | None) -> int:
    return clause.id or 0 if clause else 0


@words_for(OpinionsOnClause)
def opinions_on_clause(reader: Reader, notice: OpinionsOnClause) -> Post:
    """List the groups of one clause, objections first."""
    row, member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    seen = sees_citizens(row, member)
    clause = reader.session.get(ClauseRow, notice.clause_id) if notice.clause_id else None
    groups = groups_on(
        reader.session, notice.resolution_id, draft_id=notice.draft_id,
        clause_id=notice.clause_id or None,
    )  # fmt: skip
    first = notice.page * GROUPS_ON_A_PAGE
    shown = groups[first : first + GROUPS_ON_A_PAGE]
    turning = pages(
        notice.page, len(groups), GROUPS_ON_A_PAGE,
        lambda label, page: link_to(
            label,
            OpinionsOnClause(
                resolution_id=notice.resolution_id, draft_id=notice.draft_id,
                clause_id=notice.clause_id, page=page,
            ),
        ),
    )  # fmt: skip
    opposing = opposing_among(reader.session, [group.id or 0 for group in shown])
    counted = speakers_in(reader.session, [group.id or 0 for group in groups])
    return Post(
        text=lines(
            _("<b>{place}</b>", place=place_of(clause)),
            quoted(clause) if clause else title(row, 200),
            speakers_line(sum(counted.values(), Counter())),
        ),
        buttons=[
            *(
                [_group_button(reader, each, counted[each.id or 0], opposing, seen=seen)]
                for each in shown
            ),
            turning,
            [link_to(_("‹ All clauses"), OpinionsByClause(resolution_id=row.id or 0))],
        ],
    )


def _group_button(
    reader: Reader,
    group: OpinionGroupRow,
    counted: Counter[Speaker],
    opposing: set[int],
    *,
    seen: bool,
) -> Button:
    words = first_words(reader, group.id or 0, of_citizens=seen)
    given = {"n": sum(counted.values()), "text": words}
    label = _("✓ {n} · {text}", **given) if group.prepared_at else _("{n} · {text}", **given)
    if group.id in opposing:
        label = _("⚠ {label}", label=label)
    return link_to(label, OpinionGroupPage(group_id=group.id or 0))


def first_words(reader: Reader, group_id: int, *, of_citizens: bool) -> str:
    """Give the beginning of a group's first comment, to know the group by."""
    said = comments_in(reader.session, [group_id], of_citizens=of_citizens, limit=1)
    return said_text(said[0], 45) if said else _("comments of citizens")


@says_line(ItemKind.ANSWER)
def answers_line(reader: Reader, line: Line) -> Said | None:
    """Count the answers that somebody owes on one resolution."""
    waiting = waiting_count(reader.session, line.subject_id, member_id=line.member_id)
    if not waiting:
        return None
    due_on = first_due(reader.session, line.subject_id, line.member_id) or reader.today
    row = resolution(reader.session, line.subject_id)
    what = n_(
        "Answer {n} group of comments: {title}", "Answer {n} groups of comments: {title}",
        waiting, title=title(row, 80),
    )  # fmt: skip
    return Said(
        text=due_phrase(reader, what, due_on),
        button=press(
            _("Answer: {title}", title=title(row, 40)), answers.next_group, resolution_id=row.id
        ),
        due_on=due_on,
    )


@words_for_refusal(CannotSplit)
def cannot_split(_reader: Reader, _refused: CannotSplit) -> Post:
    """Say why nothing was done."""
    return Post(text=_("This comment stands alone already."))


@words_for_refusal(CannotJoin)
def cannot_join(_reader: Reader, _refused: CannotJoin) -> Post:
    """Say what can be joined."""
    return Post(
        text=_(
            "Only different groups on the same clause can be joined, and opposing views only "
            "with opposing views: none is folded away."
        )
    )


@words_for_refusal(GroupIsGone)
def group_is_gone(_reader: Reader, _refused: GroupIsGone) -> Post:
    """Say where it went."""
    return Post(
        text=_("Somebody has joined this group with another meanwhile. Please open the clause again.")
    )


@words_for_refusal(AlreadyPublished)
def already_published(_reader: Reader, _refused: AlreadyPublished) -> Post:
    """Say what can still be done."""
    return Post(
        text=_(
            "The answer is published, so the group stays as it is. "
            "The answer itself can be corrected: choose again, then publish."
        )
    )
