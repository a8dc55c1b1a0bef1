"""Settings: the environment, or a file `.env`, read once into one frozen object."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, SecretStr, model_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, SettingsConfigDict
from sqlalchemy.engine import make_url

ENV_FILE = Path(".env")

_DATABASE = re.compile(r"sqlite:///.+|postgresql(\+psycopg)?://.+")
_SPACES = re.compile(r"[\s,]+")
_TOKEN = re.compile(r"\d+:\S+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def _known_language(value: object) -> object:
    # LANGUAGE is also a variable of the operating system ("en_US:en"); only our own values count.
    return value if value in ("vi", "en") else "vi"


def _known_database(value: str) -> str:
    if not _DATABASE.fullmatch(value):
        raise ValueError("sqlite:///file or postgresql://user@host/name is needed")
    return value


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("an address http(s)://… is needed")
    return value


def _secret(value: SecretStr) -> SecretStr:
    if not _SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("1 to 256 letters, digits, _ and - are needed")
    return value


def _tokens(value: SecretStr) -> SecretStr:
    several = _SPACES.split(value.get_secret_value().strip(" ,"))
    if len(several) > 1 and not all(map(_TOKEN.fullmatch, several)):
        raise ValueError("several tokens are written as 123456:AA… 654321:BB…")
    return value


class DatabaseSettings(BaseSettings):
    """Where the data is: all that is needed to look at it."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True
    )

    database_url: Annotated[str, AfterValidator(_known_database)] = "sqlite:///data/nghiquyet.db"
    """SQLite (one file) or PostgreSQL (`postgresql://user@host/name`)."""

    bot_id: int | None = None
    """Which of several bots a command is about: the number before the colon of its token."""

    @property
    def database_shown(self) -> str:
        """Where the data is, for people: a file with its folder, a server without the password."""
        address = make_url(self.database_url)
        if address.get_backend_name() == "sqlite":
            return str(Path(address.database or "").absolute())
        return address.render_as_string(hide_password=True)


class Settings(DatabaseSettings):
    """What an installation may choose. Names in the environment are the same in capitals."""

    bot_token: Annotated[SecretStr, AfterValidator(_tokens)]
    """The token that BotFather gave, or several with spaces or commas between them.

    It appears in no log line, no traceback and no repr.
    """

    bot_api_url: Annotated[str, AfterValidator(_address)] = "https://api.telegram.org"
    """Any Bot API server."""

    webhook_url: HttpUrl | None = None
    """Public address for webhooks; without one the bot polls."""

    webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] | None = None
    """What Telegram repeats in a header of each webhook call. Required with `webhook_url`."""

    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(default=8443, ge=0, le=65535)

    language: Annotated[Literal["vi", "en"], BeforeValidator(_known_language)] = "vi"
    """The language for people who have not chosen one and belong to no body."""

    operator_id: int | None = None
    """The Telegram account that is told of faults of the program."""

    health_host: str = "127.0.0.1"
    health_port: int | None = Field(default=None, ge=1, le=65535)
    """Where `/health` and `/metrics` are answered; without a port nowhere."""

    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], BeforeValidator(lambda value: str(value).lower())
    ] = "info"
    """From which level on something is logged; `debug` adds a line for each update and each message."""

    log_format: Literal["logfmt", "json"] = "logfmt"
    """How a line of the log is written: for people, or for what collects logs."""

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens, each once."""
        return tuple(dict.fromkeys(_SPACES.split(self.bot_token.get_secret_value().strip(" ,"))))

    @model_validator(mode="after")
    def _webhooks_have_a_secret(self) -> Self:
        if self.webhook_url is not None and self.webhook_secret is None:
            raise ValueError("WEBHOOK_URL needs a WEBHOOK_SECRET beside it")
        return self


def unknown_names() -> list[str]:
    """Give the names in the file `.env` that are no settings: typing mistakes, most likely."""
    return [
        name.upper()
        for name in DotEnvSettingsSource(Settings).env_vars
        if name.lower() not in Settings.model_fields
    ]
