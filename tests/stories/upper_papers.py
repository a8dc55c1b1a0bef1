"""A document from above as the stories hand it in, made by the library of offices' own files."""

from io import BytesIO

from docx import Document

CLAUSES = (
    "I. TÌNH HÌNH",
    "1. Thời gian qua, các cấp ủy đã tập trung lãnh đạo, nhiều nơi phải khắc phục thiếu nước sạch.",
    "II. NHIỆM VỤ, GIẢI PHÁP",
    "1. Ban thường vụ đảng ủy xã xây dựng nghị quyết chuyên đề về nước sạch, chậm nhất ngày 31/12/2026.",
    "2. Giao ủy ban nhân dân xã:",
    "a) Lắp đặt đồng hồ nước cho 100% số hộ ở vùng cao trong quý I/2027.",
    "b) Vận động Nhân dân hiến đất làm kênh mương nội đồng.",
    "3. Các cấp ủy phải bố trí ngân sách sự nghiệp cho chuyển đổi số trong quản lý nguồn nước.",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Ủy ban Kiểm tra có trách nhiệm kiểm tra việc thực hiện Chỉ thị này.",
)


def upper_docx(clauses=CLAUSES, *, symbol="12-CT/TU", mark=""):
    """A directive of a province as its office would write it in Word."""
    document = Document()
    for line in (
        *([mark] if mark else []),
        "ĐẢNG BỘ TỈNH KHÁNH HÒA",
        "TỈNH ỦY",
        "*",
        f"Số {symbol}",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Khánh Hòa, ngày 05 tháng 10 năm 2026",
        "CHỈ THỊ",
        "về bảo đảm nước sạch cho vùng cao",
        *clauses,
        "Nơi nhận:",
        "- Các đảng ủy xã, phường,",
        "- Lưu Văn phòng Tỉnh ủy.",
        "T/M BAN THƯỜNG VỤ",
        "BÍ THƯ",
        "Trần Văn Nam",
    ):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
