"""A draft that is ready for consultation, and the consultation opened."""

from datetime import date

from sqlmodel import col, select

from rules.numbering import DocumentType
from rules.resolutions import Audience
from storage.members import memberships
from storage.resolutions import ResolutionRow
from storage.work import Group
from tests.stories.papers import draft_docx

UNTIL = date(2026, 11, 30)  # a Monday, a week after the stories begin


async def hands_in(committee, *, drafter=None, audience=Audience.MEMBERS, until=UNTIL, content=None):
    """Let the clerk hand in a draft; what would be asked for next is written down at once."""
    await committee.sends_file(committee.clerk, content or draft_docx())
    with (
        Group(committee.town.bot.engine, now=committee.town.clock.now()) as group,
        group.unit(cause="test") as work,
    ):
        row = work.session.exec(select(ResolutionRow).order_by(col(ResolutionRow.id).desc())).first()
        assert row is not None
        row.document_type = DocumentType.RESOLUTION
        row.drafter_id = memberships(work.session, (drafter or committee.clerk).id)[0].id
        row.comments_until_on, row.audience = until, audience


async def opens(committee, **given):
    """Let the clerk hand in a draft and open its consultation; give the preview."""
    await hands_in(committee, **given)
    await committee.writes(committee.clerk, "/hoso")
    await committee.presses(committee.clerk, "Nghị quyết về nước sạch")
    preview = await committee.presses(committee.clerk, "Mở lấy ý kiến")
    said = preview.text
    await committee.presses(committee.clerk, "Mở lấy ý kiến ngay")
    return said
