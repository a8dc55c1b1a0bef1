"""The command line: `nghiquyet`."""

import asyncio
import logging
import re
import signal
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import structlog
import typer

from bot.clock import SystemClock
from bot.logs import configure_logs, log_what_nobody_catches
from bot.settings import DatabaseSettings, Settings, unknown_names
from rules.bodies import BodyKind
from rules.folding import fold
from rules.members import Ability
from rules.sheets import date_of

if TYPE_CHECKING:
    from storage.work import Work

TERM = re.compile(r"\s*(\d{4})\s*[-–]\s*(\d{4})\s*")

KINDS = ", ".join(
    f"{kind} = {called}"
    for kind, called in {
        BodyKind.PARTY_COMMITTEE: "đảng ủy",
        BodyKind.STANDING_COMMITTEE: "ban thường vụ",
        BodyKind.BRANCH: "chi bộ",
        BodyKind.PEOPLES_COUNCIL: "HĐND",
        BodyKind.PEOPLES_COMMITTEE: "UBND",
    }.items()
)

log = structlog.get_logger(__name__)

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Trợ lý nghị quyết trong nhóm Telegram · An assistant for committees in Telegram.",
)
journal = typer.Typer(no_args_is_help=True, help="Nhật ký · The journal: who did what, when.")
cli.add_typer(journal, name="journal")


@cli.command()
def run() -> None:
    """Chạy trợ lý cho đến khi được bảo dừng · Run the bot until it is told to stop."""
    from bot.app import build
    from bot.complaints import in_plain_words, settings_of
    from storage.lock import only_one
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
        with only_one(settings.database_url):
            asyncio.run(serve())


def _filled(value: str) -> str:
    if words := value.split():
        return " ".join(words)
    raise typer.BadParameter("không được để trống · it must not be empty")


def _term(value: str) -> str:
    if match := TERM.fullmatch(value):
        return f"{match[1]}-{match[2]}"
    raise typer.BadParameter("cần hai năm, như 2025-2030 · two years are needed, as 2025-2030")


def _day(value: str) -> date:
    if on := date_of(value):
        return on
    raise typer.BadParameter(
        "cần một ngày, như 01/07/2025 hoặc 2025-07-01 · a day is needed, as 01/07/2025 or 2025-07-01"
    )


@cli.command()
def setup(
    *,
    name: Annotated[
        str, typer.Option(prompt="Tên tổ chức · Name of the body (Đảng ủy xã …)", parser=_filled)
    ],
    clerk: Annotated[
        str,
        typer.Option(prompt="Họ và tên thư ký đầu tiên · Full name of the first clerk", parser=_filled),
    ],
    kind: Annotated[
        BodyKind, typer.Option(prompt=f"Loại · Kind ({KINDS})", show_choices=False)
    ] = BodyKind.PARTY_COMMITTEE,
    parent: Annotated[str, typer.Option(prompt="Cấp trên · Body above (Tỉnh ủy …)")] = "",
    symbol: Annotated[
        str,
        typer.Option(
            prompt="Ký hiệu trong số văn bản · Symbol in document numbers (ĐU, HĐND, UBND …)",
            parser=_filled,
        ),
    ] = "ĐU",
    place: Annotated[
        str, typer.Option(prompt="Địa danh trước ngày · Place in date lines (Công Hải)")
    ] = "",
    term: Annotated[str, typer.Option(prompt="Nhiệm kỳ · Term", parser=_term)] = "2025-2030",
    term_began: Annotated[
        date,
        typer.Option(prompt="Ngày đầu nhiệm kỳ · First day of the term", parser=_day, metavar="DATE"),
    ] = "01/07/2025",  # ty: ignore[invalid-parameter-default]  it goes through the parser
    language: Annotated[Literal["vi", "en"], typer.Option()] = "vi",
) -> None:
    """Lập tổ chức, in liên kết cho thư ký đầu tiên · Make a body and print its first clerk's link."""
    from actions.bodies import set_up_body
    from actions.members import make_link
    from bot.complaints import complain, in_plain_words, settings_of
    from storage.bodies import bodies

    settings = settings_of(Settings)
    with in_plain_words(settings), _at_work(settings) as (work, username):
        if any(fold(body.name) == fold(name) for body in bodies(work.session)):
            complain(
                f"Đã có {name}; liên kết mới cho thư ký: nghiquyet link",
                "this body is there already; a new link for its clerk: nghiquyet link",
            )
        member = set_up_body(
            work, kind=kind, name=name, parent=parent.strip(), symbol=symbol, place=place.strip(),
            term=term, term_began_on=term_began, language=language, clerk_name=clerk,
        )  # fmt: skip
        shown = _link(name, clerk, username, make_link(work, member))
    typer.echo(shown)


