"""Words about what has come of a vote: the result, who voted how, minutes, reserved opinions."""

from bot.papers.issuing import docx_of
from bot.papers.opinions import opinions_paper
from bot.papers.votes import minutes_paper
from bot.texts.posts import Button, File, Post, plain, press, to_desk
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.steps import Part, card_at, steps_at
from bot.texts.voice import _, lines, n_
from bot.texts.vote_lines import choice_name, count_line, names_folded, outcome_line, text_line
from bot.texts.wording import Reader, Vanished, words_for
from documents.file_names import safe_file_name
from handlers import issuing
from handlers.desk import show
from rules.ballots import Choice
from rules.members import Ability, may
from rules.resolutions import ResolutionPage, Stage
from rules.votes import Outcome, ReservedOpinions, VoteByName, VoteMinutes, VoteResult
from storage.ballots import Voter, voters
from storage.members import MemberRow
from storage.resolutions import ResolutionRow, resolution
from storage.votes import VoteRow, latest_vote, passed_vote, vote, vote_for, vote_for_member

AFTER_A_VOTE = (Stage.CONSULTED, Stage.ADOPTED, Stage.ISSUED, Stage.REVIEWED, Stage.ARCHIVED)


@steps_at(*AFTER_A_VOTE)
def _result_steps(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Offer what is known of the last vote."""
    found = latest_vote(reader.session, row.id)
    if found is None or found.outcome in (None, Outcome.CANCELLED):
        return []
    by_name = link_to(_("Who voted how"), VoteByName(vote_id=found.id or 0))
    if not may(member.role, Ability.RUN_VOTE):
        return [[by_name]]
    return [[by_name, link_to(_("Minutes of the vote"), VoteMinutes(vote_id=found.id or 0))]]


@card_at(Stage.ADOPTED)
def _adopted_card(reader: Reader, row: ResolutionRow) -> Part:
    """Show the group what was decided, and that it waits to be issued."""
    found = passed_vote(reader.session, row.id)
    assert found is not None, "an adopted resolution has a vote that passed it"
    return Part(
        lines=(
            outcome_line(found),
            count_line(found),
            text_line(reader.session, found),
            _("Next: number, date and signature"),
        )
    )


@words_for(VoteResult)
def vote_result(reader: Reader, notice: VoteResult) -> Post:
    """Tell the group what has come of a vote."""
    found = vote(reader.session, notice.vote_id)
    row = resolution(reader.session, found.resolution_id)
    if found.outcome is Outcome.CANCELLED:
        return Post(text=lines(_("<b>Vote: {title}</b>", title=title(row, 300)), outcome_line(found)))
    by_name = VoteByName(vote_id=notice.vote_id)
    return Post(
        text=lines(
            _("<b>Result of the vote: {title}</b>", title=title(row, 300)),
            outcome_line(found),
            count_line(found),
            text_line(reader.session, found),
            _("Rules: {basis}", basis=found.pack.basis),
        ),
        buttons=[[to_desk(_("Who voted how"), show, kind=by_name.kind, facts=by_name.facts())]],
    )


@words_for(VoteByName)
def vote_by_name(reader: Reader, notice: VoteByName) -> Post:
    """Show a member of the body who voted how, once the vote is closed."""
    found, row, _member = vote_for_member(reader.session, reader.user_id, notice.vote_id)
    if found.outcome in (None, Outcome.CANCELLED):
        raise Vanished
    people = voters(reader.session, found.id)
    said = [part for choice in (*Choice, None) for part in _group(people, choice)]
    return Post(
        text=lines(
            _("<b>Who voted how: {title}</b>", title=title(row, 300)), outcome_line(found), *said
        ),
        buttons=[[link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))]],
    )


def _group(people: list[Voter], choice: Choice | None) -> list[str]:
    """List who made one choice; None: who made none."""
    names = [v.elector.full_name for v in people if (v.ballot.choice if v.ballot else None) is choice]
    if not names:
        return []
    heading = choice_name(choice) if choice else _("Did not vote")
    return [_("{choice}: {n}", choice=heading, n=len(names)), names_folded(names)]


@words_for(VoteMinutes)
def vote_minutes(reader: Reader, notice: VoteMinutes) -> Post:
    """Hand over the minutes, with the next step."""
    found, row, _member = vote_for(reader.session, reader.user_id, notice.vote_id)
    if found.outcome in (None, Outcome.CANCELLED):
        raise Vanished
    name = safe_file_name(plain(_("Minutes of the vote - {title}", title=title(row, 34))), "docx")
    reserved = sum(1 for v in voters(reader.session, found.id) if v.ballot and v.ballot.reserved_opinion)
    return Post(
        text=lines(
            _("<b>Minutes of the vote: {title}</b>", title=title(row, 300)),
            outcome_line(found),
            n_("{n} reserved opinion", "{n} reserved opinions", reserved) if reserved else None,
            _("Please enter the number, have it signed by clerk and chair, and file it."),
        ),
        document=File(name, docx_of(minutes_paper(reader.session, found))),
        buttons=[_issue_step(row), _opinions_step(found, reserved)],
    )


def _issue_step(row: ResolutionRow) -> list[Button]:
    if row.stage is not Stage.ADOPTED:
        return []
    return [press(_("Next: issue it"), issuing.plan_issue, resolution_id=row.id)]


def _opinions_step(found: VoteRow, reserved: int) -> list[Button]:
    if not reserved:
        return []
    return [link_to(_("Report of the reserved opinions"), ReservedOpinions(vote_id=found.id or 0))]


@words_for(ReservedOpinions)
def reserved_opinions(reader: Reader, notice: ReservedOpinions) -> Post:
    """Hand over the report of the reserved opinions to the body above."""
    found, row, _member = vote_for(reader.session, reader.user_id, notice.vote_id)
    if found.closed_at is None:
        raise Vanished
    name = safe_file_name(plain(_("Reserved opinions - {title}", title=title(row, 34))), "docx")
    return Post(
        text=lines(
            _("<b>Reserved opinions: {title}</b>", title=title(row, 300)),
            _("For the body above only. They neither block nor weaken what was decided."),
        ),
        document=File(name, docx_of(opinions_paper(reader.session, found))),
    )
