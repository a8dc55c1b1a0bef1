"""A made-up paper from its head to its last annex."""

from random import Random

from rules.clauses import NodeKind
from tests.documents.generated import words
from tests.documents.generated.bodies import Body
from tests.documents.generated.forms import LONG_SHAPES, SHAPES
from tests.documents.generated.parts import MadePaper, Written

_STATE_PLACES = ("XÃ", "PHƯỜNG", "ĐẶC KHU")


def made_paper(seed: int, *, clauses: int | None = None) -> MadePaper:
    """The paper of one seed; one of about so many clauses is made of articles or chapters of them."""
    luck = Random(seed)
    paper = MadePaper(seed=seed)
    is_party = luck.random() < 0.5
    if luck.random() < 0.95:
        _letterhead(paper, luck, is_party=is_party)
    _title_and_preamble(paper, luck, is_party=is_party)
    body = Body(
        paper=paper, luck=luck, left=clauses or luck.randint(4, 40), has_gaps=luck.random() < 0.15
    )
    body.write(luck.choice(SHAPES if clauses is None else LONG_SHAPES), None)
    if luck.random() < 0.95:
        _closing(paper, luck, is_party=is_party)
        for number in range(luck.choice((0, 0, 0, 1, 2))):
            _annex(paper, luck, number + 1)
    return paper


def _letterhead(paper: MadePaper, luck: Random, *, is_party: bool) -> None:
    place = luck.choice(words.PLACES)
    head = paper.part(NodeKind.LETTERHEAD)
    day = luck.choice((f"{place}, ngày 05 tháng 9 năm 2026", f"{place}, ngày    tháng    năm 2026"))
    if is_party:
        number = luck.choice(("Số        -NQ/ĐU", "Số 05-NQ/ĐU", "Số      ĐA/ĐU"))
        left = ["ĐẢNG BỘ TỈNH SƠN TRANG", f"ĐẢNG ỦY XÃ {place.upper()}", "*", number]
        right = ["ĐẢNG CỘNG SẢN VIỆT NAM", "", "", day]
    else:
        number = luck.choice(("Số: 12/2026/NQ-HĐND", "Số:       /QĐ-UBND", "Số: 043/2026/QĐ-UBND"))
        left = ["HỘI ĐỒNG NHÂN DÂN", f"{luck.choice(_STATE_PLACES)} {place.upper()}", "-------", number]
        right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "", day]
    way = luck.choice(("beside", "beside", "below", "run together"))
    for one, other in zip(left, right, strict=True):
        match way:
            case "beside":
                paper.write_beside(head, one, other)
            case "below":
                paper.write(head, one)
            case _:
                paper.write(head, f"{one} {other}".strip())
    if way == "below":
        paper.write(head, *filter(None, right))
    if luck.random() < 0.3:
        paper.write(head, luck.choice(("Dự thảo lần 2", "DỰ THẢO", "(Dự thảo lần thứ 3)")))


def _title_and_preamble(paper: MadePaper, luck: Random, *, is_party: bool) -> None:
    title = paper.part(NodeKind.TITLE)
    kind = luck.choice(("NGHỊ QUYẾT", "QUYẾT ĐỊNH", "KẾ HOẠCH", "BÁO CÁO", "QUY CHẾ", "ĐỀ ÁN"))
    abstract = luck.choice(words.ABSTRACTS)
    paper.write(title, kind, abstract.upper() if luck.random() < 0.2 else abstract)
    if luck.random() < 0.5:
        paper.write(title, "-----")
    preamble = paper.part(NodeKind.PREAMBLE)
    dash = luck.choice(("- ", "- ", "")) if is_party else ""
    for basis in luck.sample(words.BASES, luck.randint(1, 4)):
        paper.write(preamble, f"{dash}{basis};")
    if luck.random() < 0.3:
        paper.write(preamble, luck.choice(words.REASONS))
    if not is_party or luck.random() < 0.5:
        paper.write(preamble, "QUYẾT NGHỊ:" if kind == "NGHỊ QUYẾT" else "QUYẾT ĐỊNH:")


def _closing(paper: MadePaper, luck: Random, *, is_party: bool) -> None:
    name = luck.choice(words.NAMES)
    if is_party:
        heading = luck.choice((("T/M ĐẢNG ỦY", "BÍ THƯ"), ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")))
        received = ["Nơi nhận:", "- Ban Thường vụ Tỉnh ủy;", "- Các chi bộ trực thuộc;", "- Lưu VPĐU."]
    else:
        heading = luck.choice((("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")))
        received = ["Nơi nhận:", "- UBND tỉnh;", "- Như Điều 3;", "- Lưu: VT, KT."]
    signed = [*heading, name]
    way = luck.choice(("recipients first", "signature first", "beside"))
    if way == "beside":
        left, right = paper.part(NodeKind.RECIPIENTS), paper.part(NodeKind.SIGNATURE)
        for one, other in zip(received, [*signed, ""], strict=True):
            paper.write_beside(right, one, other, left_owner=left)
        return
    order = [(NodeKind.RECIPIENTS, received), (NodeKind.SIGNATURE, signed)]
    for kind, texts in order if way == "recipients first" else order[::-1]:
        paper.write(paper.part(kind), *texts)


def _annex(paper: MadePaper, luck: Random, number: int) -> None:
    index = paper.part(NodeKind.ANNEX)
    remark = "kèm theo Nghị quyết số 05-NQ/ĐU ngày 05 tháng 9 năm 2026)"
    way = luck.randrange(4)
    if number == 1 and way == 0:
        paper.write(index, "QUY CHẾ", "Làm việc của Tổ công tác", f"(Ban hành {remark}")
    elif way == 1:
        paper.write(index, f"Mẫu số 0{number}", "PHIẾU LẤY Ý KIẾN", f"({remark.capitalize()}")
    else:
        roman = "I" * number
        paper.write(index, luck.choice((f"PHỤ LỤC {roman}", f"Phụ lục {roman}", f"PHỤ LỤC SỐ {number}")))
        paper.write(index, "DANH MỤC NHIỆM VỤ TRỌNG TÂM", f"(K{remark[1:]}")
    if luck.random() < 0.2:
        rows = [("TT", "Nội dung", "Chủ trì", "Hạn"), *(words.row(luck, n) for n in range(1, 5))]
        paper.written += [Written(text=" | ".join(r), owner=index, cells=r) for r in rows]
    else:
        shape = luck.choice(SHAPES)
        Body(paper=paper, luck=luck, left=luck.randint(3, 12)).write(shape, index)
