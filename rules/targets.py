"""Targets with a number and a unit (chỉ tiêu), as papers word them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from rules.folding import match_form, nfc
from rules.sheets import number_of

UNITS = (
    "%", "phần trăm", "km", "m2", "m²", "m3", "m³", "m", "ha", "hecta", "héc-ta", "tấn", "tạ", "kg",
    "tỷ đồng", "tỉ đồng", "triệu đồng", "nghìn đồng", "đồng", "đồng hồ", "hộ", "người", "lượt người",
    "nhân khẩu", "lao động", "đảng viên", "đoàn viên", "hội viên", "cán bộ", "học sinh", "mô hình",
    "công trình", "dự án", "nhà", "căn nhà", "ngôi nhà", "phòng học", "lớp", "lớp tập huấn", "đợt",
    "cuộc", "buổi", "hội nghị", "chuyên đề", "tiêu chí", "thôn", "bản", "tổ dân phố", "xã",
    "chi bộ", "đơn vị", "sản phẩm", "hợp tác xã", "tổ hợp tác", "doanh nghiệp", "trang trại", "cây",
    "con", "giường", "thủ tục", "hồ sơ", "camera", "điểm",
)  # fmt: skip

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_UNIT = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
_TARGET = re.compile(
    r"(?P<bound>(?:(?:đạt|ít nhất|tối thiểu|trên|dưới|từ|không quá|khoảng|giảm|tăng|còn|thêm|hơn)"
    r"\s+){0,3})"
    rf"(?P<number>{_NUMBER})(?:\s?-\s?(?:{_NUMBER}))?\s?(?P<unit>{_UNIT})(?![\w/])"
    r"(?:\s+trở lên)?",
    re.IGNORECASE,
)
_COUNTS_SOMETHING_ELSE = re.compile(
    r"\b(?:điều|khoản|điểm|số|ngày|tháng|năm|quý|mẫu|kỳ|khóa|khoá|thứ|mục|chương|phụ lục)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """How much is to be reached; of a range, the lower end."""

    value: Decimal
    #: as printed: "%", "km", "hộ"
    unit: str
    #: as printed: "đạt từ 95% trở lên"
    phrase: str


def find_target(text: str) -> Target | None:
    """The first number with a unit in a text, None where there is none. Dates are not targets."""
    shown = nfc(text)
    matched = match_form(shown)
    for found in _TARGET.finditer(matched):
        before = matched[max(0, found.start("number") - 12) : found.start("number")]
        value = number_of(found["number"])
        inside = matched[found.start() - 1 : found.start()]
        if value is None or inside.isalnum() or inside in {"/", "."} or _is_ordinal(before):
            continue
        start, end = found.span()
        unit = shown[found.start("unit") : found.end("unit")]
        return Target(value=value, unit=unit, phrase=shown[start:end].strip())
    return None


def _is_ordinal(before: str) -> bool:
    return _COUNTS_SOMETHING_ELSE.search(before) is not None
