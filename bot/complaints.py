"""What the command line says when it cannot go on: one sentence in both languages, and exit code 2.

No sentence carries a token or a password.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

import typer
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from telegram.error import InvalidToken, TelegramError

from bot.account import WrongToken
from bot.app import Broken
from bot.installation import NotOne
from bot.settings import ENV_FILE, DatabaseSettings, Settings
from storage.roles import AlreadyRunning, HoldLost
from storage.rooms import AnotherBot

WANTED = {
    "DATABASE_URL": "DATABASE_URL cần có dạng sqlite:///tệp hoặc postgresql://người@máy/tên",
    "BOT_API_URL": "BOT_API_URL cần là một địa chỉ http(s)://…",
    "WEBHOOK_SECRET": "WEBHOOK_SECRET chỉ gồm 1–256 chữ cái không dấu, chữ số, _ và -",
    "": "WEBHOOK_URL phải đi cùng WEBHOOK_SECRET",  # the one rule about two settings
}
"""What a setting has to be, in Vietnamese; the settings themselves say it in English."""

S = TypeVar("S", bound=DatabaseSettings)


def complain(vietnamese: str, english: str, *, code: int = 2) -> NoReturn:
    """Say in both languages why it cannot go on, and end."""
    typer.secho(f"{vietnamese} · {english}", fg="red", err=True)
    raise typer.Exit(code)


def settings_of(kind: type[S]) -> S:
    """Read the settings; each that is missing or wrong is named."""
    try:
        return kind()
    except ValidationError as error:
        for fault in error.errors(include_input=False):
            typer.secho(_fault(fault), fg="red", err=True)
        raise typer.Exit(2) from None


def _fault(fault: Any) -> str:
    name = ".".join(str(part) for part in fault["loc"]).upper()
    if fault["type"] == "missing":
        file = ENV_FILE.absolute()
        return f"Chưa có {name}: ghi vào tệp {file} · {name} is missing: put it into the file {file}"
    said = str(fault["ctx"]["error"]) if fault["type"] == "value_error" else fault["msg"]
    return f"{WANTED.get(name, f'{name} không hợp lệ')} · {name}{': ' * bool(name)}{said}"


@contextmanager
def in_plain_words(settings: DatabaseSettings) -> Generator[None]:
    """Turn what an operator can put right into a sentence; what is our fault stays a traceback."""
    try:
        yield
    except (WrongToken, InvalidToken):
        complain(
            "Telegram không nhận BOT_TOKEN: hãy chép lại từ @BotFather",
            "Telegram does not know BOT_TOKEN: copy it again from @BotFather",
        )
    except TelegramError as error:
        at = settings.bot_api_url if isinstance(settings, Settings) else "Telegram"
        complain(f"Không hỏi được {at}", f"{at} cannot be asked: {error.message}")
    except AlreadyRunning:
        complain(
            "Một trợ lý khác đang chạy với dữ liệu này: hãy dừng nó trước",
            "another bot runs on this database: stop that one first",
        )
    except NotOne as error:
        complain(
            f"Có nhiều trợ lý: đặt BOT_ID là một trong các số {error}",
            f"there are several bots: let BOT_ID be one of {error}",
        )
    except AnotherBot as error:
        complain(
            f"Dữ liệu này của trợ lý khác (số {error}); nếu trợ lý đó không còn: nghiquyet run --adopt",
            "this data is another bot's; where that bot is gone: nghiquyet run --adopt",
        )
    except Broken:
        complain(
            "Một phần của trợ lý đã hỏng, xem nhật ký", "a part of the bot broke, see the log", code=1
        )
    except HoldLost as error:
        _complain_of_database(settings, str(error.__cause__))
    except DBAPIError as error:
        _complain_of_database(settings, str(error.orig))
    except OSError as error:
        _complain_of_machine(settings, error)


def _complain_of_database(settings: DatabaseSettings, why: str) -> NoReturn:
    reason = why.strip().splitlines()[0]
    complain(
        f"Không mở được dữ liệu {settings.database_shown}", f"the database cannot be used: {reason}"
    )


def _complain_of_machine(settings: DatabaseSettings, error: OSError) -> NoReturn:
    """A folder that cannot be written, or an address that is taken."""
    if error.filename is not None:
        _complain_of_database(settings, str(error))
    assert isinstance(settings, Settings)
    taken = str(error.strerror)  # it names the address
    name = "HEALTH" if f"{settings.health_port})" in taken else "WEBHOOK"
    complain(
        f"Không mở được cổng ({name}_HOST, {name}_PORT); trợ lý đang chạy rồi chăng?",
        f"it cannot be opened; does the bot run already? {taken}",
    )
