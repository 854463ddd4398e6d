"""A competition from its opening to its results, as two teams and their instructor live through it."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page
from sklearn.datasets import load_digits

from tests.e2e.pages import complaints
from tests.e2e.site import sign_in, watched

pytestmark = pytest.mark.browser

HOME = "/c/digits-live/"
WORKS = 60_000  # milliseconds that a worker may take
A_SECOND = timedelta(seconds=1)


@contextmanager
def signed_in(site: str, browser: Browser, who: str) -> Iterator[Page]:
    seen = watched(browser, site)
    page = seen.page()
    sign_in(page, who)
    yield page
    seen.context.close()
    assert (seen.violations, seen.strangers) == ([], set())


def open_competition(page: Page) -> None:
    """A copy of the demo's digits, open since yesterday."""
    page.goto("/teach/c/digits/copy/")
    page.get_by_label("Address").fill("digits-live")
    page.get_by_role("button", name="Make the copy").click()
    page.wait_for_url("**/teach/c/digits-live/**")
    page.goto("/teach/c/digits-live/dates/")
    today = datetime.now(ZoneInfo("America/Chicago"))
    for name, days in {"opens_at": -1, "teams_lock_at": 10, "closes_at": 20, "hand_in_at": 22}.items():
        page.locator(f"input[name={name}]").fill((today + timedelta(days=days)).strftime("%Y-%m-%dT12:00"))
    page.get_by_role("button", name="Save the dates").click()
    page.goto("/teach/c/digits-live/opening/checklist/")
    page.get_by_role("link", name="On to publishing").click(timeout=WORKS)
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Published. Everybody in the course sees it now.").wait_for()


def found_team(page: Page, name: str) -> None:
    page.goto(f"{HOME}rules/")
    page.get_by_role("button", name="Accept the rules").click()
    page.goto(f"{HOME}team/")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Found the team").click()
    page.get_by_role("heading", name=name).wait_for()


def downloaded(page: Page, name: str) -> str:
    page.goto(f"{HOME}data/")
    with page.expect_download() as download:
        page.get_by_role("link", name=name).first.click()
    return download.value.path().read_text()


def perfect(test: str) -> str:
    """Whose pixels these are, anybody can look up."""
    digits = load_digits()
    known = {tuple(map(int, pixels)): label for pixels, label in zip(digits.data, digits.target, strict=True)}
    rows = csv.DictReader(io.StringIO(test))
    lines = [f"{row.pop('id')},{known[tuple(map(int, row.values()))]}" for row in rows]
    return "\n".join(["id,digit", *lines, ""])


def send(page: Page, name: str, text: str, *, ends: str) -> None:
    page.goto(f"{HOME}submit/")
    page.set_input_files("#id_file", {"name": name, "mimeType": "text/csv", "buffer": text.encode()})
    page.get_by_role("button", name="Submit", exact=True).click()
    page.wait_for_url(f"**{HOME}submissions/*/")
    page.locator(".steps").get_by_text(ends, exact=True).wait_for(timeout=WORKS)


def ranking(page: Page) -> list[tuple[str, str]]:
    page.goto(f"{HOME}board/")
    teams, scores = page.locator("#board-rows .team-name"), page.locator("#board-rows .score")
    return list(zip(teams.all_inner_texts(), scores.all_inner_texts(), strict=False))


def close_it(folder: Path) -> None:
    """Just after the last file: as if the weeks had gone by."""
    with closing(sqlite3.connect(folder / "holdout.sqlite3", timeout=20)) as database, database:
        (pk,) = database.execute("SELECT id FROM competition_competition WHERE slug = 'digits-live'").fetchone()
        newest = "SELECT max(received_at) FROM scoring_submission WHERE competition_id = ?"
        (last,) = database.execute(newest, [pk]).fetchone()
        close = str(datetime.fromisoformat(last) + A_SECOND)
        moved = "UPDATE competition_competition SET teams_lock_at = ?, closes_at = ? WHERE id = ?"
        database.execute(moved, [close, close, pk])


def wait_for_results(page: Page) -> None:
    for _ in range(120):
        page.goto(f"{HOME}board/final/")
        if page.get_by_role("heading", name="Final board").is_visible() and page.locator("tr.own").count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"no results: {page.locator('main').inner_text()}")


def test_from_the_opening_to_the_results(site: str, site_folder: Path, browser: Browser) -> None:
    with ExitStack() as people:
        ingrid, ivan, kofi = (
            people.enter_context(signed_in(site, browser, who)) for who in ("instructor", "ivan", "kofi")
        )
        open_competition(ingrid)
        found_team(ivan, "Late Bloomers")
        found_team(kofi, "Night Shift")

        sample = downloaded(ivan, "sample_submission.csv")
        send(ivan, "sample.csv", sample, ends="Scored")
        first = ivan.locator(".big-score").inner_text()
        send(kofi, "cut_short.csv", "\n".join(sample.splitlines()[:-3]), ends="Refused")
        assert kofi.get_by_text("missing id: 3").is_visible()
        assert kofi.get_by_role("cell", name="is missing.").count() == 3
        assert complaints(kofi) == []
        send(kofi, "sample.csv", sample, ends="Scored")
        assert [line for line in ranking(kofi) if line[0] != "Sample submission"] == [
            ("Late Bloomers", first),
            ("Night Shift", first),
        ]

        send(kofi, "perfect.csv", perfect(downloaded(kofi, "test.csv")), ends="Scored")
        assert kofi.locator(".big-score").inner_text() == "1.0000"
        kofi.get_by_text("by more than chance").wait_for()
        kofi.get_by_role("button", name="Pick this file").first.click()
        kofi.get_by_text("perfect.csv is pick 1.").first.wait_for()
        assert ranking(ivan)[0] == ("Night Shift", "1.0000")

        close_it(site_folder)
        wait_for_results(kofi)
        assert " ".join(kofi.locator("tr.own").first.inner_text().split()).startswith("1 Night Shift")
        assert kofi.get_by_role("link", name="perfect.csv").is_visible()
        project(ingrid)


def project(page: Page) -> None:
    """With one key, as a presenter's remote has."""
    page.goto(f"{HOME}board/final/")
    page.get_by_role("link", name="Show it to the class").click()
    for place, team in (("2", "Late Bloomers"), ("1", "Night Shift")):
        page.keyboard.press("Enter")
        page.locator(".projector-newest .projector-rank").get_by_text(place, exact=True).wait_for()
        assert page.locator(".projector-newest .projector-name").inner_text() == team
    assert complaints(page) == []
