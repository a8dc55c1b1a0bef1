"""Facts that are stored as JSON under the name of their kind, and read back when they are needed."""

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

import orjson

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _adapter(kind: type[Any]) -> "TypeAdapter[Any]":
    # Half of what a process takes to start; one that only reads a file has nothing to tell.
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


class Facts:
    """What can be written down and read back: a dataclass among `kinds` of its family, by its name."""

    kinds: ClassVar[dict[str, type[Any]]]

    def facts(self) -> str:
        """The facts as canonical JSON: equal facts give equal text."""
        return orjson.dumps(
            _adapter(type(self)).dump_python(self, mode="json"), option=orjson.OPT_SORT_KEYS
        ).decode()

    @classmethod
    def read(cls, kind: str, facts: str) -> Self:
        """Read back what `facts` wrote. Raises KeyError or ValidationError for foreign things."""
        return _adapter(cls.kinds[kind]).validate_json(facts)
