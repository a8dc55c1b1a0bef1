"""What the server answers when it refuses a call."""

from typing import Any


class CallRefused(Exception):
    """The server will not do what was asked.

    `code` is the HTTP status and `error_code`; `parameters` is the server's own object with
    `migrate_to_chat_id` or `retry_after` (https://core.telegram.org/bots/api#responseparameters).
    """

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str) -> CallRefused:
    """Refuse a call that asks for something wrong."""
    return CallRefused(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> CallRefused:
    """Refuse a call that the other side does not allow."""
    return CallRefused(403, f"Forbidden: {reason}")


def too_large() -> CallRefused:
    """Refuse a request that carries more than the server takes."""
    return CallRefused(413, "Request Entity Too Large")


def conflict(reason: str) -> CallRefused:
    """Refuse one of two ways to ask for updates."""
    return CallRefused(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> CallRefused:
    """Refuse until so many seconds have passed."""
    return CallRefused(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )
