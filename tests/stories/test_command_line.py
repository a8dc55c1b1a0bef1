"""An operator at the command line: refusals in one sentence, and a bot that is set up and runs."""

import asyncio
import logging
import os
import re
import signal
import sys
from contextlib import asynccontextmanager

import pytest
import structlog
from typer.testing import CliRunner

from bot.__main__ import cli
from simulator.clock import MovableClock
from simulator.telegram import Telegram
from tests.stories.conftest import MONDAY_MORNING
from tests.waiting import PATIENCE

TOKEN = "7000000011:AAH-this_is_a_token_as_long_as_real_ones"
ANSWERS = {
    "--name": "Đảng ủy xã Công Hải", "--clerk": "Lê Thị Hạnh", "--kind": "party_committee",
    "--parent": "Tỉnh ủy Khánh Hòa", "--symbol": "ĐU", "--place": "Công Hải", "--term": "2025-2030",
    "--term-began": "01/07/2025",
}  # fmt: skip
LINK = re.compile(r"https://t\.me/nghiquyet_bot\?start=\S+")


def setup(**other):
    given = ANSWERS | {f"--{name.replace('_', '-')}": value for name, value in other.items()}
    return ["setup", *(word for pair in given.items() for word in pair)]


@pytest.fixture(autouse=True)
def logs_as_before():
    """The command line takes the logs over; the next test has them as they were."""
    root, shaped = logging.getLogger(), structlog.get_config()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**shaped)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder of its own, with a `.env` that is right but for an address where nobody answers."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "DATABASE_URL", "BOT_API_URL", "LANGUAGE", "OPERATOR_ID"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text(f"BOT_TOKEN={TOKEN}\nBOT_API_URL=http://127.0.0.1:9\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "environment", "said"),
    [
        (["run"], {"WEBHOOK_URL": "https://x.example/"}, "WEBHOOK_SECRET"),
        (["run"], {"WEBHOOK_URL": "https://x.example/", "WEBHOOK_SECRET": "ü"}, "letters, digits"),
        (["run"], {"DATABASE_URL": "mysql://x/y"}, "sqlite:///"),
        (["run"], {"BOT_API_URL": "api.telegram.org"}, "http(s)://"),
        (["run"], {"OPERATOR_ID": "@ai"}, "OPERATOR_ID"),
        (setup(), {}, "http://127.0.0.1:9 cannot be asked"),
        (setup(name="  "), {}, "must not be empty"),
        (setup(kind="committee"), {}, "is not one of"),
        (setup(term="nhiệm kỳ này"), {}, "two years are needed"),
        (setup(term_began="32/07/2025"), {}, "a day is needed"),
        (["journal", "verify"], {}, "there is no data yet"),
        (["backup"], {}, "there is no data yet"),
        (["restore", "copy.db"], {}, "cannot be read or written"),
        (["restore", ".env"], {}, "no whole backup of this bot"),
        (["journal", "verify"], {"DATABASE_URL": "sqlite:///.env"}, "not a database"),
        (
            ["journal", "verify"],
            {"DATABASE_URL": "postgresql://x:geheim@127.0.0.1:9/y"},
            "127.0.0.1:9/y",
        ),
    ],
)
def test_what_an_operator_can_put_right_is_said_in_one_sentence(here, words, environment, said):
    answer = CliRunner().invoke(cli, words, env=environment)
    assert answer.exit_code == 2, answer.output
    plain = " ".join(answer.output.replace("│", " ").split())
    assert said in plain
    assert "Traceback" not in plain
    for secret in (TOKEN.partition(":")[2], "geheim"):
        assert secret not in plain
    assert not (here / "data").exists()


def test_a_missing_token_is_asked_for_by_name_and_file(here):
    (here / ".env").write_text("BOT_TOKEN=\n", "utf-8")
    answer = CliRunner().invoke(cli, ["run"])
    assert answer.exit_code == 2
    assert f"BOT_TOKEN is missing: put it into the file {here / '.env'}" in answer.output


def test_which_bot_is_meant_is_settled_before_anything_is_asked(here):
    environment = {"BOT_TOKEN": f"{TOKEN} 654321:{'B' * 35}"}
    answer = CliRunner().invoke(cli, ["setup"], env=environment, input="Đảng ủy\n")
    assert answer.exit_code == 2
    assert "let BOT_ID be one of" in answer.output
    assert "Tên tổ chức" not in answer.output


def test_a_typing_mistake_is_asked_again_by_the_prompts(here):
    typed = "Đảng ủy\nHạnh\n\n\n\n\n2025\n2025 – 2030\nhôm qua\n1/7/2025\n"
    answer = CliRunner().invoke(cli, ["setup"], input=typed)
    assert answer.output.count("Error:") == 2
    assert "cannot be asked" in answer.output  # all was understood: only Telegram is missing


