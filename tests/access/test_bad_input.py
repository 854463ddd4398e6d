"""Whatever comes in: never an answer of 500, and where it is refused nothing is written."""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest

from tests.access import expectations as words
from tests.access.askers import Asker, people, programs
from tests.access.bad_input import BODIES, HEADERS, METHODS, ONE_BY_ONE, PARAMETERS, VALUES, fields_of
from tests.access.browser import Answer, Browser
from tests.access.expectations import expectation
from tests.access.matrix import askers
from tests.access.routes import Route, Target, routes, targets
from tests.access.world import World

pytestmark = pytest.mark.django_db

# Those who may do most, so that what they send gets furthest in; and nobody, for the way in.
SENDERS = {"Ingrid", "anonymous", "Ingrid’s key", "no key"}
# What is not in order with the processes is said with a 503; no process runs in a test.
OUT_OF_ORDER = {"health"}
# A deed that was done answers with a page.
ANSWERED_BY_A_PAGE = {"api-keys"}


def opened(world: World, method: str) -> Iterator[tuple[Route, Asker, Target]]:
    """Each route with one asker who gets in, and one thing."""
    every = [asker for asker in (*people(world), *programs(world)) if asker.name in SENDERS]
    for route in routes():
        profile = expectation(route.name)
        assert profile
        if route.is_admin:
            continue
        for asker in sorted(askers(route, every), key=lambda asker: asker.name, reverse=True):
            fitting = [target for target in targets(world, route) if fits(profile.expected(asker, target, method))]
            # Of a draft all can be changed: there what is sent gets furthest.
            drafts = [target for target in fitting if target.state == "draft"] if "/opening/" in route.pattern else []
            if fitting:
                yield route, asker, (drafts or fitting)[0]
                break


def fits(expected: str) -> bool:
    return expected not in {words.SIGN_IN, words.FORBIDDEN, words.NOTHING, words.NOT_THIS_WAY, words.NO_KEY}


def faults(route: Route, what: str, answer: Answer, *, asked_only: bool = False) -> Iterator[str]:
    """`asked_only`: a page was asked for; what handing it out leaves behind, such as a line in the log, is in order."""
    if answer.status >= 500 and route.name not in OUT_OF_ORDER:
        yield f"{route.name}: {what}: {answer.status} {answer.broke}"
    refused = answer.status >= 400 or (answer.status == 200 and route.name not in ANSWERED_BY_A_PAGE)
    if refused and answer.writes and not asked_only:
        yield f"{route.name}: {what}: refused ({answer.status}), and yet it wrote {', '.join(answer.writes)}"


def test_strange_parameters_of_a_page(world: World) -> None:
    found: list[str] = []
    for route, asker, target in opened(world, "GET"):
        for what, value in VALUES.items():
            query = urlencode(dict.fromkeys(PARAMETERS, value), errors="surrogateescape")
            answer = asker.browser.ask("GET", f"{target.address}?{query}")
            found += faults(route, what, answer, asked_only=True)
    assert found == [], "\n".join(["", *found])


def strange_forms(usual: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    for what, value in VALUES.items():
        if what in ONE_BY_ONE:
            yield from ((f"{what} in {name}", usual | {name: value}) for name in usual)
        else:
            yield f"{what} everywhere", dict.fromkeys(usual, value)


def test_strange_values_in_each_field_of_each_form(world: World) -> None:
    sent = 0
    found: list[str] = []
    for route, asker, target in opened(world, "POST"):
        page = asker.browser.ask("GET", target.address)
        usual = fields_of(page.content) if page.status == 200 else {"version": "1", "shown": "x", "undo": ""}
        for what, form in strange_forms(usual):
            data = urlencode(form, errors="surrogateescape").encode()
            answer = asker.browser.ask("POST", target.address, data, content_type="application/x-www-form-urlencoded")
            sent += 1
            found += faults(route, what, answer)
    assert found == [], "\n".join(["", *found])
    assert sent > 400


def test_strange_bodies(world: World) -> None:
    found: list[str] = []
    for route, asker, target in opened(world, "POST"):
        for what, (body, content_type) in BODIES.items():
            answer = asker.browser.ask("POST", target.address, body, content_type=content_type)
            found += faults(route, what, answer)
    assert found == [], "\n".join(["", *found])


def test_strange_headers(world: World) -> None:
    found: list[str] = []
    for route, asker, target in opened(world, "GET"):
        for what, headers in HEADERS.items():
            answer = asker.browser.ask("GET", target.address, **headers)
            found += faults(route, what, answer, asked_only=True)
    assert found == [], "\n".join(["", *found])


def test_strange_addresses(world: World) -> None:
    """In the place of every slug, number, name and token."""
    found: list[str] = []
    for route, asker, target in opened(world, "GET"):
        parts = target.address.split("/")
        for place, part in enumerate(parts):
            for what, value in VALUES.items() if part else ():
                strange = quote(value, safe="", errors="surrogateescape")
                address = "/".join([*parts[:place], strange, *parts[place + 1 :]])
                answer = asker.browser.ask("GET", address)
                found += faults(route, f"{what} in {address[:60]}", answer, asked_only=True)
    assert found == [], "\n".join(["", *found])


def test_a_form_without_its_token_changes_nothing(world: World) -> None:
    found = {}
    for route, asker, target in opened(world, "POST"):
        if route.is_api:
            continue
        session = world.sessions.get(asker.name, "")
        answer = Browser(session, enforce_csrf=True).ask("POST", target.address, {"name": "x"})
        if answer.status != 403 or answer.writes:
            found[route.name] = (answer.status, answer.writes)
    assert found == {}


def test_methods_that_are_not_offered(world: World) -> None:
    found: list[str] = []
    for route, asker, target in opened(world, "GET"):
        for method in METHODS:
            answer = asker.browser.ask(method, target.address)
            found += faults(route, method, answer)
            if answer.status != 405 or not answer.header("Allow"):
                found.append(f"{route.name}: {method}: {answer.status}, Allow: {answer.header('Allow')!r}")
    assert found == [], "\n".join(["", *found])
