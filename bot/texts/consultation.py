"""Words about consultations: what the card says, and what those who run one see."""

from bot.texts.comments import deadline_line, spoken_line
from bot.texts.concretisation import to_trace, uncovered_line
from bot.texts.cosignatures import names_button, names_line
from bot.texts.draft_check import check_lines
from bot.texts.overlaps import compared_line, overlap_buttons, overlap_line
from bot.texts.posts import Button, Post, clip, press, to_desk
from bot.texts.resolutions import title
from bot.texts.rounds import plan_lines, planned_until, to_plan
from bot.texts.screens import link_to
from bot.texts.steps import Part, Rank, card_at, steps_at
from bot.texts.voice import _, day, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import comments as ask
from handlers import consultation as act
from handlers import responses, synthesis
from handlers.drafts import ask_field
from rules.calendar import DAY
from rules.comments import CommentDesk, CommentTally, MyComments
from rules.consultation import (
    ConsultationPreview,
    ConsultationStatus,
    DeadlineNotAhead,
    NobodyToAsk,
)
from rules.drafts import DraftProblems
from rules.members import Ability, may
from rules.packs import pack_for
from rules.resolutions import NEEDED_TO_CONSULT, Audience, Field, ResolutionPage, Stage
from rules.responses import PublishPreview
from storage.bodies import body
from storage.chats import ChatKind, ChatRow, groups_of
from storage.consultation import latest_consultation, until_on
from storage.drafts import current_draft
from storage.members import MemberRow, reach, roster
from storage.missing import missing_fields
from storage.overlaps import overlaps_of
from storage.participation import comment_tally, silent_members, tally_of
from storage.publication import to_publish
from storage.resolutions import ResolutionRow, resolution_for
from storage.responses import sees_citizens
from storage.synthesis import waiting_count
from storage.traces import uncovered

NAMES_SHOWN = 12


def runs(row: ResolutionRow, member: MemberRow) -> bool:
    """Tell whether somebody may run the consultation of a resolution."""
    return may(member.role, Ability.RUN_CONSULTATION) or member.id == row.drafter_id


def names(people: list[MemberRow], limit: int = NAMES_SHOWN) -> str:
    """List people, the first dozen by name."""
    shown = ", ".join(person.full_name for person in people[:limit])
    rest = len(people) - limit
    return n_("{names} and {n} more", "{names} and {n} more", rest, names=shown) if rest > 0 else shown


@card_at(Stage.CONSULTING)
def consulting_card(reader: Reader, row: ResolutionRow) -> Part:
    """Say until when comments are taken, how many have come, and how one comments."""
    consultation = latest_consultation(reader.session, row.id or 0)
    assert consultation is not None
    tally = tally_of(reader.session, [consultation.id or 0])
    in_group = reader.chat is not None and reader.chat.kind is not ChatKind.PRIVATE
    is_last_day = consultation.reminded_for == until_on(row)
    return Part(
        lines=(
            deadline_line(reader, row),
            spoken_line(tally),
            citizens_line(tally) if tally.citizen_comments else None,
            _("To comment, answer a message below, or quote a passage of it.") if in_group else None,
            _call_by_name(reader, consultation.id or 0) if in_group and is_last_day else None,
        ),
        buttons=(
            [to_desk(_("Comment clause by clause"), ask.choose_clause, resolution_id=row.id)],
            [press(_("I agree with the whole text"), ask.agree_in_group, resolution_id=row.id)],
        ),
    )


def _call_by_name(reader: Reader, consultation_id: int) -> str | None:
    """Ask those by name who have said nothing and have no private chat."""
    silent = reach(reader.session, silent_members(reader.session, consultation_id))
    people = [person.member for person in silent if person.chat_id is None]
    return (
        _("Comrades {names} are kindly asked for their view.", names=names(people)) if people else None
    )


def citizens_line(tally: CommentTally) -> str:
    """Say how many comments citizens have sent."""
    return n_("{n} comment from citizens", "{n} comments from citizens", tally.citizen_comments)


@card_at(Stage.CONSULTED)
def consulted_card(reader: Reader, row: ResolutionRow) -> Part:
    """Say what has come of it, and how many comments have been answered."""
    tally = comment_tally(reader.session, row.id or 0)
    return Part(
        lines=(
            spoken_line(tally),
            citizens_line(tally) if tally.citizen_comments else None,
            answered_line(tally),
        ),
        buttons=([to_desk(_("My comments and the answers"), ask.open_desk, resolution_id=row.id)],),
    )


def answered_line(tally: CommentTally) -> str | None:
    """Say how many comments have been answered."""
    if not tally.all_comments:
        return None
    return _("{answered} of {n} comments answered", answered=tally.answered, n=tally.all_comments)


