"""Words about opening a vote: what exactly will happen, to whom, under which rules."""

from collections.abc import Sequence

from bot.texts.comments import place_of
from bot.texts.posts import Button, Post, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title, type_name
from bot.texts.screens import link_to
from bot.texts.steps import Owed, Rank, owes, steps_at
from bot.texts.voice import _, day, left, lines, n_
from bot.texts.vote_lines import (
    names_folded,
    version_line,
)
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import votes as act
from rules.members import Ability, Role, may
from rules.numbering import abbreviation, is_authorised
from rules.packs import RulePack, pack_for
from rules.resolutions import FieldsMissing, ResolutionPage, Stage
from rules.votes import (
    ChooseChair,
    HeadMissing,
    NobodyVotes,
    VersionChanged,
    VotePreview,
    VoteTooShort,
    usual_last_day,
)
from storage.appraisal import check_appraised, gap_of
from storage.bodies import body
from storage.calendar import work_calendar
from storage.clause_texts import not_taken_in
from storage.conclusions import check_concluded, waiting_views
from storage.drafts import current_draft
from storage.members import MemberRow
from storage.missing import missing_fields
from storage.participation import comment_tally
from storage.resolutions import (
    ResolutionRow,
    check_stage,
    resolution_for,
    resolutions_of,
)
from storage.votes import electors_of, heads

PLACES_SHOWN = 5


def _to_resolution(row: ResolutionRow) -> list[Button]:
    return [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))]


