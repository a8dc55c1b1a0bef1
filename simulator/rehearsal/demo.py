"""`nghiquyet demo`: a bot and a Telegram of its own on this machine, and a page to play everybody."""

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
import webbrowser
from pathlib import Path

from simulator.chats import Chat
from simulator.page.controls import Controls
from simulator.page.hall import Hall, Part
from simulator.page.server import PageServer
from simulator.people import Person
from simulator.rehearsal.papers import sample_draft
from simulator.rehearsal.town import BODY, CLERK, Language, Town, town

CITIZENS = 2
CHANNEL = "Thông tin xã Công Hải"
"""Where the clerk publishes the link for citizens; anybody reads it, the bot is not in it."""

DRAFT_NAME = "du-thao-nghi-quyet.docx"

GATHERING = "Đang dựng nhóm và mời mọi người vào … · Gathering the committee …\n"
WELCOME = """
{body} — {voters} ủy viên và {staff} cán bộ giúp việc, một nhóm, một trợ lý.
Mọi thứ chạy trên máy này; không cần tài khoản Telegram.
{body} — {voters} members and {staff} of its staff, one group, one bot.
Everything runs on this machine, without Telegram.

    Mở trong trình duyệt · Open in a browser:   {page}

Trang có phần hướng dẫn từng bước. Kết thúc: Ctrl+C.
The page has a guided tour. End it with Ctrl+C.

Bot API: {api}   (bot khác cũng gọi được · any other bot can call it)
"""


async def demo(*, members: int, seed: int, port: int, language: Language, is_shown: bool) -> None:
    """Build the town, open the page, and let anybody play until they end it."""
    ended = until_told()
    with tempfile.TemporaryDirectory(prefix="nghiquyet-demo-") as folder:
        _say(GATHERING)
        async with town(Path(folder), members=members, seed=seed, language=language) as made:
            made.clock.flows(pace=1)
            async with PageServer(hall_of(made), port=port) as page:
                _say(_welcome(made, page.url))
                if is_shown:
                    await show(page.url)
                await ended.wait()


def _welcome(made: Town, page: str) -> str:
    voters = sum(each.votes for each in made.roster)
    staff = len(made.people) - voters
    return WELCOME.format(body=BODY, voters=voters, staff=staff, page=page, api=made.telegram.url)


def until_told() -> asyncio.Event:
    """Give an event that is set by Ctrl+C or a polite end."""
    ended = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    return ended


async def show(address: str) -> None:
    """Open the page in a browser where there is a desktop."""
    if _has_desktop():
        await asyncio.to_thread(webbrowser.open, address)


def hall_of(made: Town) -> Hall:
    """Put the page's hall together from a town."""
    posts = {CLERK.name: CLERK.post, **{each.name: each.post for each in made.roster}}
    parts = [Part(person=person, post=posts[name]) for name, person in made.people.items()]
    citizens = [made.telegram.person(f"Công dân {number}") for number in range(1, CITIZENS + 1)]
    parts += [Part(person=citizen, post="Người dân", is_citizen=True) for citizen in citizens]
    made.telegram.channel(CHANNEL, made.clerk, *citizens, username="xaconghai")
    voters = [made.people[each.name] for each in made.roster if each.votes]
    return Hall(
        world=made.telegram.world,
        bot=made.account,
        title=BODY,
        language=made.language,
        parts=parts,
        controls=Controls(made.stage, build=made.starts_bot),
        engine=made.bot.engine,
        tour_parts={"clerk": made.clerk, "member": voters[3 % len(voters)], "second": voters[-1]},
        offers={
            "sample": lambda: _sends_sample(made),
            "others_vote": lambda: _others_vote(made, voters),
        },
    )


async def _sends_sample(made: Town) -> None:
    made.clerk.sends_file(made.account, DRAFT_NAME, sample_draft())


async def _others_vote(made: Town, voters: list[Person]) -> None:
    """Let everybody who was asked in private and has not voted yet press In favour."""
    world = made.telegram.world
    choices = {made.label(choice) for choice in ("In favour", "Not in favour", "Another opinion")}
    have_voted = {press.person.id for press in world.presses.values() if press.label in choices}
    for person in voters:
        asked = world.private_chat(person.user, made.account)
        if person.id not in have_voted and _is_asked(asked, made.label("In favour")):
            with contextlib.suppress(LookupError):
                person.presses(made.label("In favour"), chat=asked)


def _is_asked(chat: Chat, label: str) -> bool:
    return any(label in message.buttons for message in chat.messages.values() if not message.is_deleted)


def _has_desktop() -> bool:
    return sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