class Operator:
    """Types commands: those that end are run here, in a thread; the bot is a process of its own."""

    def __init__(self, **environment):
        self.environment = environment

    async def types(self, *words, **other):
        """The exit code and all that was printed."""
        environment = self.environment | other
        answer = await asyncio.to_thread(CliRunner().invoke, cli, words, env=environment)
        return answer.exit_code, answer.output

    async def begins(self):
        """A bot as a process."""
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env={**os.environ, **self.environment},
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip

    @asynccontextmanager
    async def running(self, until):
        """A bot that runs, from the log line that has `until` in it to SIGTERM."""
        process = await self.begins()
        log = process.stderr
        assert log is not None
        try:
            async with asyncio.timeout(PATIENCE):
                while until not in (line := (await log.readline()).decode()):
                    assert line, "it has ended"
            yield
            process.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
            assert "Unclosed" not in (await log.read()).decode()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


def link_in(said):
    found = LINK.search(said)
    assert found, said
    return found[0]


@pytest.mark.usefixtures("postgresql_tools")
async def test_a_body_is_set_up_and_its_clerk_comes(new_database, new_databases, tmp_path):
    async with Telegram(clock=MovableClock(MONDAY_MORNING, pace=1)) as telegram:
        account = telegram.new_bot("Trợ lý Nghị quyết", "nghiquyet_bot")
        operator = Operator(BOT_TOKEN=account.token, BOT_API_URL=telegram.url, DATABASE_URL=new_database)
        code, said = await operator.types(*setup())
        assert code == 0, said
        async with operator.running("at work"):
            clerk = telegram.person("Hạnh")
            clerk.follows(link_in(said))
            await clerk.sees("Kính chào đồng chí Lê Thị Hạnh", account)
            code, said = await operator.types("backup", str(tmp_path / "copy"))
            assert code == 0, said
        code, said = await operator.types("restore", str(tmp_path / "copy"))
        assert code == 2
        assert "there is data already" in said
        code, said = await operator.types(
            "restore", str(tmp_path / "copy"), DATABASE_URL=new_databases()
        )
        assert code == 0, said
        assert "nguyên vẹn · whole" in said


async def test_a_file_has_one_bot(tmp_path):
    async with Telegram(clock=MovableClock(MONDAY_MORNING, pace=1)) as telegram:
        token = telegram.new_bot("Trợ lý Nghị quyết", "nghiquyet_bot").token
        file = f"sqlite:///{tmp_path / 'house.db'}"
        operator = Operator(BOT_TOKEN=token, BOT_API_URL=telegram.url, DATABASE_URL=file)
        async with operator.running("at work"):
            second = await operator.begins()
            _, said = await asyncio.wait_for(second.communicate(), PATIENCE)
            assert second.returncode == 2
            assert "another bot runs on this database" in said.decode()


async def test_what_is_set_up_is_not_set_up_again_and_a_lost_link_is_made_anew(tmp_path):
    async with Telegram(clock=MovableClock(MONDAY_MORNING, pace=1)) as telegram:
        account = telegram.new_bot("Trợ lý Nghị quyết", "nghiquyet_bot")
        operator = Operator(
            BOT_TOKEN=account.token, BOT_API_URL=telegram.url,
            DATABASE_URL=f"sqlite:///{tmp_path / 'house.db'}",
        )  # fmt: skip
        code, first = await operator.types(*setup())
        assert code == 0, first
        code, again = await operator.types(*setup(name="đảng ủy  xã Công Hải"))
        assert code == 2
        assert "this body is there already" in again
        code, lost = await operator.types("link", "le thi hanh")
        assert code == 0
        assert link_in(lost) not in first
        code, nobody = await operator.types("link", "Ai Đó")
        assert code == 2
        assert "no clerk has this name" in nobody
        code, unknown = await operator.types(*setup(name="Khác"), BOT_TOKEN=TOKEN)
        assert code == 2
        assert "Telegram does not know BOT_TOKEN" in unknown
        assert TOKEN not in unknown
        code, whole = await operator.types("journal", "verify")
        assert code == 0
        assert "3 dòng · rows, nguyên vẹn · whole" in whole


async def test_a_bot_that_waits_for_telegram_ends_when_told(tmp_path):
    operator = Operator(
        BOT_TOKEN=TOKEN, BOT_API_URL="http://127.0.0.1:9",
        DATABASE_URL=f"sqlite:///{tmp_path / 'house.db'}",
    )  # fmt: skip
    async with operator.running("cannot be reached yet"):
        pass
