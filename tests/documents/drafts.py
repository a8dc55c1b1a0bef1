"""A draft as a commune's office sends it, as text and as a Word file."""

import io

import docx

DRAFT = """\
ĐẢNG BỘ TỈNH SƠN TRANG          ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY XÃ BÌNH AN
*                               Bình An, ngày 05 tháng 9 năm 2026
Số     -NQ/ĐU

NGHỊ QUYẾT
về phát triển kinh tế tập thể

- Căn cứ Quy định số 12-QĐ/TU, ngày 01 tháng 02 năm 2024 của Tỉnh ủy;
- Xét đề nghị của Ban Thường vụ Đảng ủy,

1. Mục tiêu.
2. Nhiệm vụ.
Nơi nhận:
- Lưu VPĐU.
T/M BAN CHẤP HÀNH
BÍ THƯ

Lò Văn Tịnh
"""


def word_file(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()
