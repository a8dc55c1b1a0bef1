"""What made-up papers say: sentences in which things stand that look like ordinals and are none."""

from random import Random

_WHO = (
    "Văn phòng Đảng ủy", "Ủy ban nhân dân xã", "Ban Thường vụ Đảng ủy", "Các chi bộ trực thuộc",
    "Mặt trận Tổ quốc và các đoàn thể", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Công an xã",
    "Trưởng các thôn, tổ dân phố", "Hợp tác xã dịch vụ nông nghiệp", "Trạm Y tế", "Trường mầm non",
)  # fmt: skip
_DOES = (
    "chủ trì, phối hợp với các cơ quan liên quan", "tham mưu xây dựng kế hoạch", "rà soát, thống kê",
    "tuyên truyền, vận động nhân dân", "kiểm tra, đôn đốc", "hướng dẫn các hộ gia đình",
    "tổng hợp, báo cáo kết quả", "tổ chức thực hiện có hiệu quả", "bố trí kinh phí, nhân lực",
)  # fmt: skip
_WHAT = (
    "việc cấp nước sạch cho 1.234 hộ", "phong trào trồng cây giai đoạn 2026 - 2030",
    "các tuyến đường liên thôn dài 12,5 km", "việc chuyển đổi số trong giải quyết thủ tục hành chính",
    "công tác thu gom rác thải tại khu dân cư", "mô hình kinh tế tập thể ở 07 thôn",
    "đời sống văn hóa cơ sở", "việc bảo vệ rừng đầu nguồn (150 ha rừng phòng hộ)",
    "hội nghị ngày 19.8.2026 về phòng, chống thiên tai", "việc cho vay vốn từ 50 - 100 triệu đồng/hộ",
)  # fmt: skip
_HOW = (
    "theo quy định tại Điều 107 của Bộ luật Lao động", "theo khoản 2 Điều 5 của Quy chế làm việc",
    "theo Nghị quyết số 22-NQ/TW ngày 05/3/2024", "bảo đảm đúng tiến độ, đúng đối tượng",
    "theo Quyết định số 066.17/2026/QĐ-TTg của Thủ tướng Chính phủ", "trước ngày 30 tháng 11 hằng năm",
    "đạt ít nhất 95% kế hoạch", "theo quy định tại các điểm a, b và c khoản 1 Điều này",
    "đúng như Điều 1 của Nghị quyết này đã nêu", "theo Phụ lục I kèm theo",
    "theo hướng dẫn của cấp trên",
)  # fmt: skip
_HEADINGS = (
    "Phạm vi điều chỉnh", "Đối tượng áp dụng", "Nguyên tắc thực hiện", "Mục tiêu chung",
    "Chỉ tiêu cụ thể đến năm 2030", "Kết quả đạt được", "Hạn chế, khuyết điểm", "Nguyên nhân",
    "Bài học kinh nghiệm", "Về phát triển kinh tế", "Về văn hóa - xã hội", "Công tác xây dựng Đảng",
    "Nguồn kinh phí", "Trách nhiệm của các cơ quan", "Chế độ báo cáo", "Điều khoản thi hành",
    "Quan điểm chỉ đạo", "Nhiệm vụ, giải pháp chủ yếu", "Về quốc phòng, an ninh", "Dự báo tình hình",
)  # fmt: skip
ABSTRACTS = (
    "về phát triển kinh tế tập thể giai đoạn 2026 - 2030",
    "về nâng cao chất lượng sinh hoạt chi bộ và công tác quản lý đảng viên trên địa bàn xã",
    "về đẩy mạnh chuyển đổi số trong hoạt động của các cơ quan đảng",
    "ban hành Quy chế làm việc của Tổ công tác về nước sạch nông thôn",
    "về nhiệm vụ phát triển kinh tế - xã hội năm 2027",
)
BASES = (
    "Căn cứ Điều lệ Đảng Cộng sản Việt Nam",
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
    "Căn cứ Quy chế làm việc số 01-QC/ĐU, ngày 15/7/2025 của Ban Chấp hành Đảng bộ xã",
    "Xét đề nghị của Ban Thường vụ Đảng ủy tại Tờ trình số 45-TTr/ĐU",
)
REASONS = (
    "Thực hiện Nghị quyết số 12-NQ/TU của Tỉnh ủy, Ban Chấp hành Đảng bộ xã quyết định như sau:",
    "Trên cơ sở kết quả 05 năm thực hiện Nghị quyết số 22-NQ/TW; sau khi thảo luận, thống nhất:",
    "Theo đề nghị của Trưởng phòng Kinh tế.",
)
_OPENINGS = (
    "Phần lớn các hộ đã được dùng nước sạch.", "Mục tiêu này do Ban Thường vụ theo dõi.",
    "Chương trình này gắn với xây dựng nông thôn mới.", "1.234 hộ đã đăng ký tham gia.",
    "2026 là năm đầu của nhiệm kỳ.", "Điều 1 và Điều 2 của Nghị quyết này được công khai tại thôn.",
    "Điều này không áp dụng với hộ nghèo.", "30.000 ha rừng được bảo vệ.",
    "Mục 2 của Đề án được sửa lại.",
    "C. Mác đã viết như vậy.", "Hai là cách làm mới, được nhân dân đồng tình.",
    "V.I. Lênin đã chỉ rõ điều đó.", "Chi bộ thôn 3 làm điểm.", "Gọi chung là “hộ tham gia.",
    "1/3 số hộ chưa có đồng hồ nước.", "19.8 là ngày hội của thôn.",
    "Nơi nhận hồ sơ là bộ phận một cửa.",
)  # fmt: skip
PLACES = ("Bình An", "Sơn Trang", "Mường Khoa", "Tân Lập", "Phước Hải")
NAMES = ("Lò Văn Tịnh", "Nguyễn Thị Hoa", "Trần Văn Bình", "Đặng Thị Ánh Tuyết", "Ksor Y Bhăm")


def sentence(luck: Random) -> str:
    """One sentence, with its full stop."""
    said = f"{luck.choice(_WHO)} {luck.choice(_DOES)} {luck.choice(_WHAT)}"
    if luck.random() < 0.7:
        said += f", {luck.choice(_HOW)}"
    return said + "."


def paragraph(luck: Random) -> str:
    """One to three sentences."""
    return " ".join(sentence(luck) for _ in range(luck.choice((1, 1, 2, 3))))


def opening(luck: Random) -> str:
    """A paragraph that begins as clauses begin, now and then."""
    return luck.choice(_OPENINGS) if luck.random() < 0.5 else paragraph(luck)


def heading(luck: Random) -> str:
    """A heading without a sign at its end."""
    return luck.choice(_HEADINGS)


def row(luck: Random, number: int) -> tuple[str, ...]:
    """A row of a table of tasks."""
    return (str(number), f"{luck.choice(_DOES)} {luck.choice(_WHAT)}".capitalize(),
            luck.choice(_WHO), f"{luck.randint(1, 28):02d}/{luck.randint(1, 12):02d}/2027")  # fmt: skip
