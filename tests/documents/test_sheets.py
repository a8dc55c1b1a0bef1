from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from documents.sheet_reader import read_table
from documents.sheets import Sheet, SheetColumn, Workbook, write_xlsx
from rules.sheets import Row

ON = date(2026, 3, 9)
DANGEROUS = (
    "=1+1",
    '=HYPERLINK("http://evil.example","bấm")',
    "+84912345678",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "{=1}",
    "https://example.org",
    "Đồng ý\n=cmd|'/c calc'!A1",
)


def sheet(*rows, title="Danh sách", columns=("Họ và tên", "Ngày", "Số")):
    return Sheet(title=title, columns=tuple(SheetColumn(title=c) for c in columns), rows=rows)


def workbook(*sheets):
    return Workbook(sheets=sheets, on=ON)


def page(content):
    return load_workbook(BytesIO(content)).worksheets[0]


def test_a_sheet_is_read_as_it_was_written():
    content = write_xlsx(workbook(sheet(("Nguyễn Thị Ánh", date(2026, 2, 5), 12.5), ("Đỗ", None, 3))))
    table = read_table(content, "danh-sach.xlsx")
    assert (table.header_row, table.columns) == (1, ("Họ và tên", "Ngày", "Số"))
    assert table.rows == (
        Row(number=2, values=("Nguyễn Thị Ánh", date(2026, 2, 5), 12.5)),
        Row(number=3, values=("Đỗ", None, 3)),
    )


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_looks_like_a_formula_stays_a_text(text):
    content = write_xlsx(workbook(sheet((text, None, None))))
    cell = page(content)["A2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    with ZipFile(BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_sheet_is_ready_to_print_and_to_filter():
    written = page(write_xlsx(workbook(sheet(("An", ON, 1)))))
    assert written.freeze_panes == "A2"
    assert written.auto_filter.ref == "A1:C2"
    assert written.print_title_rows == "$1:$1"
    assert (written.page_setup.orientation, int(written.page_setup.paperSize)) == ("landscape", 9)
    assert written["A2"].alignment.wrap_text
    assert written["B2"].number_format == "dd/mm/yyyy"
    assert written.column_dimensions["A"].width == pytest.approx(18, abs=1)


def test_titles_of_tabs_are_what_excel_takes_and_differ():
    titles = ("Góp ý: điều 1/2 [mới]", "x" * 40, "X" * 40, "", "")
    names = load_workbook(BytesIO(write_xlsx(workbook(*(sheet(title=t) for t in titles))))).sheetnames
    assert len({name.casefold() for name in names}) == len(titles)
    assert names[0] == "Góp ý điều 1 2 mới"
    assert all(0 < len(name) <= 31 for name in names)


def test_hostile_texts_are_cleaned_and_cut_to_what_a_cell_holds():
    content = write_xlsx(workbook(sheet(("a\x00\u202eb\ud800", "x" * 40_000, None))))
    values = [cell.value for cell in page(content)[2]]
    assert values[0] == "ab"
    assert len(values[1]) == 32_767


def test_the_same_workbook_gives_the_same_bytes():
    assert write_xlsx(workbook(sheet(("An", ON, 1)))) == write_xlsx(workbook(sheet(("An", ON, 1))))


def test_a_workbook_without_rows_is_a_template():
    table = read_table(write_xlsx(workbook(sheet())), "mau.xlsx")
    assert table.columns == ("Họ và tên", "Ngày", "Số")
    assert table.rows == ()
