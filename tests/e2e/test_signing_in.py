"""What only a browser can show of signing in: passkeys under the content policy, and the way from link to course."""

import re

import pytest
from playwright.sync_api import Browser, Page

from competition.demo import PASSWORD
from tests.e2e.pages import complaints
from tests.e2e.site import Watched, sign_in, watched

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


def with_device(seen: Watched, page: Page) -> None:
    """A laptop whose lock can hold passkeys."""
    session = seen.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def prove_it_is_you(page: Page) -> None:
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").last.click()
    page.wait_for_url("**/account/login/")


def fill_in(page: Page, **texts: str) -> None:
    for label, text in texts.items():
        page.get_by_label(re.compile(label.replace("_", ".?"), re.IGNORECASE)).first.fill(text)


def test_a_passkey_is_made_used_alone_and_removed(site: str, browser: Browser) -> None:
    seen = watched(browser, site)
    page = seen.page()
    with_device(seen, page)
    sign_in(page, "rival")
    page.goto("/account/2fa/passkeys/add/")
    told = complaints(page)
    prove_it_is_you(page)
    told += complaints(page)
    page.get_by_label("Its name").fill("my laptop")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/")
    told += complaints(page)
    sign_out(page)

    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{site}/")
    page.goto("/account/2fa/passkeys/")
    told += complaints(page)
    assert page.get_by_role("cell", name="alone").count() == 1
    sign_out(page)

    fill_in(page, E_mail="rival@example.org", Password=PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/account/login/second-factor/")
    told += complaints(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{site}/")

    page.goto("/account/2fa/passkeys/")
    page.get_by_role("link", name="Remove my laptop").click()
    prove_it_is_you(page)
    page.get_by_role("button", name="Remove it").click()
    page.get_by_text("No passkey yet").wait_for()
    assert (told, seen.violations, seen.strangers) == ([], [], set())


def test_the_code_to_scan_is_drawn_under_the_policy(site: str, browser: Browser) -> None:
    seen = watched(browser, site)
    page = seen.page()
    sign_in(page, "member")
    page.goto("/account/2fa/app/activate/")
    prove_it_is_you(page)
    box = page.get_by_role("img", name="QR code").bounding_box()
    assert box
    assert (box["width"] >= 160, box["width"] == box["height"]) == (True, True)
    assert (complaints(page), seen.violations, seen.strangers) == ([], [], set())


def test_a_new_key_is_shown_on_a_page_for_everybody(site: str, browser: Browser) -> None:
    seen = watched(browser, site)
    page = seen.page()
    sign_in(page, "member")
    page.goto("/account/keys/")
    fill_in(page, Where_you_will_use_it="my laptop")
    page.get_by_role("button", name="Make the key").click()
    page.get_by_role("heading", name="Your new key").wait_for()
    assert (complaints(page), seen.violations, seen.strangers) == ([], [], set())


def test_a_guest_follows_a_link_into_the_course(site: str, browser: Browser) -> None:
    teacher = watched(browser, site).page()
    sign_in(teacher, "instructor")
    teacher.goto("/teach/")
    teacher.goto(teacher.get_by_role("link").filter(has_text="CS").first.get_attribute("href") + "invitations/")  # type: ignore[operator]
    teacher.get_by_role("button", name="Make the invitation").click()
    link = teacher.get_by_text(f"{site}/join/").first.inner_text()

    seen = watched(browser, site)
    page = seen.page()
    page.goto(link)
    told = complaints(page)
    page.get_by_role("button", name="I am new here").click()
    told += complaints(page)
    fill_in(page, Your_name="Greta Guest", E_mail="greta@example.org", Password="seven green bottles")
    page.get_by_role("button", name="Make the account").click()
    told += complaints(page)
    teacher.goto("/demo/mail/")
    card = teacher.locator("article").filter(has_text="greta@example.org").first
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", card.inner_text())
    assert code
    fill_in(page, The_code="AAAA-AAAA")
    page.get_by_role("button", name="Continue").click()
    told += complaints(page)
    fill_in(page, The_code=code[0])
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/courses/**")
    assert page.locator("#messages").get_by_text("Welcome to").count() == 1

    late = watched(browser, site)
    page = late.page()
    page.goto(link)
    page.get_by_text("used as often as it may be").wait_for()
    told += complaints(page)
    assert (told, seen.violations + late.violations, seen.strangers | late.strangers) == ([], [], set())


def test_too_many_tries_get_a_page_that_says_how_long_to_wait(site: str, browser: Browser) -> None:
    seen = watched(browser, site)
    page = seen.page()
    for _ in range(6):
        page.goto("/account/login/")
        fill_in(page, E_mail="nobody@example.org", Password="a guess")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_load_state()
    assert page.get_by_text("Try again in 5 minutes.").count() == 1
    assert (complaints(page), seen.violations, seen.strangers) == ([], [], set())