@steps_at(Stage.CONSULTED, rank=Rank.NEXT)
def _opening_steps(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Offer the vote once the inspection plan is there."""
    if not may(member.role, Ability.RUN_VOTE) or missing_fields(reader.session, row):
        return []
    if gap_of(reader.session, row) is not None or waiting_views(reader.session, row.id or 0):
        return []  # the appraisal, and the conclusion on opposing views, come first
    return [[link_to(_("Open the vote"), VotePreview(resolution_id=row.id or 0))]]


@owes
def _votes_to_open(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Remind the office of texts whose comments are answered: they wait for the vote."""
    items = []
    for member in (each for each in people if each.role is Role.CLERK):
        for row in resolutions_of(reader.session, member.body_id, frozenset({Stage.CONSULTED})):
            if comment_tally(reader.session, row.id or 0).unanswered:
                continue  # the answers are owed first
            text = _("Open the vote: {title}", title=title(row, 90))
            label = _("Vote: {title}", title=title(row, 40))
            button = link_to(label, ResolutionPage(resolution_id=row.id or 0))
            items.append(Owed(due_on=None, text=text, button=button))
    return items


@words_for(VotePreview)
def vote_preview(reader: Reader, notice: VotePreview) -> Post:
    """Show exactly what will happen, to whom, under which rules."""
    row, member = resolution_for(reader.session, reader.user_id, notice.resolution_id, Ability.RUN_VOTE)
    check_stage(row, {Stage.CONSULTED})
    if missing := missing_fields(reader.session, row):
        raise FieldsMissing(resolution_id=notice.resolution_id, fields=missing)
    check_appraised(reader.session, row)
    check_concluded(reader.session, notice.resolution_id)
    pack = pack_for(body(reader.session, row.body_id).kind, on=reader.today)
    last_day = notice.last_day or usual_last_day(pack, work_calendar(reader.session), reader.now)
    draft = current_draft(reader.session, notice.resolution_id)
    chair = _chair(reader, row, member, notice.chair_id)
    given = {"draft_id": draft.id, "chair_id": chair.id, "last_day": last_day}
    return Post(
        text=lines(
            _("<b>Open the vote: {title}</b>", title=title(row, 300)),
            _(
                "Voting until the end of {date} ({left})",
                date=day(last_day),
                left=left(last_day, today=reader.today),
            ),
            version_line(draft.version, draft.text_hash),
            *_electorate(reader, row, pack),
            _("Presiding: comrade {name}, who thereby closes the discussion", name=chair.full_name),
            *_warnings(reader, row),
        ),
        buttons=[
            [press(_opening_label(member, chair), act.open_vote, resolution_id=row.id, **given)],
            [
                press(_("Another day"), act.ask_last_day, resolution_id=row.id, chair_id=chair.id),
                link_to(
                    _("Another chair"),
                    ChooseChair(resolution_id=notice.resolution_id, last_day=notice.last_day),
                ),
            ],
            _to_resolution(row),
        ],
    )


def _chair(reader: Reader, row: ResolutionRow, member: MemberRow, chair_id: int | None) -> MemberRow:
    """Give who presides: the one chosen, or whoever looks if they may, or the head."""
    people = {head.id: head for head in heads(reader.session, row.body_id)}
    first = next(iter(people.values()))
    return people.get(chair_id or member.id, first)


def _opening_label(member: MemberRow, chair: MemberRow) -> str:
    if member.id == chair.id:
        return _("Open the vote")
    return _("Open on the chair's behalf")


def _electorate(reader: Reader, row: ResolutionRow, pack: RulePack) -> Sequence[str | None]:
    """Say who votes, how many it takes, and who has to be given paper."""
    people = electors_of(reader.session, row.body_id)
    if not people:
        raise NobodyVotes
    on_paper = [person.member.full_name for person in people if person.chat_id is None]
    return (
        n_("{n} elector", "{n} electors", len(people)),
        names_folded(person.member.full_name for person in people),
        _(
            "Adopted with at least {yes}/{electors} in favour, if at least {quorum} take part",
            yes=pack.majority.least_yes(len(people)),
            quorum=pack.quorum.least_yes(len(people)),
            electors=len(people),
        ),
        _("To be given text and ballot on paper: {names}", names=", ".join(on_paper))
        if on_paper
        else None,
    )


def _warnings(reader: Reader, row: ResolutionRow) -> Sequence[str | None]:
    """Name what does not forbid the vote but should be known. Raises TypeUnknownToStandard."""
    assert row.document_type is not None
    abbreviation(body(reader.session, row.body_id).standard, row.document_type)
    tally = comment_tally(reader.session, row.id or 0)
    unanswered = tally.comments + tally.citizen_comments - tally.answered
    return (
        n_("⚠ {n} comment is not answered yet", "⚠ {n} comments are not answered yet", unanswered)
        if unanswered > 0
        else None,
        _not_taken_in(reader, row),
        authority_warning(reader, row),
    )


def _not_taken_in(reader: Reader, row: ResolutionRow) -> str | None:
    """Name the clauses that say what they said although comments on them were accepted."""
    found = not_taken_in(reader.session, row.id or 0)
    if not found:
        return None
    places = list(dict.fromkeys(place_of(clause) for clause in found.values()))
    shown = ", ".join(places[:PLACES_SHOWN]) + (", …" if len(places) > PLACES_SHOWN else "")
    return n_(
        "⚠ {n} comment was accepted, and its clause has not changed: {places}",
        "⚠ {n} comments were accepted, and their clauses have not changed: {places}",
        len(found), places=shown,
    )  # fmt: skip


def authority_warning(reader: Reader, row: ResolutionRow) -> str | None:
    """Warn of a kind of paper that the body may not issue; it is no wall."""
    assert row.document_type is not None
    if is_authorised(body(reader.session, row.body_id).kind, row.document_type):
        return None
    return _(
        "⚠ {type}: not among the kinds of papers that this body may issue",
        type=type_name(row.document_type),
    )


@words_for(ChooseChair)
def choose_chair(reader: Reader, notice: ChooseChair) -> Post:
    """Offer who may preside."""
    row, _member = resolution_for(reader.session, reader.user_id, notice.resolution_id, Ability.RUN_VOTE)

    def preview(chair_id: int | None) -> VotePreview:
        return VotePreview(
            resolution_id=notice.resolution_id, last_day=notice.last_day, chair_id=chair_id
        )

    return Post(
        text=_("<b>Who presides over the vote?</b>"),
        buttons=[
            *(
                [link_to(head.full_name, preview(head.id))]
                for head in heads(reader.session, row.body_id)
            ),
            [link_to(_("‹ Vote"), preview(None))],
        ],
    )


@asks_for(act.last_day_chosen)
def ask_last_day(_reader: Reader, **_given: object) -> Post:
    """Ask until when is voted."""
    return Post(text=_("<b>Until the end of which day is voted?</b>"))


@words_for_refusal(VoteTooShort)
def vote_too_short(_reader: Reader, _refused: VoteTooShort) -> Post:
    """Ask for a later day."""
    return Post(text=_("The vote would be over before people could vote. Please choose a later day."))


@words_for_refusal(VersionChanged)
def version_changed(_reader: Reader, refused: VersionChanged) -> Post:
    """Say that there is a newer text."""
    return Post(
        text=_(
            "Version {n} of the draft has come meanwhile, so the vote was not opened. "
            "Please look at the preview again.",
            n=refused.version,
        )
    )


@words_for_refusal(HeadMissing)
def head_missing(_reader: Reader, _refused: HeadMissing) -> Post:
    """Say what the roster lacks."""
    return Post(
        text=_(
            "The roster names neither a secretary (chair) nor a deputy. "
            "Please complete the roster first."
        )
    )


@words_for_refusal(NobodyVotes)
def nobody_votes(_reader: Reader, _refused: NobodyVotes) -> Post:
    """Say what the roster lacks."""
    return Post(text=_("Nobody on the roster has a vote. Please complete the roster first."))
