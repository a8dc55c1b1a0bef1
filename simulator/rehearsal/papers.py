"""A draft to begin with: a commune committee's resolution as an office would write it in Word."""

from io import BytesIO

from docx import Document

LINES = (
    "TỈNH ỦY KHÁNH HÒA",
    "ĐẢNG ỦY XÃ CÔNG HẢI",
    "*",
    "Số      -NQ/ĐU",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "Công Hải, ngày     tháng 12 năm 2026",
    "NGHỊ QUYẾT",
    "về lãnh đạo cấp nước sạch và làm thủy lợi nội đồng năm 2026 - 2027",
    "- Căn cứ Điều lệ Đảng;",
    "- Căn cứ Nghị quyết Đại hội Đảng bộ xã, nhiệm kỳ 2025 - 2030;",
    "Ban Chấp hành Đảng bộ xã thống nhất ban hành Nghị quyết với các nội dung sau:",
    "I. TÌNH HÌNH",
    "1. Toàn xã có 47,4% số hộ vùng cao dùng nước sạch; ba thôn còn dùng nước suối chưa qua xử lý.",
    "2. Kênh nội đồng ở thôn Bắc Sơn xuống cấp, 60 ha lúa thường thiếu nước vào cuối vụ.",
    "II. MỤC TIÊU",
    "1. Đến hết quý II năm 2027 có 80% số hộ dân được dùng nước sạch hợp vệ sinh.",
    "2. Hoàn thành 03 km kênh nội đồng tại thôn Bắc Sơn trước ngày 30/4/2027.",
    "III. NHIỆM VỤ, GIẢI PHÁP",
    "1. Ban Xây dựng Đảng chủ trì, phối hợp với Mặt trận Tổ quốc tuyên truyền, xong trước 15/12/2026.",
    "2. Ủy ban nhân dân xã chỉ đạo lắp đặt 120 đồng hồ nước, xong chậm nhất ngày 20/01/2027.",
    "3. Chi bộ thôn Bắc Sơn vận động 45 hộ hiến đất làm kênh, hoàn thành trong tháng 01/2027.",
    "4. Công chức Văn phòng lập danh sách hộ nghèo được hỗ trợ tiền đấu nối, gửi trước ngày 10/01/2027.",
    "IV. TỔ CHỨC THỰC HIỆN",
    "1. Ủy ban Kiểm tra Đảng ủy kiểm tra việc thực hiện Nghị quyết này tại các chi bộ.",
    "2. Văn phòng Đảng ủy theo dõi, đôn đốc, báo cáo Ban Thường vụ hằng tháng.",
    "Nơi nhận:",
    "- Thường trực Tỉnh ủy (báo cáo),",
    "- Các chi bộ trực thuộc,",
    "- Lưu Văn phòng Đảng ủy.",
    "T/M ĐẢNG ỦY",
    "BÍ THƯ",
)


def sample_draft() -> bytes:
    """Write the draft as .docx."""
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
