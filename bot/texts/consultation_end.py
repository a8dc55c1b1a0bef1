"""Words for ending a consultation early: whom it would not hear, and what keeps its days."""

from collections.abc import Sequence

from bot.texts.posts import Button, Post, press
from bot.texts.resolutions import title
from bot.texts.rounds import circle_name
from bot.texts.screens import link_to
from bot.texts.voice import _, day, left, lines, n_
from bot.texts.wording import Reader, Vanished, words_for, words_for_refusal
from handlers import consultation as act
from rules.consultation import ClosingPreview, ConsultationStatus
from rules.consultation_end import Heard, KeepsItsDays, keeps_longest, silent_in
from rules.members import Ability
from rules.rounds import IN_PUBLIC
from storage.consultation import latest_consultation, until_on
from storage.consultation_end import heard_so_far
from storage.participation import tally_of
from storage.resolutions import ResolutionRow, resolution_for


@words_for(ClosingPreview)
def closing_preview(reader: Reader, notice: ClosingPreview) -> Post:
    """Say what ending early means in figures, before a person decides; or why it cannot end yet."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    consultation = latest_consultation(reader.session, notice.resolution_id)
    if consultation is None or consultation.closed_at is not None:
        raise Vanished
    heard = heard_so_far(reader.session, consultation, row)
    citizens = tally_of(reader.session, [consultation.id or 0]).citizen_comments
    said = n_("{n} comment of citizens so far", "{n} comments of citizens so far", citizens)
    kept = keeps_longest(heard, reader.today)
    return Post(
        text=lines(
            _("<b>Close the consultation now?</b>"),
            title(row, 200),
            _(
                "It would run until {date} ({left}).",
                date=day(until_on(row)), left=left(until_on(row), today=reader.today),
            ),
            *map(_heard_line, heard),
            said if any(each.circle in IN_PUBLIC for each in heard) else None,
            _kept(kept)
            if kept
            else _("No more comments can come after that; the groups are told."),
        ),
        buttons=[
            [] if kept else [_end(row, heard)],
            [link_to(_("‹ Let it run"), ConsultationStatus(resolution_id=row.id or 0))],
        ],
    )  # fmt: skip


def _heard_line(each: Heard) -> str:
    """Say of one circle how many were asked, and how many of them have said nothing."""
    circle, last = circle_name(each.circle, each.field), day(each.until_on)
    if not each.has_begun:
        return _("• {circle}: not asked yet, was to be until {last}", circle=circle, last=last)
    if each.circle in IN_PUBLIC:
        return _("• {circle}: until {last}", circle=circle, last=last)
    return _(
        "• {circle}: {asked} asked, {silent} silent, until {last}",
        circle=circle, asked=each.asked, silent=each.silent, last=last,
    )  # fmt: skip


def _end(row: ResolutionRow, heard: Sequence[Heard]) -> Button:
    silent = silent_in(heard)
    label = n_("Close it now, {n} silent", "Close it now, {n} silent", silent)
    return press(label if silent else _("Close it now"), act.close_early, resolution_id=row.id)


def _kept(kept: Heard) -> str:
    assert kept.least_until_on is not None
    return _(
        "<b>It cannot end yet:</b> “{circle}” keeps its days until the end of {date} ({basis}).",
        circle=circle_name(kept.circle, kept.field), date=day(kept.least_until_on), basis=kept.basis,
    )  # fmt: skip


@words_for_refusal(KeepsItsDays)
def keeps_its_days(_reader: Reader, refused: KeepsItsDays) -> Post:
    """Say who keeps the consultation open, and until when."""
    return Post(
        text=_(
            "The consultation goes on: “{circle}” keeps its days until the end of {date} ({basis}).",
            circle=circle_name(refused.circle), date=day(refused.until_on), basis=refused.basis,
        )
    )  # fmt: skip
