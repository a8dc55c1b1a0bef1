"""Words for overlaps of a draft with resolutions in force. They advise; nothing is changed (S1.10)."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.nudges import full_name
from bot.texts.posts import Button, Post, clip, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to, pages
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import overlaps as act
from rules.overlaps import OverlapChoice, OverlapPage, OverlapSearch
from rules.resolutions import FACTS_MAY_CHANGE, ResolutionPage
from storage.concretisation import prepares
from storage.drafts import DraftRow, current_draft
from storage.overlaps import (
    Overlapping,
    OverlapSearchRow,
    is_running,
    overlaps_of,
    search_of,
    texts_in_force,
)
from storage.resolutions import ResolutionRow, resolution_for_member

LONGEST_CLAUSE = 1200


def choice_name(choice: OverlapChoice) -> str:
    """Name what a person wants to be done about an overlap."""
    names = {
        OverlapChoice.KEEP: _("Keep both"),
        OverlapChoice.REFER: _("Refer to it"),
        OverlapChoice.DROP: _("Drop ours"),
    }
    return names[choice]


def overlap_buttons(reader: Reader, row: ResolutionRow, found: Sequence[Overlapping]) -> list[Button]:
    """Lead to the overlaps, where there are any, and say how many nobody has looked at.

    Where not all that is in force has been compared, offer to compare it.
    """
    buttons = []
    if found:
        left = sum(each.note is None for each in found)
        label = (
            n_("{n} overlap to look at", "{n} overlaps to look at", left)
            if left
            else n_("{n} overlap, noted", "{n} overlaps, all noted", len(found))
        )
        buttons.append(link_to(label, OverlapPage(resolution_id=row.id or 0)))
    if compared_line(reader, row) is not None:
        buttons.append(press(_("Compare with what is in force"), act.compare, resolution_id=row.id))
    return buttons


def compared_line(reader: Reader, row: ResolutionRow) -> Markup | None:
    """Say where the newest version has not been compared with all that is in force now."""
    there = texts_in_force(reader.session, row)
    if not there.texts:
        return None
    search = search_of(reader.session, current_draft(reader.session, row.id or 0).id or 0)
    if search is None:
        return n_(
            "It has not been compared yet with the {n} text that is in force.",
            "It has not been compared yet with the {n} texts that are in force.",
            there.texts,
        )
    if is_running(search, now=reader.now) or search.compared < search.texts:
        return _(
            "Compared so far with {compared} of {texts} texts in force.",
            compared=search.compared, texts=search.texts,
        )  # fmt: skip
    if (search.texts, search.id_sum) != (there.texts, there.id_sum):
        return _("Since it was compared other texts have come into force.")
    return None


def overlap_line(found: Sequence[Overlapping]) -> Markup | None:
    """Say how many clauses of a draft resolutions in force say already."""
    if not found:
        return None
    return n_(
        "{n} clause is nearly the same in a resolution in force, not looked at yet: {left}.",
        "{n} clauses are nearly the same in resolutions in force, not looked at yet: {left}.",
        len(found), left=sum(each.note is None for each in found),
    )  # fmt: skip


@words_for(OverlapSearch)
def overlap_search(reader: Reader, notice: OverlapSearch) -> Post:
    """Count on while a draft is compared, and lead to what was found."""
    draft = reader.session.get_one(DraftRow, notice.draft_id)
    row, _member = resolution_for_member(reader.session, reader.user_id, draft.resolution_id)
    found = overlaps_of(reader.session, row)
    search = search_of(reader.session, notice.draft_id)
    is_over = search is None or search.ended_at is not None
    return Post(
        text=lines(
            _("<b>Compared with what is in force: {title}</b>", title=title(row, 150)),
            *_so_far(search),
            overlap_line(found) or (_no_overlap() if is_over else None),
        ),
        buttons=[
            overlap_buttons(reader, row, found) if is_over else [],
            [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))],
        ],
    )


def _so_far(search: OverlapSearchRow | None) -> list[Markup]:
    if search is None:
        return [_("No resolution of the body is in force yet.")]
    told = [
        _("Version compared with {compared} of {texts} resolutions and plans in force.",
          compared=search.compared, texts=search.texts)
    ]  # fmt: skip
    if search.ended_at is None:
        return [*told, _("I am still comparing; this message counts on by itself.")]
    if search.compared < search.texts:
        told.append(_("The rest could not be compared. You can start again."))
    return told


def _no_overlap() -> Markup:
    return _("No clause of the draft is nearly the same in a resolution in force.")


@words_for(OverlapPage)
def overlap_page(reader: Reader, notice: OverlapPage) -> Post:
    """Show one overlap, both texts one below the other."""
    row, member = resolution_for_member(reader.session, reader.user_id, notice.resolution_id)
    found = overlaps_of(reader.session, row)
    back = [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=row.id or 0))]
    if not found:
        said = compared_line(reader, row) or _no_overlap()
        return Post(text=lines(_("<b>{title}</b>", title=title(row, 200)), said), buttons=[back])
    place = min(notice.page, len(found) - 1)
    each = found[place]
    says = prepares(row, member) and row.stage in FACTS_MAY_CHANGE
    return Post(
        text=lines(
            _("<b>Overlap {n} of {all}: {title}</b>",
              n=place + 1, all=len(found), title=title(row, 150)),
            *_both(each),
            _noted(reader, each),
            _("Whatever is noted, the text stays as it is until a new version comes."),
        ),
        buttons=[
            *(_choices(each, min(place + 1, len(found) - 1)) if says else []),
            pages(place, len(found), 1, lambda label, page: _turn(label, notice, page)),
            back,
        ],
    )  # fmt: skip


def _both(each: Overlapping) -> list[Markup]:
    return [
        _("The draft, {path}:", path=each.ours.path),
        _("<blockquote expandable>{text}</blockquote>", text=clip(each.ours.text, LONGEST_CLAUSE)),
        _("{likeness}% the same in {path} of {title}:",
          likeness=each.likeness, path=each.other.path, title=title(each.resolution, 150)),
        _("<blockquote expandable>{text}</blockquote>", text=clip(each.other.text, LONGEST_CLAUSE)),
        *([n_("{n} more text in force says nearly the same.",
              "{n} more texts in force say nearly the same.", each.besides)] if each.besides else []),
    ]  # fmt: skip


def _noted(reader: Reader, each: Overlapping) -> Markup | None:
    if each.note is None:
        return None
    name = full_name(reader, each.note.decided_by_id)
    return _("Noted: {choice} – {name}.", choice=choice_name(each.note.choice), name=name)


def _choices(each: Overlapping, following: int) -> list[list[Button]]:
    return [
        [
            press(
                choice_name(choice), act.note, clause_id=each.ours.id, other_clause_id=each.other.id,
                choice=choice, following=following,
            )
            for choice in OverlapChoice
        ]
    ]  # fmt: skip


def _turn(label: str, notice: OverlapPage, page: int) -> Button:
    return link_to(label, OverlapPage(resolution_id=notice.resolution_id, page=page))
