"""The opposing views in the minutes, with what the chair concluded on each (S2.31, S2.32)."""

from sqlmodel import Session

from bot.texts.comments import place_of
from bot.texts.posts import plain
from bot.texts.speakers import speaker_name
from bot.texts.voice import _
from documents.paper import Block, Bullet, Paragraph
from rules.conclusions import Treatment
from rules.synthesis import speaker_of
from storage.conclusions import View, views_of
from storage.members import MemberRow


def conclusion_blocks(session: Session, resolution_id: int) -> list[Block]:
    """List the views that the conclusion has dealt with; nothing where nobody objected."""
    views = [view for view in views_of(session, resolution_id) if view.concluded is not None]
    if not views:
        return []
    opening = Paragraph(text=plain(_("Opposing views, and the conclusion on each:")))
    return [opening, *(Bullet(text=_said(session, view)) for view in views)]


def _said(session: Session, view: View) -> str:
    assert view.concluded is not None
    given = {
        "place": place_of(view.clause), "who": _who(session, view),
        "text": view.comment.text or _("see the attached file"), "reason": view.concluded.reason,
    }  # fmt: skip
    if view.concluded.treatment is Treatment.NAMED:
        return plain(_("{place}, {who}: “{text}”; named in the conclusion.", **given))
    return plain(_("{place}, {who}: “{text}”; set aside, because: {reason}", **given))


def _who(session: Session, view: View) -> str:
    """Name a member; of a citizen no more than that it was one."""
    if view.comment.member_id is None:
        return speaker_name(speaker_of(None, view.comment.channel))
    return session.get_one(MemberRow, view.comment.member_id).full_name
