"""Who a sentence of a paper gives work to: the unit in the lead, and those that cooperate."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.folding import match_form, nfc

_NAMED = (
    "Ban", "Bộ", "Đảng ủy", "Đảng uỷ", "Đảng bộ", "Chi bộ", "Chi ủy", "Chi uỷ", "Cấp ủy", "Cấp uỷ",
    "Tỉnh ủy", "Thành ủy", "Ủy ban", "Uỷ ban", "UBND", "HĐND", "UBMTTQ", "MTTQ", "UBKT", "Hội đồng",
    "Hội", "Văn phòng", "Phòng", "Sở", "Cơ quan", "Trung tâm", "Trạm", "Trường", "Công an", "Mặt trận",
    "Đoàn", "Liên đoàn", "Tổng Liên đoàn", "Công đoàn", "Bảo hiểm xã hội", "Kho bạc", "Ngân hàng", "Tổ",
    "Bí thư", "Phó Bí thư", "Chủ tịch", "Phó Chủ tịch", "Trưởng", "Người đứng đầu", "Thủ trưởng",
    "Chánh Văn phòng", "Đồng chí", "đồng chí", "đ/c", "Viện", "Tòa án", "Thanh tra", "Kiểm toán",
    "Thường trực", "Quốc hội", "Chính phủ", "Thủ tướng", "Đài", "Doanh nghiệp", "Hợp tác xã", "Chi cục",
    "Cục", "Tổng cục", "Đơn vị", "Địa phương", "ban thường vụ", "Lực lượng", "Cơ sở", "Nhà trường",
)  # fmt: skip
_PLURAL = (
    "chi bộ", "đảng bộ", "đảng ủy", "tổ chức", "cấp ủy", "cơ quan", "đơn vị", "ban", "bộ", "sở",
    "thôn", "bản", "tổ dân phố", "xã", "địa phương", "đoàn thể", "trường", "phòng", "hội", "đồng chí",
    "doanh nghiệp", "cơ sở", "ngành",
)  # fmt: skip
_NO_UNIT = (
    "Tổ chức", "Ban hành", "Bộ máy", "Bộ phận", "Bộ tiêu chí", "Hội nghị", "Hội thi", "Hội thảo",
    "Đoàn kết", "Phòng,", "Phòng ngừa", "Phòng chống", "Phòng cháy", "Trường hợp", "Sở hữu",
    "Trưởng thành", "Viện phí",
)  # fmt: skip
"""Words that only begin like a unit."""

_UNIT = (
    rf"(?:(?!{'|'.join(_NO_UNIT)})(?:{'|'.join(sorted(_NAMED, key=len, reverse=True))})(?!\w)"
    rf"|(?:[Cc]ác|[Mm]ỗi|[Tt]ừng|[Nn]hững)\s+(?:{'|'.join(_PLURAL)})(?!\w))"
)

_VERBS = (
    "chủ trì", "chủ động", "phối hợp", "phối kết hợp", "chịu trách nhiệm", "có trách nhiệm",
    "có nhiệm vụ", "căn cứ", "chỉ đạo", "lãnh đạo", "xây dựng", "hướng dẫn", "tham mưu", "rà soát",
    "kiểm tra", "giám sát", "theo dõi", "đôn đốc", "báo cáo", "ban hành", "hoàn thành", "thực hiện",
    "triển khai", "phân công", "cụ thể hóa", "cụ thể hoá", "tuyên truyền", "tiếp tục", "tập trung",
    "khẩn trương", "đẩy mạnh", "tăng cường", "phát động", "vận động", "bố trí", "trình", "định kỳ",
    "kịp thời", "xem xét", "sơ kết", "tổng kết", "lập", "huy động", "quán triệt", "nghiên cứu",
    "tổng hợp", "thẩm định", "phê duyệt", "quyết định", "quản lý", "sử dụng", "giúp", "thường xuyên",
    "chuẩn bị", "gửi", "nắm", "cung cấp", "hỗ trợ", "đăng ký", "xử lý", "tiếp nhận", "chi trả",
    "thông báo", "đánh giá", "khảo sát", "thành lập", "kiện toàn", "lồng ghép", "ưu tiên", "lựa chọn",
    "tham gia", "làm", "tạo", "sớm", "chú trọng", "quan tâm", "nâng cao", "đổi mới",
    "phát huy", "bảo đảm", "đảm bảo", "phụ trách", "hằng", "định hướng", "phát hiện",
)  # fmt: skip
_TURNS = (
    "theo",
    "để",
    "nhằm",
    "trong",
    "trước",
    "xong",
    "phải",
    "cần",
    "đối với",
    "khi",
    "tại",
    "vào",
    "có thể",
    "sẽ",
)
"""Words that end the name of a unit without saying what it does."""

_STATES = ("không", "đã", "được", "bị", "là", "gồm", "bao gồm", "còn", "có hiệu lực")
"""After these a sentence tells how things are, and gives no work."""

# "tổ chức" and "kiểm tra" are verbs, and parts of names: "các tổ chức đảng", "Ủy ban kiểm tra".
_NOT_IN_A_NAME = "".join(
    f"(?<!{word} )"
    for word in (
        "Ban", "ban", "Ủy ban", "Uỷ ban", "Hội đồng", "Tổ", "tổ", "Đoàn", "đoàn", "các", "Các", "những",
        "mỗi", "từng", "người", "cán bộ",
    )
)  # fmt: skip
_SAYS = ("giao", "kêu gọi", "yêu cầu", "đề nghị", "biểu dương", "thống nhất", "thông qua", "nhất trí")
"""What the deciding body does itself: it gives work to others, or only speaks."""


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SPEAKS = _any((*_SAYS, *_STATES))
_STOP = re.compile(
    rf"(?<=\s){_NOT_IN_A_NAME}(?:(?P<says>{_SPEAKS})|(?P<acts>{_any(_VERBS)}|(?<!, )tổ chức))(?!\w)"
    rf"|(?<=\s)(?P<turns>{_any(_TURNS)})(?!\w)|[;:(|]|(?<!TP)(?<!Tp)\.(?=\s|$)"
)

_GIVES = re.compile(
    r"(?:^|(?<=[\s,;]))(?:[Gg]iao|[Pp]hân công|[Đđ]ề nghị|[Yy]êu cầu|[Cc]hỉ đạo)"
    rf"(?:\s+(?:trách nhiệm\s+)?cho)?\s+(?={_UNIT})"
)
_DONE_BY = re.compile(rf"(?:^|(?<=[\s,;(]))do\s+(?={_UNIT})")
_TOGETHER = re.compile(
    rf"(?:phối hợp|phối kết hợp)(?:\s+chặt chẽ)?\s+(?:với|cùng)\s+(?={_UNIT})|cùng với\s+(?={_UNIT})"
)
_SPLIT = re.compile(rf"\s*,\s*(?:và\s+)?(?={_UNIT})|\s+và\s+(?={_UNIT})")
_STARTS = re.compile(_UNIT)
_DUTY = re.compile(
    r"\s*(?:(?:có|chịu)\s+trách nhiệm|có nhiệm vụ|chủ trì|chỉ đạo|thực hiện)?[^.;]{0,60}:?\s*$"
)

_EMPHASIS = re.compile(r",\s*(?:nhất|trước hết|đặc biệt)\s*$")
"""What is left of "…, nhất là …" before the name of a unit ends."""

LONGEST_UNIT = 120
"""Letters. A longer phrase is no name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Doer:
    """The units that a sentence names, as printed; `lead` is "" where only helpers are named."""

    lead: str = ""
    cooperating: tuple[str, ...] = ()


