"""PDF files: written here letter by letter, because what matters is the text layer."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from documents.outline import outline_of
from documents.pdf import read_pdf
from documents.survey import survey
from rules.clauses import NodeKind
from rules.drafts import DraftBroken, DraftEncrypted, DraftIsScan


def pdf(*pages: str) -> bytes:
    """A PDF whose text layer says `pages`, line by line."""
    letters = sorted({letter for page in pages for letter in page if letter != "\n"})
    codes = {letter: code for code, letter in enumerate(letters, start=1)}
    table = "".join(f"<{code:02X}> <{ord(letter):04X}>\n" for letter, code in codes.items())
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{table}endbfchar endcmap end end"
    )
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>")
    objects.append(f"<< /Length {len(unicode_map)} >> stream\n{unicode_map}\nendstream")
    kids = []
    for page in pages:
        shown = " T* ".join(
            "<" + "".join(f"{codes[letter]:02X}" for letter in line) + "> Tj"
            for line in page.split("\n")
        )
        stream = f"BT /F1 12 Tf 14 TL 50 800 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >> stream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R"
            f" >> >> /Contents {len(objects)} 0 R >>"
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>"
    return assembled(objects)


def assembled(objects: list[str]) -> bytes:
    content = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(content)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    content += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    return content + f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


FIRST_PAGE = """\
NGHỊ QUYẾT
Về phát triển kinh tế
Điều 1. Các cơ quan, đơn vị trên địa bàn xã có trách
nhiệm tổ chức thực hiện nghiêm túc nghị quyết này, báo cáo
kết quả về Văn phòng và các
1"""
PAGES = (FIRST_PAGE, "2\nđơn vị có liên quan.\nĐiều 2. Hiệu lực thi hành kể từ ngày ký.")


def test_pages_become_lines_with_their_page():
    source = read_pdf(pdf(*PAGES))
    assert source.lines[0].text == "NGHỊ QUYẾT"
    assert [line.page for line in source.lines] == [1] * 6 + [2] * 3


def test_page_numbers_at_the_edges_of_pages_are_noise_and_text_flows_over_them():
    found = outline_of(survey(read_pdf(pdf(*PAGES)).lines))
    assert [node.path for node in found.clauses] == ["Điều 1", "Điều 2"]
    assert found.clauses[0].text.endswith("về Văn phòng và các đơn vị có liên quan.")
    assert [n.text for n in found.nodes if n.kind is NodeKind.NOISE] == ["1\n2"]


def test_lines_that_stand_on_every_page_are_noise():
    page = "Đảng ủy xã Bình An\n{n}. Nội dung của mục thứ {n} trong kế hoạch.\nTrang {n}/4"
    pages = ["Đảng ủy xã Bình An\nKẾ HOẠCH\nVề việc làm\nTrang 1/4"]
    pages += [page.format(n=number) for number in (1, 2, 3)]
    found = outline_of(survey(read_pdf(pdf(*pages)).lines))
    assert [node.text for node in found.clauses] == [
        f"Nội dung của mục thứ {number} trong kế hoạch." for number in (1, 2, 3)
    ]


def scan(pages: int = 2) -> bytes:
    held = io.BytesIO()
    first, *rest = [Image.new("L", (600, 800), 255) for _ in range(pages)]
    first.save(held, "PDF", save_all=True, append_images=rest)
    return held.getvalue()


def test_a_scan_without_a_text_layer_is_refused():
    with pytest.raises(DraftIsScan) as refused:
        read_pdf(scan(3))
    assert (refused.value.pages, refused.value.pages_with_text) == (3, 0)


def test_a_scan_with_nothing_typed_but_one_page_is_refused_too():
    writer = PdfWriter()
    writer.append(io.BytesIO(pdf(PAGES[0])))
    writer.append(io.BytesIO(scan(4)))
    held = io.BytesIO()
    writer.write(held)
    with pytest.raises(DraftIsScan) as refused:
        read_pdf(held.getvalue())
    assert (refused.value.pages, refused.value.pages_with_text) == (5, 1)


def encrypted(password: str) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf(*PAGES))))
    writer.encrypt(password, owner_password="chủ", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def test_a_file_with_a_password_is_refused():
    with pytest.raises(DraftEncrypted):
        read_pdf(encrypted("mở"))


def test_a_file_only_protected_against_printing_is_read():
    assert read_pdf(encrypted("")).lines[0].text == "NGHỊ QUYẾT"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", pdf(*PAGES)[:200], b"%PDF-" + bytes(500)])
def test_a_damaged_file_is_broken(content):
    with pytest.raises((DraftBroken, DraftIsScan)):
        read_pdf(content)
