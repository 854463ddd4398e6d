"""Production starts the very commands that `manage.py serve` starts."""

import shlex
from pathlib import Path

import pytest
import yaml
from pytest_django import Settings

from competition.serving.commands import Part, parts

COMPOSE = yaml.safe_load((Path(__file__).parents[2] / "compose.yaml").read_text())["services"]


@pytest.fixture
def in_the_image(settings: Settings) -> list[Part]:
    settings.VAR = Path("/var/holdout")
    settings.BIND, settings.PORT = "0.0.0.0", 8000  # noqa: S104 - inside the container; outside it is 127.0.0.1
    settings.WEB_PROCESSES, settings.WEB_THREADS, settings.LIVE_PROCESSES = 2, 32, 2
    return parts()


def test_compose_starts_the_same_processes_with_the_same_commands(in_the_image: list[Part]) -> None:
    ours = {part.name: ["python", *part.command[1:]] for part in in_the_image}
    theirs = {name: shlex.split(COMPOSE[name]["command"]) for name in ours}
    assert theirs == ours


def test_each_process_is_given_the_address_of_its_own_role_and_no_other(in_the_image: list[Part]) -> None:
    for part in in_the_image:
        environment = COMPOSE[part.name]["environment"]
        addresses = {name for name in environment if name.startswith("HOLDOUT_DATABASE")}
        assert (environment["HOLDOUT_ROLE"], addresses) == (part.role, {f"HOLDOUT_DATABASE_{part.role.upper()}"})


def test_the_answers_are_on_a_disk_that_only_live_workers_have(in_the_image: list[Part]) -> None:
    mounts = {part.name: dict(volume.split(":") for volume in COMPOSE[part.name]["volumes"]) for part in in_the_image}
    assert {name for name, volumes in mounts.items() if volumes["files"] == "/var/holdout"} == set(mounts)
    assert {name: volumes["answers"] for name, volumes in mounts.items() if "answers" in volumes} == {
        "live": "/var/holdout/answers"
    }
