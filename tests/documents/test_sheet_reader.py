import io
from datetime import date, datetime
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from documents.sheet_reader import LAST_ROW, read_table
from rules.sheets import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEET_BYTES,
    NoHeader,
    NotASheet,
    SheetTooLarge,
    SheetUnreadable,
    TooManyColumns,
    TooManyRows,
    column_letter,
)


def xlsx(rows, at=None):
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    for place, value in (at or {}).items():
        page[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content, changed):
    """Replace members of a zip file."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, changed.get(name, source.read(name)))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NAMED = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def test_cells_keep_their_kind_and_their_place():
    content = xlsx(
        [
            ["DANH SÁCH ỦY VIÊN BAN CHẤP HÀNH"],
            [],
            [None, "Họ và  tên", "Ngày sinh", "Điện thoại", "Tuổi", "Đảng viên"],
            [None, " Nguyễn Văn An ", datetime(1980, 2, 5), "0912345678", 46, True],  # noqa: DTZ001
            [],
            [None, "Đỗ Thị Bình", datetime(2026, 2, 5, 14, 30), None, 41.5, False],  # noqa: DTZ001
        ]
    )
    table = read_table(content, "Danh sách.XLSX")
    assert table.header_row == 3
    assert table.columns == ("", "Họ và tên", "Ngày sinh", "Điện thoại", "Tuổi", "Đảng viên")
    assert [row.number for row in table.rows] == [4, 6]
    assert table.rows[0].values[1:] == (
        "Nguyễn Văn An",
        date(1980, 2, 5),
        "0912345678",
        46,
        "TRUE",
    )
    assert table.rows[1].values[2:4] == ("05/02/2026 14:30", None)
    assert column_letter(2) == "C"


def test_a_formula_gives_its_last_result_and_is_not_run():
    content = repacked(
        xlsx([["Tên", "Số"], ["An", 1]]),
        {
            SHEET: NAMED + b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>'
            b'<c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
            b'<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>NOW()</f></c></row>'
            b"</sheetData></worksheet>"
        },
    )
    assert read_table(content, "a.xlsx").rows[0].values == (2, None)


def test_a_file_that_understates_its_size_is_read_to_the_end():
    content = xlsx([["Tên", "Số"], ["An", 1], ["Bình", 2]])
    with ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read(SHEET).replace(b'ref="A1:B3"', b'ref="A1:B2"')
    assert len(read_table(repacked(content, {SHEET: xml}), "a.xlsx").rows) == 2


HEADER = "Họ và tên;Vai trò\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((HEADER + "An;Bí thư\n").encode("utf-8"), ("An", "Bí thư")),
        ((HEADER + "An;Bí thư\r\n").encode("utf-8-sig"), ("An", "Bí thư")),
        ((HEADER + "An;Bí thư\n").encode("utf-16"), ("An", "Bí thư")),
        (b'a,b\n"x, y",z\n', ("x, y", "z")),
        ("a\tb\nx, y; z\tBí thư".encode(), ("x, y; z", "Bí thư")),
        ("Danh sách xã A, tỉnh B\na;b\nx, y, z;t, u, v\n".encode(), ("x, y, z", "t, u, v")),
        (b'a;b\n"hai\ndong";2\n', ("hai\ndong", "2")),
        (b"a;b\n0912345678;01\n", ("0912345678", "01")),
        (b"a;b\n;x\n", (None, "x")),
        ("a;b\nNguye\u0302\u0303n;x\n".encode(), ("Nguyễn", "x")),
    ],
)
def test_every_usual_csv_is_understood(content, expected):
    assert read_table(content, "ds.csv").rows[0].values == expected


def test_rows_of_a_csv_are_counted_as_a_spreadsheet_shows_them():
    content = b'a;b\n\n"hai\ndong";1\n;\nx;2\n'
    assert [row.number for row in read_table(content, "ds.csv").rows] == [3, 5]


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"x" * (MAX_SHEET_BYTES + 1), "a.xlsx", SheetTooLarge),
        (b"a;b\n", "a.xls", NotASheet),
        (b"a;b\n", "a", NotASheet),
        (b"", "a.xlsx", SheetUnreadable),
        (b"a;b\n", "a.xlsx", SheetUnreadable),
        (b"PK\x03\x04 broken", "a.xlsx", SheetUnreadable),
        (b"\xd0\xcf\x11\xe0 locked by a password", "a.xlsx", SheetUnreadable),
        ("Họ và tên;Vai trò\n".encode("cp1258", "replace"), "a.csv", SheetUnreadable),
        (b"", "a.csv", NoHeader),
        (b"only one column\nx\n", "a.csv", NoHeader),
        (b"\n" * 30 + b"a;b\n", "a.csv", NoHeader),
        (b"a;b\n" + b"1;2\n" * (MAX_ROWS + 1), "a.csv", TooManyRows),
        (b";".join([b"a"] * (MAX_COLUMNS + 1)), "a.csv", TooManyColumns),
        (b'a;b\n"' + b"x" * 200_000 + b'";1\n', "a.csv", SheetUnreadable),
    ],
)
def test_what_is_no_table_is_refused_by_its_reason(content, name, refusal):
    with pytest.raises(refusal) as refused:
        read_table(content, name)
    assert refused.value.file_name == name


def test_an_xlsx_with_too_many_columns_or_nothing_in_it_is_refused():
    with pytest.raises(TooManyColumns):
        read_table(xlsx([["a"] * (MAX_COLUMNS + 1)]), "a.xlsx")
    with pytest.raises(TooManyColumns):
        read_table(xlsx([["a", "b"]], {"CV2": "far"}), "a.xlsx")
    with pytest.raises(TooManyColumns):
        read_table(xlsx([["a", "b"]], {"XFD2": "farther"}), "a.xlsx")
    with pytest.raises(NoHeader):
        read_table(xlsx([]), "a.xlsx")


def test_as_many_rows_as_allowed_are_taken_and_one_more_is_not():
    rows = [["a", "b"], *([n, n] for n in range(MAX_ROWS))]
    assert len(read_table(xlsx(rows), "a.xlsx").rows) == MAX_ROWS
    with pytest.raises(TooManyRows):
        read_table(xlsx([*rows, [1, 1]]), "a.xlsx")


@pytest.mark.parametrize("row", [LAST_ROW + 5, 1_000_000_000])
def test_a_row_claimed_far_below_is_refused_at_once(row):
    content = repacked(
        xlsx([["a", "b"]]),
        {
            SHEET: NAMED + b'<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>'
            b'<row r="%d"><c r="A%d"><v>1</v></c></row></sheetData></worksheet>' % (row, row)
        },
    )
    with pytest.raises(TooManyRows):
        read_table(content, "a.xlsx")


@pytest.mark.parametrize(
    "member",
    [
        b"0" * 45_000_000,
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b"]><worksheet><sheetData><row><c><v>&j;</v></c></row></sheetData></worksheet>",
        b"<worksheet><sheetData><row",
        NAMED + b'<sheetData><row r="x"><c r="!!"/></row></sheetData></worksheet>',
    ],
    ids=["bomb", "billion laughs", "cut off", "nonsense"],
)
def test_a_hostile_or_damaged_xlsx_is_unreadable(member):
    with pytest.raises(SheetUnreadable):
        read_table(repacked(xlsx([["a", "b"]]), {SHEET: member}), "a.xlsx")


def test_the_apostrophe_that_keeps_a_text_from_running_is_no_part_of_it():
    table = read_table("Họ và tên;Ghi chú\n'=1+1;'tám\n".encode(), "a.csv")
    assert table.rows[0].values == ("=1+1", "'tám")
