"""From one labelled table to a published competition, by clicking: with the script and without."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page
from sklearn.datasets import load_breast_cancer

from tests.e2e.pages import complaints
from tests.e2e.site import sign_in, watched

pytestmark = pytest.mark.browser

WORKS = 60_000  # milliseconds that a worker may take for all steps together
TEXTS = {
    "tagline": "Tell malignant tumours from benign ones.",
    "description": "Predict the `diagnosis` of a tumour from what a microscope shows.",
    "evaluation": "**Accuracy** of the column `diagnosis`, by `id`.",
    "data_description": "569 tumours with thirty measures each. Wisconsin, 1995, free to use.",
}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Without ids, as a table for a class often is."""
    data = load_breast_cancer(as_frame=True)
    frame = data.frame.rename(columns=lambda name: name.replace(" ", "_"))
    frame["diagnosis"] = frame.pop("target").map(lambda code: str(data.target_names[code]))
    path = tmp_path_factory.mktemp("table") / "tumours.csv"
    frame.to_csv(path, index=False)
    return path


@pytest.fixture
def ingrid(site: str, browser: Browser) -> Iterator[Page]:
    yield from signed_in(site, browser, "instructor")


@pytest.fixture
def rival(site: str, browser: Browser) -> Iterator[Page]:
    yield from signed_in(site, browser, "rival")


@pytest.fixture
def plain(site: str, browser: Browser) -> Iterator[Page]:
    yield from signed_in(site, browser, "instructor", java_script_enabled=False)


def signed_in(site: str, browser: Browser, who: str, **options: object) -> Iterator[Page]:
    seen = watched(browser, site, **options)
    page = seen.page()
    sign_in(page, who)
    yield page
    seen.context.close()
    assert (seen.violations, seen.strangers) == ([], set())


def new_draft(page: Page, slug: str) -> None:
    """Open since yesterday, so that students have the data as soon as it is published."""
    today = datetime.now(ZoneInfo("America/Chicago"))
    page.goto("/teach/courses/deep-learning/")
    page.get_by_role("link", name="New competition").first.click()
    page.get_by_label("Title").fill("Tumours")
    page.get_by_label("Address").fill(slug)
    for name, days in {"opens_at": -1, "teams_lock_at": 10, "closes_at": 20}.items():
        page.locator(f"input[name={name}]").fill((today + timedelta(days=days)).strftime("%Y-%m-%dT12:00"))
    page.get_by_role("button", name="Make the draft").click()
    page.wait_for_url(f"**/teach/c/{slug}/")


def write_texts(page: Page) -> None:
    page.get_by_role("link", name="Texts and limits").click()
    for name, text in TEXTS.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()


def send(page: Page, file: Path) -> None:
    page.get_by_role("link", name="Data and metric").click()
    page.set_input_files("#id_file", file)
    page.get_by_role("button", name="Upload", exact=True).click()


def checked(page: Page, *findings: str) -> list[str]:
    """Once the work is done: how bad items stand, each found by its words."""
    page.get_by_role("heading", name="Launch checklist").wait_for(timeout=WORKS)
    assert complaints(page) == []
    return [finding for finding in findings if page.get_by_text(finding).first.is_visible()]


def test_a_labelled_table_becomes_a_competition_by_clicking(ingrid: Page, rival: Page, table: Path) -> None:
    page = ingrid
    new_draft(page, "tumours")
    write_texts(page)
    page.get_by_role("link", name="Data and metric").click()
    assert complaints(page) == []

    send(page, table)
    page.get_by_text("tumours.csv is in.").wait_for()
    page.get_by_role("heading", name="What was understood").wait_for(timeout=WORKS)
    for said in ("“diagnosis” is the last column.", "tumours.csv: 569 rows, 31 columns"):
        assert page.get_by_text(said).is_visible()
    assert complaints(page) == []

    page.get_by_role("link", name="Choose metric and columns").click()
    page.get_by_label("Scored by").select_option("mc_auc")
    page.get_by_text("One column of 0 and 1 for each label").wait_for()
    assert complaints(page) == []
    page.get_by_label("Scored by").select_option("accuracy")
    page.get_by_label("The true class").wait_for()
    page.get_by_label("Public rows").fill("10")
    page.get_by_role("button", name="Save and make the files").click()

    assert checked(page, "1 to mend", "the public part needs at least 100") == [
        "1 to mend",
        "the public part needs at least 100",
    ]
    page.get_by_role("link", name=re.compile("To the choices.*Both parts are large")).click()
    page.get_by_label("Public rows").fill("50")
    page.get_by_role("button", name="Save and make the files").click()
    page.get_by_role("link", name="On to publishing").wait_for(timeout=WORKS)
    assert checked(page, "to mend") == []

    page.get_by_role("link", name="What students will see").click()
    assert page.get_by_role("link", name="sample_submission.csv").first.is_visible()
    page.go_back()
    page.get_by_role("link", name="On to publishing").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Published. Everybody in the course sees it now.").wait_for()
    page.get_by_role("link", name="Data and metric").click()
    assert page.get_by_text("This competition is published, so its data stay as they are.").is_visible()
    assert complaints(page) == []
    a_student_gets_it(rival)


