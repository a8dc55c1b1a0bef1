"""Rows of the table of comments and answers: what gets one answer together stands in one row.

The public table says from which side a comment came, and of citizens the hamlet where they gave one;
it names nobody but citizens who wished it (Law 91/2025/QH15). The internal one names all members.
"""

from collections import Counter
from datetime import datetime

from bot.texts.comments import channel_name, verdict_name
from bot.texts.posts import plain
from bot.texts.speakers import speaker_name
from bot.texts.voice import _, n_
from bot.texts.wording import Reader
from rules.comments import BY_PROXY, Channel
from rules.personal_data import Purpose
from rules.synthesis import Speaker, speaker_of
from storage.attachments import count_attachments
from storage.citizens import CitizenRow
from storage.comments import CommentRow
from storage.cosignatures import count_cosigners
from storage.drafts import ClauseRow
from storage.members import MemberRow
from storage.personal_data import consent_to
from storage.responses import Said


def table_rows(
    reader: Reader, said: list[Said], *, is_public: bool, public_at: datetime | None = None
) -> list[tuple[str, ...]]:
    """Give the rows, numbered, in the order in which the comments come.

    Of a table that somebody has read through and handed to everybody at a moment, names and hamlets
    that were given later stay out.
    """
    numbers = [comment.id or 0 for comment, _clause in said]
    facts = _Facts(reader, numbers, is_public=is_public, public_at=public_at)
    return [
        (
            f"{place}",
            _where(clause),
            facts.who(comments),
            facts.said(comments),
            _answer(comments[0]),
        )
        for place, (clause, comments) in enumerate(_together(said), start=1)
    ]


def _together(said: list[Said]) -> list[tuple[ClauseRow | None, list[CommentRow]]]:
    """Put comments with one answer together, where the first of them stands."""
    groups: dict[tuple[object, ...], tuple[ClauseRow | None, list[CommentRow]]] = {}
    for comment, clause in said:
        # A comment outside every group stands alone, and so does one whose answer is another.
        own = (comment.group_id, comment.verdict, comment.answer, comment.clause_id)
        key = own if comment.group_id is not None else (comment.id,)
        groups.setdefault(key, (clause, []))[1].append(comment)
    return list(groups.values())


def _where(clause: ClauseRow | None) -> str:
    if clause is None:
        return _plain(_("Whole text"))
    return f"{clause.path}\n{clause.heading}" if clause.heading else clause.path


def _answer(comment: CommentRow) -> str:
    if comment.verdict is None:
        return ""
    verdict = _plain(verdict_name(comment.verdict))
    said = verdict[:1].upper() + verdict[1:]
    return f"{said}. {comment.answer}" if comment.answer else f"{said}."


class _Facts:
    """What stands in the cells, fetched once for the whole table."""

    def __init__(
        self, reader: Reader, numbers: list[int], *, is_public: bool, public_at: datetime | None
    ) -> None:
        self._public_at = public_at
        self._reader = reader
        self._is_public = is_public
        self._files = count_attachments(reader.session, numbers)
        self._signed = count_cosigners(reader.session, numbers)

    def who(self, comments: list[CommentRow]) -> str:
        """Say who made the comments: names, or in public only from which side they come."""
        if not self._is_public:
            return "\n".join(self._named(comment) for comment in comments)
        counted = Counter(self._side(comment) for comment in comments)
        return "\n".join(
            side if count == 1 else _plain(_("{side} ({n})", side=side, n=count))
            for side, count in counted.items()
        )

    def said(self, comments: list[CommentRow]) -> str:
        """Quote the comments, the same words once."""
        texts = list(dict.fromkeys(self._text(comment) for comment in comments))
        return texts[0] if len(texts) == 1 else "\n".join(f"- {text}" for text in texts)

    def _text(self, comment: CommentRow) -> str:
        files = self._files.get(comment.id or 0, 0)
        attached = _plain(n_("({n} file attached)", "({n} files attached)", files)) if files else ""
        return "\n".join(part for part in (comment.text, attached) if part)

    def _side(self, comment: CommentRow) -> str:
        if comment.member_id is not None:
            role = self._reader.session.get_one(MemberRow, comment.member_id).role
            return _plain(speaker_name(speaker_of(role)))
        citizen = self._reader.session.get_one(CitizenRow, comment.citizen_id)
        speaker = speaker_of(None, comment.channel)
        side, hamlet = _plain(speaker_name(speaker)), self._hamlet(citizen)
        if citizen.public_name and self._is_read(citizen):  # whoever wished it, and only they
            affected = side if speaker is Speaker.AFFECTED else ""
            return ", ".join(filter(None, (citizen.public_name, hamlet, affected)))
        if hamlet and speaker is Speaker.CITIZENS:
            return _plain(_("Citizen, {hamlet}", hamlet=hamlet))
        return _plain(_("{side}, {hamlet}", side=side, hamlet=hamlet)) if hamlet else side

    def _hamlet(self, citizen: CitizenRow) -> str:
        """Give the hamlet, as far as somebody could read it before the table was handed to everybody."""
        if self._public_at is None or not citizen.hamlet:
            return citizen.hamlet
        consent = consent_to(self._reader.session, citizen.id or 0, Purpose.PLACE)
        return "" if consent is not None and consent.given_at > self._public_at else citizen.hamlet

    def _is_read(self, citizen: CitizenRow) -> bool:
        """Whether somebody could see the name before the table was handed to everybody."""
        if self._public_at is None or citizen.named_at is None:
            return True
        return citizen.named_at <= self._public_at

    def _named(self, comment: CommentRow) -> str:
        if comment.member_id is None:
            citizen = self._reader.session.get_one(CitizenRow, comment.citizen_id)
            name = _plain(_("Citizen {name}", name=citizen.pseudonym))
            is_affected = comment.channel is Channel.AFFECTED
            side = _plain(_("(directly affected)")) if is_affected else ""
            return "\n".join(filter(None, (name, citizen.hamlet, side)))
        member = self._reader.session.get_one(MemberRow, comment.member_id)
        by_proxy = comment.channel in BY_PROXY
        way = _plain(_("({channel})", channel=channel_name(comment.channel))) if by_proxy else ""
        signed = self._signed.get(comment.id or 0, 0)
        others = _plain(n_("and {n} comrade with them", "and {n} comrades with them", signed))
        parts = (member.full_name, member.post, way, others if signed else "")
        return "\n".join(part for part in parts if part)


def _plain(text: str) -> str:
    return str(plain(text))
