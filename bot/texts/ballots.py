"""Words about ballots: the slip in the private chat, receipts, and ballots on paper."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.posts import Button, Post, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.steps import Owed, owes
from bot.texts.voice import _, lines, moment, n_
from bot.texts.vote_lines import choice_name, end_line, outcome_line, text_line
from bot.texts.votes import choice_buttons
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import ballots as act
from rules.ballots import (
    AllHaveVoted,
    BallotEntered,
    BallotSlip,
    BallotTaken,
    Choice,
    NotAnElector,
    NothingToReserve,
    OpinionReserved,
    VoteIsOver,
)
from rules.calendar import local_date
from rules.votes import VoteClosing
from storage.ballots import BallotRow, ElectorRow, ballot, elector, votes_waiting_for
from storage.members import MemberRow, NotPermitted
from storage.resolutions import ResolutionRow, resolution
from storage.votes import VoteRow, vote_for, vote_for_member


@owes
def _ballots_owed(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Put the votes in which somebody has not voted on their desk."""
    return [
        Owed(
            due_on=local_date(found.ends_at),
            text=lines(
                _("Vote on: {title}", title=title(resolution(reader.session, found.resolution_id), 120)),
                end_line(reader, found),
            ),
            button=press(_("Vote"), act.show_slip, vote_id=found.id),
        )
        for found in votes_waiting_for(reader.session, [member.id for member in people])
        if found.is_open(reader.now)
    ]


@words_for(BallotSlip)
def ballot_slip(reader: Reader, notice: BallotSlip) -> Post:
    """Show an elector the own ballot as it stands."""
    found, row, place = _own(reader, notice.vote_id, notice.member_id)
    given = ballot(reader.session, place.id)
    if not found.is_open(reader.now):
        return Post(
            text=lines(
                _("<b>The vote is over: {title}</b>", title=title(row, 300)),
                outcome_line(found) if found.outcome else None,
                ballot_line(given) if given else _("You did not vote."),
                opinion_line(given),
            )
        )
    return Post(
        text=lines(
            _("<b>Ballot: {title}</b>", title=title(row, 300)),
            end_line(reader, found),
            text_line(reader.session, found),
            ballot_line(given),
            opinion_line(given),
            _(
                "It can be changed until the vote is closed. "
                "Who says nothing is not counted as in favour."
            ),
        ),
        buttons=[*choice_buttons(found), _opinion_buttons(found, given)],
    )


def _own(reader: Reader, vote_id: int, member_id: int) -> tuple[VoteRow, ResolutionRow, ElectorRow]:
    """Give a ballot's facts to nobody but its elector. Raises NotAMember, NotPermitted, NotAnElector."""
    found, row, member = vote_for_member(reader.session, reader.user_id, vote_id)
    if member.id != member_id:
        raise NotPermitted
    return found, row, elector(reader.session, found, member_id)


def ballot_line(given: BallotRow | None) -> str:
    """Say what a ballot says."""
    if given is None:
        return _("You have not voted yet.")
    said = {"choice": choice_name(given.choice), "when": moment(given.cast_at)}
    if given.entered_by_id is not None:
        return _("Your ballot: <b>{choice}</b>, entered from paper by the office at {when}", **said)
    return _("Your ballot: <b>{choice}</b>, at {when}", **said)


def opinion_line(given: BallotRow | None) -> Markup | None:
    """Quote the reserved opinion, if there is one."""
    if given is None or not given.reserved_opinion:
        return None
    return _(
        "Reserved opinion: <blockquote expandable>{opinion}</blockquote>", opinion=given.reserved_opinion
    )


def _opinion_buttons(found: VoteRow, given: BallotRow | None) -> list[Button]:
    """Offer to reserve an opinion with a differing ballot."""
    if given is None or given.choice is Choice.YES:
        return []
    if given.reserved_opinion:
        return [
            press(_("Write the opinion anew"), act.ask_opinion, vote_id=found.id),
            press(_("Take the opinion back"), act.take_opinion_back, vote_id=found.id),
        ]
    return [press(_("Reserve an opinion"), act.ask_opinion, vote_id=found.id)]


@words_for(BallotTaken)
def ballot_taken(_reader: Reader, notice: BallotTaken) -> Post:
    """Confirm a ballot."""
    return Post(
        text=_("Recorded: {choice}. It can be changed until the end.", choice=choice_name(notice.choice))
    )


@words_for(BallotEntered)
def ballot_entered(reader: Reader, notice: BallotEntered) -> Post:
    """Tell an elector what was entered in their name, and how to object."""
    found, row, place = _own(reader, notice.vote_id, notice.member_id)
    return Post(
        text=lines(
            _("<b>Your paper ballot has been entered: {title}</b>", title=title(row, 300)),
            ballot_line(ballot(reader.session, place.id)),
            _("If this is wrong, please vote yourself: your own ballot counts."),
        ),
        buttons=[[press(_("Vote"), act.show_slip, vote_id=found.id)]],
    )


@asks_for(act.reserve_opinion)
def ask_opinion(_reader: Reader, vote_id: int) -> Post:  # noqa: ARG001  a question's arguments
    """Ask for the opinion."""
    return Post(
        text=lines(
            _("<b>Please write the opinion that you reserve.</b>"),
            _(
                "It stands in the minutes; only you, the clerk and the heads see it. "
                "What the body decides is to be carried out all the same."
            ),
        )
    )


@words_for(OpinionReserved)
def opinion_reserved(reader: Reader, notice: OpinionReserved) -> Post:
    """Confirm what is reserved now."""
    _found, row, place = _own(reader, notice.vote_id, notice.member_id)
    given = ballot(reader.session, place.id)
    if given is None or not given.reserved_opinion:
        return Post(text=_("Your reserved opinion has been taken back: {title}", title=title(row, 160)))
    return Post(
        text=lines(
            _("<b>Your reserved opinion is recorded: {title}</b>", title=title(row, 300)),
            _("<blockquote expandable>{text}</blockquote>", text=given.reserved_opinion),
        )
    )


@words_for(AllHaveVoted)
def all_have_voted(reader: Reader, notice: AllHaveVoted) -> Post:
    """Tell the clerk that the vote may be closed."""
    found, row, _member = vote_for(reader.session, reader.user_id, notice.vote_id)
    return Post(
        text=lines(
            _("<b>Everybody has voted: {title}</b>", title=title(row, 300)), end_line(reader, found)
        ),
        buttons=[[link_to(_("Close the vote"), VoteClosing(vote_id=notice.vote_id))]],
    )


@words_for_refusal(VoteIsOver)
def vote_is_over(_reader: Reader, _refused: VoteIsOver) -> Post:
    """Say that it is too late."""
    return Post(text=_("The vote is over; nothing can be changed in it any more."))


@words_for_refusal(NotAnElector)
def not_an_elector(_reader: Reader, refused: NotAnElector) -> Post:
    """Say kindly who votes here."""
    return Post(
        text=n_(
            "{n} person has a vote here, fixed when it was opened. You take part without a vote.",
            "{n} people have a vote here, fixed when it was opened. You take part without a vote.",
            refused.electors,
        )
    )


@words_for_refusal(NothingToReserve)
def nothing_to_reserve(_reader: Reader, _refused: NothingToReserve) -> Post:
    """Say what comes first."""
    return Post(
        text=_(
            "An opinion is reserved with a ballot that is not in favour. "
            "Please choose on the ballot first."
        )
    )