def a_student_gets_it(page: Page) -> None:
    page.goto("/c/tumours/")
    page.get_by_text("The share of rows whose class is exactly right.").wait_for()
    page.get_by_text("Three rows, worked by hand").click()
    assert page.get_by_text("Two of the three rows are right: 2 / 3 = 0.6667.").is_visible()
    assert complaints(page) == []
    page.get_by_role("link", name="Read and accept the rules").click()
    page.get_by_role("button", name="accept").click()
    page.get_by_text("You have accepted the rules.").wait_for()
    page.goto("/c/tumours/data/")
    with page.expect_download() as download:
        page.get_by_role("link", name="test.csv").first.click()
    lines = download.value.path().read_text().splitlines()
    assert ("diagnosis" in lines[0].split(","), len(lines)) == (False, 223)
    assert page.goto("/teach/c/tumours/opening/").status == 404  # type: ignore[union-attr]


def test_it_works_without_scripts_too(plain: Page, table: Path) -> None:
    page = plain
    new_draft(page, "tumours-again")
    send(page, table)
    wait_by_hand(page, "What was understood")
    page.get_by_role("link", name="Choose metric and columns").click()
    page.get_by_label("Scored by").select_option("error_rate")
    page.get_by_role("button", name="Look at this metric").click()
    page.get_by_text("Lower is better.").wait_for()
    page.get_by_role("button", name="Save and make the files").click()
    wait_by_hand(page, "Launch checklist")
    page.get_by_role("link", name="On to publishing").wait_for()
    page.get_by_role("link", name="Data and metric").click()
    page.get_by_role("link", name="Remove tumours.csv").click()
    page.get_by_role("button", name="Remove tumours.csv").click()
    page.get_by_text("tumours.csv is removed.").wait_for()
    page.goto("/c/tumours-again/")
    page.get_by_role("link", name="The metric, with an example").click()
    page.get_by_text("No metric is set yet.").wait_for()


def wait_by_hand(page: Page, heading: str) -> None:
    """As the page says: it is loaded again until the work is done."""
    for _ in range(100):
        if page.get_by_role("heading", name=heading).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"“{heading}” never came: {page.locator('main').inner_text()}")


def test_what_is_asked_before_something_is_lost(ingrid: Page, table: Path) -> None:
    page = ingrid
    new_draft(page, "tumours-asked")
    send(page, table)
    page.get_by_role("heading", name="What was understood").wait_for(timeout=WORKS)
    page.get_by_role("link", name="Remove tumours.csv").click()
    page.get_by_role("heading", name="Remove tumours.csv?").wait_for()
    assert complaints(page) == []
    page.get_by_role("link", name="Keep it").click()
    page.get_by_text("Begin with other files").click()
    page.get_by_label("Train, test and answers").check()
    page.get_by_role("button", name="Use this way").click()
    page.get_by_role("heading", name="Begin with other files?").wait_for()
    assert complaints(page) == []
    page.get_by_role("button", name="Let them go").click()
    page.get_by_text("Still wanted: train, test, answers.").wait_for()
    page.get_by_text("Probes: submissions whose verdict you know").click()
    page.get_by_label("What it must get").fill("well")
    page.set_input_files("#id_probe-file", table)
    page.get_by_role("button", name="Upload the probe").click()
    page.get_by_text("Write a number, or one of the categories of refusal").first.wait_for()
    assert complaints(page) == []
