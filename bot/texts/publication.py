"""Words for publishing prepared answers, and for what their authors think of them."""

from collections import Counter
from collections.abc import Sequence
from itertools import starmap

from bot.texts.comments import answer_line, place_of, said_text, verdict_name
from bot.texts.news import is_own
from bot.texts.posts import Button, Post, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.speakers import author_name
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import responses as act
from rules.members import Ability
from rules.resolutions import ResolutionPage
from rules.responses import (
    AllAnswered,
    AnswersPublished,
    AnswersRated,
    NotAnswered,
    NothingPrepared,
    PreparedChanged,
    PublishPreview,
    RateAnswers,
    ResponsePapers,
    Unsatisfied,
    Verdict,
)
from rules.synthesis import OpinionGroupPage, OpinionsByClause
from storage.comments import CommentRow
from storage.drafts import ClauseRow
from storage.opinion_groups import OpinionGroupRow
from storage.publication import authors_of, prepared, ratings, to_publish, unsatisfied
from storage.resolutions import ResolutionRow, resolution_for
from storage.responses import sees_citizens
from storage.synthesis import waiting_count

ON_A_PAGE = 5


@words_for(AllAnswered)
def all_answered(reader: Reader, notice: AllAnswered) -> Post:
    """Say that nothing waits for an answer, and what comes next."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    ready = to_publish(reader.session, notice.resolution_id)
    return Post(
        text=lines(
            _("<b>Every comment has an answer: {title}</b>", title=title(row, 200)),
            n_("{n} answer is prepared and not published", "{n} answers are prepared and not published",
               len(ready)) if ready else None,
        ),
        buttons=[
            [link_to(_("Publish the answers …"), PublishPreview(resolution_id=row.id or 0))]
            if ready
            else [link_to(_("Papers …"), ResponsePapers(resolution_id=row.id or 0))],
            _ways_back(row),
        ],
    )  # fmt: skip


def _ways_back(row: ResolutionRow) -> list[Button]:
    return [
        link_to(_("‹ All clauses"), OpinionsByClause(resolution_id=row.id or 0)),
        link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0)),
    ]


@words_for(PublishPreview)
def publish_preview(reader: Reader, notice: PublishPreview) -> Post:
    """Show exactly what publishing does, and how many will hear of it."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    found = to_publish(reader.session, notice.resolution_id)
    ready = prepared(reader.session, found)
    if ready is None:
        raise NothingPrepared
    waiting = waiting_count(reader.session, notice.resolution_id)
    return Post(
        text=lines(
            _("<b>Publish the answers: {title}</b>", title=title(row, 200)),
            _("{groups} answers to {comments} comments:", groups=ready.groups, comments=ready.comments),
            *starmap(_verdict_line, Counter(each.verdict for each in found).items()),
            *_who_hears(reader, found),
            n_(
                "⚠ {n} group has no answer yet; it can be published later.",
                "⚠ {n} groups have no answer yet; they can be published later.",
                waiting,
            )
            if waiting
            else None,
        ),
        buttons=[
            [
                press(
                    _("Publish now"), act.publish_answers, resolution_id=row.id,
                    groups=ready.groups, last_at=ready.last_at,
                )
            ],
            _ways_back(row),
        ],
    )  # fmt: skip


def _verdict_line(verdict: Verdict | None, count: int) -> str:
    assert verdict is not None, "an answer is prepared with its verdict"
    return _("• {verdict}: {count}", verdict=verdict_name(verdict), count=count)


def _who_hears(reader: Reader, found: Sequence[OpinionGroupRow]) -> list[str | None]:
    authors = authors_of(reader.session, found)
    silent = authors.members + authors.citizens - authors.reached
    return [
        _(
            "Authors: {members} members, {citizens} citizens. Within working hours {reached} of them "
            "are told in private, each once.",
            members=authors.members, citizens=authors.citizens, reached=authors.reached,
        ),
        n_(
            "{n} author cannot be written to and finds the answer in the table.",
            "{n} authors cannot be written to and find the answer in the table.",
            silent,
        ) if silent else None,
    ]  # fmt: skip


