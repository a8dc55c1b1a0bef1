"""Words about studying issued papers: on the desk, receipts, who is still missing."""

from collections.abc import Sequence

from bot.texts.desk import home_button
from bot.texts.issuing import symbol_line
from bot.texts.nudges import Said, says_line
from bot.texts.posts import Button, Post, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.steps import Owed, owes, steps_at
from bot.texts.voice import _, day, left, lines, moment, n_
from bot.texts.wording import Reader, words_for
from handlers import acknowledgements as act
from rules.acknowledgements import StudyConfirmed, StudyList, StudyPage
from rules.issuing import IssuedPaper
from rules.members import Ability, may
from rules.nudges import ItemKind, Line
from rules.resolutions import ResolutionPage, Stage
from storage.acknowledgements import (
    acknowledged,
    acknowledgement,
    acknowledgements,
    study_until,
    to_study,
)
from storage.issuing import IssuedRow, issued, issued_for, issued_for_member
from storage.members import MemberRow, Reachable, reach
from storage.resolutions import ResolutionRow, resolution

ON_A_PAGE = 10


@owes
def _papers_to_study(reader: Reader, people: Sequence[MemberRow]) -> list[Owed]:
    """Put the papers that somebody has not confirmed on their desk."""
    return [
        Owed(
            due_on=study_until(reader.session, paper),
            text=_study(reader, paper),
            button=_to_study(paper),
        )
        for _awaited, paper in to_study(reader.session, [member.id for member in people])
    ]


def _study(reader: Reader, paper: IssuedRow) -> str:
    about = title(resolution(reader.session, paper.resolution_id), 120)
    return _("Study: {title}, {symbol}", title=about, symbol=symbol_line(paper))


def _to_study(paper: IssuedRow) -> Button:
    return link_to(_("Study {symbol}", symbol=paper.symbol), StudyPage(issued_id=paper.id or 0))


@says_line(ItemKind.ACKNOWLEDGEMENT)
def study_nudge(reader: Reader, line: Line) -> Said | None:
    """Remind of a paper, as long as the member has not confirmed it."""
    awaited = [paper for _awaited, paper in to_study(reader.session, [line.member_id])]
    paper = next((each for each in awaited if each.id == line.subject_id), None)
    if paper is None:
        return None
    due_on = study_until(reader.session, paper)
    return Said(text=_study(reader, paper), button=_to_study(paper), due_on=due_on)


@steps_at(Stage.ISSUED)
def _list_step(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Offer the list of those who are missing to those who may urge them."""
    paper = issued(reader.session, row.id)
    if paper is None or not may(member.role, Ability.ISSUE):
        return []
    done, asked = acknowledged(reader.session, paper.id)
    label = _("Who has studied it ({done}/{asked})", done=done, asked=asked)
    return [[link_to(label, StudyList(issued_id=paper.id or 0))]]


@words_for(StudyPage)
def study_page(reader: Reader, notice: StudyPage) -> Post:
    """Show a paper on somebody's desk."""
    paper, row, member = issued_for_member(reader.session, reader.user_id, notice.issued_id)
    mine = acknowledgement(reader.session, paper.id, member.id)
    due_on = study_until(reader.session, paper)
    see = link_to(_("The issued paper"), IssuedPaper(issued_id=notice.issued_id))
    if mine is not None and mine.acknowledged_at is not None:
        state = _("You have confirmed having studied it at {when}.", when=moment(mine.acknowledged_at))
        confirm = []
    else:
        state = _(
            "To be studied by {date} ({left})", date=day(due_on), left=left(due_on, today=reader.today)
        )
        confirm = [press(_("I have studied it"), act.acknowledge_here, issued_id=paper.id)]
    return Post(
        text=lines(_("<b>{title}</b>", title=title(row, 400)), state, symbol_line(paper)),
        buttons=[confirm, [see], [home_button()]],
    )


@words_for(StudyConfirmed)
def study_confirmed(reader: Reader, notice: StudyConfirmed) -> Post:
    """Confirm, with the time of the first confirmation."""
    paper = reader.session.get_one(IssuedRow, notice.issued_id)
    mine = acknowledgement(reader.session, notice.issued_id, notice.member_id)
    assert mine is not None
    assert mine.acknowledged_at is not None
    return Post(
        text=_(
            "Recorded: you have studied {symbol} ({when}).",
            symbol=paper.symbol, when=moment(mine.acknowledged_at),
        )
    )  # fmt: skip


@words_for(StudyList)
def study_list(reader: Reader, notice: StudyList) -> Post:
    """Name who is missing, each with a button for a signature on paper."""
    paper, row, _member = issued_for(reader.session, reader.user_id, notice.issued_id)
    everybody = acknowledgements(reader.session, paper.id)
    waiting = [member for asked, member in everybody if asked.acknowledged_at is None]
    first = notice.page * ON_A_PAGE
    shown = reach(reader.session, waiting[first : first + ON_A_PAGE])
    names = [[_signed_on_paper(notice, person)] for person in shown]
    turning = pages(
        notice.page, len(waiting), ON_A_PAGE,
        lambda label, page: link_to(label, StudyList(issued_id=notice.issued_id, page=page)),
    )  # fmt: skip
    return Post(
        text=lines(
            _("<b>Who has studied it: {title}</b>", title=title(row, 300)),
            _("Until {date}", date=day(study_until(reader.session, paper))),
            _(
                "Studied: {done}/{asked}",
                done=len(everybody) - len(waiting),
                asked=len(everybody),
            ),
            n_("{n} is missing. Press a name to enter a signature on paper.",
               "{n} are missing. Press a name to enter a signature on paper.", len(waiting))
            if waiting
            else _("Everybody has studied it."),
        ),
        buttons=[*names, turning, [link_to(_("‹ Resolution"), _page_of(row))]],
    )  # fmt: skip


def _signed_on_paper(notice: StudyList, person: Reachable) -> Button:
    name = person.member.full_name
    label = _("{name} · out of reach", name=name) if person.chat_id is None else name
    return press(
        label, act.enter_acknowledgement, issued_id=notice.issued_id, member_id=person.member.id,
        page=notice.page,
    )  # fmt: skip


def _page_of(row: ResolutionRow) -> ResolutionPage:
    return ResolutionPage(resolution_id=row.id or 0)
