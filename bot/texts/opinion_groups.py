"""Words for one group of comments: what was said, its answer, and what can be done with the group."""

from collections.abc import Sequence

from bot.texts.comments import place_of, said_text, verdict_name
from bot.texts.nudges import full_name
from bot.texts.posts import Button, Post, press
from bot.texts.prompts import asks_for
from bot.texts.screens import link_to, pages
from bot.texts.speakers import author_name, lines_below, speakers_line
from bot.texts.synthesis import GROUPS_ON_A_PAGE, clip_lines, first_words, quoted
from bot.texts.voice import _, day, left, lines, moment, n_
from bot.texts.wording import Reader, words_for
from handlers import responses as answers
from handlers import synthesis as act
from rules.responses import NEEDS_REASON, PublishPreview, Verdict
from rules.synthesis import (
    JoinChoice,
    OpinionGroupComments,
    OpinionGroupPage,
    OpinionsOnClause,
    by_likeness,
    sounds_opposed,
)
from storage.comments import CommentRow
from storage.drafts import ClauseRow
from storage.opinion_groups import (
    Access,
    OpinionGroupRow,
    answers_only_own,
    comments_in,
    group_for,
    groups_on,
    opposes,
)
from storage.synthesis import speakers_in, waiting_count

COMMENTS_SHOWN = 4
COMMENTS_ON_A_PAGE = 5
LONGEST_COMMENT = 450
LONGEST_ANSWER = 700


@words_for(OpinionGroupPage)
def opinion_group_page(reader: Reader, notice: OpinionGroupPage) -> Post:
    """Show a group of comments with its clause, and the ways to answer it."""
    found = group_for(reader.session, reader.user_id, notice.group_id)
    group = found.group
    clause = reader.session.get(ClauseRow, group.clause_id) if group.clause_id else None
    return Post(
        text=lines(
            _("<b>{place}</b>", place=place_of(clause)),
            quoted(clause) if clause else None,
            *_said(reader, found),
            _opposing_line(reader, found),
            *_answer_lines(reader, group),
        ),
        buttons=[
            *(_tools(reader, found) if notice.is_unfolded else _verdicts(group)),
            _onward(reader, found, is_unfolded=notice.is_unfolded),
        ],
    )


def _said(reader: Reader, found: Access) -> list[str | None]:
    """Show the first comments of a group, and count them all by who speaks."""
    group_id = found.group.id or 0
    counted = speakers_in(reader.session, [group_id])[group_id]
    shown = comments_in(
        reader.session, [group_id], of_citizens=found.sees_citizens, limit=COMMENTS_SHOWN
    )
    rest = sum(counted.values()) - len(shown)
    room = LONGEST_COMMENT if rest or len(shown) > 1 else LONGEST_COMMENT * 4
    return [
        speakers_line(counted) if sum(counted.values()) > 1 else None,
        *(comment_lines(reader, each, room) for each in shown),
        n_("… and {n} more comment", "… and {n} more comments", rest) if rest else None,
    ]


def _opposing_line(reader: Reader, found: Access) -> str | None:
    """Say that a group opposes the draft, or that it sounds so and nobody has said it yet."""
    if opposes(reader.session, found.group.id or 0):
        return _("⚠ <b>Opposing view</b>: it is listed apart.")
    said = comments_in(
        reader.session, [found.group.id or 0], of_citizens=found.sees_citizens, limit=COMMENTS_SHOWN
    )
    if any(comment.stance is None and sounds_opposed(comment.text) for comment in said):
        return _("⚠ This sounds like an opposing view: please mark it if it is one.")
    return None


def comment_lines(reader: Reader, comment: CommentRow, limit: int) -> str:
    """Show one comment with its author and how it came."""
    return lines(
        _("• {author}, {when}:", author=author_name(reader, comment), when=moment(comment.written_at)),
        clip_lines(comment.text, limit) or said_text(comment, limit),
        *lines_below(reader, comment),
    )


