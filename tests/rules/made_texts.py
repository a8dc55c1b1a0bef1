"""Made-up drafts as communes write them: the same few sentences, a name or a number apart."""

from rules.clauses import Level, Node, NodeKind

UNITS = (
    "Ban Xây dựng Đảng", "Ủy ban nhân dân xã", "Ủy ban Kiểm tra Đảng ủy", "Văn phòng Đảng ủy",
    "Mặt trận Tổ quốc xã", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên", "Công an xã",
)  # fmt: skip
OBJECTS = (
    "nước sạch hợp vệ sinh", "kênh mương nội đồng", "xây dựng nông thôn mới", "giảm nghèo bền vững",
    "chuyển đổi số", "cải cách thủ tục hành chính", "phòng cháy, chữa cháy", "vệ sinh môi trường",
    "an ninh trật tự", "chăm sóc sức khỏe ban đầu", "khuyến học, khuyến tài", "đường giao thông thôn",
)  # fmt: skip
FORMS = (
    "Giao {unit} chủ trì, phối hợp các đơn vị tham mưu thực hiện {object}, xong trước {day}/{month}.",
    "{unit} chịu trách nhiệm đôn đốc việc thực hiện {object}; báo cáo trước ngày {day} hằng tháng.",
    "Đẩy mạnh tuyên truyền, vận động Nhân dân tham gia {object}; đến hết năm đạt {day}% trở lên.",
    "Chi bộ thôn {hamlet} vận động {day} hộ đăng ký tham gia {object} trong quý {month} năm 2027.",
    "Hỗ trợ {day} mô hình về {object} tại thôn {hamlet}.",
)
HAMLETS = ("Bắc Sơn", "Nam Sơn", "Đông Hải", "Tây Giang", "Hiệp Thành", "Suối Vang", "Giác Lan")
HEADINGS = (
    "QUAN ĐIỂM, MỤC TIÊU", "NHIỆM VỤ, GIẢI PHÁP", "PHÂN CÔNG THỰC HIỆN", "TỔ CHỨC THỰC HIỆN",
    "KINH PHÍ", "KIỂM TRA, GIÁM SÁT",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI")


def made_text(random, *, chapters=5, items=8):
    """A draft of so many chapters with so many items, some of which have points."""
    nodes = []

    def add(level, label, text, parent):
        nodes.append(
            Node(
                index=len(nodes), kind=NodeKind.CLAUSE, level=level, label=label,
                path=f"{len(nodes)}", heading=text[:60], text=text, parent=parent,
                spans=((len(nodes) + 1, len(nodes) + 1),),
            )
        )  # fmt: skip
        return nodes[-1].index

    for chapter in range(chapters):
        number = f"{ROMAN[chapter % 6]}."
        top = add(Level.ROMAN, number, random.choice(HEADINGS), None)
        for item in range(1, items + 1):
            held = add(Level.ITEM, f"{item}.", sentence(random), top)
            if random.random() < 0.25:
                for letter in "abc":
                    add(Level.POINT, f"{letter})", sentence(random), held)
    return tuple(nodes)


def sentence(random):
    """A sentence of a resolution."""
    return random.choice(FORMS).format(
        unit=random.choice(UNITS), object=random.choice(OBJECTS), hamlet=random.choice(HAMLETS),
        day=random.randrange(1, 29), month=random.randrange(1, 13),
    )  # fmt: skip
