"""The first view is light and its content policy has no exception; and the walk over all pages can fail."""

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.pages import complaints
from tests.e2e.site import Watched, sign_in, watched

pytestmark = pytest.mark.browser

HEAVIEST_FIRST_VIEW = 200_000


def weight(page: Page) -> int:
    measured: int = page.evaluate(
        "performance.getEntries().reduce((sum, entry) => sum + (entry.encodedBodySize || 0), 0)"
    )
    return measured


@pytest.mark.parametrize("path", ["/account/login/", "/", "/c/digits/"])
def test_a_first_view_is_light(site: str, browser: Browser, path: str) -> None:
    seen: Watched = watched(browser, site)
    page = seen.page()
    if path != "/account/login/":
        sign_in(page, "captain")
    page.goto(path, wait_until="networkidle")
    requests = page.evaluate("performance.getEntriesByType('resource').length + 1")
    heavy = weight(page)
    seen.context.close()
    assert heavy <= HEAVIEST_FIRST_VIEW
    assert requests <= 12


def test_the_policy_has_no_exception(site: str, browser: Browser) -> None:
    seen = watched(browser, site)
    answer = seen.page().goto("/account/login/")
    assert answer
    policy = answer.headers["content-security-policy"]
    seen.context.close()
    assert sorted(part.strip() for part in policy.split(";") if part.strip()) == [
        "base-uri 'none'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]


def test_the_walk_notices_what_it_looks_for(site: str, browser: Browser) -> None:
    seen = watched(browser, site)
    page = seen.page()
    page.goto("/account/login/")
    page.evaluate(
        """document.body.insertAdjacentHTML("beforeend",
        "<img src='http://stranger.invalid/x.png'><p class='meta planted'>x</p><p style='color: red'>x</p>");
        document.querySelector(".planted").style.width = "3000px" """
    )
    told = complaints(page)
    seen.context.close()
    assert {"image-alt", "scrolls sideways"} <= {part for line in told for part in line.split(": ")}
    assert seen.violations
    assert seen.strangers == {"http://stranger.invalid/x.png"}
