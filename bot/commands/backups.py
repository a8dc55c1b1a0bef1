"""All data is copied into a file, and put back from it."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands import journal
from bot.settings import DatabaseSettings
from rules.calendar import ZONE

_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def backup(
    file: Annotated[
        Path | None,
        typer.Argument(help="Tệp mới hoặc thư mục · A new file, or a folder", show_default=False),
    ] = None,
) -> None:
    """Sao lưu toàn bộ dữ liệu, cả khi đang chạy · Copy all data into a file; the bot may run on."""
    from bot.complaints import complain, in_plain_words, settings_of
    from bot.installation import at_place
    from storage.backup import SUFFIX, back_up, kind_of
    from storage.migrate import is_there

    settings = settings_of(DatabaseSettings)
    into = file or Path()
    if into.is_dir():
        now = SystemClock().now().astimezone(ZONE)
        into /= f"nghiquyet-{now:%Y-%m-%d-%H%M%S}{SUFFIX[kind_of(settings.database_url)]}"
    with in_plain_words(settings), _in_plain_words(into):
        settings = at_place(settings)
        if not is_there(settings.database_url):
            complain("Chưa có dữ liệu nào", "there is no data yet")
        back_up(settings.database_url, into)
    size = f"{into.stat().st_size / 1_000_000:.1f}"
    typer.echo(f"Đã sao lưu · backed up: {into.absolute()} ({size} MB)")


def restore(
    file: Annotated[Path, typer.Argument(help="Tệp sao lưu · The file that backup made")],
) -> None:
    """Khôi phục vào nơi còn trống, rồi kiểm tra nhật ký · Put a copy back where nothing is yet."""
    from bot.complaints import in_plain_words, settings_of
    from bot.installation import at_place
    from storage.backup import restore as put_back

    settings = settings_of(DatabaseSettings)
    with in_plain_words(settings), _in_plain_words(file):
        settings = at_place(settings)
        verdict = put_back(settings.database_url, file)
    typer.echo(f"Đã khôi phục · restored: {settings.database_shown}")
    journal.tell(verdict)


@contextmanager
def _in_plain_words(file: Path) -> Generator[None]:
    """Say in one sentence why there is no copy, or why it is not put back."""
    from bot.complaints import complain
    from storage import backup as copies

    try:
        yield
    except copies.FileThere:
        complain(
            f"Đã có tệp {file}: hãy chọn tên khác", "this file is there already: choose another name"
        )
    except copies.NoFile as error:
        complain(f"Không đọc hoặc ghi được {file}", f"it cannot be read or written: {error}")
    except copies.PlaceTaken:
        complain(
            "Nơi khôi phục đã có dữ liệu: hãy đặt DATABASE_URL vào nơi trống",
            "there is data already: let DATABASE_URL name an empty place",
        )
    except copies.NotOurs:
        complain(f"{file} không phải bản sao lưu nguyên vẹn", "this is no whole backup of this bot")
    except copies.OtherKind as error:
        kind = _KINDS[str(error)]
        complain(
            f"Bản sao lưu này của {kind}: DATABASE_URL cần cùng loại",
            f"this backup is of {kind}: DATABASE_URL has to be of the same kind",
        )
    except copies.TooNew:
        complain(
            "Bản sao lưu do phiên bản mới hơn làm ra: hãy nâng cấp trợ lý trước",
            "a newer version made this backup: upgrade the bot first",
        )
    except copies.ToolMissing as error:
        complain(
            f"Máy này chưa có {error}: hãy cài gói postgresql-client",
            f"{error} is not on this machine: install the package postgresql-client",
        )
    except copies.ToolFailed as error:
        complain("Công cụ của PostgreSQL báo lỗi", str(error))
