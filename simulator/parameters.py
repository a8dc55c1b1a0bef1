"""The parameters of a call: out of the request, into the types that the facts name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote

import orjson
from aiohttp import web

from simulator import facts
from simulator.errors import CallRefused, bad_request, too_large

#: Said of a required parameter that is missing, where the server has words of its own.
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_ids": "message identifiers are not specified",
    "user_id": "invalid user_id specified",
    "file_id": "file_id not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "voice": "there is no voice in the request",
    "action": "wrong parameter action in request",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A file that came with a multipart call."""

    name: str
    content: bytes
    mime_type: str


#: Turns what was sent under a name into a value.
Reader = Callable[[str, Any], Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """What the facts say of one method, ready for use."""

    name: str
    read: dict[str, Reader]
    required: tuple[str, ...]
    #: Whether what the method does not have is refused; the real server drops it in silence.
    is_strict: bool


async def received(request: web.BaseRequest) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Collect everything a call carries, in whichever of the four ways it was sent."""
    given: dict[str, Any] = dict(request.query) if request.query_string else {}
    uploads: dict[str, Upload] = {}
    if request.method == "POST" and request.can_read_body:
        kind = request.content_type
        if kind == "multipart/form-data":
            await _read_multipart(request, given, uploads)
        elif kind == "application/json":
            given.update(_json_object(await request.read()))
        else:
            given.update(parse_qsl((await request.read()).decode(), keep_blank_values=True))
    return given, uploads


async def _read_multipart(
    request: web.BaseRequest, given: dict[str, Any], uploads: dict[str, Upload]
) -> None:
    try:
        parts = await request.post()
    except web.HTTPRequestEntityTooLarge as error:
        raise too_large() from error
    for name, value in parts.items():
        if isinstance(value, web.FileField):
            uploads[unquote(name)] = Upload(
                name=value.filename, content=value.file.read(), mime_type=value.content_type
            )
        else:
            given[name] = value.decode() if isinstance(value, bytes | bytearray) else value


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise bad_request("can't parse request JSON object") from error
    if not isinstance(found, dict):
        raise bad_request("request JSON must be an object")
    return found


def understood(method: Method, given: dict[str, Any], uploads: dict[str, Upload]) -> dict[str, Any]:
    """Turn what was sent into what the facts say the method takes. Raises CallRefused."""
    result: dict[str, Any] = {}
    for name, value in given.items():
        read = method.read.get(name)
        if read is None:
            if method.is_strict:
                raise bad_request(f"simulator: unknown parameter {name!r} of {method.name}")
        elif value is not None and value != "":
            result[name] = read(name, value)
    result |= {name: upload for name, upload in uploads.items() if name in method.read}
    for name in method.required:
        if name not in result:
            raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
    return result


def _wrong(name: str, found: str) -> CallRefused:
    return bad_request(f"simulator: parameter {name!r}: {found}")


def _integer(name: str, value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise _wrong(name, f"Integer was expected, not {value!r:.60}") from error


def _float(name: str, value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise _wrong(name, f"Float was expected, not {value!r:.60}") from error


_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _boolean(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if (found := _TRUTH.get(str(value).lower())) is None:
        raise _wrong(name, f"Boolean was expected, not {value!r:.60}")
    return found


def _string(_name: str, value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _chat(_name: str, value: Any) -> int | str:
    """A chat is named by its number or by @username."""
    text = str(value).strip()
    return int(text) if text.lstrip("-").isdigit() else text


def _structure(types: tuple[str, ...], *, strict: bool) -> Reader:
    def read(name: str, value: Any) -> Any:
        if isinstance(value, str):
            try:
                value = orjson.loads(value)
            except orjson.JSONDecodeError as error:
                raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from error
        if types == ("Array of InputPollOption",):
            value = _poll_options(value)
        if found := facts.complaint(value, types, strict=strict):
            raise _wrong(name, found)
        return value

    return read


def _poll_options(value: Any) -> Any:
    """Older clients send poll options as plain strings, and the server still takes them."""
    if not isinstance(value, list):
        return value
    return [{"text": item} if isinstance(item, str) else item for item in value]


def _reader(field: facts.Field, *, strict: bool) -> Reader:
    plain = {
        ("Integer",): _integer,
        ("Float",): _float,
        ("Boolean",): _boolean,
        ("String",): _string,
        ("Integer", "String"): _chat,
        ("InputFile", "String"): _string,
        ("InputFile",): _string,
    }
    return plain.get(field.types) or _structure(field.types, strict=strict)


#: Required by the documentation, yet the server takes it empty: that takes the webhook away.
_MAY_BE_EMPTY = {("setWebhook", "url")}


def table(*, strict: bool) -> dict[str, Method]:
    """All methods by their names in small letters."""
    return {name.lower(): _method(name, strict=strict) for name in facts.METHODS}


def _method(name: str, *, strict: bool) -> Method:
    fields = facts.METHODS[name].values()
    return Method(
        name=name,
        read={field.name: _reader(field, strict=strict) for field in fields},
        required=tuple(
            field.name for field in fields if field.required and (name, field.name) not in _MAY_BE_EMPTY
        ),
        is_strict=strict,
    )
