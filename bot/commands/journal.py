"""The journal, followed from its first row to its last."""

from typing import TYPE_CHECKING

import typer

from bot.settings import DatabaseSettings

if TYPE_CHECKING:
    from storage.journal import Verdict


def verify() -> None:
    """Kiểm tra nhật ký · Follow the journal's chain of hashes; exit code 1 where it is broken."""
    from bot.complaints import complain, in_plain_words, settings_of
    from bot.installation import at_place
    from storage.engine import engine_for, reading
    from storage.journal import verify as check
    from storage.migrate import is_there

    settings = settings_of(DatabaseSettings)
    with in_plain_words(settings):
        settings = at_place(settings)
        if not is_there(settings.database_url):
            complain("Chưa có dữ liệu nào", "there is no data yet")
        with engine_for(settings.database_url) as engine, reading(engine) as session:
            verdict = check(session.connection())
    tell(verdict)


def tell(verdict: "Verdict") -> None:
    """Print what was found, and end with exit code 1 where it is not whole."""
    for each in verdict.breaks:
        wrong = "bị mất · missing" if each.missing else "bị sửa · changed"
        typer.secho(f"dòng {each.seq} {wrong}", fg="red")
    whole = "nguyên vẹn · whole" if verdict.is_whole else "KHÔNG nguyên vẹn · NOT whole"
    typer.echo(f"{verdict.rows} dòng · rows, {whole}, {verdict.head}")
    if not verdict.is_whole:
        raise typer.Exit(1)
