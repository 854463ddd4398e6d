import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from competition.config import environment


@pytest.mark.parametrize("value", ["$ecret", "$HOME", r"\$x", "#a", "p@ss%20", "'quoted'"])
def test_a_value_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("HOLDOUT_SECRET_KEY", value)
    assert environment.text("HOLDOUT_SECRET_KEY") == value


@pytest.mark.parametrize("value", ["-1", "8o00", "1.5", "٣", " "])
def test_a_number_that_is_none_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("HOLDOUT_PORT", value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.number("HOLDOUT_PORT", 8000)
    assert str(refusal.value) == f"HOLDOUT_PORT is {value!r}; it must be a whole number."


def test_an_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDOUT_PORT", "")
    assert environment.number("HOLDOUT_PORT", 8000) == 8000


@pytest.mark.parametrize(("value", "on"), [("1", True), ("Yes", True), ("0", False), ("off", False)])
def test_a_switch_is_on_or_off(monkeypatch: pytest.MonkeyPatch, value: str, *, on: bool) -> None:
    monkeypatch.setenv("HOLDOUT_DEMO", value)
    assert environment.switch("HOLDOUT_DEMO", default=not on) is on


def test_a_switch_half_way_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDOUT_DEMO", "maybe")
    with pytest.raises(ImproperlyConfigured):
        environment.switch("HOLDOUT_DEMO", default=False)


def test_a_database_address_may_hold_any_password() -> None:
    config = environment.database("HOLDOUT_DATABASE", "postgresql://ada:p%40%24s%2Fs@db.example.edu:5433/class")
    assert [config[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "ada",
        "p@$s/s",
        "db.example.edu",
        5433,
        "class",
    ]


@pytest.mark.parametrize("address", ["mysql://a@b/c", "holdout", "http://db"])
def test_a_database_we_do_not_know_is_refused_without_telling_its_password(address: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.database("HOLDOUT_DATABASE", address)
    assert address not in str(refusal.value)


def test_a_mail_server_is_read_from_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDOUT_MAIL", "smtp+tls://class%40example.edu:s%2Fcret@mail.example.edu")
    assert environment.mail_server("HOLDOUT_MAIL", "") == {
        "host": "mail.example.edu",
        "port": 587,
        "username": "class@example.edu",
        "password": "s/cret",
        "use_tls": True,
        "use_ssl": False,
    }


@pytest.mark.parametrize("inside", ["", "/deeper"])
def test_a_folder_that_can_not_be_made_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, inside: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("HOLDOUT_VAR", f"{tmp_path}/file{inside}")
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.folder("HOLDOUT_VAR", tmp_path)
    assert str(refusal.value).startswith(f"HOLDOUT_VAR is {tmp_path}/file{inside}, which can't be made (")


def test_the_folder_of_all_state_is_for_its_owner_alone(tmp_path: Path) -> None:
    var = tmp_path / "var"
    subprocess.run(
        [sys.executable, "-c", "from competition.config import settings"],
        env={**os.environ, "HOLDOUT_DEMO": "1", "HOLDOUT_VAR": str(var)},
        check=True,
    )
    assert stat.filemode(var.stat().st_mode) == "drwx------"
