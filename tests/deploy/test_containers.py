"""The compose file and the image: what they name is there, and no secret is in them."""

import re
import shutil
import subprocess
import tomllib

import pytest
import yaml

from bot.settings import Settings
from locales.extraction import HOUSE

DEPLOY = HOUSE / "deploy"


@pytest.fixture
def services():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


@pytest.fixture
def compose():
    """Docker's own reader of such files: the plugin, or the program that Debian has."""
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]) is None:
            continue
        known = subprocess.run([*command, "version"], capture_output=True, check=False)
        if not known.returncode:
            return command
    pytest.skip("neither docker compose nor docker-compose on this machine")


def test_compose_takes_the_file(compose, tmp_path):
    shutil.copy(DEPLOY / "compose.yaml", tmp_path)
    env = tmp_path / ".env"
    env.write_text("BOT_TOKEN=1:x\nPOSTGRES_PASSWORD=p\n", "utf-8")
    verdict = _config(compose, tmp_path)
    assert (verdict.returncode, verdict.stderr) == (0, "")
    read = yaml.safe_load(verdict.stdout)
    bot, database = read["services"]["bot"], read["services"]["database"]
    assert bot["environment"]["PGPASSWORD"] == database["environment"]["POSTGRES_PASSWORD"] == "p"
    assert bot["environment"]["BOT_TOKEN"] == "1:x"
    env.write_text("BOT_TOKEN=1:x\n", "utf-8")
    assert "write POSTGRES_PASSWORD into the file .env" in _config(compose, tmp_path).stderr


def _config(compose, folder):
    ask = [*compose, "config"]
    return subprocess.run(ask, cwd=folder, capture_output=True, text=True, check=False)


def test_services_volumes_and_the_image_fit_together(services):
    bot, database = services["services"]["bot"], services["services"]["database"]
    named = {volume.partition(":")[0] for each in (bot, database) for volume in each["volumes"]}
    assert named == services["volumes"].keys()
    assert bot["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert database["image"] == "postgres:17"
    build = bot["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).samefile(DEPLOY / "Dockerfile")
    assert "/health/ready" in bot["healthcheck"]["test"][-1]
    assert f":{bot['environment']['HEALTH_PORT']}/" in bot["healthcheck"]["test"][-1]
    assert not any("ports" in each for each in (bot, database))


def test_every_setting_of_the_bot_is_one_that_it_knows(services):
    given = set(services["services"]["bot"]["environment"]) - {"PGPASSWORD"}  # the database's own
    assert {name.lower() for name in given} <= Settings.model_fields.keys()


def test_no_secret_stands_in_a_file():
    for path in DEPLOY.iterdir():
        said = path.read_text("utf-8")
        assert re.search(r"\d{6,}:[A-Za-z0-9_-]{20,}", said) is None
        for value in re.findall(r"(?m)^\s*\w*(?:PASSWORD|SECRET|TOKEN)\s*[:=]\s*(\S+)", said):
            assert value.startswith("${"), path.name


def test_the_image_has_every_folder_of_the_product_and_runs_under_an_account_of_its_own():
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
    folders = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    recipe = (DEPLOY / "Dockerfile").read_text("utf-8")
    let_in = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").split()
    for folder in folders:
        assert f"COPY {folder} {folder}\n" in recipe
        assert f"!{folder}" in let_in
    assert "uv sync --frozen" in recipe
    assert recipe.index("USER nghiquyet") < recipe.index("ENTRYPOINT")
