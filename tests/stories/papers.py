"""Papers that the stories hand in, made by the library that offices' own files come from."""

from io import BytesIO

from docx import Document

CLAUSES = (
    "I. TÌNH HÌNH",
    "Trong 10 tháng đầu năm 2026, toàn xã có 47,4% số hộ ở vùng cao dùng nước sạch.",
    "II. MỤC TIÊU",
    "1. Đến hết năm 2026 có 80% số hộ dân được dùng nước sạch hợp vệ sinh.",
    "2. Hoàn thành 03 km kênh mương nội đồng tại thôn Bắc Sơn.",
    "III. NHIỆM VỤ, GIẢI PHÁP",
    "1. Giao Ban Xây dựng Đảng chủ trì, phối hợp với Mặt trận Tổ quốc tuyên truyền trước 15/12/2026.",
    "2. Ủy ban nhân dân xã chịu trách nhiệm lắp đặt 120 đồng hồ nước, xong chậm nhất ngày 20/01/2027.",
    "3. Chi bộ thôn Bắc Sơn vận động 45 hộ hiến đất làm kênh, hoàn thành trong tháng 12/2026.",
    "IV. TỔ CHỨC THỰC HIỆN",
    "1. Ủy ban Kiểm tra Đảng ủy kiểm tra việc thực hiện Nghị quyết này.",
    "2. Văn phòng Đảng ủy theo dõi, đôn đốc, báo cáo hằng tháng.",
)


def draft_docx(clauses=CLAUSES, *, head=()):
    """A Party resolution as an office would write it in Word."""
    document = Document()
    for line in (
        *head,
        "TỈNH ỦY KHÁNH HÒA",
        "ĐẢNG ỦY XÃ CÔNG HẢI",
        "*",
        "Số      -NQ/ĐU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Công Hải, ngày     tháng 12 năm 2026",
        "NGHỊ QUYẾT",
        "về nước sạch và thủy lợi nội đồng năm 2026 - 2027",
        "- Căn cứ Điều lệ Đảng;",
        "- Căn cứ Nghị quyết Đại hội Đảng bộ xã lần thứ I, nhiệm kỳ 2025 - 2030;",
        "Ban Chấp hành Đảng bộ xã quyết nghị:",
        *clauses,
        "Nơi nhận:",
        "- Thường trực Tỉnh ủy (báo cáo),",
        "- Các chi bộ trực thuộc,",
        "- Lưu Văn phòng Đảng ủy.",
        "T/M ĐẢNG ỦY",
        "BÍ THƯ",
        "Nguyễn Văn Bình",
    ):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
