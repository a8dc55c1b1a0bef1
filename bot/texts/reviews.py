"""Words about reviews: how it stands, what is still to be said, and what came of it."""

from markupsafe import Markup

from bot.papers.reviews import review_paper
from bot.texts.posts import Button, File, Post, clip, plain, press
from bot.texts.prompts import asks_for
from bot.texts.resolutions import title
from bot.texts.review_figures import figure_lines, proposal_name, review_chart, review_name
from bot.texts.screens import link_to
from bot.texts.steps import Part, card_at, steps_at
from bot.texts.voice import _, day, lines
from bot.texts.wording import Reader, words_for, words_for_refusal
from documents.charts import review_pages
from documents.docx_writer import write_docx
from documents.file_names import safe_file_name
from handlers import reviews as act
from rules.members import Ability, may
from rules.resolutions import ResolutionPage, Stage
from rules.reviews import (
    ChooseProposal,
    Proposal,
    ReviewAnnounced,
    ReviewFigures,
    ReviewIncomplete,
    ReviewKind,
    ReviewPage,
    ReviewPaper,
    ReviewPart,
    ReviewPicture,
    ReviewPreview,
)
from storage.members import MemberRow
from storage.resolutions import (
    ResolutionRow,
    check_stage,
    resolution,
    resolution_for,
    resolution_for_member,
)
from storage.reviews import ReviewRow, figures_of, figures_shown, review_of

REVIEWED = frozenset({Stage.REVIEWED, Stage.ARCHIVED})
UNDER_REVIEW = frozenset({Stage.ISSUED}) | REVIEWED


def part_name(part: ReviewPart) -> Markup:
    """Name what people add to the figures."""
    names = {
        ReviewPart.LESSONS: _("Lessons"),
        ReviewPart.PROPOSAL: _("Proposal"),
        ReviewPart.REASON: _("Why it is proposed"),
    }
    return names[part]


@steps_at(Stage.ISSUED)
def _review_steps(_reader: Reader, row: ResolutionRow, member: MemberRow) -> list[list[Button]]:
    """Offer the interim review to those who look after all, the final one to who may review."""
    steps = []
    if may(member.role, Ability.SEE_ALL_RESOLUTIONS):
        steps.append(_paper_button(row, ReviewKind.INTERIM))
    if may(member.role, Ability.REVIEW):
        steps.append(link_to(_("Final review"), ReviewPage(resolution_id=row.id or 0)))
    return [steps]


@steps_at(*REVIEWED)
def _reviewed_steps(_reader: Reader, row: ResolutionRow, _member: MemberRow) -> list[list[Button]]:
    picture = ReviewPicture(resolution_id=row.id or 0, review=ReviewKind.FINAL)
    return [[_paper_button(row, ReviewKind.FINAL), link_to(_("Picture"), picture)]]


def _paper_button(row: ResolutionRow, review: ReviewKind) -> Button:
    labels = {
        ReviewKind.INTERIM: _("Interim review (Word)"),
        ReviewKind.DRAFT: _("See the report"),
        ReviewKind.FINAL: _("Final review (Word)"),
    }
    return link_to(labels[review], ReviewPaper(resolution_id=row.id or 0, review=review))


@card_at(Stage.REVIEWED)
def _reviewed_card(reader: Reader, row: ResolutionRow) -> Part:
    """Show the group what came of it: numbers, no names."""
    return Part(lines=outcome_lines(reader, row))


@card_at(Stage.WITHDRAWN)
def _withdrawn_card(_reader: Reader, row: ResolutionRow) -> Part:
    """Show the group that the draft was given up, and when."""
    return Part(lines=[_("Withdrawn on {date}", date=day(row.changed_at))])


