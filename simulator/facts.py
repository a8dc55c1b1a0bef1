"""The published facts of the Bot API: which method takes what, which object holds what.

`facts.json` is made by `scripts/bot_api_facts.py`. The facts are used twice: each call is checked
against them when it comes in, and in tests every answer and every update when it goes out.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FACTS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "facts.json").read_text(encoding="utf-8")
)

#: A check of one value: it answers what is wrong with it, or None.
type_check = Callable[[Any], str | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One field of a method or of an object, as the documentation has it."""

    name: str
    types: tuple[str, ...]
    required: bool


def _fields(row: dict[str, str]) -> dict[str, Field]:
    return {
        name: Field(
            name=name, types=tuple(spelled.rstrip("!").split("|")), required=spelled.endswith("!")
        )
        for name, spelled in row.items()
    }


METHODS: dict[str, dict[str, Field]] = {n: _fields(r) for n, r in _FACTS["methods"].items()}
RETURNS: dict[str, tuple[str, ...]] = {n: tuple(r.split("|")) for n, r in _FACTS["returns"].items()}
TYPES: dict[str, dict[str, Field]] = {n: _fields(r) for n, r in _FACTS["types"].items()}
UNIONS: dict[str, list[str]] = _FACTS["unions"]


def complaint(value: Any, types: tuple[str, ...], *, strict: bool = True) -> str | None:
    """Say what is wrong with `value` as one of `types`, or None if it fits one of them.

    Unless `strict`, fields that the facts do not know are no mistake: the real server ignores them.
    """
    return _check_for(types, strict)(value)


def answer_complaint(method: str, result: Any) -> str | None:
    """Say what is wrong with `result` as the answer of `method`, or None."""
    return complaint(result, RETURNS[method])


@cache
def _check_for(types: tuple[str, ...], strict: bool) -> type_check:  # noqa: FBT001 - the cache's key
    checks = [_check_for_one(one, strict) for one in types]
    return checks[0] if len(checks) == 1 else _any_of(checks)


def _any_of(checks: list[type_check]) -> type_check:
    def check(value: Any) -> str | None:
        complaints = []
        for one in checks:
            found = one(value)
            if found is None:
                return None
            complaints.append(found)
        return " / ".join(complaints)

    return check


@cache
def _check_for_one(spelled: str, strict: bool) -> type_check:  # noqa: FBT001 - the cache's key
    if spelled.startswith("Array of "):
        return _array_check(spelled.removeprefix("Array of "), strict=strict)
    if spelled in _PLAIN:
        return _plain_check(spelled)
    if spelled in UNIONS:
        return _any_of([_check_for_one(one, strict) for one in UNIONS[spelled]])
    return lambda value: _object_complaint(spelled, value, strict=strict)


def _array_check(element: str, *, strict: bool) -> type_check:
    def check(value: Any) -> str | None:
        if not isinstance(value, list):
            return f"an Array of {element} was expected, not {type(value).__name__}"
        one = _check_for_one(element, strict)
        return next((f"[{i}] {found}" for i, item in enumerate(value) if (found := one(item))), None)

    return check


_PLAIN: dict[str, Callable[[Any], bool]] = {
    "Integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "Float": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "String": lambda v: isinstance(v, str),
    "Boolean": lambda v: isinstance(v, bool),
    "InputFile": lambda v: isinstance(v, str) or hasattr(v, "content"),
}


def _plain_check(spelled: str) -> type_check:
    fits = _PLAIN[spelled]

    def check(value: Any) -> str | None:
        return None if fits(value) else f"{spelled} was expected, not {value!r:.60}"

    return check


def _object_complaint(name: str, value: Any, *, strict: bool) -> str | None:
    if not isinstance(value, dict):
        return f"{name} was expected, not {value!r:.60}"
    return next(_object_complaints(name, value, strict=strict), None)


def _object_complaints(name: str, value: dict[str, Any], *, strict: bool) -> Iterator[str]:
    fields = TYPES[name]
    for key in value:
        if strict and key not in fields:
            yield f"{name} has no field {key!r}"
    for field in fields.values():
        if field.name in value:
            found = _check_for(field.types, strict)(value[field.name])
            if found:
                yield f"{name}.{field.name}: {found}"
        elif field.required:
            yield f"{name} needs the field {field.name!r}"
