"""Words about resolutions as a whole: stages, the list, the page with the one next step, the card."""

from collections.abc import Sequence
from dataclasses import replace

from bot.texts.desk import home_button
from bot.texts.posts import Button, Post, clip
from bot.texts.screens import link_to, pages
from bot.texts.steps import card_part, next_steps
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, words_for, words_for_refusal
from rules.numbering import TYPE_NAMES, DocumentType
from rules.resolutions import (
    IS_OPEN,
    Field,
    FieldsMissing,
    ResolutionCard,
    ResolutionList,
    ResolutionPage,
    Stage,
    WrongStage,
    in_a_sentence,
)
from storage.drafts import latest_draft
from storage.resolutions import ResolutionRow, resolution, resolution_for_member, visible_resolutions

ON_A_PAGE = 8
SEEN_ON_A_BUTTON = 36
STEPS_SHOWN = 3
STILL_A_DRAFT = frozenset({Stage.DRAFTING, Stage.CONSULTING, Stage.CONSULTED, Stage.VOTING})


def type_name(document_type: DocumentType | None) -> str:
    """Name a kind of paper: papers are Vietnamese, and so are their names in any language."""
    return TYPE_NAMES[document_type].name if document_type else _("Draft")


def stage_name(stage: Stage) -> str:
    """Name a stage."""
    names = {
        Stage.DRAFTING: _("being drafted"),
        Stage.CONSULTING: _("open for comments"),
        Stage.CONSULTED: _("comments closed"),
        Stage.VOTING: _("being voted on"),
        Stage.ADOPTED: _("adopted"),
        Stage.ISSUED: _("issued, being carried out"),
        Stage.REVIEWED: _("reviewed"),
        Stage.ARCHIVED: _("archived"),
        Stage.WITHDRAWN: _("withdrawn"),
    }
    return names[stage]


def field_name(field: Field) -> str:
    """Name what has to be known of a draft."""
    names = {
        Field.TYPE: _("Kind of paper"),
        Field.ABSTRACT: _("Abstract"),
        Field.BASES: _("Legal bases"),
        Field.DRAFTER: _("Lead drafter"),
        Field.DEADLINE: _("Comments until"),
        Field.AUDIENCE: _("Who is asked"),
        Field.INSPECTION: _("Inspection plan"),
    }
    return names[field]


def title(row: ResolutionRow, limit: int = 160) -> str:
    """Name a resolution in one line: its kind and what it is about."""
    return clip(f"{type_name(row.document_type)} {in_a_sentence(row.abstract)}", limit)


@words_for(ResolutionCard)
def resolution_card(reader: Reader, notice: ResolutionCard) -> Post:
    """Show a resolution to its group, as it stands now."""
    row = resolution(reader.session, notice.resolution_id)
    part = card_part(reader, row)
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row, 300)),
            _("Stage: {stage}", stage=stage_name(row.stage)),
            *part.lines,
        ),
        buttons=part.buttons,
        is_pinned=True,
    )


@words_for(ResolutionList)
def resolution_list(reader: Reader, notice: ResolutionList) -> Post:
    """List what this person may see, the open ones first."""
    rows = visible_resolutions(reader.session, reader.user_id, frozenset(Stage))
    rows.sort(key=lambda row: (row.stage not in IS_OPEN, -(row.id or 0)))
    first = notice.page * ON_A_PAGE
    shown = list(enumerate(rows[first : first + ON_A_PAGE], first + 1))
    turning = pages(
        notice.page, len(rows), ON_A_PAGE, lambda label, page: link_to(label, ResolutionList(page=page))
    )
    return Post(
        text=lines(
            _("<b>Resolutions</b>") if rows else _("There is no resolution yet."),
            *(
                _(
                    "{n}. {title} — <i>{stage}</i>",
                    n=n,
                    title=title(row, 150),
                    stage=stage_name(row.stage),
                )
                for n, row in shown
            ),
        ),
        buttons=[*([_way(n, row)] for n, row in shown), turning, [home_button()]],
    )


def _way(number: int, row: ResolutionRow) -> Button:
    label = _("{n}. {title}", n=number, title=title(row, SEEN_ON_A_BUTTON))
    return link_to(label, ResolutionPage(resolution_id=row.id or 0))


@words_for(ResolutionPage)
def resolution_page(reader: Reader, notice: ResolutionPage) -> Post:
    """Show where a resolution stands, and the one next step."""
    row, member = resolution_for_member(reader.session, reader.user_id, notice.resolution_id)
    draft = latest_draft(reader.session, notice.resolution_id)
    part = card_part(reader, row)
    return Post(
        text=lines(
            _("<b>{title}</b>", title=title(row, 300)),
            _("Stage: {stage}", stage=stage_name(row.stage)),
            _("Version {n} of the draft", n=draft.version)
            if draft and row.stage in STILL_A_DRAFT
            else None,
            *part.lines,
        ),
        buttons=[
            *_folded(notice, next_steps(reader, row, member)),
            [link_to(_("‹ All resolutions"), ResolutionList())],
        ],
    )


def _folded(notice: ResolutionPage, steps: Sequence[Sequence[Button]]) -> Sequence[Sequence[Button]]:
    """Show the next steps, and one button for all the others."""
    if notice.is_unfolded or len(steps) <= STEPS_SHOWN + 1:
        return steps
    return [*steps[:STEPS_SHOWN], [link_to(_("More steps ›"), replace(notice, is_unfolded=True))]]


@words_for_refusal(WrongStage)
def wrong_stage(_reader: Reader, refused: WrongStage) -> Post:
    """Say that the resolution has moved on."""
    return Post(
        text=_(
            "This cannot be done now: the resolution is {stage}. Send /hoso to see where it stands.",
            stage=stage_name(refused.stage),
        )
    )


@words_for_refusal(FieldsMissing)
def fields_missing(_reader: Reader, refused: FieldsMissing) -> Post:
    """Name what has to be known first."""
    return Post(
        text=_(
            "Still missing: {fields}. Please complete this first.",
            fields=", ".join(field_name(field) for field in refused.fields),
        )
    )
