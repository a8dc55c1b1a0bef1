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


def test_compose_takes_the_file(tmp_path):
    docker = shutil.which("docker")
    if docker is None:
        pytest.skip("no docker on this machine")
    known = subprocess.run([docker, "compose", "version"], capture_output=True, check=False)
    if known.returncode:
        pytest.skip("no docker compose on this machine")
    shutil.copy(DEPLOY / "compose.yaml", tmp_path)
    (tmp_path / ".env").write_text("BOT_TOKEN=1:x\nPOSTGRES_PASSWORD=p\n", "utf-8")
    ask = [docker, "compose", "config", "--quiet"]
    verdict = subprocess.run(ask, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (verdict.returncode, verdict.stderr) == (0, "")


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
