"""The tasks: those that the text proposes, then the rest by a list."""

import csv
from datetime import timedelta
from io import StringIO

from simulator.rehearsal.company import Company
from simulator.rehearsal.days import (
    workday,
    written,
)

LIST_COLUMNS = (
    "Việc",
    "Người thực hiện",
    "Người kiểm tra",
    "Sản phẩm",
    "Chỉ tiêu",
    "Đơn vị tính",
    "Hạn",
)


async def assigning(play: Company) -> None:
    """The clerk gives the tasks that the text proposes, then the rest by a list."""
    clerk = play.clerk
    given = 0
    await clerk.opens()
    if label := await clerk.finds("Việc đề xuất"):
        await clerk.presses(label)
        while given < play.tasks and (field_name := _missing_of_proposal(play)):
            if field_name == "nothing":
                await clerk.presses("Xác nhận và giao")
                given += 1
            else:
                await _completes(play, field_name, given)
    if given < play.tasks:
        await _gives_by_list(play, play.tasks - given)


def _missing_of_proposal(play: Company) -> str | None:
    """Say what the proposal on the screen lacks; None where no proposal is on the screen."""
    if play.clerk.sees("Xác nhận và giao"):
        return "nothing"
    lines = play.clerk.last.text.split("\n")
    return next((line[2:].split(":")[0] for line in lines if line.startswith("✗")), None)


async def _completes(play: Company, field_name: str, number: int) -> None:
    clerk = play.clerk
    if label := clerk.label("Tiếp: "):
        await clerk.presses(label)
    match field_name:
        case "Người thực hiện":
            if label := clerk.label("Chọn người khác"):
                await clerk.presses(label)
            await clerk.chooses(play.voters[number % (len(play.voters) - 1)])
        case "Người kiểm tra":
            await clerk.chooses(play.inspector)
        case "Hạn":
            await clerk.writes(written(workday(play.today + timedelta(days=6 + number))))
        case _:
            await clerk.writes("Báo cáo kết quả")


async def _gives_by_list(play: Company, count: int) -> None:
    """Send a list of tasks as a file, and give them all."""
    clerk = play.clerk
    await clerk.opens()
    await clerk.presses("Gửi bảng việc")
    await clerk.sends("bang-viec.csv", _list(play, count))
    if label := clerk.label("Giao "):
        await clerk.presses(label)


def _list(play: Company, count: int) -> bytes:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(LIST_COLUMNS)
    for number in range(count):
        owner = play.voters[(number * 2) % (len(play.voters) - 1)].name
        due = written(workday(play.today + timedelta(days=5 + 2 * number)))
        what = f"Triển khai nội dung {number + 1} của nghị quyết"
        writer.writerow([what, owner, play.inspector.name, "Báo cáo kết quả", 10 + number, "hộ", due])
    return out.getvalue().encode()
