from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser

from tests.conftest import REQUIRED, missing
from tests.e2e.site import chromium, running_site

pytest.register_assert_rewrite("tests.e2e.pages")


@pytest.fixture(scope="session")
def needs_browser() -> None:
    """Before the site is started for nothing."""
    if reason := missing("browser"):
        (pytest.fail if "browser" in REQUIRED else pytest.skip)(reason)


@pytest.fixture(scope="session")
def site_folder(needs_browser: None) -> Iterator[Path]:
    with TemporaryDirectory(prefix="holdout-e2e-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    with running_site(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser(needs_browser: None) -> Iterator[Browser]:
    with chromium() as started:
        yield started
