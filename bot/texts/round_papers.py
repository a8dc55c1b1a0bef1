"""Words for the papers of a round: to those who run it, and to those who are asked with them."""

from collections.abc import Sequence

from bot.texts.posts import Button, KeptFile, Post, clip, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.rounds import circle_name
from bot.texts.screens import link_to
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, Vanished, words_for, words_for_refusal
from handlers import round_papers as act
from rules.consultation import ConsultationStatus
from rules.round_papers import (
    PapersOfDraft,
    PaperTooLarge,
    RoundIsOver,
    RoundPaper,
    RoundPaperAdded,
    RoundPapers,
    TooManyPapers,
)
from rules.rounds import RoundPage
from storage.consultation import latest_consultation
from storage.resolutions import ResolutionRow, resolution
from storage.round_papers import RoundPaperRow, paper_for, papers_of_rounds, papers_seen
from storage.rounds import RoundRow, round_for


def to_papers(reader: Reader, row: ResolutionRow) -> list[Button]:
    """Lead somebody who is asked to the papers that go with the draft, where there are any."""
    consultation = latest_consultation(reader.session, row.id or 0)
    if consultation is None:
        return []
    count = len(papers_seen(reader.session, reader.user_id, row, consultation.id or 0))
    label = n_("{n} paper with it", "{n} papers with it", count)
    return [press(label, act.open_list, resolution_id=row.id)] if count else []


def to_round_papers(reader: Reader, each: RoundRow) -> Button:
    """Lead those who run a round to its papers."""
    count = len(papers_of_rounds(reader.session, [each.id or 0]))
    label = n_("Papers ({n})", "Papers ({n})", count) if count else _("Papers of the round …")
    return link_to(label, RoundPapers(round_id=each.id or 0))


@words_for(RoundPapers)
def round_papers(reader: Reader, notice: RoundPapers) -> Post:
    """Show the papers of a round, and what can be done with them."""
    each, row, _member = round_for(reader.session, reader.user_id, notice.round_id)
    papers = papers_of_rounds(reader.session, [notice.round_id])
    return Post(
        text=lines(
            _("<b>Papers for “{circle}”</b>", circle=circle_name(each.circle, each.field)),
            title(row, 150),
            *_listed(papers),
            _("They go with the draft to those who are asked in this round, and to nobody else."),
        ),
        buttons=[
            *(_for_keeper(each, number, paper) for number, paper in enumerate(papers, start=1)),
            [] if each.closed_at else [press(_("Add a paper"), act.ask_paper, round_id=each.id)],
            [_back(each)],
        ],
    )


def _listed(papers: Sequence[RoundPaperRow]) -> list[str]:
    return [
        _("{n}. {title}", n=number, title=paper.title) for number, paper in enumerate(papers, start=1)
    ]


def _for_keeper(each: RoundRow, number: int, paper: RoundPaperRow) -> list[Button]:
    see = press(_("See {n}", n=number), act.open_paper, paper_id=paper.id)
    drop = press(_("Take {n} out", n=number), act.drop_paper, paper_id=paper.id)
    return [see] if each.opened_at else [see, drop]


def _back(each: RoundRow) -> Button:
    if each.consultation_id is None:
        return link_to(_("‹ The round"), RoundPage(round_id=each.id or 0))
    status = ConsultationStatus(resolution_id=each.resolution_id)
    return link_to(_("‹ How the consultation stands"), status)


@words_for(PapersOfDraft)
def papers_of_draft(reader: Reader, notice: PapersOfDraft) -> Post:
    """List the papers that whoever reads may open."""
    row = resolution(reader.session, notice.resolution_id)
    consultation = latest_consultation(reader.session, notice.resolution_id)
    if consultation is None:
        raise Vanished
    papers = papers_seen(reader.session, reader.user_id, row, consultation.id or 0)
    if not papers:
        raise Vanished
    return Post(
        text=lines(_("<b>Papers with the draft: {title}</b>", title=title(row, 150)), *_listed(papers)),
        buttons=[
            [press(_("Open {n}", n=number), act.open_paper, paper_id=paper.id)]
            for number, paper in enumerate(papers, start=1)
        ],
    )


@words_for(RoundPaper)
def round_paper(reader: Reader, notice: RoundPaper) -> Post:
    """Give a paper to somebody who may see it."""
    paper = paper_for(reader.session, reader.user_id, notice.paper_id)
    return Post(text=clip(paper.title, 200), document=KeptFile(paper.file_id))


@words_for(RoundPaperAdded)
def round_paper_added(reader: Reader, notice: RoundPaperAdded) -> Post:
    """Give a paper that has come since to somebody who is asked already."""
    paper = paper_for(reader.session, reader.user_id, notice.paper_id)
    each = reader.session.get_one(RoundRow, paper.round_id)
    row = resolution(reader.session, each.resolution_id)
    return Post(
        text=lines(
            _("<b>Another paper with the draft: {title}</b>", title=title(row, 200)), paper.title
        ),
        document=KeptFile(paper.file_id),
    )


@asks_for(act.take_paper)
def ask_paper(reader: Reader, round_id: int) -> Post:
    """Ask for the file."""
    round_for(reader.session, reader.user_id, round_id)
    return Post(
        text=_(
            "Please send the file (at most 20 MB), and write its title below it: “Tờ trình”, “Bảng so "
            "sánh” … Without one its name is taken."
        )
    )


@words_for_refusal(PaperTooLarge)
def paper_too_large(_reader: Reader, _refused: PaperTooLarge) -> Post:
    """Say how large it may be."""
    return Post(text=_("The file is larger than 20 MB, so it was not taken. Please send a smaller one."))


@words_for_refusal(TooManyPapers)
def too_many_papers(_reader: Reader, refused: TooManyPapers) -> Post:
    """Say how many there can be."""
    return Post(
        text=_(
            "There can be at most {limit} papers here. Please put several into one file.",
            limit=refused.limit,
        )
    )


@words_for_refusal(RoundIsOver)
def round_is_over(_reader: Reader, _refused: RoundIsOver) -> Post:
    """Say when papers can be changed."""
    return Post(
        text=_(
            "Papers can be added until a round has ended, and taken out before it begins. Nothing "
            "changed."
        )
    )
