"""What only a browser can show: a passkey is made and used, and the content policy stops none of it."""

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from competition.demo import PASSWORD
from tests.e2e.site import Watched, sign_in, watched

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


def with_device(seen: Watched, page: Page) -> CDPSession:
    """A laptop whose lock can hold passkeys."""
    session = seen.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session


def prove_it_is_you(page: Page) -> None:
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").last.click()
    page.wait_for_url("**/account/login/")


def test_a_passkey_is_made_used_alone_and_removed(site: str, browser: Browser) -> None:
    seen = watched(browser, site)
    page = seen.page()
    with_device(seen, page)
    sign_in(page, "rival")
    page.goto("/account/2fa/passkeys/add/")
    prove_it_is_you(page)
    page.get_by_label("Its name").fill("my laptop")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/")
    sign_out(page)

    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{site}/")
    page.goto("/account/2fa/passkeys/")
    assert page.get_by_role("cell", name="alone").count() == 1
    sign_out(page)

    page.get_by_label("E-mail").first.fill("rival@example.org")
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/account/login/second-factor/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{site}/")

    page.goto("/account/2fa/passkeys/")
    page.get_by_role("link", name="Remove my laptop").click()
    page.get_by_role("button", name="Use a passkey").or_(page.get_by_label("Your password")).first.wait_for()
    prove_it_is_you(page)
    page.get_by_role("button", name="Remove it").click()
    page.get_by_text("No passkey yet").wait_for()
    assert (seen.violations, seen.strangers) == ([], set())


def test_the_code_to_scan_is_drawn_under_the_policy(site: str, browser: Browser) -> None:
    seen = watched(browser, site)
    page = seen.page()
    sign_in(page, "member")
    page.goto("/account/2fa/app/activate/")
    prove_it_is_you(page)
    box = page.get_by_role("img", name="QR code").bounding_box()
    assert box
    assert (box["width"] >= 160, box["width"] == box["height"]) == (True, True)
    assert (seen.violations, seen.strangers) == ([], set())
