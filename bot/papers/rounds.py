"""The report of a consultation: who was asked, who answered, who was silent, and what became of it."""

from collections import Counter
from dataclasses import replace

from bot.papers.letterhead import titled
from bot.texts.posts import plain
from bot.texts.resolutions import title
from bot.texts.speakers import speaker_name
from bot.texts.upper_documents import upper_name
from bot.texts.voice import _, number
from bot.texts.wording import Reader
from documents.paper import (
    Align,
    Block,
    Bullet,
    Column,
    Heading,
    Paper,
    PaperTable,
    Paragraph,
    Signature,
)
from rules.comments import CommentTally
from rules.members import Ability
from rules.synthesis import IN_PUBLIC, Speaker
from storage.bodies import body
from storage.comments import opposing_views
from storage.draft_check import copied_from_above, percent_from_above
from storage.drafts import current_draft
from storage.formality import Asked, comments_by_side, everybody_asked
from storage.members import MemberRow
from storage.participation import comment_tally
from storage.publication import ratings
from storage.resolutions import ResolutionRow, resolution_for

WIDTHS = (6.0, 2.5, 2.5, 2.5, 2.5, 2.5)


def round_report(reader: Reader, resolution_id: int) -> Paper:
    """Build the report for somebody who runs the consultation. Raises NotAMember, NotPermitted."""
    row, _member = resolution_for(
        reader.session, reader.user_id, resolution_id, Ability.RUN_CONSULTATION
    )
    seat = body(reader.session, row.body_id)
    return replace(
        titled(seat, _plain(_("Report of the consultation")), on=reader.today),
        abstract=_plain(_("on the draft {title}", title=title(row, 300))),
        blocks=tuple(_blocks(reader, row)),
        signatures=(_signature(reader, row),),
    )


def _blocks(reader: Reader, row: ResolutionRow) -> list[Block]:
    asked = everybody_asked(reader.session, row.id or 0)
    silent = [each.full_name for each in asked if not (each.has_commented or each.has_agreed)]
    tally = comment_tally(reader.session, row.id or 0)
    return [
        Heading(text=_plain(_("I. Who was asked, and who spoke"))),
        _sides(asked, comments_by_side(reader.session, row.id or 0)),
        Paragraph(text=_plain(_("Nothing was heard from: {names}.", names=", ".join(silent))))
        if silent
        else Paragraph(text=_plain(_("Everybody who was asked has spoken."))),
        Heading(text=_plain(_("II. What became of the comments"))),
        *(Paragraph(text=line) for line in _became(reader, row, tally)),
        *_taken_over(reader, row),
    ]


def _taken_over(reader: Reader, row: ResolutionRow) -> list[Block]:
    """Say how much of the newest version stands in what it concretises (S2.12, S1.14): no judgement."""
    draft = current_draft(reader.session, row.id or 0)
    whole = percent_from_above(reader.session, draft)
    if whole is None:
        return []
    said = _("{n}% of version {version} stands word for word in the documents from above that it "
             "concretises.", n=number(whole), version=number(draft.version))  # fmt: skip
    return [
        Heading(text=_plain(_("III. Words taken over from above"))),
        Paragraph(text=_plain(said)),
        *(
            Bullet(
                text=_plain(
                    _(
                        "{n}% in {name}",
                        n=number(each.copied.percent),
                        name=upper_name(each.document, 300),
                    )
                )
            )
            for each in copied_from_above(reader.session, draft)
        ),
    ]


def _sides(asked: list[Asked], comments: Counter[Speaker]) -> PaperTable:
    titles = (
        _("Side"),
        _("Asked"),
        _("Commented"),
        _("Only agreed"),
        _("Silent"),
        _("Comments"),
    )
    columns = tuple(
        Column(title=_plain(name), width=width, align=Align.LEFT if place == 0 else Align.CENTRED)
        for place, (name, width) in enumerate(zip(titles, WIDTHS, strict=True))
    )
    there = {each.side for each in asked} | set(comments) | {Speaker.CITIZENS}
    rows = tuple(_side(side, asked, comments[side]) for side in Speaker if side in there)
    return PaperTable(columns=columns, rows=rows)


def _side(side: Speaker, asked: list[Asked], comments: int) -> tuple[str, ...]:
    people = [each for each in asked if each.side is side]
    commented = sum(each.has_commented for each in people)
    agreed = sum(each.has_agreed and not each.has_commented for each in people)
    name = _plain(speaker_name(side))
    if side in IN_PUBLIC:  # citizens are asked in public, nobody counts them one by one
        return (name, "–", "–", "–", "–", number(comments))
    counts = (len(people), commented, agreed, len(people) - commented - agreed, comments)
    return (name, *(number(count) for count in counts))


def _became(reader: Reader, row: ResolutionRow, tally: CommentTally) -> list[str]:
    satisfied, unsatisfied = ratings(reader.session, row.id or 0)
    opposing = len(opposing_views(reader.session, row.id or 0))
    became = _(
        "Accepted {accepted}, accepted in part {partly}, kept as drafted {kept}, outside the scope "
        "{out}; not yet answered {waiting}.",
        accepted=number(tally.accepted), partly=number(tally.partly), kept=number(tally.kept),
        out=number(tally.out_of_scope), waiting=number(tally.unanswered),
    )  # fmt: skip
    return [
        _plain(became),
        _plain(_("Opposing views: {n}.", n=number(opposing))),
        _plain(
            _(
                "Authors satisfied with the answer: {yes}, not satisfied: {no}.",
                yes=number(satisfied),
                no=number(unsatisfied),
            )
        ),
    ]


def _signature(reader: Reader, row: ResolutionRow) -> Signature:
    """The lead drafter answers for the report."""
    drafter = reader.session.get_one(MemberRow, row.drafter_id)
    return Signature(heading=(_plain(_("Lead drafter")),), name=drafter.full_name)


def _plain(text: str) -> str:
    return str(plain(text))
