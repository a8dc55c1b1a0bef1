"""The bot played on a Telegram of its own: to be watched, and to be measured."""

import asyncio
import logging
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.logs import configure_logs


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
