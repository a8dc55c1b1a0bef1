"""Names for those who comment, and how many there are of each side."""

from collections import Counter

from bot.texts.voice import _, n_
from bot.texts.wording import Reader
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
