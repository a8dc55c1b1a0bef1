"""Lines that everything about votes shares: choices, counts, what is needed, what has come of it."""

from collections.abc import Iterable

from markupsafe import Markup
from sqlmodel import Session

from bot.texts.posts import clip
from bot.texts.voice import _, day, left, percent
from bot.texts.wording import Reader
from rules.ballots import Choice
from rules.calendar import local_date
from rules.votes import Outcome
from storage.drafts import DraftRow
from storage.votes import VoteRow

CODE_LETTERS = 8
"""How much of a text's hash is shown: enough to tell two versions apart by eye."""

LONGEST_LIST = 1200
"""Letters of a list of names in a message."""


def choice_name(choice: Choice) -> str:
    """Name a choice as it stands on the ballot."""
    names = {
        Choice.YES: _("In favour"),
        Choice.NO: _("Not in favour"),
        Choice.OTHER: _("Another opinion"),
    }
    return names[choice]


def end_line(reader: Reader, vote: VoteRow) -> str:
    """Say until when is voted."""
    last_day = local_date(vote.ends_at)
    return _(
        "Voting until the end of {date} ({left})",
        date=day(last_day), left=left(last_day, today=reader.today),
    )  # fmt: skip


def text_line(session: Session, vote: VoteRow) -> str:
    """Say which text is voted on."""
    version = session.get_one(DraftRow, vote.draft_id).version
    return version_line(version, vote.text_hash)


def version_line(version: int, text_hash: str) -> str:
    """Name a version with the beginning of its fingerprint."""
    return _("Text: version {n} of the draft, code {code}", n=version, code=text_hash[:CODE_LETTERS])


def needed_line(vote: VoteRow) -> str:
    """Say how many votes it takes."""
    return _(
        "Adopted with at least {yes}/{electors} in favour, if at least {quorum} take part",
        yes=vote.pack.majority.least_yes(vote.electors),
        quorum=vote.pack.quorum.least_yes(vote.electors),
        electors=vote.electors,
    )


def outcome_line(vote: VoteRow) -> str:
    """Say what has come of a closed vote."""
    assert vote.outcome is not None
    electors, pack = vote.electors, vote.pack
    said = {
        Outcome.PASSED: _(
            "ADOPTED: {yes}/{electors} in favour ({share})",
            yes=vote.yes, electors=electors, share=percent(vote.yes / electors),
        ),
        Outcome.NOT_ENOUGH: _(
            "NOT ADOPTED: {yes}/{electors} in favour, at least {needed} are needed",
            yes=vote.yes, electors=electors, needed=pack.majority.least_yes(electors),
        ),
        Outcome.NO_QUORUM: _(
            "NOT ADOPTED: only {voted}/{electors} took part, at least {needed} are needed",
            voted=vote.tally.voted, electors=electors, needed=pack.quorum.least_yes(electors),
        ),
        Outcome.CANCELLED: _("CANCELLED, nothing was decided: {reason}", reason=vote.cancelled_because),
        Outcome.TEXT_CHANGED: _(
            "NOT VALID: the stored text is not the one that was frozen. Please tell the operator."
        ),
    }  # fmt: skip
    return said[vote.outcome]


def count_line(vote: VoteRow) -> str:
    """Give the count of a closed vote."""
    return _(
        "In favour {yes} · not in favour {no} · another opinion {other} · did not vote {silent}",
        yes=vote.yes, no=vote.no, other=vote.other, silent=vote.tally.not_voted,
    )  # fmt: skip


def names_folded(names: Iterable[str]) -> Markup:
    """List names in a quote that can be opened."""
    said = clip(", ".join(names), LONGEST_LIST)
    return Markup("<blockquote expandable>{}</blockquote>").format(said)
