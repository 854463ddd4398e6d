"""Every page that staff reach: accessible, within the content policy, without another host or a sideways scroll.

The longest tests of all stand in two files, because a file is what the test run gives to one of its processes."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.pages import walk

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("role", "at_least"), [("assistant", 12), ("instructor", 20)])
def test_every_page_is_accessible_and_keeps_the_policy(site: str, browser: Browser, role: str, at_least: int) -> None:
    assert walk(site, browser, role) >= at_least
