"""Makes a migration from what the tables say now: `python scripts/new_revision.py "What changes"`."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from storage.migrate import config, migrate


def main(message: str) -> None:
    """Bring an empty database to the newest revision and write down what is missing there."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/empty.db"
        versions = Path(__file__).parents[1] / "storage" / "migrations" / "versions"
        number = len(list(versions.glob("*.py"))) + 1
        if number > 1:
            migrate(url)
        command.revision(config(url), message, autogenerate=True, rev_id=f"{number:04}")


if __name__ == "__main__":
    main(sys.argv[1])
