"""The command line: `nghiquyet`."""

import asyncio
import logging
import signal
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer
from pydantic import ValidationError

from bot.clock import SystemClock
from bot.logs import configure_logs
from bot.settings import Settings
from rules.bodies import BodyKind

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Trợ lý nghị quyết trong nhóm Telegram · An assistant for committees in Telegram.",
)
journal = typer.Typer(no_args_is_help=True, help="The journal: who did what, when.")
cli.add_typer(journal, name="journal")


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        for fault in error.errors(include_input=False):
            name = ".".join(str(part) for part in fault["loc"]).upper()
            typer.secho(f"{name}: {fault['msg']}", fg="red", err=True)
        typer.echo("Set it in the environment or in the file .env (see README).", err=True)
        raise typer.Exit(2) from None


@cli.command()
def run() -> None:
    """Run the bot until it is told to stop."""
    from bot.app import WrongToken, build
    from storage.migrate import migrate

    settings = _settings()
    configure_logs()
    migrate(settings.database_url)

    async def serve() -> None:
        app = build(settings)
        stopping = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stopping.set)
        await app.start()
        await stopping.wait()
        await app.stop()

    try:
        asyncio.run(serve())
    except WrongToken:
        typer.secho(
            "Telegram does not know BOT_TOKEN. Copy it again from BotFather.", fg="red", err=True
        )
        raise typer.Exit(2) from None


@cli.command()
def setup(
    *,
    name: Annotated[str, typer.Option(prompt="Name of the body (Đảng ủy xã …)")],
    clerk: Annotated[str, typer.Option(prompt="Full name of the first clerk")],
    parent: Annotated[str, typer.Option(prompt="Body above (Tỉnh ủy …)")] = "",
    kind: Annotated[BodyKind, typer.Option()] = BodyKind.PARTY_COMMITTEE,
    symbol: Annotated[str, typer.Option(prompt="Symbol in document numbers (ĐU, UBND …)")] = "ĐU",
    place: Annotated[str, typer.Option(prompt="Place in date lines (Công Hải)")] = "",
    term: Annotated[str, typer.Option(prompt="Term")] = "2025-2030",
    term_began: Annotated[str, typer.Option(prompt="First day of the term (YYYY-MM-DD)")] = "2025-07-01",
    language: Annotated[str, typer.Option()] = "vi",
) -> None:
    """Make a body and print the one-time link of its first clerk."""
    from actions.bodies import set_up_body
    from actions.members import make_link
    from storage.engine import make_engine
    from storage.migrate import migrate
    from storage.work import OPERATOR, Group

    settings = _settings()
    migrate(settings.database_url)
    username = asyncio.run(_username(settings))
    with (
        Group(make_engine(settings.database_url), now=SystemClock().now()) as group,
        group.unit(who=OPERATOR, cause="setup") as work,
    ):
        member = set_up_body(
            work, kind=kind, name=name, parent=parent, symbol=symbol, place=place, term=term,
            term_began_on=date.fromisoformat(term_began), language=language, clerk_name=clerk,
        )  # fmt: skip
        token = make_link(work, member)
    typer.echo(f"{name}: https://t.me/{username}?start=m-{token}")
    typer.echo("The link works once, for 14 days. Open it with the clerk's Telegram account.")


async def _username(settings: Settings) -> str:
    from bot.transport import Transport

    transport = Transport(token=settings.bot_token.get_secret_value(), api_url=settings.bot_api_url)
    await transport.initialize()
    try:
        return (await transport.call("getMe", {}))["username"]
    finally:
        await transport.shutdown()


@cli.command()
def demo(
    *,
    members: Annotated[int, typer.Option(min=5, max=33)] = 15,
    seed: int = 1,
    port: Annotated[int, typer.Option(help="Port of the page; 0: any")] = 0,
    language: Annotated[Literal["vi", "en"], typer.Option(help="What the bot speaks")] = "vi",
    browser: Annotated[bool, typer.Option(help="Open the page where there is a desktop")] = True,
) -> None:
    """Play a committee in the browser: a bot, a Telegram of its own, and people to be."""
    from simulator.rehearsal.demo import demo as play

    configure_logs(logging.ERROR)
    asyncio.run(play(members=members, seed=seed, port=port, language=language, is_shown=browser))


@cli.command()
def rehearse(
    draft: Annotated[Path, typer.Argument(help="A draft: .docx, .pdf, .txt or .md")],
    *,
    members: Annotated[int, typer.Option(min=5, max=33)] = 15,
    citizens: Annotated[int, typer.Option(min=0, max=500)] = 20,
    tasks: Annotated[int, typer.Option(min=0, max=60)] = 10,
    seed: int = 1,
    json: Annotated[Path | None, typer.Option(help="Where to write the figures")] = None,
    transcript: Annotated[Path | None, typer.Option(help="Where to write what each chat saw")] = None,
) -> None:
    """Play a draft through its whole life with a simulated committee, in about a minute."""
    from simulator.rehearsal.command import Wishes
    from simulator.rehearsal.command import rehearse as play

    configure_logs(logging.ERROR)
    wishes = Wishes(members=members, citizens=citizens, tasks=tasks, seed=seed)
    raise typer.Exit(play(draft, wishes, json_file=json, transcript_file=transcript))


@journal.command()
def verify() -> None:
    """Follow the journal's chain of hashes; exit code 1 where a row is changed or missing."""
    from storage.engine import make_engine, reading
    from storage.journal import verify as check

    with reading(make_engine(_settings().database_url)) as session:
        verdict = check(session.connection())
    for each in verdict.breaks:
        typer.secho(f"row {each.seq}: {'missing' if each.missing else 'changed'}", fg="red")
    typer.echo(f"{verdict.rows} rows, head {verdict.head}")
    if not verdict.is_whole:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
