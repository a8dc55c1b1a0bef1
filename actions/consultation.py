"""A consultation is opened and posted to the body's groups (S1.3, S2.11, S2.21)."""

from collections.abc import Sequence
from datetime import timedelta

from rules.calendar import local_date
from rules.citizens import CitizenLink, CitizensNotAsked
from rules.consultation import (
    POSTED,
    DeadlineNotAhead,
    DraftPaper,
    InvitedToComment,
    OpenTopic,
    Passage,
    RoundOpened,
    text_to_quote,
)
from rules.members import Ability
from rules.packs import pack_for
from rules.resolutions import (
    NEEDED_TO_CONSULT,
    Audience,
    FieldsMissing,
    ResolutionCard,
    Stage,
    Step,
)
from rules.rounds import Circle
from storage import calls, cards
from storage.accounts import desk_of
from storage.bodies import body
from storage.calls import Call
from storage.chats import ChatRow
from storage.consultation import (
    ConsultationRow,
    PostedRow,
    groups_to_post_in,
    latest_consultation,
    until_on,
)
from storage.drafts import current_draft, parts_of
from storage.members import MemberRow, reach
from storage.missing import missing_fields
from storage.resolutions import (
    ResolutionRow,
    check_stage,
    places,
    resolution_for,
    take_step,
)
from storage.round_opening import begin_rounds, set_days
from storage.rounds import RoundRow, planned_rounds, rounds_within
from storage.work import Work

TOPIC_MAY_TAKE = timedelta(minutes=5)
"""After that a round is posted in the group itself: the topic's answer may have been lost."""


def open_consultation(work: Work, resolution_id: int, *, public_call: Call) -> None:
    """Ask the members for comments on the newest version, and citizens where they are asked too.

    Who is asked is frozen by name, and so is the version. `public_call` is what the citizens' link does.
    Where rounds are planned, those open whose day it is; their last day is that of the consultation.
    Raises NotAMember, NotPermitted, WrongStage, FieldsMissing, DeadlineNotAhead, NobodyToAsk.
    """
    row, member = resolution_for(work.session, work.who.user_id, resolution_id, Ability.RUN_CONSULTATION)
    take_step(row, Step.OPEN_CONSULTATION, now=work.now)
    rounds = planned_rounds(work.session, resolution_id)
    set_days(work, row, rounds)
    check_ready(work, row)
    before = latest_consultation(work.session, resolution_id)
    draft = current_draft(work.session, resolution_id)
    pack = pack_for(body(work.session, row.body_id).kind, on=local_date(work.now))
    consultation = ConsultationRow(
        resolution_id=resolution_id, round=before.round + 1 if before else 1, draft_id=draft.id or 0,
        pack_id=pack.id, opened_by_id=member.id or 0, opened_at=work.now, refreshed_at=work.now,
        public_key=_public_key(work, row, rounds, public_call),
        has_circles=bool(rounds), is_in_groups=not rounds,
        shows_commenters=body(work.session, row.body_id).shows_commenters,
    )  # fmt: skip
    work.session.add(consultation)
    work.session.flush()
    asked = begin_rounds(work, row, consultation, rounds)
    work.record(
        "ConsultationOpened", body_id=row.body_id, resolution_id=resolution_id,
        consultation_id=consultation.id, draft_id=draft.id, text_hash=draft.text_hash,
        asked=sum(1 for each in asked if each.votes), until_on=f"{until_on(row)}",
    )  # fmt: skip
    work.touch(ResolutionCard(resolution_id=resolution_id))
    if consultation.is_in_groups:
        _post(work, row, consultation, asked)
    desk = desk_of(work.session, work.who.user_id) if work.who.user_id else None
    if consultation.public_key and desk is not None:
        work.tell(CitizenLink(resolution_id=resolution_id), chat_id=desk)


def publish_link(work: Work, resolution_id: int, *, public_call: Call) -> None:
    """Make sure that the citizens' link works: citizens may be asked after the opening too.

    Raises NotAMember, NotPermitted, WrongStage, CitizensNotAsked.
    """
    row, _member = resolution_for(
        work.session, work.who.user_id, resolution_id, Ability.RUN_CONSULTATION
    )
    check_stage(row, {Stage.CONSULTING})
    consultation = latest_consultation(work.session, resolution_id)
    assert consultation is not None, "a resolution in consultation has one"
    rounds = rounds_within(work.session, consultation.id or 0) if consultation.has_circles else []
    consultation.public_key = _public_key(work, row, rounds, public_call)
    if consultation.public_key is None:
        raise CitizensNotAsked


