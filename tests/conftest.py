"""What a test may count on. The settings are the site's own, but for a cheap password hasher and plain static files."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

import psycopg
import pytest
import redis
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.utils import timezone
from pytest_django import DjangoDbBlocker

TEST_POSTGRES = os.environ.get("HOLDOUT_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
TEST_REDIS = os.environ.get("HOLDOUT_TEST_REDIS", "redis://127.0.0.1:6379/15")
append_only = import_module("competition.migrations.0002_log_is_append_only")
SERVICES = ("postgres", "redis", "browser")
REQUIRED = set(filter(None, os.environ.get("HOLDOUT_REQUIRE", "").split(",")))


def pytest_configure(config: pytest.Config) -> None:
    if unknown := REQUIRED - set(SERVICES):
        raise pytest.UsageError(f"HOLDOUT_REQUIRE names {', '.join(sorted(unknown))}; known are {', '.join(SERVICES)}.")
    # Playwright leaves an event loop in the process; Django would then refuse every query of the tests that follow.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    database = settings.DATABASES["default"]
    on_sqlite = database["ENGINE"].endswith("sqlite3")
    # A file, because the site's own SQLite is one: its locks and its journal are part of what is tested.
    # On PostgreSQL the run's own folder gives the name, so that two runs at once do not meet.
    own_name = re.sub(r"\W", "_", f"test_{settings.VAR.name}")[:50]
    database["TEST"] = database.get("TEST", {}) | {
        "NAME": str(settings.VAR / "test.sqlite3") if on_sqlite else own_name
    }


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """A packed file holds the moment of its making: in a test's name, two workers would collect different tests."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "nightly" not in config.option.markexpr:
        skipped = [item for item in items if item.get_closest_marker("nightly")]
        config.hook.pytest_deselected(items=skipped)
        items[:] = [item for item in items if item not in skipped]


def pytest_runtest_setup(item: pytest.Item) -> None:
    for service in SERVICES:
        if item.get_closest_marker(service) and (reason := missing(service)):
            (pytest.fail if service in REQUIRED else pytest.skip)(reason)
    if item.get_closest_marker("postgres") and "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        pytest.skip("belongs to the PostgreSQL round of `make test`")


@cache
def missing(service: str) -> str:
    """Why the service can't be used; empty when it can."""
    try:
        return {"postgres": no_postgres, "redis": no_redis, "browser": no_browser}[service]()
    except (psycopg.OperationalError, redis.RedisError) as refusal:
        return f"{service} does not answer: {str(refusal).splitlines()[0]}"


def no_postgres() -> str:
    psycopg.connect(TEST_POSTGRES, connect_timeout=2).close()
    return ""


def no_redis() -> str:
    with redis.Redis.from_url(TEST_REDIS, socket_connect_timeout=2) as server:
        server.ping()
    return ""


def no_browser() -> str:
    return "" if shutil.which("chromium") else "Chromium is not installed; on Debian: apt install chromium"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The log's triggers are dropped: emptying a test database needs DELETE and TRUNCATE."""
    with django_db_blocker.unblock():
        execute(append_only.UNDO[connection.vendor])


@pytest.fixture
def append_only_log(db: None) -> Iterator[None]:
    """The log as in a real site: the database refuses to change it."""
    execute(append_only.POSTGRESQL if connection.vendor == "postgresql" else append_only.SQLITE)
    yield
    if not connection.in_atomic_block:
        execute(append_only.UNDO[connection.vendor])


@receiver(connection_created)
def keep_one_time(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if connection.vendor == "postgresql" and with_our_clock not in connection.execute_wrappers:
        connection.execute_wrappers.append(with_our_clock)


def with_our_clock(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """A test that stops the clock stops the database's too; SQLite has none of its own."""
    if sql == "SELECT clock_timestamp()":
        return execute("SELECT %s::timestamptz", [timezone.now()], many, context)
    return execute(sql, params, many, context)


def execute(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def redis_url() -> str:
    return TEST_REDIS