@steps_at(Stage.DRAFTING, rank=Rank.NEXT)
def opening_steps(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Offer to open a consultation once all is known: it is the next step of a draft."""
    if not runs(row, member) or NEEDED_TO_CONSULT & set(missing_fields(reader.session, row)):
        return []
    preview = ConsultationPreview(resolution_id=row.id or 0)
    return [[link_to(_("Open the consultation"), preview)]]


@steps_at(Stage.CONSULTING, rank=Rank.NEXT)
def running_steps(_reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Offer to comment, and to whoever runs it how it stands."""
    comment = link_to(_("Comment"), CommentDesk(resolution_id=row.id or 0))
    status = link_to(_("How the consultation stands"), ConsultationStatus(resolution_id=row.id or 0))
    return [[status], [comment]] if runs(row, member) else [[comment]]


@steps_at(Stage.CONSULTED, rank=Rank.WAITED_FOR)
def answering_steps(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Let those who answer take up the comments that wait."""
    unanswered = comment_tally(reader.session, row.id or 0).unanswered
    if not unanswered or not sees_citizens(row, member):
        return []
    if to_publish(reader.session, row.id or 0) and not waiting_count(reader.session, row.id or 0):
        return [[link_to(_("Publish the answers …"), PublishPreview(resolution_id=row.id or 0))]]
    label = n_("Answer {n} comment", "Answer {n} comments", unanswered)
    return [[press(label, responses.next_group, resolution_id=row.id)]]


@steps_at(Stage.CONSULTED)
def reading_steps(_reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Let those who run it read the comments, and others look at their own."""
    if runs(row, member):
        return [[press(_("Comments by clause"), synthesis.open_synthesis, resolution_id=row.id)]]
    mine = MyComments(resolution_id=row.id or 0)
    return [[link_to(_("My comments and the answers"), mine)]]


@words_for(ConsultationPreview)
def consultation_preview(reader: Reader, notice: ConsultationPreview) -> Post:
    """Show what opening will do, and to whom."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    draft = current_draft(reader.session, notice.resolution_id)
    left = uncovered(reader.session, notice.resolution_id)
    overlapping = overlaps_of(reader.session, row)
    open_now = press(_("Open the consultation now"), act.open_consultation, resolution_id=row.id)
    last_day = planned_until(reader, row) or until_on(row)
    return Post(
        text=lines(
            _("<b>Open the consultation: {title}</b>", title=title(row, 200)),
            deadline_line(reader, row, last_day),
            _("Text: version {n}; it cannot be replaced until the end.", n=draft.version),
            *(
                plan_lines(reader, row)
                or (
                    _asked_line(reader, row),
                    _where_line(groups_of(reader.session, row.body_id)),
                    _citizens_asked_line(reader, row),
                )
            ),
            names_line(reader, row),
            *check_lines(reader, draft),
            uncovered_line(left),
            overlap_line(overlapping),
            compared_line(reader, row),
        ),
        buttons=[
            [open_now if last_day >= reader.today else choose_day(row.id or 0)],
            [to_plan(reader, row), names_button(reader, row)],
            [*([to_trace(row, left)] if left else []), *overlap_buttons(reader, row, overlapping)],
            [link_to(_("What to look at again"), DraftProblems(draft_id=draft.id or 0))],
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )


def choose_day(resolution_id: int) -> Button:
    """Lead to the choice of the last day for comments."""
    label = _("Choose the last day")
    return press(label, ask_field, resolution_id=resolution_id, field=Field.DEADLINE)


def _asked_line(reader: Reader, row: ResolutionRow) -> str:
    people = roster(reader.session, row.body_id)
    asked = [person for person in people if person.votes]
    reached = sum(1 for person in reach(reader.session, asked) if person.chat_id is not None)
    return _(
        "Asked: {asked} members with a vote; {reached} of them have a private chat with me.",
        asked=len(asked), reached=reached,
    )  # fmt: skip


def _where_line(groups: list[ChatRow]) -> str:
    if not groups:
        return _("No group is tied to the body: every member is written to in private.")
    found = ", ".join(clip(group.title, 60) for group in groups)
    if any(group.is_forum and group.may_manage_topics for group in groups):
        return _("Posted in a topic of its own: {groups}", groups=found)
    return _("Posted in: {groups}", groups=found)


def _citizens_asked_line(reader: Reader, row: ResolutionRow) -> str:
    if row.audience is not Audience.MEMBERS_AND_CITIZENS:
        return _("Citizens are not asked.")
    usual = pack_for(body(reader.session, row.body_id).kind, on=reader.today).spans.citizens_for
    given = until_on(row) - reader.today
    if given < usual:
        return _(
            "Citizens are asked through a public link. Usually they have {usual} days, here {given}.",
            usual=usual // DAY, given=given // DAY,
        )  # fmt: skip
    return _("Citizens are asked through a public link.")


@words_for_refusal(DeadlineNotAhead)
def deadline_not_ahead(_reader: Reader, refused: DeadlineNotAhead) -> Post:
    """Ask for another day."""
    return Post(
        text=_(
            "The last day for comments, {date}, has passed. Please choose another one.",
            date=day(refused.on),
        ),
        buttons=[[choose_day(refused.resolution_id)]],
    )


@words_for_refusal(NobodyToAsk)
def nobody_to_ask(_reader: Reader, _refused: NobodyToAsk) -> Post:
    """Say that the roster comes first."""
    return Post(
        text=_(
            "Nobody on the roster has a vote, so there is nobody to ask. Please send the roster first."
        )
    )
