"""How a resolution came about, in the report of its review: asked, answered, voted, issued."""

from markupsafe import Markup
from sqlmodel import Session

from bot.texts.posts import plain
from bot.texts.voice import _
from documents.paper import Block, KeyValue, Paragraph
from rules.numbering import citation_date
from rules.reviews import CommentFigures, ReviewFigures, VoteFigures
from storage.issuing import issued
from storage.resolutions import ResolutionRow


def _fact(name: str, value: str) -> KeyValue:
    return KeyValue(key=plain(name), value=plain(value))


def origin(session: Session, row: ResolutionRow, figures: ReviewFigures) -> list[Block]:
    """Say how it was consulted on, voted on, issued and studied."""
    said: list[Block] = []
    if figures.comments:
        said.append(_fact(_("Consultation"), _commented(figures.comments)))
        said.append(_fact(_("Comments answered"), _answered(figures.comments)))
    if figures.vote:
        said.append(_fact(_("Vote"), _voted(figures.vote)))
    paper = issued(session, row.id)
    if paper:
        issue = _(
            "No. {symbol}, {date}, signed by {name}.",
            symbol=paper.symbol, date=citation_date(paper.issued_on), name=paper.signer_name,
        )  # fmt: skip
        said.append(_fact(_("Issue"), issue))
    if figures.acknowledging:
        studied = _(
            "{done} of {asked} have confirmed it.",
            done=figures.acknowledged, asked=figures.acknowledging,
        )  # fmt: skip
        said.append(_fact(_("Study"), studied))
    return said or [none_of_it()]


def _commented(comments: CommentFigures) -> Markup:
    return _(
        "{spoke} of {asked} members spoke; {comments} comments of members, {citizens} of citizens.",
        spoke=comments.spoke, asked=comments.asked, comments=comments.comments,
        citizens=comments.citizen_comments,
    )  # fmt: skip


def _answered(comments: CommentFigures) -> Markup:
    return _(
        "accepted {accepted}, accepted in part {partly}, kept as drafted {kept}, "
        "out of scope {out_of_scope}, not answered {unanswered}.",
        accepted=comments.accepted, partly=comments.partly, kept=comments.kept,
        out_of_scope=comments.out_of_scope, unanswered=comments.unanswered,
    )  # fmt: skip


def _voted(vote: VoteFigures) -> Markup:
    return _(
        "{date}: of {electors} incumbents {yes} for, {no} against, {other} of another opinion, "
        "{not_voted} did not vote.",
        date=citation_date(vote.closed_on), electors=vote.electors, yes=vote.yes, no=vote.no,
        other=vote.other, not_voted=vote.not_voted,
    )  # fmt: skip


def none_of_it() -> Paragraph:
    """Say that there was nothing of the kind."""
    return Paragraph(text=plain(_("None.")))
