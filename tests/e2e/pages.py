"""Walking all pages that a role can reach by links, and what may be wrong with one."""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Literal
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Page

from tests.e2e.site import sign_in, watched

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (1280, 390)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
STARTS = {
    "anonymous": ["/", "/account/login/", "/account/password/reset/", "/demo/mail/", "/no-such-page/"],
    "captain": ["/", "/receipts/", "/c/cells/board/practice/"],
    "instructor": ["/", "/teach/health/"],
}
SKIPPED = re.compile(
    r"/(account/logout|account/data|admin|api)/|/data/[^/]+$|\.(csv|json|zip)$|/(download|file|annotated|receipt)/|\?"
)


def links(page: Page) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    host = urlsplit(page.url).netloc
    return [link.split("#")[0] for link in found if urlsplit(link).netloc == host and not SKIPPED.search(link)]


def shape(link: str) -> str:
    """Pages that differ only by a number are one page: the first of them stands for all."""
    return re.sub(r"/\d+/", "/#/", urlsplit(link).path)


def crawl(page: Page, starts: list[str]) -> Iterator[str]:
    waiting = [urljoin(page.url, start) for start in starts]
    seen = {shape(link) for link in waiting}
    while waiting:
        link = waiting.pop(0)
        page.goto(link)
        yield link
        for found in links(page):
            if shape(found) not in seen:
                seen.add(shape(found))
                waiting.append(found)


def complaints(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than the window, in both themes and widths."""
    told = []
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            told.append(f"{width}px: scrolls sideways")
        for theme in THEMES:
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            result = page.evaluate("rules => axe.run(document, rules)", RULES)
            told += [
                f"{width}px {theme}: {found['id']}: {found['nodes'][0]['html'][:160]} "
                f"({found['nodes'][0]['failureSummary'][:200]})"
                for found in result["violations"]
            ]
    return told


def walk(site: str, browser: Browser, role: str) -> int:
    """Every page as this role, light and dark, wide and narrow; how many there were."""
    seen = watched(browser, site)
    page = seen.page()
    page.goto(site)
    if role != "anonymous":
        sign_in(page, role)
    found = {link: complaints(page) for link in crawl(page, STARTS.get(role, ["/"]))}
    seen.context.close()
    assert {link: told for link, told in found.items() if told} == {}
    assert (seen.violations, seen.strangers) == ([], set())
    return len(found)