def find_doer(sentence: str) -> Doer:
    """Who is to act: "Giao X chủ trì, phối hợp với Y …", "X chịu trách nhiệm …", "… do X thực hiện".

    Of several units in a row the first leads and the others cooperate. A unit that only receives
    something ("báo cáo Ban Thường vụ") is none of them.
    """
    shown = nfc(sentence).strip()
    text = match_form(shown)
    named = list(_leaders(shown, text))
    helpers = [unit for found in _TOGETHER.finditer(text) for unit in _units(shown, text, found.end())]
    lead = named[0] if named else ""
    others = [unit for unit in (*named[1:], *helpers) if unit != lead]
    return Doer(lead=lead, cooperating=tuple(dict.fromkeys(others)))


def heads_a_list(text: str) -> bool:
    """Whether a text only names a unit, for the clauses below it.

    "5. Bộ Nội vụ", "2. Bộ Tài chính có trách nhiệm:".
    """
    matched = match_form(nfc(text)).strip()
    if not _STARTS.match(matched) or len(matched) > LONGEST_UNIT:
        return False
    stop = _STOP.search(matched)
    if stop is None:
        return True
    return matched.endswith(":") and bool(_DUTY.fullmatch(matched, stop.start()))


def unit_at_start(text: str) -> str:
    """The first unit of a text that begins with one, else ""."""
    shown = nfc(text).strip()
    matched = match_form(shown)
    return next(iter(_units(shown, matched, 0)), "") if _STARTS.match(matched) else ""


def _leaders(shown: str, text: str) -> Iterator[str]:
    if _STARTS.match(text):
        stop = _STOP.search(text)
        if stop is not None and (stop["acts"] or stop["turns"]):
            yield from _units(shown, text, 0)
            return
    found = _GIVES.search(text) or _DONE_BY.search(text)
    if found:
        yield from _units(shown, text, found.end())


def _units(shown: str, text: str, start: int) -> Iterator[str]:
    """The units named one after the other from a place on, up to the first verb."""
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    place = start
    for cut in _SPLIT.finditer(text, start, end):
        yield from _unit(shown[place : cut.start()])
        place = cut.end()
    yield from _unit(shown[place:end])


def _unit(phrase: str) -> Iterator[str]:
    name = _EMPHASIS.sub("", " ".join(phrase.split())).strip(" ,.;:")
    if name and len(name) <= LONGEST_UNIT:
        yield name