def check_ready(work: Work, row: ResolutionRow) -> None:
    """Raise FieldsMissing or DeadlineNotAhead where a draft cannot be consulted on yet."""
    missing = tuple(f for f in missing_fields(work.session, row) if f in NEEDED_TO_CONSULT)
    if missing:
        raise FieldsMissing(resolution_id=row.id or 0, fields=missing)
    if until_on(row) < local_date(work.now):
        raise DeadlineNotAhead(resolution_id=row.id or 0, on=until_on(row))


def post_in_topic(work: Work, errand: OpenTopic, thread_id: int | None) -> None:
    """Post a round in the topic that was opened for it, or in the group itself where none could be."""
    consultation = work.session.get_one(ConsultationRow, errand.consultation_id)
    _post_in(work, consultation, errand.group_id, thread_id=thread_id)


def catch_up(work: Work) -> None:
    """Post open rounds in groups that have not seen them: groups tied since, topics that never came."""
    for consultation_id, group_id in groups_to_post_in(work.session, work.now - TOPIC_MAY_TAKE):
        consultation = work.session.get_one(ConsultationRow, consultation_id)
        _post_in(work, consultation, group_id)


def _public_key(work: Work, row: ResolutionRow, rounds: Sequence[RoundRow], call: Call) -> str | None:
    """Make the citizens' link work before anybody can know it; none where not everybody is asked."""
    asks_all = not rounds or any(each.circle is Circle.CITIZENS for each in rounds)
    if row.audience is not Audience.MEMBERS_AND_CITIZENS or not asks_all:
        return None
    key = call.key(calls.installation_secret(work.connection))
    calls.keep(work.connection, [(key, call)])
    return key


def _post(work: Work, row: ResolutionRow, consultation: ConsultationRow, asked: list[MemberRow]) -> None:
    """Post a round to every group; in a forum a topic is opened first. Without groups: in private."""
    assert consultation.id is not None
    known = places(work.session, row)
    for place in known:
        group = work.session.get_one(ChatRow, place.chat_id)
        if place.id is None and group.is_forum and group.may_manage_topics:
            errand = OpenTopic(consultation_id=consultation.id, group_id=place.chat_id)
            work.run(errand, key=f"topic:{row.id}:{place.chat_id}")
        else:
            _post_in(work, consultation, place.chat_id)
    for person in reach(work.session, [] if known else asked):
        if person.chat_id is not None:
            work.tell(InvitedToComment(consultation_id=consultation.id), chat_id=person.chat_id)


def _post_in(
    work: Work, consultation: ConsultationRow, group_id: int, *, thread_id: int | None = None
) -> None:
    """Post an open round in a group, once: its card, its text to quote, its file."""
    row = work.session.get_one(ResolutionRow, consultation.resolution_id)
    assert consultation.id is not None
    assert row.id is not None
    place = next((p for p in places(work.session, row) if p.chat_id == group_id), None)
    posted = work.session.get(PostedRow, (consultation.id, group_id))
    if consultation.closed_at or posted or not place:
        return
    place.thread_id = place.thread_id or thread_id
    posted = PostedRow(consultation_id=consultation.id, chat_id=group_id, posted_at=work.now)
    work.session.add_all([place, posted])
    card = ResolutionCard(resolution_id=row.id)
    if cards.hangs(work.connection, card, chat_id=group_id):
        opened = RoundOpened(consultation_id=consultation.id)
        work.tell(opened, chat_id=group_id, thread_id=place.thread_id)
    else:
        work.post_card(card, chat_id=group_id, thread_id=place.thread_id)
    for notice in (
        *text_to_quote(consultation.id, _passages(work, consultation)),
        DraftPaper(consultation_id=consultation.id),
    ):
        work.tell(notice, chat_id=group_id, thread_id=place.thread_id)


def _passages(work: Work, consultation: ConsultationRow) -> list[Passage]:
    return [
        Passage(position=part.position, text=part.printed, is_top=part.parent_position is None)
        for part in parts_of(work.session, consultation.draft_id)
        if part.kind in POSTED
    ]
