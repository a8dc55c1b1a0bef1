"""Who takes part: a committee as a commune has it, and citizens. Names are made up from common ones."""

import csv
from dataclasses import dataclass
from io import StringIO
from random import Random

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLE_OF_MEN = ("Văn", "Đức", "Quốc", "Minh", "Xuân", "Hữu")
MIDDLE_OF_WOMEN = ("Thị", "Thị Thu", "Thị Ngọc", "Thị Thanh")
GIVEN_OF_MEN = ("An", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hùng", "Khánh", "Long", "Nam", "Phúc",
                "Sơn", "Tâm", "Thắng", "Tuấn", "Vinh")  # fmt: skip
GIVEN_OF_WOMEN = ("Ánh", "Dung", "Hạnh", "Hoa", "Hương", "Lan", "Liên", "Mai", "Nga", "Oanh", "Phượng",
                  "Thảo", "Trang", "Yến")  # fmt: skip
VILLAGES = ("Bắc Sơn", "Xóm Bằng", "Hiệp Kiết", "Giác Lan", "Suối Giếng", "Ba Hồ", "Hiệp Thành")

HEADS = (
    ("Bí thư Đảng ủy", "Bí thư"),
    ("Phó Bí thư Thường trực", "Phó Bí thư"),
    ("Phó Bí thư, Chủ tịch Ủy ban nhân dân xã", "Phó Bí thư"),
)
STANDING = ("Trưởng Ban Xây dựng Đảng", "Chủ nhiệm Ủy ban Kiểm tra", "Chủ tịch Mặt trận Tổ quốc xã")
"""Offices of the standing committee's other members, who vote."""


@dataclass(frozen=True, kw_only=True)
class Role:
    """One person of the roster."""

    name: str
    post: str
    role: str  # as the roster's column says it
    areas: str = ""

    @property
    def votes(self) -> bool:
        """Whether this person votes by the roster's usual rule."""
        return self.role not in ("Thư ký", "Kiểm tra", "Chuyên môn", "Khách mời")


def names(chance: Random, count: int) -> list[str]:
    """Make names that differ even without diacritics."""
    made: dict[str, None] = {}
    while len(made) < count:
        if chance.random() < 0.6:
            middle, given = chance.choice(MIDDLE_OF_MEN), chance.choice(GIVEN_OF_MEN)
        else:
            middle, given = chance.choice(MIDDLE_OF_WOMEN), chance.choice(GIVEN_OF_WOMEN)
        made[f"{chance.choice(FAMILY)} {middle} {given}"] = None
    return list(made)


def committee(chance: Random, members: int) -> list[Role]:
    """Make a committee of so many voting members, and the inspector and the official who sit with it."""
    people = names(chance, members + 2)
    made = []
    for number, name in enumerate(people[:members]):
        village = VILLAGES[number % len(VILLAGES)]
        if number < len(HEADS):
            post, role = HEADS[number]
        elif number < len(HEADS) + len(STANDING):
            post, role = STANDING[number - len(HEADS)], "Ủy viên Ban Thường vụ"
        else:
            post, role = f"Ủy viên Ban Chấp hành, Bí thư Chi bộ thôn {village}", "Ủy viên"
        made.append(Role(name=name, post=post, role=role, areas=f"Thôn {village}"))
    made.append(Role(name=people[members], post="Ủy viên Ủy ban Kiểm tra", role="Kiểm tra"))
    made.append(Role(name=people[members + 1], post="Công chức Văn phòng", role="Chuyên môn"))
    return made


def roster_file(people: list[Role]) -> bytes:
    """Write the roster as a clerk would send it."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["Họ và tên", "Chức vụ", "Vai trò", "Phụ trách"])
    writer.writerows([each.name, each.post, each.role, each.areas] for each in people)
    return out.getvalue().encode()