@cli.command()
def link(
    clerk: Annotated[str, typer.Argument(help="Họ và tên · Full name", parser=_filled)],
) -> None:
    """In liên kết mới cho một thư ký · Print a new link for a clerk who lost the old one."""
    from actions.members import make_link
    from bot.complaints import complain, in_plain_words, settings_of
    from storage.bodies import bodies
    from storage.members import with_ability

    settings = settings_of(Settings)
    with in_plain_words(settings), _at_work(settings) as (work, username):
        shown = [
            _link(body.name, member.full_name, username, make_link(work, member))
            for body in bodies(work.session)
            if body.id is not None
            for member in with_ability(work.session, body.id, Ability.KEEP_ROSTER)
            if member.folded_name == fold(clerk)
        ]
        if not shown:
            complain(f"Không có thư ký nào tên {clerk}", "no clerk has this name")
    typer.echo("\n\n".join(shown))


def _link(body: str, clerk: str, username: str, token: str) -> str:
    return (
        f"{body} – {clerk}:\n\n    https://t.me/{username}?start=m-{token}\n\n"
        "Dùng một lần, trong 14 ngày, bằng Telegram của thư ký, khi trợ lý đang chạy (nghiquyet run).\n"
        "It works once, for 14 days, in the clerk's Telegram, while the bot runs (nghiquyet run)."
    )


@contextmanager
def _at_work(settings: Settings) -> "Generator[tuple[Work, str]]":
    """Open a unit of work for the operator, with the name that Telegram knows the bot by."""
    from storage.engine import engine_for
    from storage.migrate import migrate
    from storage.work import OPERATOR, Group

    username = asyncio.run(_username(settings))
    migrate(settings.database_url)
    with (
        engine_for(settings.database_url) as engine,
        Group(engine, now=SystemClock().now()) as group,
        group.unit(who=OPERATOR, cause="command line") as work,
    ):
        yield work, username


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
    """Diễn thử trong trình duyệt · Play a committee in the browser, with a Telegram of its own."""
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
    watch: Annotated[bool, typer.Option("--watch", help="Play it on the chat page, to be read")] = False,
) -> None:
    """Diễn một dự thảo đến hết vòng đời · Play a draft through its whole life, in about a minute."""
    from simulator.rehearsal.command import Wishes
    from simulator.rehearsal.command import rehearse as play

    configure_logs(logging.ERROR)
    wishes = Wishes(members=members, citizens=citizens, tasks=tasks, seed=seed, is_watched=watch)
    raise typer.Exit(play(draft, wishes, json_file=json, transcript_file=transcript))


@journal.command()
def verify() -> None:
    """Kiểm tra nhật ký · Follow the journal's chain of hashes; exit code 1 where it is broken."""
    from bot.complaints import complain, in_plain_words, settings_of
    from storage.engine import engine_for, reading
    from storage.journal import verify as check
    from storage.migrate import is_there

    settings = settings_of(DatabaseSettings)
    with in_plain_words(settings):
        if not is_there(settings.database_url):
            complain("Chưa có dữ liệu nào", "there is no data yet")
        with engine_for(settings.database_url) as engine, reading(engine) as session:
            verdict = check(session.connection())
    for each in verdict.breaks:
        wrong = "bị mất · missing" if each.missing else "bị sửa · changed"
        typer.secho(f"dòng {each.seq} {wrong}", fg="red")
    whole = "nguyên vẹn · whole" if verdict.is_whole else "KHÔNG nguyên vẹn · NOT whole"
    typer.echo(f"{verdict.rows} dòng · rows, {whole}, {verdict.head}")
    if not verdict.is_whole:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
