"""A body is set up, and its clerks get their links."""

import asyncio
import re
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.clock import SystemClock
from bot.settings import Settings
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


def _bot_is_clear(given: bool) -> bool:  # noqa: FBT001  typer calls it so
    """Say what is missing before anything is asked: a token, or which of several bots is meant."""
    from bot.complaints import in_plain_words, settings_of
    from bot.installation import one_bot

    settings = settings_of(Settings)
    with in_plain_words(settings):
        one_bot(settings)
    return given


Name = Annotated[
    str, typer.Option(prompt="Tên tổ chức · Name of the body (Đảng ủy xã …)", parser=_filled)
]
Clerk = Annotated[
    str, typer.Option(prompt="Họ và tên thư ký đầu tiên · Full name of the first clerk", parser=_filled)
]
Kind = Annotated[BodyKind, typer.Option(prompt=f"Loại · Kind ({KINDS})", show_choices=False)]
Parent = Annotated[str, typer.Option(prompt="Cấp trên · Body above (Tỉnh ủy …)")]
Symbol = Annotated[
    str,
    typer.Option(
        prompt="Ký hiệu trong số văn bản · Symbol in document numbers (ĐU, HĐND, UBND …)", parser=_filled
    ),
]
Place = Annotated[str, typer.Option(prompt="Địa danh trước ngày · Place in date lines (Công Hải)")]
Term = Annotated[str, typer.Option(prompt="Nhiệm kỳ · Term", parser=_term)]
FirstDay = Annotated[
    date, typer.Option(prompt="Ngày đầu nhiệm kỳ · First day of the term", parser=_day, metavar="DATE")
]
Checked = Annotated[bool, typer.Option(hidden=True, is_eager=True, callback=_bot_is_clear)]


def setup(
    *,
    name: Name,
    clerk: Clerk,
    kind: Kind = BodyKind.PARTY_COMMITTEE,
    parent: Parent = "",
    symbol: Symbol = "ĐU",
    place: Place = "",
    term: Term = "2025-2030",
    term_began: FirstDay = "01/07/2025",  # ty: ignore[invalid-parameter-default]  it goes through the parser
    language: Annotated[Literal["vi", "en"], typer.Option()] = "vi",
    checked: Checked = False,  # noqa: ARG001  before the first question
) -> None:
    """Lập tổ chức, in liên kết cho thư ký đầu tiên · Make a body and print its first clerk's link."""
    from actions.bodies import set_up_body
    from actions.members import make_link
    from bot.complaints import in_plain_words, settings_of
    from bot.installation import one_bot

    settings = settings_of(Settings)
    with in_plain_words(settings), _at_work(one_bot(settings)) as (work, username):
        _check_new(work, name)
        member = set_up_body(
            work, kind=kind, name=name, parent=parent.strip(), symbol=symbol, place=place.strip(),
            term=term, term_began_on=term_began, language=language, clerk_name=clerk,
        )  # fmt: skip
        shown = _link(name, clerk, username, make_link(work, member))
    typer.echo(shown)


def _check_new(work: "Work", name: str) -> None:
    """See that no body has this name yet."""
    from bot.complaints import complain
    from storage.bodies import bodies

    if any(fold(body.name) == fold(name) for body in bodies(work.session)):
        complain(
            f"Đã có {name}; liên kết mới cho thư ký: nghiquyet link",
            "this body is there already; a new link for its clerk: nghiquyet link",
        )


def link(
    clerk: Annotated[str, typer.Argument(help="Họ và tên · Full name", parser=_filled)],
) -> None:
    """In liên kết mới cho một thư ký · Print a new link for a clerk who lost the old one."""
    from actions.members import make_link
    from bot.complaints import complain, in_plain_words, settings_of
    from bot.installation import one_bot
    from storage.bodies import bodies
    from storage.members import with_ability

    settings = settings_of(Settings)
    with in_plain_words(settings), _at_work(one_bot(settings)) as (work, username):
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
