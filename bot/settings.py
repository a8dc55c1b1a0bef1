"""Settings: the environment, or a file `.env`, read once into one frozen object."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, HttpUrl, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _known_language(value: object) -> object:
    # LANGUAGE is also a variable of the operating system ("en_US:en"); only our own values count.
    return value if value in ("vi", "en") else "vi"


class Settings(BaseSettings):
    """What an installation may choose. Names in the environment are the same in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    bot_token: SecretStr
    """The token that BotFather gave. It appears in no log line, no traceback and no repr."""

    database_url: str = "sqlite:///data/nghiquyet.db"
    """SQLite (one file) or PostgreSQL (`postgresql://user@host/name`)."""

    bot_api_url: str = "https://api.telegram.org"
    """Any Bot API server."""

    webhook_url: HttpUrl | None = None
    """Public address for webhooks; without one the bot polls."""

    webhook_secret: SecretStr | None = None
    """What Telegram repeats in a header of each webhook call. Required with `webhook_url`."""

    webhook_host: str = "127.0.0.1"
    webhook_port: int = 8443

    language: Annotated[Literal["vi", "en"], BeforeValidator(_known_language)] = "vi"
    """The language for people who have not chosen one and belong to no body."""

    operator_id: int | None = None
    """The Telegram account that is told of faults of the program."""
