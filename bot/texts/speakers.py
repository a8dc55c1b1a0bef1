"""Names for those who comment, what goes with their words, and how many there are of each side."""

from collections import Counter

from bot.texts.attachments import looked_line
from bot.texts.comments import channel_name
from bot.texts.cosignatures import cosigners_line
from bot.texts.stances import stance_line
from bot.texts.voice import _, n_
from bot.texts.wording import Reader
from rules.comments import BY_PROXY
from rules.synthesis import Speaker
from storage.citizens import CitizenRow
from storage.comments import CommentRow
from storage.members import MemberRow


def author_name(reader: Reader, comment: CommentRow) -> str:
    """Name who said it: a member, or the pseudonym of a citizen."""
    if comment.member_id is not None:
        member = reader.session.get_one(MemberRow, comment.member_id)
        return _("Comrade {name}", name=member.full_name)
    citizen = reader.session.get_one(CitizenRow, comment.citizen_id)
    if citizen.hamlet:
        return _("Citizen {name}, {hamlet}", name=citizen.pseudonym, hamlet=citizen.hamlet)
    return _("Citizen {name}", name=citizen.pseudonym)


def lines_below(reader: Reader, comment: CommentRow) -> list[str | None]:
    """Say what goes with a comment: how it is meant, who stands behind it, its files, how it came."""
    return [
        stance_line(comment),
        cosigners_line(reader, comment),
        looked_line(reader, comment),
        n_("(version {n})", "(version {n})", comment.version) if comment.version > 1 else None,
        _("(entered {channel})", channel=channel_name(comment.channel))
        if comment.channel in BY_PROXY
        else None,
    ]


def speaker_name(speaker: Speaker) -> str:
    """Name a side as tables do."""
    names = {
        Speaker.STANDING_COMMITTEE: _("Standing committee"),
        Speaker.COMMITTEE: _("Committee members"),
        Speaker.SPECIALISTS: _("Specialist officials"),
        Speaker.FRONT: _("Front and unions"),
        Speaker.UNITS: _("Lower units"),
        Speaker.INVITED: _("Offices and invited"),
        Speaker.AFFECTED: _("Those affected"),
        Speaker.CITIZENS: _("Citizens"),
    }
    return names[speaker]


def speakers_line(counted: Counter[Speaker]) -> str:
    """Count comments by side: "12 ý kiến: Ủy viên 8, Người dân 4"."""
    sides = [
        _("{side} {count}", side=speaker_name(speaker), count=counted[speaker])
        for speaker in Speaker
        if counted[speaker]
    ]
    total = sum(counted.values())
    return n_("{n} comment: {sides}", "{n} comments: {sides}", total, sides=", ".join(sides))