def outcome_lines(reader: Reader, row: ResolutionRow) -> list[Markup]:
    """Say what came of a reviewed resolution, and what is proposed."""
    review = review_of(reader.session, row.id or 0)
    said = figure_lines(figures_shown(reader.session, row, today=reader.today))
    if review is not None and review.proposal is not None:
        said.append(_("Proposed: {proposal}", proposal=proposal_name(review.proposal)))
    return said


@words_for(ReviewPage)
def review_page(reader: Reader, notice: ReviewPage) -> Post:
    """Show how it stands, what is said, and the next thing to say."""
    row, _member = resolution_for(reader.session, reader.user_id, notice.resolution_id, Ability.REVIEW)
    check_stage(row, {Stage.ISSUED})
    review = review_of(reader.session, notice.resolution_id)
    figures = figures_of(reader.session, row, today=reader.today)
    return Post(
        text=lines(
            _("<b>Final review: {title}</b>", title=title(row)),
            *figure_lines(figures),
            _warning(figures),
            *(_part_line(part, review) for part in ReviewPart),
        ),
        buttons=[*_page_steps(row, review), [_back(row)]],
    )


def _warning(figures: ReviewFigures) -> Markup | None:
    waiting = len(figures.inspections) - figures.inspections_held
    if figures.tasks_open or waiting:
        return _("⚠ Not everything is finished. The review can go on and will say so.")
    return None


def _part_line(part: ReviewPart, review: ReviewRow | None) -> Markup:
    said = {
        ReviewPart.LESSONS: review.lessons if review else "",
        ReviewPart.PROPOSAL: proposal_name(review.proposal) if review and review.proposal else "",
        ReviewPart.REASON: review.reason if review else "",
    }
    if not said[part]:
        return _("✗ {part}: not said yet", part=part_name(part))
    return _("✓ {part}: {text}", part=part_name(part), text=clip(said[part], 160))


def _page_steps(row: ResolutionRow, review: ReviewRow | None) -> list[list[Button]]:
    missing = review.missing if review else tuple(ReviewPart)
    correct = [_ask(row, part, part_name(part)) for part in ReviewPart if part not in missing]
    if missing:
        first = _ask(row, missing[0], _("Next: {field}", field=part_name(missing[0])))
    else:
        first = link_to(_("See and finish"), ReviewPreview(resolution_id=row.id or 0))
    return [[first], correct, [_paper_button(row, ReviewKind.DRAFT)]]


def _ask(row: ResolutionRow, part: ReviewPart, label: str) -> Button:
    return press(label, act.ask_part, resolution_id=row.id, part=part)


def _back(row: ResolutionRow) -> Button:
    return link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))


@words_for(ChooseProposal)
def choose_proposal(_reader: Reader, notice: ChooseProposal) -> Post:
    """Offer what may be proposed."""
    return Post(
        text=_("<b>What is proposed for the resolution?</b>"),
        buttons=[
            [
                press(
                    proposal_name(each), act.set_proposal,
                    resolution_id=notice.resolution_id, proposal=each,
                )
            ]
            for each in Proposal
        ] + [[link_to(_("‹ Review"), ReviewPage(resolution_id=notice.resolution_id))]],
    )  # fmt: skip


@words_for(ReviewPreview)
def review_preview(reader: Reader, notice: ReviewPreview) -> Post:
    """Show exactly what will happen when the review is made final."""
    row, _member = resolution_for(reader.session, reader.user_id, notice.resolution_id, Ability.REVIEW)
    check_stage(row, {Stage.ISSUED})
    review = review_of(reader.session, notice.resolution_id)
    figures = figures_of(reader.session, row, today=reader.today)
    finish = press(_("Finish the review"), act.finish, resolution_id=row.id)
    return Post(
        text=lines(
            _("<b>Finish the review: {title}</b>", title=title(row)),
            _("The figures of {date} are kept as they are:", date=day(figures.on)),
            *figure_lines(figures),
            *(_part_line(part, review) for part in ReviewPart),
            _("Heads and office get the report; the group sees the numbers, without names."),
        ),
        buttons=[
            [finish],
            [_paper_button(row, ReviewKind.DRAFT)],
            [link_to(_("‹ Review"), ReviewPage(resolution_id=notice.resolution_id))],
        ],
    )


