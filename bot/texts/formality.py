"""Words for the counts that tell the secretary how a draft was talked about. No word judges."""

from bot.texts.posts import Button, Post
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from rules.formality import FormalitySignals, Signals
from rules.members import Role
from rules.resolutions import ResolutionPage
from storage.calendar import work_calendar
from storage.formality import signals_for
from storage.members import MemberRow
from storage.resolutions import ResolutionRow


def to_signals(row: ResolutionRow, member: MemberRow) -> list[Button]:
    """Lead the secretary, and nobody else, to the counts."""
    if member.role is not Role.SECRETARY:
        return []
    return [link_to(_("How it was talked about"), FormalitySignals(resolution_id=row.id or 0))]


@words_for(FormalitySignals)
def formality_signals(reader: Reader, notice: FormalitySignals) -> Post:
    """Show the counts to the secretary."""
    calendar = work_calendar(reader.session)
    row, found = signals_for(reader.session, reader.user_id, notice.resolution_id, calendar)
    return Post(
        text=lines(
            _("<b>How it was talked about: {title}</b>", title=title(row, 200)),
            *_counted(found),
            _("Only you see this. These are counts and no judgement."),
        ),
        buttons=[[link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))]],
    )


def _counted(found: Signals) -> list[str | None]:
    return [
        n_(
            "• Members had {n} working day with the text",
            "• Members had {n} working days with the text",
            found.working_days,
        ),
        n_(
            "• {n} paper came after its round had been opened",
            "• {n} papers came after their round had been opened",
            found.late_papers,
        )
        if found.late_papers
        else None,
        _(
            "• Of {asked} members {commented} commented, {agreed} agreed only, {silent} were silent",
            asked=found.asked, commented=found.commented, agreed=found.only_agreed,
            silent=found.silent,
        ),
        _("• Of {n} comments {taken} were taken up", n=found.comments, taken=found.taken_up),
        _(
            "• Of {n} clauses {changed} read otherwise now than when they were commented on",
            n=found.clauses, changed=found.changed,
        ),
        n_(
            "• {n} author is not satisfied with the answer",
            "• {n} authors are not satisfied with the answer",
            found.unsatisfied,
        ),
        None
        if found.percent_from_above is None
        else _("• {n}% of the text stands word for word in the documents from above",
               n=found.percent_from_above),
    ]  # fmt: skip