def _answer_lines(reader: Reader, group: OpinionGroupRow) -> list[str | None]:
    note = _("<i>Note, not published:</i> {note}", note=clip_lines(group.note, 300))
    return [
        _answerer(reader, group),
        _answer(group),
        note if group.note else None,
    ]


def _answerer(reader: Reader, group: OpinionGroupRow) -> str | None:
    if group.responsible_id is None or group.prepared_at is not None or group.due_on is None:
        return None
    return _(
        "To be answered by {name} until {date} ({left})",
        name=full_name(reader, group.responsible_id), date=day(group.due_on),
        left=left(group.due_on, today=reader.today),
    )  # fmt: skip


def _answer(group: OpinionGroupRow) -> str | None:
    if group.verdict is None:
        return None
    given = {"verdict": verdict_name(group.verdict), "reason": clip_lines(group.answer, LONGEST_ANSWER)}
    if group.published_at is not None:
        return _("<b>Published:</b> {verdict}. {reason}", **given)
    return _("<b>Prepared, not published:</b> {verdict}. {reason}", **given)


def _verdicts(group: OpinionGroupRow) -> list[list[Button]]:
    buttons = []
    for verdict in Verdict:
        way = answers.ask_reason if verdict in NEEDS_REASON else answers.prepare_answer
        name = verdict_name(verdict).capitalize()
        label = _("✓ {verdict}", verdict=name) if group.verdict is verdict else name
        buttons.append(press(label, way, group_id=group.id, verdict=verdict))
    return [buttons[:2], buttons[2:]]


def _onward(reader: Reader, found: Access, *, is_unfolded: bool) -> list[Button]:
    group_id, resolution_id = found.group.id or 0, found.row.id or 0
    if is_unfolded:
        return [link_to(_("‹ Back to the answer"), OpinionGroupPage(group_id=group_id))]
    more = link_to(_("Split, join, assign …"), OpinionGroupPage(group_id=group_id, is_unfolded=True))
    if found.group.prepared_at is not None and not waiting_count(reader.session, resolution_id):
        if found.group.published_at is None:
            return [
                link_to(_("Publish the answers …"), PublishPreview(resolution_id=resolution_id)),
                more,
            ]
        return [more]
    label = _("Next without an answer ›")
    return [press(label, answers.next_group, resolution_id=resolution_id, after=group_id), more]


def _tools(reader: Reader, found: Access) -> list[list[Button]]:
    """Offer what else can be done with a group."""
    group = found.group
    is_open = group.published_at is None
    only_own = answers_only_own(found.row, found.member)
    size = len(comments_in(reader.session, [group.id or 0], limit=2))
    to_one = press(_("Name who answers"), act.ask_answerer, group_id=group.id, for_clause=False)
    to_all = press(_("… for the whole clause"), act.ask_answerer, group_id=group.id, for_clause=True)
    is_opposing = opposes(reader.session, group.id or 0)
    label = _("No opposing view") if is_opposing else _("Mark as an opposing view")
    mark = press(label, act.mark_opposing, group_id=group.id, is_opposing=not is_opposing)
    clause = OpinionsOnClause(
        resolution_id=group.resolution_id, draft_id=group.draft_id, clause_id=group.clause_id or 0
    )
    split = link_to(_("All comments, split"), OpinionGroupComments(group_id=group.id or 0))
    join = link_to(_("Join with another"), JoinChoice(group_id=group.id or 0))
    return [
        [split] if size > 1 else [],
        [join] if is_open else [],
        [to_one, to_all] if is_open and not only_own else [],
        [press(_("Private note"), act.ask_note, group_id=group.id), mark],
        [] if only_own else [link_to(_("‹ Groups of this clause"), clause)],
    ]


