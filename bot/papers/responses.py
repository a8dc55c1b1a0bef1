"""The table of comments and answers (bảng tổng hợp ý kiến, tiếp thu, giải trình): paper and spreadsheet.

Four columns are prescribed for publishing, practice adds the number; similar comments stand together
because they stand by clause.
"""

from dataclasses import replace
from datetime import datetime

from bot.papers.letterhead import titled
from bot.papers.response_rows import table_rows
from bot.texts.posts import plain
from bot.texts.resolutions import title
from bot.texts.voice import _, n_, number
from bot.texts.wording import Reader
from documents.paper import (
    Align,
    Block,
    Column,
    Heading,
    Paper,
    PaperTable,
    Paragraph,
    Signature,
)
from documents.sheets import Sheet, SheetColumn, Workbook
from rules.comments import CommentTally, Stance
from rules.responses import check_publishable
from storage.bodies import body
from storage.comments import comments_in_order, rounds_of
from storage.members import MemberRow, NotPermitted
from storage.participation import comment_tally
from storage.resolutions import ResolutionRow
from storage.responses import Said, comments_for, sees_citizens

WIDTHS = (1.3, 4.0, 3.7, 8.0, 7.5)
LETTERS_WIDE = (6, 30, 28, 60, 60)


def response_table(reader: Reader, resolution_id: int, *, is_public: bool = False) -> Paper:
    """Build the paper for somebody who may see all comments; the public one names nobody.

    Opposing views stand apart. Raises NotAMember, NotPermitted, and for the public one StillUnanswered.
    """
    row, said = _all_said(reader, resolution_id, is_public=is_public)
    return _paper(reader, row, said, is_public=is_public)


def public_table(reader: Reader, row: ResolutionRow, *, public_at: datetime) -> Paper:
    """Build the table that names nobody for whoever has the public link. Raises StillUnanswered."""
    said = comments_in_order(reader.session, rounds_of(reader.session, row.id or 0), of_citizens=True)
    _check_answered(said)
    return _paper(reader, row, said, is_public=True, public_at=public_at)


def _paper(
    reader: Reader,
    row: ResolutionRow,
    said: list[Said],
    *,
    is_public: bool,
    public_at: datetime | None = None,
) -> Paper:
    seat = body(reader.session, row.body_id)
    tally = comment_tally(reader.session, row.id or 0)
    return replace(
        titled(seat, _plain(_("Table of comments, acceptances and explanations")), on=reader.today),
        abstract=_plain(_("on the draft {title}", title=title(row, 300))),
        blocks=(
            *(Paragraph(text=line) for line in _summary(tally)),
            *_tables(reader, said, is_public=is_public, public_at=public_at),
            # A line of words below the table: no signature stands alone on a page.
            Paragraph(text=_plain(n_("In all {n} comment", "In all {n} comments", len(said)))),
        ),
        signatures=(_signature(reader, row),),
        is_landscape=True,
    )


def _tables(
    reader: Reader, said: list[Said], *, is_public: bool, public_at: datetime | None
) -> list[Block]:
    """Lay out the opposing views first, in a table of their own, where there are any (S2.31)."""
    opposing = [each for each in said if each[0].stance is Stance.OBJECT]
    others = [each for each in said if each[0].stance is not Stance.OBJECT]
    if not opposing:
        return [_table(reader, others, is_public=is_public, public_at=public_at)]
    blocks: list[Block] = [
        Heading(text=_plain(_("I. Opposing views"))),
        _table(reader, opposing, is_public=is_public, public_at=public_at),
    ]
    if others:
        blocks.append(Heading(text=_plain(_("II. Other comments"))))
        blocks.append(_table(reader, others, is_public=is_public, public_at=public_at))
    return blocks


def _table(
    reader: Reader, said: list[Said], *, is_public: bool, public_at: datetime | None
) -> PaperTable:
    columns = tuple(
        Column(title=name, width=width, align=Align.CENTRED if place == 0 else Align.LEFT)
        for place, (name, width) in enumerate(zip(_columns(), WIDTHS, strict=True))
    )
    rows = table_rows(reader, said, is_public=is_public, public_at=public_at)
    return PaperTable(columns=columns, rows=tuple(rows))


def response_sheet(reader: Reader, resolution_id: int, *, is_public: bool = False) -> Workbook:
    """Build the spreadsheet; raises as `response_table`. Opposing views have a sheet of their own."""
    _row, said = _all_said(reader, resolution_id, is_public=is_public)
    opposing = [each for each in said if each[0].stance is Stance.OBJECT]
    sheets = [_sheet(reader, _plain(_("Comments")), said, is_public=is_public)]
    if opposing:
        sheets.append(_sheet(reader, _plain(_("Opposing views")), opposing, is_public=is_public))
    return Workbook(sheets=tuple(sheets), on=reader.today)


def _sheet(reader: Reader, name: str, said: list[Said], *, is_public: bool) -> Sheet:
    columns = tuple(
        SheetColumn(title=column, width=width)
        for column, width in zip(_columns(), LETTERS_WIDE, strict=True)
    )
    rows = table_rows(reader, said, is_public=is_public)
    return Sheet(title=name, columns=columns, rows=tuple((int(first), *rest) for first, *rest in rows))


def _all_said(
    reader: Reader, resolution_id: int, *, is_public: bool
) -> tuple[ResolutionRow, list[Said]]:
    row, member, said = comments_for(reader.session, reader.user_id, resolution_id)
    if not sees_citizens(row, member):
        raise NotPermitted
    if is_public:
        _check_answered(said)
    return row, said


def _check_answered(said: list[Said]) -> None:
    check_publishable(sum(1 for comment, _clause in said if comment.verdict is None))


def _columns() -> tuple[str, ...]:
    names = (
        _("No."),
        _("Group of matters, article, clause"),
        _("Who commented"),
        _("What was said"),
        _("Acceptance, explanation"),
    )
    return tuple(map(_plain, names))


def _summary(tally: CommentTally) -> list[str]:
    asked = _(
        "Members asked: {asked}; who gave their view: {spoke}, of these agreeing with the whole text: "
        "{agreed}.",
        asked=number(tally.asked), spoke=number(tally.spoke), agreed=number(tally.agreed),
    )  # fmt: skip
    came = _(
        "Comments: {all}, of members {members}, of citizens {citizens}.",
        all=number(tally.all_comments), members=number(tally.comments),
        citizens=number(tally.citizen_comments),
    )  # fmt: skip
    became = _(
        "Accepted {accepted}, accepted in part {partly}, kept as drafted {kept}, outside the scope "
        "{out}; not yet answered {waiting}.",
        accepted=number(tally.accepted), partly=number(tally.partly), kept=number(tally.kept),
        out=number(tally.out_of_scope), waiting=number(tally.unanswered),
    )  # fmt: skip
    return [_plain(asked), _plain(came), _plain(became)]


def _signature(reader: Reader, row: ResolutionRow) -> Signature:
    """The lead drafter answers for the table."""
    drafter = reader.session.get_one(MemberRow, row.drafter_id)
    return Signature(heading=(_plain(_("Lead drafter")),), name=drafter.full_name)


def _plain(text: str) -> str:
    return str(plain(text))
