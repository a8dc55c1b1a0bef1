"""Papers to begin with, as offices write them in Word: a commune's draft, and a directive from above."""

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


FROM_ABOVE = (
    "ĐẢNG BỘ TỈNH KHÁNH HÒA",
    "TỈNH ỦY",
    "*",
    "Số 12-CT/TU",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "Khánh Hòa, ngày 05 tháng 10 năm 2026",
    "CHỈ THỊ",
    "về bảo đảm nước sạch và thủy lợi cho vùng cao",
    "I. TÌNH HÌNH",
    "1. Thời gian qua nhiều thôn vùng cao còn thiếu nước sạch, kênh mương xuống cấp.",
    "II. NHIỆM VỤ",
    "1. Ban thường vụ đảng ủy xã xây dựng nghị quyết chuyên đề về nước sạch, chậm nhất ngày 31/12/2026.",
    "2. Giao ủy ban nhân dân xã:",
    "a) Lắp đặt đồng hồ nước cho các hộ dân ở vùng cao, xong trong quý I năm 2027.",
    "b) Bố trí ngân sách chuyển đổi số trong quản lý nguồn nước.",
    "3. Các cấp ủy phải vận động các hộ hiến đất làm kênh nội đồng.",
    "4. Giao ban xây dựng đảng các xã chủ trì, phối hợp với Mặt trận Tổ quốc tuyên truyền.",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Ủy ban Kiểm tra có trách nhiệm kiểm tra việc thực hiện tại các chi bộ.",
    "Nơi nhận:",
    "- Các đảng ủy xã, phường,",
    "- Lưu Văn phòng Tỉnh ủy.",
    "T/M BAN THƯỜNG VỤ",
    "BÍ THƯ",
)


def sample_draft() -> bytes:
    """Write the draft as .docx."""
    return _written(LINES)


def sample_from_above() -> bytes:
    """Write what the province requires of the commune as .docx."""
    return _written(FROM_ABOVE)


def _written(lines: tuple[str, ...]) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
