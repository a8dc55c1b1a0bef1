import io
from dataclasses import replace

import docx

from documents.docx_writer import write_docx
from documents.outline_blocks import body_of
from documents.paper import Annex, Clause, Column, Heading, PaperTable, Paragraph, Span
from documents.reading import read_draft
from rules.clauses import Level, Node, NodeKind, Outline
from tests.documents.generated.parts import MadePaper, Written
from tests.documents.generated.word import word_file
from tests.documents.papers import PARTY


def outline(*nodes):
    """Make an outline of (kind, level, label, text, parent)."""
    made = tuple(
        Node(
            index=index,
            kind=kind,
            level=level,
            label=label,
            path=str(index),
            heading=text[:20],
            text=text,
            parent=parent,
            spans=((index + 1, index + 1),),
        )
        for index, (kind, level, label, text, parent) in enumerate(nodes)
    )
    return Outline(nodes=made, lines=len(made))


def clause(level, label, text, parent=None):
    return (NodeKind.CLAUSE, level, label, text, parent)


def other(kind, text, label=""):
    return (kind, None, label, text, None)


def blocks(*nodes, bases=()):
    return body_of(outline(*nodes), bases=bases).blocks


def test_head_signature_recipients_and_noise_stay_behind():
    kinds = ("LETTERHEAD", "TITLE", "SIGNATURE", "RECIPIENTS", "NOISE")
    body = body_of(outline(*(other(NodeKind[kind], "x") for kind in kinds)))
    assert (body.blocks, body.annexes) == ((), ())


def test_the_preamble_keeps_what_the_paper_does_not_print_by_itself():
    preamble = "Căn cứ Điều lệ Đảng;\nXét Tờ trình số 45;\nQUYẾT NGHỊ:"
    found = blocks(other(NodeKind.PREAMBLE, preamble), bases=("- Căn cứ Điều lệ Đảng.",))
    assert found == (
        Paragraph(text="Xét Tờ trình số 45;"),
        Heading(text="QUYẾT NGHỊ:", is_centred=True),
    )


def test_a_short_line_above_others_is_a_title_and_a_sentence_is_not():
    assert blocks(
        clause(Level.CHAPTER, "Chương I", "QUY ĐỊNH CHUNG"),
        clause(Level.ARTICLE, "Điều 1.", "Phạm vi\nNghị quyết này quy định.", 0),
        clause(Level.ARTICLE, "Điều 2.", "Thông qua đề án với nội dung sau:", 0),
        clause(Level.ITEM, "1.", "Bộ Công an", 2),
        clause(Level.POINT, "a)", "Chỉ đạo", 3),
        clause(Level.DASH, "-", "Một việc", 4),
        clause(Level.ITEM, "2.", "Giao Văn phòng theo dõi", 2),
    ) == (
        Clause(level=Level.CHAPTER, ordinal="Chương I", title="QUY ĐỊNH CHUNG"),
        Clause(level=Level.ARTICLE, ordinal="Điều 1.", title="Phạm vi", text="Nghị quyết này quy định."),
        Clause(level=Level.ARTICLE, ordinal="Điều 2.", text="Thông qua đề án với nội dung sau:"),
        Clause(level=Level.ITEM, ordinal="1.", title="Bộ Công an"),
        Clause(level=Level.POINT, ordinal="a)", text="Chỉ đạo"),
        Clause(level=Level.DASH, ordinal="-", text="Một việc"),
        Clause(level=Level.ITEM, ordinal="2.", text="Giao Văn phòng theo dõi"),
    )


def test_a_paragraph_without_ordinal_and_a_note_stay_in_their_place():
    assert blocks(
        clause(Level.PARAGRAPH, "", "Một đoạn văn."),
        other(NodeKind.NOTE, "Theo số liệu năm 2025.", "1"),
        clause(Level.PARAGRAPH, "", "Đoạn nữa."),
    ) == (
        Paragraph(text="Một đoạn văn."),
        Paragraph(text=(Span(text="1 Theo số liệu năm 2025.", italic=True),)),
        Paragraph(text="Đoạn nữa."),
    )


def test_an_annex_takes_its_own_clauses_with_it():
    body = body_of(
        outline(
            clause(Level.ARTICLE, "Điều 1.", "Thông qua."),
            other(NodeKind.ANNEX, "Phụ lục I\n(Kèm theo Nghị quyết)\nDANH MỤC\nNăm 2026"),
            clause(Level.ROMAN, "I.", "CÁC DỰ ÁN", 1),
            other(NodeKind.ANNEX, "Phụ lục II"),
        )
    )
    assert body.blocks == (Clause(level=Level.ARTICLE, ordinal="Điều 1.", text="Thông qua."),)
    assert body.annexes == (
        Annex(
            title="Phụ lục I",
            subtitle="(Kèm theo Nghị quyết)",
            blocks=(
                Heading(text="DANH MỤC", is_centred=True),
                Paragraph(text="Năm 2026"),
                Clause(level=Level.ROMAN, ordinal="I.", title="CÁC DỰ ÁN"),
            ),
        ),
        Annex(title="Phụ lục II", subtitle="", blocks=()),
    )


TABLE = PaperTable(
    columns=(Column(title="TT", width=6), Column(title="Việc", width=15), Column(title="Hạn", width=14)),
    rows=(("1", "Lắp đồng hồ", "20/01/2027"), ("2", "", "30/01/2027")),
)


def test_rows_of_a_draft_are_a_table_of_the_paper():
    rows = "TT | Việc | Hạn\n1 | Lắp đồng hồ | 20/01/2027\n2 | | 30/01/2027"
    assert blocks(
        clause(Level.ITEM, "1.", f"Phân công\n{rows}\nTheo dõi hằng tháng."),
        clause(Level.PARAGRAPH, "", rows),
        other(NodeKind.ANNEX, f"PHỤ LỤC\n{rows}"),
    ) == (
        Clause(level=Level.ITEM, ordinal="1.", title="Phân công"),
        TABLE,
        Paragraph(text="Theo dõi hằng tháng."),
        TABLE,
    )


def test_a_single_bar_is_a_sign_like_others():
    for text in ("Mức A | mức B là hai mức.", "a|b\nc|d", "một | hai\nba | bốn | năm"):
        assert [type(block) for block in blocks(clause(Level.ITEM, "1.", text))] == [Clause]


def test_a_table_goes_from_the_draft_into_the_issued_paper():
    rows = (("TT", "Nội dung", "Chủ trì"), ("1", "Tuyên truyền", "Đoàn xã"), ("2", "", "Hội Phụ nữ"))
    paper = MadePaper(seed=0)
    paper.write(0, "KẾ HOẠCH", "về nước sạch", "1. Phân công nhiệm vụ")
    paper.written += [Written(text="", owner=0, cells=row) for row in rows]
    paper.write(0, "2. Báo cáo hằng tháng.")
    read = read_draft(word_file(paper), "ke-hoach.docx")
    assert read.outline.clauses[0].text.count("\n") == 3
    made = write_docx(replace(PARTY, blocks=body_of(read.outline).blocks))
    tables = docx.Document(io.BytesIO(made)).tables
    assert rows in [tuple(tuple(c.text for c in row.cells) for row in table.rows) for table in tables]
