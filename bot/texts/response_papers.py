"""Words about the papers of a consultation: the table for the file and for the public, the report."""

from bot.papers.responses import public_table, response_sheet, response_table
from bot.papers.rounds import round_report
from bot.texts.formality import to_signals
from bot.texts.posts import Button, File, Post, plain, press
from bot.texts.public_drafts import public_draft
from bot.texts.resolutions import title
from bot.texts.screens import link_to
from bot.texts.voice import _, lines, n_
from bot.texts.wording import Reader, words_for, words_for_refusal
from documents.docx_writer import write_docx
from documents.file_names import safe_file_name
from documents.sheets import write_xlsx
from handlers import responses as act
from rules.members import Ability
from rules.responses import (
    NamesAdded,
    PublicTable,
    ResponsePapers,
    ResponseSheet,
    ResponseTable,
    RoundReport,
    StillUnanswered,
    TableNotPublic,
    TablePublished,
)
from rules.synthesis import OpinionsByClause
from storage.comments import rounds_of
from storage.consultation import latest_consultation
from storage.members import MemberRow
from storage.participation import comment_tally
from storage.personal_data import last_told
from storage.resolutions import ResolutionRow, resolution, resolution_for
from storage.responses import sees_citizens


@words_for(ResponsePapers)
def response_papers(reader: Reader, notice: ResponsePapers) -> Post:
    """Offer the papers of a consultation, and say for whom each is."""
    row, member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    tables = sees_citizens(row, member)
    internal = press(_("Table for the file"), act.send_papers, resolution_id=row.id, is_public=False)
    public = press(_("Table to be made public"), act.send_papers, resolution_id=row.id, is_public=True)
    report = press(_("Report of the consultation"), act.send_report, resolution_id=row.id)
    return Post(
        text=lines(
            _("<b>Papers: {title}</b>", title=title(row, 200)),
            _("The table for the file names who said what. The public one names only citizens who "
              "wished it, and comes when every comment has its answer. The report says who was asked, "
              "spoke and was silent.")
            if tables
            else _("The report says who was asked, spoke and was silent."),
        ),
        buttons=[
            *([[public], [internal]] if tables else []),
            _opening(reader, row, member),
            [report],
            to_signals(row, member),
            [link_to(_("‹ All clauses"), OpinionsByClause(resolution_id=row.id or 0))],
        ],
    )  # fmt: skip


def _opening(reader: Reader, row: ResolutionRow, member: MemberRow) -> list[Button]:
    """Offer to hand the public table to everybody, once every comment has its answer."""
    consultation = latest_consultation(reader.session, row.id or 0)
    is_ready = (
        consultation is not None
        and consultation.public_key is not None
        and consultation.table_public_at is None
        and sees_citizens(row, member)
        and not comment_tally(reader.session, row.id or 0).unanswered
    )
    label = _("Hand the public table to everybody")
    told_at = last_told(reader.session, rounds_of(reader.session, row.id or 0))
    return [press(label, act.publish_table, resolution_id=row.id, told_at=told_at)] if is_ready else []


@words_for(TablePublished)
def table_published(reader: Reader, notice: TablePublished) -> Post:
    """Say who may have the table now, and how."""
    row, _member = resolution_for(
        reader.session, reader.user_id, notice.resolution_id, Ability.RUN_CONSULTATION
    )
    return Post(
        text=lines(
            _("<b>The table of answers is public: {title}</b>", title=title(row, 200)),
            _("Whoever opens the citizens' link finds it there; a post in the channel leads to it."),
        ),
        buttons=[[link_to(_("Papers …"), ResponsePapers(resolution_id=row.id or 0))]],
    )


@words_for(PublicTable)
def public_table_sent(reader: Reader, notice: PublicTable) -> Post:
    """Give the table that names nobody to whoever asks for it. Raises TableNotPublic."""
    row, consultation = public_draft(reader, notice.resolution_id)
    if consultation.table_public_at is None:
        raise TableNotPublic
    paper = public_table(reader, row, public_at=consultation.table_public_at)
    return Post(
        text=_("Table of comments and answers on the draft {title}. It names only citizens who wished "
               "it.", title=title(row, 200)),
        document=File(_name(row, "docx", is_public=True), write_docx(paper)),
    )  # fmt: skip


@words_for_refusal(TableNotPublic)
def table_not_public(_reader: Reader, _refused: TableNotPublic) -> Post:
    """Say that it will come."""
    return Post(text=_("The table of answers is not public yet. Please look again later."))


@words_for(ResponseTable)
def response_table_sent(reader: Reader, notice: ResponseTable) -> Post:
    """Give all comments and answers as an official paper."""
    paper = response_table(reader, notice.resolution_id, is_public=notice.is_public)
    row = resolution(reader.session, notice.resolution_id)
    return Post(
        text=_(
            "Table of comments and answers, to be made public: it names only citizens who wished it. "
            "Please read it through first: what people wrote may name somebody."
        )
        if notice.is_public
        else _("Table of comments and answers, for the file. It names who said what: internal."),
        document=File(_name(row, "docx", is_public=notice.is_public), write_docx(paper)),
    )


@words_for(ResponseSheet)
def response_sheet_sent(reader: Reader, notice: ResponseSheet) -> Post:
    """Give all comments and answers as a spreadsheet."""
    workbook = response_sheet(reader, notice.resolution_id, is_public=notice.is_public)
    row = resolution(reader.session, notice.resolution_id)
    return Post(
        text=_("The same as a spreadsheet, to sort and filter."),
        document=File(_name(row, "xlsx", is_public=notice.is_public), write_xlsx(workbook)),
    )


def _name(row: ResolutionRow, kind: str, *, is_public: bool) -> str:
    about = title(row, 60)
    if is_public:
        return safe_file_name(plain(_("Public table of comments, {title}", title=about)), kind)
    return safe_file_name(plain(_("Table of comments, {title}", title=about)), kind)


@words_for(RoundReport)
def round_report_sent(reader: Reader, notice: RoundReport) -> Post:
    """Give the report of the consultation."""
    paper = round_report(reader, notice.resolution_id)
    row = resolution(reader.session, notice.resolution_id)
    name = plain(_("Report of the consultation, {title}", title=title(row, 60)))
    return Post(
        text=_("Report of the consultation: asked, answered, silent, by side. Internal."),
        document=File(safe_file_name(name, "docx"), write_docx(paper)),
    )


@words_for_refusal(StillUnanswered)
def still_unanswered(_reader: Reader, refused: StillUnanswered) -> Post:
    """Say what comes first."""
    return Post(
        text=n_(
            "{n} comment has no published answer yet. The table is made public when every comment has "
            "exactly one: please answer and publish first.",
            "{n} comments have no published answer yet. The table is made public when every comment has "
            "exactly one: please answer and publish first.",
            refused.comments,
        )
    )


@words_for_refusal(NamesAdded)
def names_added(_reader: Reader, refused: NamesAdded) -> Post:
    """Ask to read the table again."""
    return Post(
        text=_(
            "Somebody has given a name or a hamlet since this was shown, so the table is not public "
            "yet. Please take the table to be made public again, read it through, and press once more."
        ),
        buttons=[[link_to(_("Papers …"), ResponsePapers(resolution_id=refused.resolution_id))]],
    )
