"""Words for what somebody wants with a comment, and how much it matters."""

from bot.texts.posts import Button, press
from bot.texts.voice import _
from handlers import stances as act
from rules.comments import CAN_BE_WEIGHED, Stance, Weight
from storage.comments import CommentRow


def stance_name(stance: Stance) -> str:
    """Name what somebody wants."""
    names = {
        Stance.CHANGE: _("proposes a change"),
        Stance.OBJECT: _("objects"),
        Stance.ASK: _("asks"),
    }
    return names[stance]


def weight_name(weight: Weight) -> str:
    """Name how much it matters."""
    names = {Weight.MUST: _("must be changed"), Weight.SHOULD: _("should be changed")}
    return names[weight]


def stance_line(comment: CommentRow) -> str | None:
    """Say what the author wants and how much it matters, as far as it is known."""
    said = [
        *([stance_name(comment.stance)] if comment.stance else []),
        *([weight_name(comment.weight)] if comment.weight else []),
    ]
    return _("({stance})", stance=", ".join(said)) if said else None


def mark_row(comment: CommentRow) -> list[Button]:
    """Let those who answer mark an objection whose author did not call it one, and take it back."""
    if comment.stance is not Stance.OBJECT:
        label = _("Mark as an opposing view")
        return [press(label, act.mark_opposing, comment_id=comment.id, is_opposing=True)]
    if comment.marked_by_id is None:
        return []
    label = _("No opposing view")
    return [press(label, act.mark_opposing, comment_id=comment.id, is_opposing=False)]


def weight_row(comment: CommentRow) -> list[Button]:
    """Let an author say how much a comment matters."""
    if comment.stance not in CAN_BE_WEIGHED:
        return []
    names = {Weight.MUST: _("Must be changed"), Weight.SHOULD: _("Should be changed")}
    return [
        press(
            _("✓ {name}", name=name) if comment.weight is weight else name, act.weigh,
            comment_id=comment.id, weight=weight,
        )
        for weight, name in names.items()
    ]  # fmt: skip
