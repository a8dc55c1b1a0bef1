"""Outlines of made-up papers, and what a test asks of them."""

import re

from documents.lines import line_of
from documents.outline import outline_of
from documents.plain_text import read_text
from documents.survey import survey
from rules.clauses import Outline


def outline(text: str) -> Outline:
    found = outline_of(survey(read_text(text).lines))
    assert found.lines_covered == found.lines == len(text.splitlines())
    return found


def hard_outline(*paragraphs: str) -> Outline:
    """Of a source that knows its paragraphs, as Word files do."""
    return outline_of(survey([line_of(text, begins=True) for text in paragraphs]))


def paths(found: Outline) -> list[str]:
    return [node.path for node in found.clauses]


def kinds(found: Outline) -> list[str]:
    return [node.kind.value for node in found.nodes]


def problems(found: Outline) -> list[tuple[str, tuple[int, ...], str, str]]:
    return [(p.kind.value, p.lines, p.expected, p.found) for p in found.problems]


PARTY = """\
ĐẢNG BỘ TỈNH SƠN TRANG
ĐẢNG ỦY XÃ BÌNH AN
*
Số     -NQ/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bình An, ngày 05 tháng 9 năm 2026

NGHỊ QUYẾT
về phát triển kinh tế tập thể giai đoạn 2026 - 2030
-----

- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;
- Xét đề nghị của Ban Thường vụ Đảng ủy,

I- TÌNH HÌNH
1- Kết quả
Những năm qua kinh tế tập thể phát triển.
2- Hạn chế
- Quy mô nhỏ, 1.234 hộ tham gia;
- Vốn ít.
II- MỤC TIÊU
1- Mục tiêu chung
2- Mục tiêu cụ thể
2.1- Về kinh tế
2.2- Về xã hội
III- TỔ CHỨC THỰC HIỆN
1- Văn phòng Đảng ủy theo dõi, đôn đốc.
Nơi nhận:
- Các chi bộ trực thuộc;
- Lưu VPĐU.
T/M BAN CHẤP HÀNH
BÍ THƯ


Lò Văn Tịnh
"""


STATE = """\
HỘI ĐỒNG NHÂN DÂN
XÃ BÌNH AN
Số: 12/NQ-HĐND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình An, ngày 12 tháng 12 năm 2026
NGHỊ QUYẾT
Về nhiệm vụ năm 2027
HỘI ĐỒNG NHÂN DÂN XÃ BÌNH AN
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT NGHỊ:
Điều 1. Thông qua kế hoạch với các nội dung sau:
I. MỤC TIÊU
1. Tổng quát
2. Chỉ tiêu
a) Thu ngân sách đạt 12,5 tỷ đồng.
b) Hộ nghèo còn 3,2%.
II. NHIỆM VỤ
1. Nông nghiệp
Điều 2. Tổ chức thực hiện
Ủy ban nhân dân xã chịu trách nhiệm thi hành./.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Nguyễn Thị Hoa
"""


def letters(text: str) -> int:
    """How many letters and figures a text has, without what is drawn between them."""
    return len(re.sub(r"[\W_]+", "", text))


def printed(found: Outline) -> str:
    """All that the parts say, one behind the other."""
    return "".join(node.printed for node in found.nodes)
