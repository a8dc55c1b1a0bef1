"""Words that go with the trace as a paper and as a spreadsheet."""

from bot.papers.traces import trace_paper, trace_sheet
from bot.texts.posts import File, Post, plain
from bot.texts.resolutions import title
from bot.texts.voice import _
from bot.texts.wording import Reader, words_for
from documents.docx_writer import write_docx
from documents.file_names import safe_file_name
from documents.sheets import write_xlsx
from rules.traces import TracePaper, TraceSheet
from storage.resolutions import ResolutionRow, resolution


@words_for(TracePaper)
def trace_paper_sent(reader: Reader, notice: TracePaper) -> Post:
    """Give the trace as an official paper."""
    paper = trace_paper(reader, notice.resolution_id)
    row = resolution(reader.session, notice.resolution_id)
    return Post(
        text=_("What is required from above, where our draft says it, and the tasks born of it."),
        document=File(_name(row, "docx"), write_docx(paper)),
    )


@words_for(TraceSheet)
def trace_sheet_sent(reader: Reader, notice: TraceSheet) -> Post:
    """Give the trace as a spreadsheet."""
    workbook = trace_sheet(reader, notice.resolution_id)
    row = resolution(reader.session, notice.resolution_id)
    return Post(
        text=_("The same as a spreadsheet, to sort and filter."),
        document=File(_name(row, "xlsx"), write_xlsx(workbook)),
    )


def _name(row: ResolutionRow, kind: str) -> str:
    return safe_file_name(plain(_("Trace from above, {title}", title=title(row, 60))), kind)
