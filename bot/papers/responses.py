"""The table of comments and answers (bảng tổng hợp ý kiến, tiếp thu, giải trình): paper and spreadsheet.

Four columns are prescribed for publishing, practice adds the number; similar comments stand together
because they stand by clause.
"""

from bot.texts.comments import channel_name, verdict_name
from bot.texts.posts import plain
from bot.texts.resolutions import title
from bot.texts.voice import _, n_, number
from bot.texts.wording import Reader
from documents.paper import Align, Column, Paper, PaperTable, Paragraph, Signature
from documents.sheets import Sheet, SheetColumn, Workbook
from rules.comments import BY_PROXY, CommentTally
from storage.attachments import count_attachments
from storage.bodies import body
from storage.citizens import CitizenRow
from storage.comments import CommentRow, comment_tally
from storage.cosignatures import count_cosigners
from storage.drafts import ClauseRow
from storage.members import MemberRow, NotPermitted
from storage.resolutions import ResolutionRow
from storage.responses import Said, comments_for, sees_citizens

WIDTHS = (1.3, 4.0, 3.7, 8.0, 7.5)
LETTERS_WIDE = (6, 30, 28, 60, 60)


def response_table(reader: Reader, resolution_id: int) -> Paper:
    """Build the paper for somebody who may see all comments. Raises NotAMember, NotPermitted."""
    row, said = _all_said(reader, resolution_id)
    seat = body(reader.session, row.body_id)
    columns = tuple(
        Column(title=name, width=width, align=Align.CENTRED if place == 0 else Align.LEFT)
        for place, (name, width) in enumerate(zip(_columns(), WIDTHS, strict=True))
    )
    tally = comment_tally(reader.session, resolution_id)
    return Paper(
        standard=seat.standard,
        on=reader.today,
        parent_body=seat.parent,
        body=seat.name,
        place=seat.place,
        title=_plain(_("Table of comments, acceptances and explanations")),
        abstract=_plain(_("on the draft {title}", title=title(row, 300))),
        blocks=(
            *(Paragraph(text=line) for line in _summary(tally)),
            PaperTable(columns=columns, rows=tuple(_rows(reader, said))),
            # A line of words below the table: no signature stands alone on a page.
            Paragraph(text=_plain(n_("In all {n} comment", "In all {n} comments", len(said)))),
        ),
        signatures=(_signature(reader, row),),
        is_landscape=True,
    )


def response_sheet(reader: Reader, resolution_id: int) -> Workbook:
    """Build the spreadsheet for somebody who may see all comments. Raises NotAMember, NotPermitted."""
    _row, said = _all_said(reader, resolution_id)
    columns = tuple(
        SheetColumn(title=name, width=width)
        for name, width in zip(_columns(), LETTERS_WIDE, strict=True)
    )
    rows = tuple((int(first), *rest) for first, *rest in _rows(reader, said))
    sheet = Sheet(title=_plain(_("Comments")), columns=columns, rows=rows)
    return Workbook(sheets=(sheet,), on=reader.today)


def _all_said(reader: Reader, resolution_id: int) -> tuple[ResolutionRow, list[Said]]:
    row, member, said = comments_for(reader.session, reader.user_id, resolution_id)
    if not sees_citizens(row, member):
        raise NotPermitted
    return row, said


def _columns() -> tuple[str, ...]:
    names = (
        _("No."),
        _("Group of matters, article, clause"),
        _("Who commented"),
        _("What was said"),
        _("Acceptance, explanation"),
    )
    return tuple(map(_plain, names))


def _rows(reader: Reader, said: list[Said]) -> list[tuple[str, ...]]:
    numbers = [comment.id or 0 for comment, _clause in said]
    files = count_attachments(reader.session, numbers)
    signed = count_cosigners(reader.session, numbers)
    return [
        (
            f"{place}",
            _where(clause),
            _who(reader, comment, signed.get(comment.id or 0, 0)),
            _said(comment, files.get(comment.id or 0, 0)),
            _answer(comment),
        )
        for place, (comment, clause) in enumerate(said, start=1)
    ]


def _where(clause: ClauseRow | None) -> str:
    if clause is None:
        return _plain(_("Whole text"))
    return f"{clause.path}\n{clause.heading}" if clause.heading else clause.path


def _said(comment: CommentRow, files: int) -> str:
    attached = _plain(n_("({n} file attached)", "({n} files attached)", files)) if files else ""
    return "\n".join(part for part in (comment.text, attached) if part)


def _who(reader: Reader, comment: CommentRow, signed: int) -> str:
    if comment.member_id is not None:
        member = reader.session.get_one(MemberRow, comment.member_id)
        by_proxy = comment.channel in BY_PROXY
        way = _plain(_("({channel})", channel=channel_name(comment.channel))) if by_proxy else ""
        others = _plain(n_("and {n} comrade with them", "and {n} comrades with them", signed))
        parts = (member.full_name, member.post, way, others if signed else "")
        return "\n".join(part for part in parts if part)
    citizen = reader.session.get_one(CitizenRow, comment.citizen_id)
    name = _plain(_("Citizen {name}", name=citizen.pseudonym))
    return f"{name}\n{citizen.hamlet}" if citizen.hamlet else name


def _answer(comment: CommentRow) -> str:
    if comment.verdict is None:
        return ""
    verdict = _plain(verdict_name(comment.verdict))
    said = verdict[:1].upper() + verdict[1:]
    return f"{said}. {comment.answer}" if comment.answer else f"{said}."


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
