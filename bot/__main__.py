"""The command line: `nghiquyet`."""

import asyncio
import logging
import signal

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
def run() -> None:
    """Chạy trợ lý cho đến khi được bảo dừng · Run the bot until it is told to stop."""
    from bot.app import build
    from bot.complaints import in_plain_words, settings_of
    from storage.migrate import migrate

    settings = settings_of(Settings)
    configure_logs(logging.getLevelNamesMapping()[settings.log_level.upper()], shape=settings.log_format)
    for name in unknown_names():
        log.warning("a name in .env that is no setting", name=name)

    async def serve() -> None:
        stopping = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stopping.set)
        await build(settings).run(stopping)

    with in_plain_words(settings):
        migrate(settings.database_url)
        log.info("database ready", at=settings.database_shown)
        log_what_nobody_catches()
        asyncio.run(serve())


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
