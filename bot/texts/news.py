"""Words for authors of comments: how their clause has changed, that it was adopted and carried out."""

from bot.texts.comments import place_of, said_text
from bot.texts.posts import Post, clip
from bot.texts.resolutions import title
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, Vanished, words_for
from rules.news import (
    COMMENTS_SHOWN,
    CitizenCommentedTaskDone,
    CitizenCommentsAdopted,
    CommentedTaskDone,
    CommentsAdopted,
)
from rules.redline import Change, excerpt, word_changes
from rules.responses import IN_THE_TEXT
from storage.citizens import identities_of
from storage.clause_texts import texts_of, together
from storage.comments import CommentRow
from storage.consultation import ConsultationRow
from storage.drafts import ClauseRow, DraftRow, current_draft
from storage.members import MemberRow
from storage.resolutions import ResolutionRow, resolution
from storage.tasks import TaskRow
from storage.versions import place_of_comment

LONGEST_SIDE = 350
PLACES_SHOWN = 3


def change_lines(reader: Reader, comment: CommentRow, *, is_final: bool = False) -> str | None:
    """Show a comment's clause as it was and as it is now; None where nothing can be compared.

    Of a final text no other version is to come.
    """
    if comment.clause_id is None:
        return None
    before = reader.session.get_one(ClauseRow, comment.clause_id)
    consultation = reader.session.get_one(ConsultationRow, comment.consultation_id)
    draft = current_draft(reader.session, consultation.resolution_id)
    if draft.id == before.draft_id and not is_final:
        return _("The next version of the draft will show it.") if _is_to_come(comment) else None
    found = place_of_comment(reader.session, comment, draft.id or 0)
    if found.is_open:
        return None  # a person has yet to say where the clause went
    if found.is_gone:
        return _("Version {n} of the draft leaves this clause out.", n=draft.version)
    texts = texts_of(reader.session, {comment.clause_id, *(each.id or 0 for each in found.clauses)})
    was, now = texts[comment.clause_id], together(texts, found.clauses)
    parts = sorted(found.clauses, key=lambda clause: clause.position)
    place = ", ".join(place_of(each) for each in parts[:PLACES_SHOWN])
    if now.words == was.words:
        return _unchanged(comment, draft, before, place, is_final=is_final)
    runs = word_changes(was.printed, now.printed)
    old, new = excerpt(runs, Change.REMOVED), excerpt(runs, Change.ADDED)
    return lines(
        _("Before: <i>{text}</i>", text=clip(old, LONGEST_SIDE)),
        _("Now ({place}): <i>{text}</i>", place=place, text=clip(new, LONGEST_SIDE)),
    )


def _unchanged(
    comment: CommentRow, draft: DraftRow, before: ClauseRow, place: str, *, is_final: bool
) -> str:
    """Say that a clause stands as it was; after an answer that promised a change, that it is missing."""
    if _is_to_come(comment) and not is_final:
        return _("Version {n} of the draft does not show it yet: {place}.", n=draft.version, place=place)
    if place != place_of(before):
        return _("The clause stands as it was, now at {place}.", place=place)
    return _("The clause stands as it was: {place}.", place=place)


def _is_to_come(comment: CommentRow) -> bool:
    return comment.verdict in IN_THE_TEXT


def own_comments(reader: Reader, comment_ids: tuple[int, ...]) -> tuple[ResolutionRow, list[CommentRow]]:
    """Give comments to whoever wrote them. Raises Vanished for anybody else's."""
    found = [reader.session.get(CommentRow, comment_id) for comment_id in comment_ids]
    own = [comment for comment in found if comment is not None and is_own(reader, comment)]
    if not own or len(own) < len(found):
        raise Vanished
    consultation = reader.session.get_one(ConsultationRow, own[0].consultation_id)
    return resolution(reader.session, consultation.resolution_id), own


def is_own(reader: Reader, comment: CommentRow) -> bool:
    """Tell whether the reader wrote a comment: buttons and old messages are not trusted."""
    if reader.user_id is None:
        return False
    if comment.member_id is not None:
        return reader.session.get_one(MemberRow, comment.member_id).user_id == reader.user_id
    own = {identity.citizen_id for identity in identities_of(reader.session, reader.user_id)}
    return comment.citizen_id in own


@words_for(CommentsAdopted)
@words_for(CitizenCommentsAdopted)
def comments_adopted(reader: Reader, notice: CommentsAdopted) -> Post:
    """Tell an author that the text was adopted, with the clauses before and after."""
    row, found = own_comments(reader, notice.comment_ids)
    return Post(
        text=lines(
            _("<b>Adopted: {title}</b>", title=title(row, 200)),
            n_(
                "You had made {n} comment on the draft:",
                "You had made {n} comments on the draft:",
                len(found),
            ),
            *_remembered(reader, found),
            _("When the task born of a clause is done, you will hear of it once more.")
            if any(comment.clause_id for comment in found)
            else None,
        )
    )


def _remembered(reader: Reader, found: list[CommentRow]) -> list[str | None]:
    rest = len(found) - COMMENTS_SHOWN
    return [
        *(_with_change(reader, comment) for comment in found[:COMMENTS_SHOWN]),
        n_("… and {n} more comment", "… and {n} more comments", rest) if rest > 0 else None,
    ]


def _with_change(reader: Reader, comment: CommentRow) -> str:
    clause = reader.session.get(ClauseRow, comment.clause_id) if comment.clause_id else None
    return lines(
        _("• <b>{place}</b>: {text}", place=place_of(clause), text=said_text(comment, 200)),
        change_lines(reader, comment, is_final=True),
    )


@words_for(CommentedTaskDone)
@words_for(CitizenCommentedTaskDone)
def commented_task_done(reader: Reader, notice: CommentedTaskDone) -> Post:
    """Tell an author that what they spoke of has been carried out."""
    row, found = own_comments(reader, notice.comment_ids)
    task = reader.session.get_one(TaskRow, notice.task_id)
    if task.resolution_id != row.id:
        raise Vanished
    clause = reader.session.get_one(ClauseRow, found[0].clause_id)
    return Post(
        text=lines(
            _("<b>Done: {task}</b>", task=clip(task.what, 300)),
            _("It comes from {place} of the {title}, on which you had commented:",
              place=task.clause_path or place_of(clause), title=title(row, 150)),
            said_text(found[0], 250),
            _("Thank you for having helped."),
        )
    )  # fmt: skip
