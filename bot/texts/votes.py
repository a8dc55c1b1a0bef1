"""Words about a running vote: the preview, the card, how it stands, its end."""

from collections.abc import Sequence

from bot.papers.issuing import docx_of, voted_paper
from bot.texts.posts import Button, File, Post, plain, press, to_desk
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title, type_name
from bot.texts.screens import link_to
from bot.texts.steps import Part, card_at, steps_at
from bot.texts.voice import _, day, left, lines, n_
from bot.texts.vote_lines import (
    choice_name,
    end_line,
    names_folded,
    needed_line,
    outcome_line,
    text_line,
    version_line,
)
from bot.texts.wording import Reader, Vanished, words_for, words_for_refusal
from documents.file_names import safe_file_name
from handlers import ballots
from handlers import votes as act
from rules.ballots import Choice, PaperBallots
from rules.members import Ability, may
from rules.numbering import abbreviation, is_authorised
from rules.packs import RulePack, pack_for
from rules.resolutions import FieldsMissing, ResolutionPage, Stage
from rules.votes import (
    ChooseChair,
    HeadMissing,
    NobodyVotes,
    VersionChanged,
    VoteClosing,
    VotedText,
    VoteOpened,
    VotePage,
    VotePreview,
    VoteReminder,
    VotersOutOfReach,
    VoteTooShort,
    usual_last_day,
)
from storage.ballots import reach_voters, voted, voters
from storage.bodies import body
from storage.calendar import work_calendar
from storage.comments import comment_tally
from storage.drafts import DraftRow, current_draft
from storage.members import MemberRow
from storage.resolutions import (
    ResolutionRow,
    check_stage,
    missing_fields,
    resolution,
    resolution_for,
)
from storage.votes import VoteRow, electors_of, heads, latest_vote, vote, vote_for, vote_for_member


@steps_at(Stage.CONSULTED)
def _opening_steps(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Offer the vote once the inspection plan is there."""
    if not may(member.role, Ability.RUN_VOTE) or missing_fields(reader.session, row):
        return []
    return [[link_to(_("Open the vote"), VotePreview(resolution_id=row.id or 0))]]


@steps_at(Stage.VOTING)
def _voting_steps(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Offer the own ballot, and to those who run the vote its page."""
    found = _running(reader, row)
    electors = {voter.elector.member_id for voter in voters(reader.session, found.id)}
    own = [press(_("Vote"), ballots.show_slip, vote_id=found.id)] if member.id in electors else []
    if not may(member.role, Ability.RUN_VOTE):
        return [own]
    return [own, [link_to(_("Who has voted"), VotePage(vote_id=found.id or 0))], _running_steps(found)]


def _running(reader: Reader, row: ResolutionRow) -> VoteRow:
    found = latest_vote(reader.session, row.id)
    assert found is not None, "a resolution that is being voted on has a vote"
    return found


def _running_steps(found: VoteRow) -> list[Button]:
    return [
        link_to(_("Enter a paper ballot"), PaperBallots(vote_id=found.id or 0)),
        link_to(_("Close the vote"), VoteClosing(vote_id=found.id or 0)),
    ]


def _to_resolution(row: ResolutionRow) -> list[Button]:
    return [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))]


@card_at(Stage.VOTING)
def _voting_card(reader: Reader, row: ResolutionRow) -> Part:
    """Show the group how many have voted, never how, while it runs."""
    found = _running(reader, row)
    return Part(
        lines=(
            end_line(reader, found),
            _(
                "Voted so far: {voted}/{electors}",
                voted=voted(reader.session, found.id),
                electors=found.electors,
            ),
            needed_line(found),
            text_line(reader.session, found),
        ),
        buttons=choice_buttons(found),
    )


def choice_buttons(found: VoteRow) -> list[list[Button]]:
    """Give the ballot as buttons."""
    yes, no, other = (
        press(choice_name(choice), ballots.cast_ballot, vote_id=found.id, choice=choice)
        for choice in Choice
    )
    return [[yes, no], [other]]


@words_for(VotePreview)
def vote_preview(reader: Reader, notice: VotePreview) -> Post:
    """Show exactly what will happen, to whom, under which rules."""
    row, member = resolution_for(reader.session, reader.user_id, notice.resolution_id, Ability.RUN_VOTE)
    check_stage(row, {Stage.CONSULTED})
    if missing := missing_fields(reader.session, row):
        raise FieldsMissing(resolution_id=notice.resolution_id, fields=missing)
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
        authority_warning(reader, row),
    )


