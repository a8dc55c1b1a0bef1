"""Words about ballots on paper, which the clerk enters."""

from bot.texts.ballots import opinion_line
from bot.texts.posts import Post, clip, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.voice import _, lines
from bot.texts.vote_lines import choice_name, end_line
from bot.texts.wording import Reader, words_for, words_for_refusal
from handlers import ballots as act
from rules.ballots import (
    Choice,
    PaperBallot,
    PaperBallots,
    VotedInPerson,
)
from rules.votes import VotePage
from storage.ballots import Voter, ballot, elector, voters
from storage.votes import vote_for

ON_A_PAGE = 10


@words_for(PaperBallots)
def paper_ballots(reader: Reader, notice: PaperBallots) -> Post:
    """List the electors, those without a ballot first."""
    found, row, _member = vote_for(reader.session, reader.user_id, notice.vote_id)
    people = [voter for voter in voters(reader.session, found.id) if not _in_person(voter)]
    people.sort(key=lambda voter: voter.ballot is not None)
    first = notice.page * ON_A_PAGE
    names = [
        [
            link_to(
                _elector_label(voter),
                PaperBallot(vote_id=notice.vote_id, member_id=voter.elector.member_id),
            )
        ]
        for voter in people[first : first + ON_A_PAGE]
    ]
    turning = pages(
        notice.page, len(people), ON_A_PAGE,
        lambda label, page: link_to(label, PaperBallots(vote_id=notice.vote_id, page=page)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>Paper ballots: {title}</b>", title=title(row, 300)),
            end_line(reader, found),
            _("Whose ballot do you enter?") if people else _("Everybody has voted in person."),
        ),
        buttons=[*names, turning, [link_to(_("‹ Vote"), VotePage(vote_id=notice.vote_id))]],
    )


def _in_person(voter: Voter) -> bool:
    return voter.ballot is not None and voter.ballot.entered_by_id is None


def _elector_label(voter: Voter) -> str:
    if voter.ballot is None:
        return voter.elector.full_name
    return _("{name} · {choice}", name=voter.elector.full_name, choice=choice_name(voter.ballot.choice))


@words_for(PaperBallot)
def paper_ballot(reader: Reader, notice: PaperBallot) -> Post:
    """Offer the choices for one elector's paper ballot."""
    found, row, _member = vote_for(reader.session, reader.user_id, notice.vote_id)
    place = elector(reader.session, found, notice.member_id)
    given = ballot(reader.session, place.id)
    whose = {"vote_id": found.id, "member_id": notice.member_id}
    choices = [[press(choice_name(c), act.enter_ballot, choice=c, **whose)] for c in Choice]
    differs = given is not None and given.choice is not Choice.YES
    return Post(
        text=lines(
            _("<b>Paper ballot of comrade {name}</b>", name=place.full_name),
            clip(title(row), 160),
            _("Entered: {choice}", choice=choice_name(given.choice)) if given else None,
            opinion_line(given),
        ),
        buttons=[
            *choices,
            [press(_("Enter a reserved opinion"), act.ask_paper_opinion, **whose)] if differs else [],
            [link_to(_("‹ Paper ballots"), PaperBallots(vote_id=notice.vote_id))],
        ],
    )


@asks_for(act.enter_opinion)
def ask_paper_opinion(_reader: Reader, vote_id: int, member_id: int) -> Post:  # noqa: ARG001
    """Ask for the words on the paper."""
    return Post(text=_("<b>Please write the reserved opinion as it stands on the paper ballot.</b>"))


@words_for_refusal(VotedInPerson)
def voted_in_person(_reader: Reader, refused: VotedInPerson) -> Post:
    """Say whose word counts."""
    return Post(
        text=_("Comrade {name} has voted in person: that ballot counts.", name=refused.full_name)
    )