@words_for(OpinionGroupComments)
def opinion_group_comments(reader: Reader, notice: OpinionGroupComments) -> Post:
    """Show all comments of a group; each may be taken out of it."""
    found = group_for(reader.session, reader.user_id, notice.group_id)
    first = notice.page * COMMENTS_ON_A_PAGE
    some = comments_in(
        reader.session, [notice.group_id], of_citizens=found.sees_citizens,
        first=first, limit=COMMENTS_ON_A_PAGE + 1,
    )  # fmt: skip
    shown = some[:COMMENTS_ON_A_PAGE]
    turning = pages(
        notice.page, first + len(some), COMMENTS_ON_A_PAGE,
        lambda label, page: link_to(label, OpinionGroupComments(group_id=notice.group_id, page=page)),
    )  # fmt: skip
    may_split = found.group.published_at is None and first + len(some) > 1
    return Post(
        text=lines(
            _("<b>Comments that get one answer</b>"),
            *(
                _("{n}. {said}", n=number, said=comment_lines(reader, each, LONGEST_COMMENT))
                for number, each in enumerate(shown, first + 1)
            ),
        ),
        buttons=[
            [
                press(_("Split off {n}", n=number), act.split_off, comment_id=each.id)
                for number, each in enumerate(shown if may_split else [], first + 1)
            ],
            turning,
            [link_to(_("‹ Back to the answer"), OpinionGroupPage(group_id=notice.group_id))],
        ],
    )


@words_for(JoinChoice)
def join_choice(reader: Reader, notice: JoinChoice) -> Post:
    """Offer the other groups of the clause to join with, the most alike first."""
    found = group_for(reader.session, reader.user_id, notice.group_id)
    own = first_words(reader, notice.group_id, of_citizens=found.sees_citizens)
    others = {group.id or 0: group for group in _joinable(reader, found.group)}
    words = {
        each.group_id or 0: said_text(each, 45)
        for each in reversed(comments_in(reader.session, list(others), of_citizens=found.sees_citizens))
    }
    order = by_likeness(own, [(number, words.get(number, "")) for number in others])
    first = notice.page * GROUPS_ON_A_PAGE
    turning = pages(
        notice.page, len(order), GROUPS_ON_A_PAGE,
        lambda label, page: link_to(label, JoinChoice(group_id=notice.group_id, page=page)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>With which group shall it be joined?</b>"),
            own,
            _("What is already answered in that group will hold for all of it.")
            if order
            else _("There is no other group on this clause that could be joined."),
        ),
        buttons=[
            *(
                [
                    press(
                        words.get(number) or _("comments of citizens"),
                        act.join, group_id=notice.group_id, into_id=number,
                    )
                ]
                for number in order[first : first + GROUPS_ON_A_PAGE]
            ),
            turning,
            [link_to(_("‹ Back to the answer"), OpinionGroupPage(group_id=notice.group_id))],
        ],
    )  # fmt: skip


def _joinable(reader: Reader, group: OpinionGroupRow) -> Sequence[OpinionGroupRow]:
    return [
        each
        for each in groups_on(
            reader.session, group.resolution_id, draft_id=group.draft_id, clause_id=group.clause_id
        )
        if each.id != group.id and each.published_at is None
    ]


@asks_for(act.answerer_chosen)
def ask_answerer(_reader: Reader, for_clause: bool, **_given: object) -> Post:  # noqa: FBT001
    """Ask who is to answer."""
    if for_clause:
        return Post(text=_("<b>Who answers all comments on this clause that wait?</b>"))
    return Post(text=_("<b>Who answers this group of comments?</b>"))


@asks_for(act.assign)
def ask_answer_day(_reader: Reader, **_given: object) -> Post:
    """Ask until when."""
    return Post(text=_("<b>Until when shall the answer be ready?</b>"))


@asks_for(act.take_note)
def ask_note(_reader: Reader, **_given: object) -> Post:
    """Ask for a private note."""
    return Post(
        text=lines(
            _("<b>Private note</b>"),
            _("Only those who answer see it; it stands in no paper. Please write it."),
        )
    )
