"""`nghiquyet demo`: a bot and a Telegram of its own on this machine, with a committee to play."""

import asyncio
import sys
import tempfile
from pathlib import Path

from simulator.console import Console
from simulator.rehearsal.papers import sample_draft
from simulator.rehearsal.town import BODY, CLERK, Town, town

WELCOME = """
{body} — {members} người, một nhóm, một trợ lý. Mọi thứ chạy trên máy này; không cần tài khoản Telegram.
{body} — {members} people, one group, one bot. Everything runs on this machine, without Telegram.

Bắt đầu: đồng chí {clerk} (thư ký) gửi dự thảo:   tep {draft}
Begin: comrade {clerk} (the clerk) sends a draft:  file {draft}

Bot API: {url}   (trình duyệt hoặc bot khác cũng gọi được · any client can call it)
"""


async def demo(*, members: int, seed: int, port: int) -> None:
    """Build the town, say what to do next, and let somebody play until they end it."""
    with tempfile.TemporaryDirectory(prefix="nghiquyet-demo-") as name:
        folder = Path(name)
        sys.stdout.write("Đang dựng nhóm và mời mọi người vào … · Gathering the committee …\n")
        async with town(folder, members=members, seed=seed, port=port) as made:
            draft = folder / "du-thao-nghi-quyet.docx"
            draft.write_bytes(sample_draft())
            sys.stdout.write(
                WELCOME.format(
                    body=BODY, members=len(made.people), clerk=CLERK.name, draft=draft,
                    url=made.telegram.url,
                )
            )  # fmt: skip
            sys.stdout.flush()
            if sys.stdin.isatty() or not sys.stdin.closed:
                await _console(made, folder).run()
            else:
                await asyncio.Event().wait()


def _console(made: Town, folder: Path) -> Console:
    posts = {CLERK.name: CLERK.post, **{each.name: each.post for each in made.roster}}
    people = [(person, posts[name]) for name, person in made.people.items()]
    people += [(made.telegram.person(f"Công dân {n}"), "người dân · citizen") for n in (1, 2)]
    assert made.group is not None
    return Console(made.stage, made.account, made.group, people, folder)
