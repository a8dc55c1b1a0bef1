"""Words about small damage in letters: each place before and after, for a person to take or leave."""

from bot.texts.posts import Button, Post, press
from bot.texts.screens import link_to
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import repairs as act
from rules.clauses import Node
from rules.drafts import DraftProblems
from rules.members import Ability
from rules.repairs import Repair, Repaired, RepairKind, RepairOffer, propose_repairs
from rules.resolutions import TEXT_MAY_CHANGE
from rules.versions import VersionChanges
from storage.drafts import DraftRow, outline_of
from storage.members import NotPermitted
from storage.resolutions import resolution_for


def repair_buttons(reader: Reader, draft: DraftRow) -> list[list[Button]]:
    """Lead to the proposed repairs, whoever may make a new version of a text that may change."""
    try:
        row, _member = resolution_for(
            reader.session, reader.user_id, draft.resolution_id, Ability.SUBMIT_DRAFT
        )
    except NotPermitted:
        return []
    count = len(propose_repairs(outline_of(reader.session, draft.id or 0).nodes))
    if not count or row.stage not in TEXT_MAY_CHANGE:
        return []
    label = n_("Put {n} place right …", "Put {n} places right …", count)
    return [[link_to(label, RepairOffer(draft_id=draft.id or 0))]]


@words_for(RepairOffer)
def repair_offer(reader: Reader, notice: RepairOffer) -> Post:
    """Show one place as it is and as it would be; at the end, say what a new version would change."""
    draft = reader.session.get_one(DraftRow, notice.draft_id)
    resolution_for(reader.session, reader.user_id, draft.resolution_id, Ability.SUBMIT_DRAFT)
    nodes = outline_of(reader.session, notice.draft_id).nodes
    offered = propose_repairs(nodes)
    if notice.at >= len(offered):
        return _end(draft, notice, len(offered))
    repair = offered[notice.at]
    before, after = repair.shown(nodes[repair.part].text)
    return Post(
        text=lines(
            _("<b>Place {n} of {of}: {what}</b>",
              n=notice.at + 1, of=len(offered), what=kind_name(repair.kind)),
            _where(nodes, repair),
            _("Now: <s>{text}</s>", text=before),
            _("Then: <u>{text}</u>", text=after),
        ),
        buttons=_choices(notice, len(offered)),
    )  # fmt: skip


def kind_name(kind: RepairKind) -> str:
    """Name what was damaged."""
    names = {
        RepairKind.BROKEN_SPACES: _("a blank within a word"),
        RepairKind.LOST_SPACES: _("a blank missing between words"),
        RepairKind.LOST_DASH: _("a dash missing"),
    }
    return names[kind]


def _where(nodes: tuple[Node, ...], repair: Repair) -> str:
    return _("Clause {path}", path=nodes[repair.part].path)


def _choices(notice: RepairOffer, count: int) -> list[list[Button]]:
    given = {"draft_id": notice.draft_id, "at": notice.at + 1}
    every = sorted({*notice.taken, *range(notice.at, count)})
    return [
        [
            press(_("Put right"), act.offer, **given, taken=[*notice.taken, notice.at]),
            press(_("Leave"), act.offer, **given, taken=list(notice.taken)),
        ],
        [
            press(
                n_("Put all {n} right", "Put all {n} right", count - notice.at), act.offer,
                draft_id=notice.draft_id, at=count, taken=every,
            )
        ]
        if count - notice.at > 1
        else [],
        [_back(notice.draft_id)],
    ]  # fmt: skip


def _end(draft: DraftRow, notice: RepairOffer, count: int) -> Post:
    if not notice.taken:
        return Post(text=_("Nothing is changed."), buttons=[[_back(notice.draft_id)]])
    make = press(
        _("Make version {n}", n=draft.version + 1), act.apply_repairs,
        draft_id=notice.draft_id, taken=list(notice.taken),
    )  # fmt: skip
    return Post(
        text=lines(
            n_("{n} of {of} place is put right in a new version; version {version} stays as it is.",
               "{n} of {of} places are put right in a new version; version {version} stays as it is.",
               len(notice.taken), of=count, version=draft.version),
            _("The new version has no file of its own: its Word file is laid out from the clauses."),
        ),
        buttons=[[make], [_back(notice.draft_id)]],
    )  # fmt: skip


@words_for(Repaired)
def repaired(reader: Reader, notice: Repaired) -> Post:
    """Say that the new version is there, and lead to what changed."""
    draft = reader.session.get_one(DraftRow, notice.draft_id)
    changes = link_to(
        _("What is new in version {n}", n=draft.version), VersionChanges(draft_id=notice.draft_id)
    )
    return Post(
        text=n_(
            "Version {version} is there, with {n} place put right.",
            "Version {version} is there, with {n} places put right.",
            notice.repairs, version=draft.version,
        ),
        buttons=[[changes]],
    )  # fmt: skip


def _back(draft_id: int) -> Button:
    return link_to(_("‹ What to look at again"), DraftProblems(draft_id=draft_id))
