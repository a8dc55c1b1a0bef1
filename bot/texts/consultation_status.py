"""Words for those who run a consultation: how it stands, and closing it early."""

from bot.texts.comments import deadline_line, spoken_line
from bot.texts.consultation import citizens_line, names
from bot.texts.moderation import to_moderation
from bot.texts.opposing_views import to_opposing
from bot.texts.posts import Button, Post, press
from bot.texts.resolutions import title
from bot.texts.running_rounds import status_lines
from bot.texts.screens import link_to
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for
from handlers import affected, paper_comments
from handlers import consultation as act
from rules.comments import CommentTally
from rules.consultation import ClosingPreview, ConsultationStatus
from rules.members import Ability
from rules.polls import StrawPolls
from rules.resolutions import Audience, ResolutionPage
from rules.responses import CommentsByClause
from rules.rounds import Circle, RunningRounds
from storage.consultation import ConsultationRow, latest_consultation
from storage.members import MemberRow
from storage.participation import silent_members, tally_of
from storage.resolutions import ResolutionRow, resolution_for
from storage.responses import sees_citizens
from storage.rounds import rounds_within


@words_for(ConsultationStatus)
def consultation_status(reader: Reader, notice: ConsultationStatus) -> Post:
    """Show how it stands, and who has said nothing yet: to those who run it only."""
    row, member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    consultation = latest_consultation(reader.session, notice.resolution_id)
    assert consultation is not None
    tally = tally_of(reader.session, [consultation.id or 0])
    silent = silent_members(reader.session, consultation.id or 0)
    return Post(
        text=lines(
            _("<b>Consultation: {title}</b>", title=title(row, 200)),
            deadline_line(reader, row),
            spoken_line(tally),
            *status_lines(reader, consultation),
            n_("{n} comment on single clauses", "{n} comments on single clauses", tally.anchored)
            if tally.anchored
            else None,
            citizens_line(tally) if row.audience is Audience.MEMBERS_AND_CITIZENS else None,
            _("Nothing yet from: {names}", names=names(silent)) if silent else None,
            _public_line(reader, consultation) if sees_citizens(row, member) else None,
        ),
        buttons=_status_buttons(reader, row, member, consultation, tally),
    )


def _public_line(reader: Reader, consultation: ConsultationRow) -> str | None:
    if consultation.public_key is None:
        return None
    return _("For citizens: {link}", link=public_link(reader, consultation.public_key))


def public_link(reader: Reader, key: str) -> str:
    """Write the address that citizens open."""
    return f"https://t.me/{reader.bot_username}?start={key}"


def _status_buttons(
    reader: Reader,
    row: ResolutionRow,
    member: MemberRow,
    consultation: ConsultationRow,
    tally: CommentTally,
) -> list[list[Button]]:
    resolution_id = row.id or 0
    read = link_to(_("Read the comments"), CommentsByClause(resolution_id=resolution_id))
    polls = link_to(_("Straw poll"), StrawPolls(resolution_id=resolution_id))
    public = press(_("Citizens' link"), act.publish_link, resolution_id=resolution_id)
    end = link_to(_("Close early"), ClosingPreview(resolution_id=resolution_id))
    asks_citizens = row.audience is Audience.MEMBERS_AND_CITIZENS and sees_citizens(row, member)
    asks_all = asks_citizens and bool(consultation.public_key or not consultation.has_circles)
    enter = press(_("Enter for somebody"), paper_comments.ask_author, resolution_id=resolution_id)
    return [
        [*([read] if tally.all_comments else []), *to_opposing(reader, row, member)],
        to_moderation(reader, row, member),
        [polls, public] if asks_all else [polls],
        _affected_link(reader, row, member, consultation),
        [link_to(_("Rounds: papers, days …"), RunningRounds(resolution_id=resolution_id))],
        [enter, end],
        [link_to(_("‹ Resolution"), ResolutionPage(resolution_id=resolution_id))],
    ]


def _affected_link(
    reader: Reader, row: ResolutionRow, member: MemberRow, consultation: ConsultationRow
) -> list[Button]:
    """Offer the link for those affected while they are asked."""
    if not consultation.has_circles or not sees_citizens(row, member):
        return []
    return [
        press(_("Link for those affected"), affected.make_link, round_id=each.id)
        for each in rounds_within(reader.session, consultation.id or 0)
        if each.circle is Circle.AFFECTED and each.opened_at and not each.closed_at
    ]
