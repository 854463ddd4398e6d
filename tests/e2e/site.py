"""The real site as `make run` starts it, in a folder of its own, and a browser that notes what it should not see."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

from competition.demo import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_LIMIT = 90


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running_site(folder: Path) -> Iterator[str]:
    """`manage.py prepare` and `serve` with the demo; ends with Ctrl-C, as a person would."""
    port = free_port()
    environment = os.environ | {
        "HOLDOUT_DEMO": "1",
        "HOLDOUT_VAR": str(folder),
        "HOLDOUT_PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }
    for name in ("HOLDOUT_DATABASE", "HOLDOUT_BROKER", "HOLDOUT_CACHE", "HOLDOUT_PUBLIC_URL"):
        environment.pop(name, None)
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "prepare"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    log_file = folder / "serve.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen([*manage, "serve"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_until_well(f"http://localhost:{port}", process, log_file)
            yield f"http://localhost:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def wait_until_well(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    ends = time.monotonic() + START_LIMIT
    while time.monotonic() < ends and process.poll() is None:
        if health(address) == 200:
            return
        time.sleep(0.2)  # asks again; the limit above decides
    raise AssertionError(f"the site did not become well:\n{log.read_text()}")


def health(address: str) -> int:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as answer:  # noqa: S310 - our own address
            json.load(answer)
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        return answer.code
    except OSError:
        return 0


@dataclass
class Watched:
    """A signed-in browser context, and everything it saw that no page of ours may do."""

    context: BrowserContext
    address: str
    violations: list[str] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)

    def page(self) -> Page:
        page = self.context.new_page()
        page.on("request", self._note_request)
        page.on("console", lambda message: self._note_console(message.text))
        page.on("pageerror", lambda error: self.violations.append(str(error)))
        return page

    def _note_request(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.address).netloc:
            self.strangers.add(request.url)

    def _note_console(self, text: str) -> None:
        if "Content Security Policy" in text or "Refused to" in text:
            self.violations.append(text)


def watched(browser: Browser, address: str, **options: object) -> Watched:
    context = browser.new_context(base_url=address, **options)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    return Watched(context, address)


def sign_in(page: Page, who: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail").first.fill(f"{who}@example.org")
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield launched(playwright)


def launched(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
