"""Turn a machine-readable description of the Bot API into the simulator's table of facts.

Usage: python scripts/bot_api_facts.py SOURCE [TARGET]

SOURCE is a JSON file of the public repository PaulSonOfLars/telegram-bot-api-spec (MIT). TARGET is
`simulator/facts.json` unless given. Only facts are kept: which methods take which fields of which
types, which of them are required, and the same for the types. A type is written as the
documentation writes it ("Array of MessageEntity"), alternatives joined by "|", and "!" at the end
means required.
"""

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "simulator" / "facts.json"


def fields(described: dict[str, Any]) -> dict[str, str]:
    """Every field of a method or a type with its types, required ones marked."""
    return {
        field["name"]: "|".join(field["types"]) + ("!" if field["required"] else "")
        for field in described.get("fields", [])
    }


def facts(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The four tables of the simulator, each sorted by name."""
    methods, types = described["methods"], described["types"]
    return {
        "version": {"bot_api": described["version"].removeprefix("Bot API ")},
        "methods": {name: fields(methods[name]) for name in sorted(methods)},
        "returns": {name: "|".join(methods[name]["returns"]) for name in sorted(methods)},
        "types": {name: fields(types[name]) for name in sorted(types)},
        "unions": {
            name: types[name]["subtypes"] for name in sorted(types) if types[name].get("subtypes")
        },
    }


def one_line_each(tables: dict[str, dict[str, Any]]) -> str:
    """Compact JSON, one line for each method and type, so that a change reads as a change."""
    parts = []
    for table, rows in tables.items():
        lines = [
            f"{json.dumps(name)}:{json.dumps(row, separators=(',', ':'))}" for name, row in rows.items()
        ]
        parts.append(f"{json.dumps(table)}:{{\n" + ",\n".join(lines) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main(arguments: list[str]) -> None:
    """Read SOURCE, write TARGET, say how much there is."""
    if len(arguments) not in {1, 2}:
        sys.exit(__doc__)
    tables = facts(json.loads(Path(arguments[0]).read_text(encoding="utf-8")))
    target = Path(arguments[1]) if len(arguments) > 1 else TARGET
    target.write_text(one_line_each(tables), encoding="utf-8")
    print(f"{target}: {len(tables['methods'])} methods, {len(tables['types'])} types")


if __name__ == "__main__":
    main(sys.argv[1:])
