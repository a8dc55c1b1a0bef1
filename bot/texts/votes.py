"""Words about a running vote: the preview, the card, how it stands, its end."""

from collections.abc import Sequence

from bot.papers.issuing import docx_of, voted_paper
from bot.texts.posts import Button, File, Post, plain, press, to_desk
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.steps import Part, card_at, steps_at
from bot.texts.voice import _, lines, n_
from bot.texts.vote_lines import (
    choice_name,
    end_line,
    names_folded,
    needed_line,
    outcome_line,
    text_line,
)
from bot.texts.wording import Reader, Vanished, words_for
from documents.file_names import safe_file_name
from handlers import ballots
from handlers import votes as act
from rules.ballots import Choice, PaperBallots
from rules.members import Ability, may
from rules.resolutions import ResolutionPage, Stage
from rules.votes import (
    VoteClosing,
    VotedText,
    VoteOpened,
    VotePage,
    VoteReminder,
    VotersOutOfReach,
)
from storage.ballots import reach_voters, voted, voters
from storage.drafts import DraftRow
from storage.members import MemberRow
from storage.resolutions import (
    ResolutionRow,
    resolution,
)
from storage.votes import VoteRow, latest_vote, vote, vote_for, vote_for_member


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
