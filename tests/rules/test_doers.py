import pytest

from rules.doers import Doer, find_doer, heads_a_list, unit_at_start


@pytest.mark.parametrize(
    ("sentence", "lead", "cooperating"),
    [
        (
            "Giao Ban Tuyên giáo chủ trì, phối hợp với Mặt trận Tổ quốc xã tuyên truyền.",
            "Ban Tuyên giáo",
            ("Mặt trận Tổ quốc xã",),
        ),
        ("giao cho Văn phòng Đảng ủy theo dõi", "Văn phòng Đảng ủy", ()),
        ("Ủy ban nhân dân xã chịu trách nhiệm thi hành", "Ủy ban nhân dân xã", ()),
        ("Đảng ủy xã chỉ đạo Ủy ban nhân dân xã thực hiện", "Đảng ủy xã", ()),
        (
            "Bộ Y tế, Bộ Tài chính theo chức năng hướng dẫn các địa phương",
            "Bộ Y tế",
            ("Bộ Tài chính",),
        ),
        (
            "Đề nghị Ban Tuyên giáo và Dân vận Trung ương hướng dẫn",
            "Ban Tuyên giáo và Dân vận Trung ương",
            (),
        ),
        (
            "Mặt trận Tổ quốc xã và các tổ chức chính trị - xã hội tuyên truyền",
            "Mặt trận Tổ quốc xã",
            ("các tổ chức chính trị - xã hội",),
        ),
        ("Ủy ban Kiểm tra Đảng ủy giám sát việc thực hiện", "Ủy ban Kiểm tra Đảng ủy", ()),
        ("Ủy ban kiểm tra Đảng ủy kiểm tra việc thực hiện", "Ủy ban kiểm tra Đảng ủy", ()),
        ("Trưởng các thôn tổ chức tuần tra rừng", "Trưởng các thôn", ()),
        ("Các chi bộ trực thuộc xây dựng kế hoạch", "Các chi bộ trực thuộc", ()),
        (
            "Phân công đồng chí Lò Văn Tịnh phụ trách chung",
            "đồng chí Lò Văn Tịnh",
            (),
        ),
        ("Việc này do Công an xã chủ trì", "Công an xã", ()),
        (
            "Ban Chấp hành yêu cầu các cấp ủy, cơ quan, đơn vị, nhất là người đứng đầu tập trung",
            "các cấp ủy, cơ quan, đơn vị",
            (),
        ),
        ("Chủ trì, phối hợp với các ban, ngành liên quan kiểm tra", "", ("các ban, ngành liên quan",)),
    ],
)
def test_the_unit_in_the_lead_and_its_helpers_are_named_as_printed(sentence, lead, cooperating):
    assert find_doer(sentence) == Doer(lead=lead, cooperating=cooperating)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổ chức thực hiện tốt công tác tuyên truyền",
        "Ban hành kế hoạch và phân công nhiệm vụ",
        "Phòng, chống tham nhũng, lãng phí",
        "Đoàn kết trong nội bộ là nhiệm vụ hàng đầu",
        "Trường hợp vướng mắc thì xem xét",
        "Báo cáo Ban Thường vụ Đảng ủy kết quả",
        "Ban Chấp hành Trung ương Đảng kêu gọi toàn Đảng đoàn kết",
        "Các đơn vị hành chính cấp tỉnh không thực hiện sáp nhập",
        "Nghị quyết này có hiệu lực từ ngày ký",
        "Tăng cường công tác kiểm tra",
        "",
    ],
)
def test_words_that_only_look_like_a_unit_give_nobody_work(sentence):
    assert find_doer(sentence).lead == ""


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Bộ Nội vụ", True),
        ("Ủy ban nhân dân các thôn, bản", True),
        ("Văn phòng Đảng ủy có trách nhiệm:", True),
        ("Văn phòng Đảng ủy có trách nhiệm theo dõi, tổng hợp", False),
        ("Giải pháp về vốn", False),
        ("Tổ chức thực hiện", False),
        ("", False),
    ],
)
def test_a_heading_may_be_a_unit_and_nothing_else(text, answer):
    assert heads_a_list(text) is answer


def test_the_unit_of_a_heading_is_named_without_its_duty():
    assert unit_at_start("Văn phòng Đảng ủy có trách nhiệm:") == "Văn phòng Đảng ủy"
    assert unit_at_start("Vốn đầu tư") == ""
