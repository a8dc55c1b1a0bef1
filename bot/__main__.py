"""The command line: `nghiquyet`."""

import asyncio
import gc
import logging
import signal
from collections.abc import Sequence
from typing import Annotated

import structlog
import typer

from bot.commands import backups, bodies, plays
from bot.commands import journal as journals
from bot.logs import configure_logs, log_what_nobody_catches
from bot.settings import Settings, unknown_names

log = structlog.get_logger(__name__)

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Trợ lý nghị quyết trong nhóm Telegram · An assistant for committees in Telegram.",
)


@cli.command()
def run(
    *,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="Nhận dữ liệu của trợ lý cũ · Take over a gone bot's data")
    ] = False,
) -> None:
    """Chạy trợ lý cho đến khi được bảo dừng · Run the bot until it is told to stop."""
    # Two thousand modules leave next to no garbage; looking for it would be a fifth of the start.
    gc.disable()

    from bot.complaints import in_plain_words, settings_of
    from bot.installation import each_bot, migrate_all, run_all, take_over

    settings = settings_of(Settings)
    configure_logs(logging.getLevelNamesMapping()[settings.log_level.upper()], shape=settings.log_format)
    for name in unknown_names():
        log.warning("a name in .env that is no setting", name=name)

    async def serve(bots: Sequence[Settings]) -> None:
        stopping = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stopping.set)
        await run_all(bots, stopping)

    with in_plain_words(settings):
        bots = each_bot(settings)
        migrate_all(bots)
        if adopt:
            take_over(bots)
        log_what_nobody_catches()
        asyncio.run(serve(bots))


for command in (
    bodies.setup, bodies.link, backups.backup, backups.restore, plays.demo, plays.rehearse,
):  # fmt: skip
    cli.command()(command)

journal = typer.Typer(no_args_is_help=True, help="Nhật ký · The journal: who did what, when.")
journal.command()(journals.verify)
cli.add_typer(journal, name="journal")


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
