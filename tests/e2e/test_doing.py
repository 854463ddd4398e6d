"""What a newcomer does with the demo, and the pages that only doing something leads to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.pages import complaints
from tests.e2e.site import sign_in, watched

pytestmark = pytest.mark.browser

ROSTER = """name,email,roster_id,section
Alice Moreau,captain@example.org,70174,Afternoon
New Person,new@example.org,9001,Evening
No Address,nowhere,9002,Evening
"""


@pytest.fixture
def staff(site: str, browser: Browser) -> Iterator[Page]:
    yield from signed_in(site, browser, "instructor")


@pytest.fixture
def newcomer(site: str, browser: Browser) -> Iterator[Page]:
    """One of the class who has not begun yet."""
    yield from signed_in(site, browser, "kofi")


def signed_in(site: str, browser: Browser, who: str) -> Iterator[Page]:
    seen = watched(browser, site)
    page = seen.page()
    sign_in(page, who)
    yield page
    seen.context.close()
    assert (seen.violations, seen.strangers) == ([], set())


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def read_roster(page: Page, file: Path) -> None:
    page.goto("/teach/courses/deep-learning/roster/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Read the file").click()


def test_a_roster_is_looked_at_and_discarded(staff: Page, tmp_path: Path) -> None:
    file = tmp_path / "class.csv"
    file.write_text(ROSTER)
    read_roster(staff, file)
    staff.wait_for_url("**/roster/*/")
    assert heading(staff) == "class.csv"
    assert complaints(staff) == []
    staff.get_by_role("button", name="Discard").first.click()
    staff.wait_for_url("**/roster/")
    staff.goto("/teach/courses/deep-learning/people/")
    assert staff.get_by_text("new@example.org").count() == 0


def test_a_wrong_file_is_told_beside_its_field(staff: Page, tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    file.write_text(",".join(f"c{number}" for number in range(10_000)))
    read_roster(staff, file)
    staff.get_by_text("There are 10,000 columns").first.wait_for()
    assert complaints(staff) == []


def test_a_large_file_gets_a_page_that_says_the_limit(staff: Page, tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_bytes(b"a" * 3_000_000)
    read_roster(staff, file)
    staff.get_by_role("heading", name="The file is too large").wait_for()
    assert complaints(staff) == []


def test_midnight_is_asked_about(staff: Page) -> None:
    staff.goto("/teach/c/final-project/dates/")
    closes = staff.locator("input[name=closes_at]")
    shown = closes.input_value()
    closes.fill(f"{shown[:10]}T00:00")
    staff.get_by_role("button", name="Save the dates").click()
    staff.get_by_text("Closes: which one?").wait_for()
    assert complaints(staff) == []
    staff.get_by_role("radio", name="midnight at the end of").last.check()
    staff.get_by_role("button", name="Save the dates").click()
    staff.wait_for_url("**/c/final-project/")
    staff.goto("/teach/c/final-project/dates/")
    assert staff.locator("input[name=closes_at]").input_value() == f"{shown[:10]}T23:59"


def test_the_rules_come_before_the_data(newcomer: Page) -> None:
    newcomer.goto("/c/digits/data/")
    assert newcomer.get_by_text("train.csv").count() == 0
    newcomer.goto("/c/digits/")
    newcomer.get_by_role("link", name="Read and accept the rules").click()
    newcomer.wait_for_url("**/rules/")
    newcomer.get_by_role("button", name="accept").click()
    newcomer.get_by_text("You have accepted the rules.").wait_for()
    newcomer.goto("/c/digits/data/")
    with newcomer.expect_download() as download:
        newcomer.get_by_role("link", name="train.csv").first.click()
    assert download.value.path().read_bytes().startswith(b"id,pixel_00,")


def test_a_key_is_shown_once(newcomer: Page) -> None:
    newcomer.goto("/account/keys/")
    newcomer.get_by_label("Where you will use it").fill("my laptop")
    newcomer.get_by_role("button", name="Make the key").click()
    newcomer.get_by_role("heading", name="Your new key").wait_for()
    assert complaints(newcomer) == []
    secret = newcomer.locator(".copyline code").first.inner_text()
    newcomer.goto("/account/keys/")
    assert secret not in newcomer.content()
    assert newcomer.get_by_text("my laptop").count() > 0


@pytest.mark.parametrize(
    ("path", "said"),
    [("/c/no-such-competition/", "404"), ("/teach/courses/deep-learning/", "404")],
)
def test_a_page_that_is_not_there_says_so(newcomer: Page, path: str, said: str) -> None:
    answer = newcomer.goto(path)
    assert answer
    assert str(answer.status) == said
    assert complaints(newcomer) == []


def test_everything_works_without_scripts(site: str, browser: Browser) -> None:
    seen = watched(browser, site, java_script_enabled=False)
    page = seen.page()
    sign_in(page, "member")
    page.goto("/account/")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_role("button", name="Save").first.click()
    page.goto("/c/digits/")
    assert page.get_by_text("Your time").count() > 0
    page.goto("/c/digits/data/")
    assert page.get_by_role("link", name="train.csv").count() > 0
    seen.context.close()


def test_a_class_mate_joins_by_the_captains_link(site: str, browser: Browser) -> None:
    captain, mate = signed_in(site, browser, "captain"), signed_in(site, browser, "june")
    leader, joiner = next(captain), next(mate)
    leader.goto("/c/digits/team/")
    leader.get_by_role("button", name="Make a link").click()
    link = leader.locator("#team-link").inner_text()
    assert complaints(leader) == []
    joiner.goto(link)
    assert joiner.get_by_role("button", name="Join").count() == 0
    joiner.get_by_role("link", name="Read and accept the rules").click()
    joiner.get_by_role("button", name="Accept the rules").click()
    joiner.goto("/c/digits/team/")
    assert complaints(joiner) == []
    joiner.goto(link)
    assert complaints(joiner) == []
    joiner.get_by_role("button", name="Join Gradient Descent").click()
    joiner.wait_for_url("**/c/digits/team/")
    assert joiner.get_by_text("Alice Moreau").count() == 1
    assert complaints(joiner) == []
    leader.reload()
    assert leader.get_by_text("June Weiss").count() == 1
    for context in (captain, mate):
        assert next(context, None) is None


def test_staff_give_a_team_more_time(staff: Page) -> None:
    staff.goto("/teach/c/digits/teams/")
    assert complaints(staff) == []
    staff.get_by_role("link", name="Rival Forest").click()
    staff.get_by_text("Give one").click()
    assert complaints(staff) == []
    staff.get_by_label("The team's own close").fill("2026-01-01T12:00")
    staff.locator("#id_extension-reason").fill("Ill.")
    staff.get_by_role("button", name="Save the extension").click()
    staff.get_by_text("An extension ends later than the competition").first.wait_for()
    assert complaints(staff) == []
