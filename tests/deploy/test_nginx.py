"""The snippet for nginx, run: Telegram's calls come through with their secret, all else stays out."""

import asyncio
import io
import shutil
import ssl
import subprocess

import aiohttp
import pytest
from aiohttp import web

from locales.extraction import HOUSE
from tests.waiting import PATIENCE

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "a-secret-of-this-installation"}
SOMEWHERE = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/nghiquyet.conf;
}}
"""


@pytest.fixture
def nginx(tmp_path, unused_tcp_port_factory):
    """How to run nginx with the snippet, and the ports in front and behind."""
    nginx, openssl = (shutil.which(name, path=SOMEWHERE) for name in ("nginx", "openssl"))
    if nginx is None or openssl is None:
        pytest.skip("no nginx or no openssl on this machine")
    front, behind = unused_tcp_port_factory(), unused_tcp_port_factory()
    subprocess.run(
        [
            openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "1", "-subj", "/CN=bot.example.vn",
            "-keyout", "privkey.pem", "-out", "fullchain.pem",
        ],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    snippet = (HOUSE / "deploy" / "nginx.conf").read_text("utf-8")
    for ours, here in {
        "/etc/letsencrypt/live/bot.example.vn": str(tmp_path),
        "127.0.0.1:8443": f"127.0.0.1:{behind}",
        "listen 443 ssl": f"listen 127.0.0.1:{front} ssl",
        "    listen [::]:443 ssl;\n": "",
        "149.154.160.0/20": "127.0.0.1",  # Telegram calls from this machine here
    }.items():
        assert ours in snippet
        snippet = snippet.replace(ours, here)
    (tmp_path / "nghiquyet.conf").write_text(snippet, "utf-8")
    main = tmp_path / "main.conf"
    main.write_text(MAIN.format(folder=tmp_path), "utf-8")
    return [nginx, "-p", str(tmp_path), "-c", str(main)], front, behind


@pytest.fixture
async def door(nginx):
    """An address at which nginx answers, and what came through it."""
    command, front, behind = nginx
    taken = []

    async def take(request):
        taken.append((request.path, request.headers.get(next(iter(SECRET))), await request.read()))
        return web.Response()

    application = web.Application(client_max_size=2**22)
    application.router.add_route("*", "/{path:.*}", take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", behind).start()
    running = await asyncio.create_subprocess_exec(*command)
    await _answers(front)
    yield f"https://127.0.0.1:{front}", taken
    running.terminate()
    await running.wait()
    await runner.cleanup()


async def _answers(port):
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                return


def test_nginx_takes_the_snippet(nginx):
    command, *_ = nginx
    verdict = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert verdict.returncode == 0, verdict.stderr
    assert "[warn]" not in verdict.stderr


async def test_telegrams_calls_come_through_with_their_secret_and_nothing_else_does(door):
    address, taken = door
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=trusting)) as session:

        async def status(method, path, size=2):
            body = io.BytesIO(b"{" + b" " * (size - 2) + b"}")
            async with session.request(method, address + path, headers=SECRET, data=body) as answer:
                return answer.status

        assert await status("POST", "/telegram") == 200
        assert await status("POST", "/telegram/7000000011") == 200
        assert await status("GET", "/telegram") == 403
        assert await status("POST", "/") == 404
        assert await status("POST", "/telegram/7000000011/x") == 404
        assert await status("POST", "/metrics") == 404
        assert await status("POST", "/telegram", size=2_000_000) == 413
    secret = next(iter(SECRET.values()))
    assert taken == [("/telegram", secret, b"{}"), ("/telegram/7000000011", secret, b"{}")]
