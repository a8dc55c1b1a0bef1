"""Authors of comments hear what became of the clause they spoke of: adopted, then carried out."""

from collections import defaultdict

from rules.news import (
    CitizenCommentedTaskDone,
    CitizenCommentsAdopted,
    CommentedTaskDone,
    CommentsAdopted,
    Occasion,
)
from rules.notices import Notice
from storage.calendar import work_calendar
from storage.news import AuthorNewsRow, comments_concerned, untold_news
from storage.responses import author_desk
from storage.work import Work


def tell_news(work: Work) -> None:
    """Tell authors what has become of their clauses, each in one message, by day."""
    owed = untold_news(work.session)
    if not owed or not work_calendar(work.session).is_allowed_moment(work.now):
        return
    for news in owed:
        news.told_at = work.now
        _tell(work, news)


def _tell(work: Work, news: AuthorNewsRow) -> None:
    by_author: dict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    for comment in comments_concerned(work.session, news):
        by_author[comment.member_id, comment.citizen_id].append(comment.id or 0)
    for (member_id, citizen_id), comment_ids in by_author.items():
        chat_id = author_desk(work.session, member_id, citizen_id)
        if chat_id is not None:
            notice = _notice(news, tuple(comment_ids), is_citizen=citizen_id is not None)
            work.tell(notice, chat_id=chat_id, key=f"news:{news.id}:{chat_id}")


def _notice(news: AuthorNewsRow, comment_ids: tuple[int, ...], *, is_citizen: bool) -> Notice:
    if news.occasion is Occasion.ADOPTED:
        kind = CitizenCommentsAdopted if is_citizen else CommentsAdopted
        return kind(comment_ids=comment_ids)
    done = CitizenCommentedTaskDone if is_citizen else CommentedTaskDone
    return done(task_id=news.subject_id, comment_ids=comment_ids)
