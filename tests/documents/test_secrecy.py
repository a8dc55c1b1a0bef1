"""A table of papers: which of them bear a mark of secrecy, and which nobody could look into."""

import io
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches
from openpyxl.drawing.image import Image
from pypdf import PdfWriter
from pypdf.annotations import FreeText

from documents.child import look_in_child, table_in_child
from documents.secrecy import look_through
from rules.drafts import ArchiveTooHeavy, ClassificationMark, DraftClassified
from rules.secrecy import Inside
from rules.sheets import SheetUnreadable
from tests.documents.test_archives import packed
from tests.documents.test_pdf import pdf, scan
from tests.simulator.test_files import picture

LINE = "Tờ trình về nước sạch của xã Công Hải."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SLIDE = '<p:sld xmlns:p="p" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{}</p:sld>'


def word(*lines, header="", image=False):
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    made.sections[0].header.paragraphs[0].text = header
    if image:
        made.add_picture(io.BytesIO(picture()), width=Inches(1))
    return saved(made)


def sheet(*rows, second=(), header="", image=False):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    other = made.create_sheet("Phụ lục")
    for row in second:
        other.append(row)
    other.oddHeader.right.text, other.oddHeader.right.size = header, 14
    if image:
        made.active.add_image(Image(io.BytesIO(picture())), "A9")
    return saved(made)


def slides(*texts):
    said = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)
    return packed({
        "ppt/presentation.xml": b"<p/>", "ppt/slides/slide1.xml": SLIDE.format(said).encode(),
    })  # fmt: skip


def watermarked(text):
    """A Word file with words drawn across its pages, as Word's own watermarks are."""
    made = docx.Document()
    made.add_paragraph(LINE)
    run = made.sections[0].header.paragraphs[0].add_run()
    run._r.append(parse_xml(
        f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<v:shape type="#t136"><v:textpath string="{text}"/></v:shape></w:pict>'
    ))  # fmt: skip
    return saved(made)


def stamped(text):
    """A PDF upon whose page somebody has laid a stamp."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf(LINE)))
    writer.add_annotation(0, FreeText(text=text, rect=(50, 700, 150, 740)))
    store = io.BytesIO()
    writer.write(store)
    return store.getvalue()


def saved(made):
    store = io.BytesIO()
    made.save(store)
    return store.getvalue()


TITLES = ("STT", "Họ và tên", "Nội dung")


@pytest.mark.parametrize(
    ("name", "content", "inside"),
    [
        ("to-trinh.docx", word(LINE), Inside.SEEN),
        ("co-anh.docx", word(LINE, image=True), Inside.PICTURES),
        ("bang.xlsx", sheet(TITLES, (1, "An", "Bảo mật dữ liệu")), Inside.SEEN),
        ("co-anh.xlsx", sheet(TITLES, image=True), Inside.PICTURES),
        ("trinh-chieu.pptx", slides("Nước sạch", "Bí mật"), Inside.SEEN),
        ("cong-van.pdf", pdf(LINE, LINE), Inside.SEEN),
        ("mot-trang-quet.pdf", pdf(LINE, LINE, ""), Inside.SCAN),
        ("quet.pdf", scan(), Inside.SCAN),
        ("ghi-chep.txt", LINE.encode(), Inside.SEEN),
        ("danh-sach.csv", b"STT,Ten\n1,An", Inside.SEEN),
        ("anh.docx", picture(), Inside.PICTURE),  # whatever its name says
        ("cu.doc", OLE + "WordDocument".encode("utf-16-le"), Inside.OLD),
        ("cu.xls", OLE + "Workbook".encode("utf-16-le"), Inside.OLD),
        ("khoa.docx", OLE + "EncryptedPackage".encode("utf-16-le"), Inside.LOCKED),
        ("hong.docx", word(LINE)[:900], Inside.OTHER),
        ("hong.xlsx", packed({"xl/workbook.xml": b"<"}), Inside.OTHER),
        ("nen.zip", packed({"a.txt": b"a"}), Inside.OTHER),
        ("may.exe", b"MZ\x90\x00" + bytes(200), Inside.OTHER),
    ],
)
def test_what_can_be_looked_through_is_and_what_cannot_is_never_said_to_be_clear(name, content, inside):
    assert look_through(content, name) is inside


@pytest.mark.parametrize(
    ("name", "content", "mark"),
    [
        ("bao-cao.docx", word("TỐI MẬT", LINE), ClassificationMark.SECRET),
        ("bao-cao.docx", word(LINE, header="Mật"), ClassificationMark.CONFIDENTIAL),
        ("bang.xlsx", sheet(TITLES, second=[("",), ("", "TUYỆT MẬT")]), ClassificationMark.TOP_SECRET),
        ("bang.xlsx", sheet(TITLES, header="Mật"), ClassificationMark.CONFIDENTIAL),
        ("trinh-chieu.pptx", slides("Nước sạch", "Tối mật"), ClassificationMark.SECRET),
        ("cong-van.pdf", pdf("MẬT\n" + LINE), ClassificationMark.CONFIDENTIAL),
        ("nua-quet.pdf", pdf("TỐI MẬT", "", ""), ClassificationMark.SECRET),  # the stamp alone is text
        ("danh-sach.csv", "MẬT,,\nSTT,Ten,Viec\n".encode(), ClassificationMark.CONFIDENTIAL),
        ("chim.docx", watermarked("TUYỆT MẬT"), ClassificationMark.TOP_SECRET),
        ("dong-dau.pdf", stamped("Mật"), ClassificationMark.CONFIDENTIAL),
        ("ghi-chep.txt", "Độ mật: Tối mật\nBáo cáo".encode(), ClassificationMark.SECRET),
    ],
)
def test_a_mark_is_found_wherever_it_stands_alone(name, content, mark):
    with pytest.raises(DraftClassified) as refused:
        look_through(content, name)
    assert refused.value.mark is mark


BOMB = packed({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b" " * 70_000_000})


async def test_a_bomb_is_refused_and_what_takes_too_long_was_not_looked_through():
    with pytest.raises(ArchiveTooHeavy):
        await look_in_child(BOMB, "bang.xlsx")
    with pytest.raises(SheetUnreadable):
        await table_in_child(BOMB, "bang.xlsx")
    assert await look_in_child(word(LINE), "to-trinh.docx", seconds=0.001) is Inside.OTHER


async def test_a_table_with_a_mark_is_no_table_and_a_number_beyond_all_bounds_is_a_text():
    with pytest.raises(DraftClassified):
        await table_in_child(sheet(("MẬT",), TITLES, (1, "An", "x")), "bang.xlsx")
    many = sheet(TITLES, (1, "An", 7))
    with zipfile.ZipFile(io.BytesIO(many)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    cells = parts["xl/worksheets/sheet1.xml"].replace(b"<v>7</v>", b"<v>" + b"7" * 30 + b"</v>")
    table = await table_in_child(packed(parts | {"xl/worksheets/sheet1.xml": cells}), "bang.xlsx")
    assert table["rows"][0]["values"] == [1, "An", "7" * 30]