@words_for(ReviewPaper)
def review_sent(reader: Reader, notice: ReviewPaper) -> Post:
    """Give a review as a Word file."""
    row = _may_read(reader, notice.resolution_id, notice.review)
    figures = figures_shown(reader.session, row, today=reader.today)
    said = review_of(reader.session, notice.resolution_id)
    paper = review_paper(reader.session, row, notice.review, figures, said)
    name = _("{review} of {date}", review=review_name(notice.review), date=day(figures.on))
    return Post(
        text=lines(
            _("<b>{review}: {title}</b>", review=review_name(notice.review), title=title(row)),
            _("As of {date}", date=day(figures.on)),
            *figure_lines(figures),
            _("Number and signature are still to be added."),
        ),
        document=File(safe_file_name(f"{plain(name)} {title(row, 60)}", "docx"), write_docx(paper)),
        buttons=[[_back(row)]],
    )


@words_for(ReviewPicture)
def review_picture(reader: Reader, notice: ReviewPicture) -> Post:
    """Show targets and tasks as a picture, with the numbers for those who hear and do not see."""
    row = _may_read(reader, notice.resolution_id, notice.review)
    figures = figures_shown(reader.session, row, today=reader.today)
    if not figures.tasks:
        return Post(text=_("No task was given."), buttons=[[_back(row)]])
    pictures = review_pages(review_chart(title(row, 200), notice.review, figures))
    return Post(
        text=lines(
            _("<b>{review}: {title}</b>", review=review_name(notice.review), title=title(row)),
            *figure_lines(figures),
        ),
        picture=File(f"{plain(_('review'))}.png", pictures[0]),
        buttons=[[_back(row)]],
    )


def _may_read(reader: Reader, resolution_id: int, review: ReviewKind) -> ResolutionRow:
    """Give the resolution to who may read its review: a final one is open to every member.

    Raises NotAMember, NotPermitted, WrongStage.
    """
    if review is ReviewKind.FINAL:
        row, _member = resolution_for_member(reader.session, reader.user_id, resolution_id)
        check_stage(row, REVIEWED)
        return row
    ability = Ability.REVIEW if review is ReviewKind.DRAFT else Ability.SEE_ALL_RESOLUTIONS
    row, _member = resolution_for(reader.session, reader.user_id, resolution_id, ability)
    check_stage(row, UNDER_REVIEW)
    return row


@words_for(ReviewAnnounced)
def review_announced(reader: Reader, notice: ReviewAnnounced) -> Post:
    """Tell the group what came of it: numbers, no names."""
    row = resolution(reader.session, notice.resolution_id)
    return Post(
        text=lines(_("<b>Reviewed: {title}</b>", title=title(row, 300)), *outcome_lines(reader, row))
    )


@asks_for(act.set_lessons)
def ask_lessons(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001  a question's arguments
    """Ask for the lessons."""
    return Post(
        text=lines(
            _("<b>Which lessons are drawn?</b>"),
            _("What to do again, what to do otherwise next time. One lesson a line."),
        )
    )


@asks_for(act.set_reason)
def ask_reason(_reader: Reader, resolution_id: int) -> Post:  # noqa: ARG001
    """Ask for the reason."""
    return Post(text=_("<b>Why is it proposed?</b> Name the clause where one is to be changed."))


@words_for_refusal(ReviewIncomplete)
def review_incomplete(_reader: Reader, refused: ReviewIncomplete) -> Post:
    """Name what is missing."""
    return Post(
        text=_("Still missing: {fields}.", fields=", ".join(part_name(p) for p in refused.missing)),
        buttons=[[link_to(_("‹ Review"), ReviewPage(resolution_id=refused.resolution_id))]],
    )
