"""What drafters are told: that the drafting was given to them, or that they lead it."""

from bot.texts.initiatives import initiative_line
from bot.texts.nudges import due_phrase
from bot.texts.posts import Post, clip, press
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.voice import _, lines
from bot.texts.wording import Reader, Vanished, words_for
from handlers import initiatives as act
from rules.initiatives import (
    DraftingCommissioned,
    InitiativeField,
    InitiativePage,
    InitiativeState,
    LeadDrafterNamed,
)
from rules.resolutions import ResolutionPage
from storage.initiatives import initiative_for
from storage.resolutions import resolution_for_member


@words_for(DraftingCommissioned)
def drafting_commissioned(reader: Reader, notice: DraftingCommissioned) -> Post:
    """Tell the drafter what is to be drafted, on what basis, until when."""
    row, _member = initiative_for(reader.session, reader.user_id, notice.initiative_id)
    if row.state is not InitiativeState.COMMISSIONED:
        raise Vanished
    return Post(
        text=lines(
            due_phrase(reader, _("<b>You were given the drafting: {about}</b>",
                                 about=clip(row.about, 200)), row.due_on or reader.today),
            *(
                initiative_line(reader, row, field)
                for field in tuple(InitiativeField)[:3]
            ),
            _("I remind you before the day. The survey and the outline can be attached."),
        ),
        buttons=[
            [press(_("Hand in the draft"), act.ask_draft, initiative_id=row.id)],
            [link_to(_("See the initiative"), InitiativePage(initiative_id=row.id or 0))],
        ],
    )  # fmt: skip


@words_for(LeadDrafterNamed)
def lead_drafter_named(reader: Reader, notice: LeadDrafterNamed) -> Post:
    """Tell somebody that they lead the drafting of a draft that is there."""
    row, member = resolution_for_member(reader.session, reader.user_id, notice.resolution_id)
    if row.drafter_id != member.id:
        raise Vanished
    return Post(
        text=lines(
            _("<b>You lead the drafting: {title}</b>", title=title(row, 250)),
            _("You can hand in new versions, run the consultation and answer the comments."),
        ),
        buttons=[[link_to(_("To the draft"), ResolutionPage(resolution_id=row.id or 0))]],
    )
