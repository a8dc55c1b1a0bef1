"""The minutes of a vote: who took part, who voted how, what was concluded (S0.10).

Form 1.9 of Decree 30/2020; the Party writes the same in its own layout.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.papers.conclusions import conclusion_blocks
from bot.papers.letterhead import paper_of
from bot.papers.opinions import named, reserved_blocks
from bot.texts.posts import plain
from bot.texts.voice import _, n_, percent, speaking
from bot.texts.vote_lines import choice_name
from documents.paper import (
    Align,
    Block,
    Clause,
    Column,
    Heading,
    KeyValue,
    Paper,
    PaperTable,
    Paragraph,
    Signature,
    Span,
)
from rules.ballots import Choice
from rules.calendar import local_date, local_time
from rules.clauses import Level
from rules.issuing import FILED_AT
from rules.members import Role
from rules.numbering import DocumentType, official_date
from rules.votes import MINUTES_SIGNED_BY, Outcome
from storage.ballots import Voter, voters
from storage.bodies import BodyRow, body
from storage.drafts import DraftRow
from storage.members import MemberRow, roster
from storage.participation import comment_tally
from storage.resolutions import ResolutionRow, resolution
from storage.votes import VoteRow


def minutes_paper(session: Session, vote: VoteRow) -> Paper:
    """Build the minutes of a closed vote: who took part, who voted how, what was concluded."""
    row = resolution(session, vote.resolution_id)
    seat = body(session, row.body_id)
    people = voters(session, vote.id)
    chair = session.get_one(MemberRow, vote.chair_id)
    clerk = _clerk(session, vote, seat)
    clerk_signs, chair_signs = MINUTES_SIGNED_BY[seat.standard]
    assert vote.closed_at is not None
    with speaking(seat.language):
        return replace(
            paper_of(seat, DocumentType.MINUTES, on=local_date(vote.closed_at)),
            abstract=plain(_("of the vote on the {text}", text=named(row))),
            blocks=(
                *_opening(vote, people, chair, clerk),
                *_attendance(vote, people),
                *_content(session, vote, row, chair),
                *_result(vote, people),
                *_opinions(people),
                *_conclusion(vote, row),
            ),
            signatures=(
                Signature(heading=(clerk_signs,), name=clerk.full_name),
                Signature(heading=(chair_signs,), name=chair.full_name),
            ),
            recipients=(FILED_AT[seat.kind],),
        )


def _clerk(session: Session, vote: VoteRow, seat: BodyRow) -> MemberRow:
    """Give who wrote the minutes: the clerk who opened the vote, or the body's first clerk."""
    opener = session.get_one(MemberRow, vote.opened_by_id)
    if opener.role is Role.CLERK:
        return opener
    people = roster(session, seat.id or 0)
    return next((member for member in people if member.role is Role.CLERK), opener)


def _when(at: datetime) -> str:
    local = local_time(at)
    return plain(
        _("{hour}:{minute}, {date}", hour=f"{local:%H}", minute=f"{local:%M}",
          date=official_date(local.date()))
    )  # fmt: skip


def _member(member: MemberRow) -> str:
    return f"{member.full_name}, {member.post}" if member.post else member.full_name


def _fact(name: str, value: str) -> KeyValue:
    return KeyValue(key=plain(name), value=plain(value))


def _section(ordinal: str, title: str) -> Clause:
    return Clause(level=Level.ROMAN, ordinal=ordinal, title=plain(title).upper())


def _opening(vote: VoteRow, people: Sequence[Voter], chair: MemberRow, clerk: MemberRow) -> list[Block]:
    on_paper = sum(1 for voter in people if voter.ballot and voter.ballot.entered_by_id is not None)
    how = _("open vote through the assistant of the body's working group")
    if on_paper:
        how = n_(
            "open vote through the assistant of the body's working group; {n} ballot on paper, "
            "entered by the office",
            "open vote through the assistant of the body's working group; {n} ballots on paper, "
            "entered by the office",
            on_paper,
        )
    return [
        _fact(_("Opened"), _when(vote.opened_at)),
        _fact(_("Form"), how),
        _fact(_("Chair"), _member(chair)),
        _fact(_("Clerk of the vote"), _member(clerk)),
    ]


def _attendance(vote: VoteRow, people: Sequence[Voter]) -> list[Block]:
    absent = [voter.elector.full_name for voter in people if voter.ballot is None]
    return [
        _section("I.", _("Attendance")),
        _fact(
            _("With a vote"),
            _("{n}, fixed by name when the vote was opened", n=vote.electors),
        ),
        _fact(_("Took part"), f"{vote.tally.voted}"),
        _fact(
            _("Did not take part"),
            _("{n} ({names})", n=len(absent), names=", ".join(absent)) if absent else "0",
        ),
    ]


def _content(session: Session, vote: VoteRow, row: ResolutionRow, chair: MemberRow) -> list[Block]:
    draft = session.get_one(DraftRow, vote.draft_id)
    opener = session.get_one(MemberRow, vote.opened_by_id)
    return [
        _section("II.", _("Content")),
        _fact(
            _("Text voted on"), _("{text}, version {n} of the draft", text=named(row), n=draft.version)
        ),
        _fingerprint(vote),
        *_consulted(session, row),
        *conclusion_blocks(session, vote.resolution_id),
        Paragraph(text=plain(_closed_discussion(chair, opener))),
    ]