def authority_warning(reader: Reader, row: ResolutionRow) -> str | None:
    """Warn of a kind of paper that the body may not issue; it is no wall."""
    assert row.document_type is not None
    if is_authorised(body(reader.session, row.body_id).kind, row.document_type):
        return None
    return _(
        "⚠ {type}: not among the kinds of papers that this body may issue (399-QĐ/TW)",
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


@words_for(VoteOpened)
def vote_opened(reader: Reader, notice: VoteOpened) -> Post:
    """Tell the group that a vote has begun, and where to vote."""
    found = vote(reader.session, notice.vote_id)
    if found.closed_at is not None:
        raise Vanished
    row = resolution(reader.session, found.resolution_id)
    return Post(
        text=lines(
            _("<b>Please vote: {title}</b>", title=title(row, 300)),
            end_line(reader, found),
            needed_line(found),
            text_line(reader.session, found),
            _(
                "Vote with the buttons of the pinned card, or in private. "
                "It can be changed until the end."
            ),
        ),
        buttons=[[to_desk(_("Vote in private"), ballots.show_slip, vote_id=found.id)]],
    )


@words_for(VotedText)
def voted_text(reader: Reader, notice: VotedText) -> Post:
    """Hand an elector the frozen text."""
    found, row, _member = vote_for_member(reader.session, reader.user_id, notice.vote_id)
    draft = reader.session.get_one(DraftRow, found.draft_id)
    name = plain(_("Version {n} of the draft - {title}", n=draft.version, title=title(row, 38)))
    return Post(
        text=lines(
            _("<b>The text that is voted on: {title}</b>", title=title(row, 300)),
            text_line(reader.session, found),
            _("It cannot be changed while the vote runs."),
        ),
        document=File(safe_file_name(name, "docx"), docx_of(voted_paper(reader.session, row, draft))),
    )


@words_for(VotePage)
def vote_page(reader: Reader, notice: VotePage) -> Post:
    """Show those who run the vote who has voted and who has not."""
    found, row, _member = vote_for(reader.session, reader.user_id, notice.vote_id)
    people = voters(reader.session, found.id)
    silent = [voter.elector.full_name for voter in people if voter.ballot is None]
    if found.closed_at is not None:
        return Post(
            text=lines(_("<b>Vote: {title}</b>", title=title(row, 300)), outcome_line(found)),
            buttons=[_to_resolution(row)],
        )
    return Post(
        text=lines(
            _("<b>Vote: {title}</b>", title=title(row, 300)),
            end_line(reader, found),
            _(
                "Voted so far: {voted}/{electors}",
                voted=len(people) - len(silent),
                electors=found.electors,
            ),
            *_silent_lines(silent),
        ),
        buttons=[
            _running_steps(found),
            [press(_("Cancel the vote"), act.ask_cancellation, vote_id=found.id)],
            _to_resolution(row),
        ],
    )


def _silent_lines(silent: Sequence[str]) -> Sequence[str | None]:
    if not silent:
        return (_("Everybody has voted."),)
    return (n_("{n} has not voted yet:", "{n} have not voted yet:", len(silent)), names_folded(silent))


@words_for(VoteClosing)
def vote_closing(reader: Reader, notice: VoteClosing) -> Post:
    """Show what closing now means."""
    found, row, _member = vote_for(reader.session, reader.user_id, notice.vote_id)
    silent = [v.elector.full_name for v in voters(reader.session, found.id) if v.ballot is None]
    return Post(
        text=lines(
            _("<b>Close the vote now? {title}</b>", title=title(row, 300)),
            end_line(reader, found),
            *_silent_lines(silent),
            _("Who has not voted is not counted as in favour. A closed vote is not opened again.")
            if silent
            else _("A closed vote is not opened again."),
        ),
        buttons=[
            [press(_("Close and count"), act.close_vote, vote_id=found.id, resolution_id=row.id)],
            [link_to(_("‹ Vote"), VotePage(vote_id=found.id or 0))],
        ],
    )


@asks_for(act.cancel_vote)
def ask_cancellation(_reader: Reader, vote_id: int) -> Post:  # noqa: ARG001  a question's arguments
    """Ask why."""
    return Post(
        text=lines(
            _("<b>Why is the vote cancelled?</b>"),
            _("The group is told the reason. Nothing is decided; a new vote can be opened."),
        )
    )


@words_for(VoteReminder)
def vote_reminder(reader: Reader, notice: VoteReminder) -> Post:
    """Remind an elector, once."""
    found = vote(reader.session, notice.vote_id)
    if not found.is_open(reader.now):
        raise Vanished
    row = resolution(reader.session, found.resolution_id)
    return Post(
        text=lines(
            _("<b>Comrade, your vote is awaited: {title}</b>", title=title(row, 300)),
            end_line(reader, found),
        ),
        buttons=[[press(_("Vote"), ballots.show_slip, vote_id=found.id)]],
    )


@words_for(VotersOutOfReach)
def voters_out_of_reach(reader: Reader, notice: VotersOutOfReach) -> Post:
    """Name to the clerk who can only be reached with paper."""
    found = vote(reader.session, notice.vote_id)
    silent = [voter for voter in voters(reader.session, found.id) if voter.ballot is None]
    missing = [
        voter.elector.full_name
        for voter, chat_id in reach_voters(reader.session, silent)
        if chat_id is None
    ]
    if not missing or not found.is_open(reader.now):
        raise Vanished
    row = resolution(reader.session, found.resolution_id)
    return Post(
        text=lines(
            _("<b>Not voted yet, and out of my reach: {title}</b>", title=title(row, 300)),
            end_line(reader, found),
            names_folded(missing),
            _("Please give them a ballot on paper and enter it."),
        ),
        buttons=[[link_to(_("Enter a paper ballot"), PaperBallots(vote_id=found.id or 0))]],
    )


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