@words_for(AnswersPublished)
def answers_published(reader: Reader, notice: AnswersPublished) -> Post:
    """Say what was published, and offer what comes next."""
    row, member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    waiting = waiting_count(reader.session, notice.resolution_id)
    more = press(_("Next without an answer ›"), act.next_group, resolution_id=row.id)
    papers = link_to(_("Papers …"), ResponsePapers(resolution_id=row.id or 0))
    return Post(
        text=lines(
            _(
                "<b>Published: {groups} answers to {comments} comments</b>",
                groups=notice.groups, comments=notice.comments,
            ),
            title(row, 200),
            _("The authors are told in working hours, ten minutes from now at the earliest; until then "
              "a slip can be put right unseen."),
        ),
        buttons=[
            [more] if waiting else [papers] if sees_citizens(row, member) else [],
            _ways_back(row),
        ],
    )  # fmt: skip


def rating_buttons(comment_ids: tuple[int, ...]) -> list[list[Button]]:
    """Let an author say whether the answers satisfy."""
    yes = press(_("Satisfied"), act.rate_answers, comment_ids=comment_ids, is_satisfied=True)
    if len(comment_ids) == 1:
        no = press(_("Not satisfied"), act.rate_answers, comment_ids=comment_ids, is_satisfied=False)
        return [[yes, no]]
    return [[yes, link_to(_("One does not satisfy"), RateAnswers(comment_ids=comment_ids))]]


@words_for(RateAnswers)
def rate_answers(reader: Reader, notice: RateAnswers) -> Post:
    """Ask which answer does not satisfy."""
    comments = [
        comment
        for comment_id in notice.comment_ids
        if (comment := reader.session.get(CommentRow, comment_id)) and is_own(reader, comment)
    ]
    return Post(
        text=lines(
            _("<b>Which answer does not satisfy?</b>"),
            *(
                _("{n}. {text}", n=number, text=said_text(each, 150))
                for number, each in enumerate(comments, start=1)
            ),
        ),
        buttons=[
            [
                press(f"{number}", act.rate_answers, comment_ids=(each.id,), is_satisfied=False)
                for number, each in enumerate(comments, start=1)
            ]
        ],
    )


@words_for(AnswersRated)
def answers_rated(_reader: Reader, notice: AnswersRated) -> Post:
    """Thank the author."""
    if notice.is_satisfied:
        return Post(text=_("Noted: satisfied. Thank you."))
    return Post(text=_("Noted: not satisfied. Those who prepare the draft will see it."))


@words_for(Unsatisfied)
def unsatisfied_authors(reader: Reader, notice: Unsatisfied) -> Post:
    """List the answers with which their authors are not satisfied."""
    row, member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    first = notice.page * ON_A_PAGE
    shown = unsatisfied(
        reader.session, notice.resolution_id, of_citizens=sees_citizens(row, member),
        first=first, limit=ON_A_PAGE,
    )  # fmt: skip
    satisfied, not_satisfied = ratings(reader.session, notice.resolution_id)
    turning = pages(
        notice.page, not_satisfied, ON_A_PAGE,
        lambda label, page: link_to(label, Unsatisfied(resolution_id=notice.resolution_id, page=page)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>What authors think of the answers: {title}</b>", title=title(row, 150)),
            _("Satisfied {yes}, not satisfied {no}.", yes=satisfied, no=not_satisfied),
            *(_judged(reader, number, each) for number, each in enumerate(shown, first + 1)),
        ),
        buttons=[
            *(
                [
                    link_to(
                        _("Look at {n} again", n=number), OpinionGroupPage(group_id=each.group_id or 0)
                    )
                ]
                for number, each in enumerate(shown, first + 1)
            ),
            turning,
            _ways_back(row),
        ],
    )


def _judged(reader: Reader, number: int, comment: CommentRow) -> str:
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    return lines(
        _(
            "{n}. <b>{place}</b>, {author}: {text}", n=number, place=place_of(clause),
            author=author_name(reader, comment), text=said_text(comment, 200),
        ),
        answer_line(comment, 250),
    )  # fmt: skip


@words_for_refusal(NothingPrepared)
def nothing_prepared(_reader: Reader, _refused: NothingPrepared) -> Post:
    """Say what comes first."""
    return Post(text=_("No prepared answer waits to be published. Please prepare answers first."))


@words_for_refusal(PreparedChanged)
def prepared_changed(_reader: Reader, _refused: PreparedChanged) -> Post:
    """Ask to look again."""
    return Post(
        text=_(
            "Answers have been added or changed since this was shown, so nothing was published. "
            "Please look at the preview again."
        )
    )


@words_for_refusal(NotAnswered)
def not_answered(_reader: Reader, _refused: NotAnswered) -> Post:
    """Say when it can be done."""
    return Post(text=_("Only whoever made the comment can judge its answer, once it is published."))