def _fingerprint(vote: VoteRow) -> Paragraph:
    """Name the exact text; its 64 letters need a line of their own."""
    key = plain(_("Fingerprint of the text (SHA-256)"))
    spans = (Span(text=f"{key}: ", bold=True), Span(text=vote.text_hash))
    return Paragraph(text=spans, align=Align.LEFT)


def _consulted(session: Session, row: ResolutionRow) -> list[Block]:
    """Say how the members were heard before the vote (Charter, Art. 9(5))."""
    tally = comment_tally(session, row.id or 0)
    if not tally.asked:
        return []
    said = _(
        "Before the vote the text was sent to the members for comments: {spoke} of {asked} spoke, "
        "with {comments} comments.",
        spoke=tally.spoke, asked=tally.asked, comments=tally.comments,
    )  # fmt: skip
    return [Paragraph(text=plain(said))]


def _closed_discussion(chair: MemberRow, opener: MemberRow) -> str:
    if chair.id == opener.id:
        return _(
            "Comrade {chair}, presiding, closed the discussion and opened the vote.",
            chair=chair.full_name,
        )
    return _(
        "Comrade {opener}, on behalf of comrade {chair} presiding, stated that the discussion was "
        "closed and opened the vote.",
        opener=opener.full_name, chair=chair.full_name,
    )  # fmt: skip


def _result(vote: VoteRow, people: Sequence[Voter]) -> list[Block]:
    tally = vote.tally
    counts = (
        (_("With a vote (N)"), tally.electors),
        (_("Took part"), tally.voted),
        (choice_name(Choice.YES), tally.yes),
        (choice_name(Choice.NO), tally.no),
        (choice_name(Choice.OTHER), tally.other),
        (_("Did not vote"), tally.not_voted),
    )
    return [
        _section("III.", _("Result")),
        PaperTable(
            columns=(
                Column(title=plain(_("Count")), width=3),
                Column(title=plain(_("Ballots")), align=Align.CENTRED),
                Column(title=plain(_("Share of N")), align=Align.CENTRED),
            ),
            rows=tuple((plain(name), f"{n}", percent(n / tally.electors)) for name, n in counts),
        ),
        Heading(text=plain(_("By name"))),
        PaperTable(
            columns=(
                Column(title=plain(_("Item")), width=0.8, align=Align.CENTRED),
                Column(title=plain(_("Full name")), width=2.6),
                Column(title=plain(_("Post")), width=2.4),
                Column(title=plain(_("Ballot")), width=1.8),
                Column(title=plain(_("Cast at")), width=2.1, align=Align.CENTRED),
            ),
            rows=tuple(_by_name(voter) for voter in people),
        ),
    ]


def _by_name(voter: Voter) -> tuple[str, ...]:
    who = (f"{voter.elector.position}", voter.elector.full_name, voter.elector.post)
    if voter.ballot is None:
        return (*who, plain(_("Did not vote")), "")
    said = choice_name(voter.ballot.choice)
    if voter.ballot.entered_by_id is not None:
        said = _("{choice} (on paper)", choice=said)
    return (*who, plain(said), f"{local_time(voter.ballot.cast_at):%H:%M %d/%m/%Y}")


def _opinions(people: Sequence[Voter]) -> list[Block]:
    return [
        _section("IV.", _("Reserved opinions")),
        *(reserved_blocks(people) or [Paragraph(text=plain(_("None.")))]),
    ]


def _conclusion(vote: VoteRow, row: ResolutionRow) -> list[Block]:
    assert vote.closed_at is not None
    pack = vote.pack
    rule = _(
        "By the rules ({basis}) the text is adopted when at least {yes} of {electors} are in favour and "
        "at least {quorum} take part.",
        basis=pack.basis, yes=pack.majority.least_yes(vote.electors), electors=vote.electors,
        quorum=pack.quorum.least_yes(vote.electors),
    )  # fmt: skip
    return [
        _section("V.", _("Conclusion")),
        Paragraph(text=plain(rule)),
        Paragraph(text=plain(_concluded(vote, row))),
        Paragraph(text=plain(_("The vote was closed at {when}.", when=_when(vote.closed_at)))),
    ]


def _concluded(vote: VoteRow, row: ResolutionRow) -> str:
    given = {"text": named(row), "yes": vote.yes, "electors": vote.electors}
    if vote.outcome is Outcome.PASSED:
        share = percent(vote.yes / vote.electors)
        return _(
            "The {text} is adopted with {yes} of {electors} in favour, {share} of all with a vote.",
            share=share, **given,
        )  # fmt: skip
    if vote.outcome is Outcome.TEXT_CHANGED:
        return _("The vote on the {text} is not valid: the stored text does not match.", **given)
    if vote.outcome is Outcome.NO_QUORUM:
        return _(
            "The {text} is not adopted: only {voted} of {electors} took part.",
            voted=vote.tally.voted, **given,
        )  # fmt: skip
    return _("The {text} is not adopted: {yes} of {electors} in favour.", **given)
