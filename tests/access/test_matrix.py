"""Every route × everybody × own, foreign and missing × GET, HEAD, POST."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import override_settings

from tests.access.askers import people, programs
from tests.access.cast import AWAY
from tests.access.expectations import EXPECTED, UNIVERSITY, expectation
from tests.access.matrix import Count, violations
from tests.access.routes import routes, targets
from tests.access.world import World

pytestmark = pytest.mark.django_db

TOKEN, COOKIE = re.compile(rb"[A-Za-z0-9]{64}"), re.compile(r"(?<==)[A-Za-z0-9]{32,64}(?=;)")


def test_every_route_has_an_expectation_and_every_expectation_a_route() -> None:
    names = {route.name for route in routes()}
    assert {name for name in names if expectation(name) is None} == set()
    assert {name for name in EXPECTED if name not in names} == set()


def test_nobody_reads_or_changes_what_is_not_theirs(world: World) -> None:
    count = Count()
    found = list(violations(world, count=count))
    assert found == [], "\n".join(["", *found])
    # A walk that finds nothing to ask would find no fault either.
    assert len(count.routes) == len(routes())
    assert count.cells > 60 * len(EXPECTED)


def test_each_kind_of_object_is_asked_for_when_own_foreign_and_missing(world: World) -> None:
    """Without these three there is nothing to compare."""
    poor = {
        route.name
        for route in routes()
        if route.parameters and not route.is_admin
        for found in [targets(world, route)]
        if {bool(target.own) for target in found} != {True, False} or len({target.address for target in found}) < 2
    }
    assert poor == set()


def test_sign_in_through_a_university_opens_nothing_else(world: World) -> None:
    urlconf = "tests.competition.config.campus_urls"
    more = [route for route in routes(urlconf) if route not in routes()]
    assert {route.name for route in more} == set(UNIVERSITY)
    with override_settings(ROOT_URLCONF=urlconf):
        found = list(violations(world, more))
    assert found == [], "\n".join(["", *found])


@pytest.mark.parametrize("address", ["/demo/mail/", "/demo/mail/?page=2"])
def test_the_demos_mail_is_open_in_the_demo_and_nowhere_else(world: World, address: str) -> None:
    nobody = next(people(world)).browser
    assert nobody.ask("GET", address).status == 404
    with override_settings(DEMO=True):
        assert nobody.ask("GET", address).status == 200


def test_a_teacher_without_a_second_factor_gets_no_further_than_setting_it_up(world: World) -> None:
    with override_settings(SECOND_FACTOR_REQUIRED=True):
        teachers = [asker for asker in people(world) if asker.name in {"Ingrid", "Tariq", "Ruth"}]
        addresses = ["/", "/teach/", "/teach/courses/dl-2026/people/", "/account/keys/"]
        with_one = [asker.browser.ask("GET", "/teach/").status for asker in teachers]
        Authenticator.objects.all().delete()
        without = {asker.browser.ask("GET", address).header("Location") for asker in teachers for address in addresses}
    assert with_one == [200, 200, 200]
    assert without == {"/account/2fa/"}


def test_a_hidden_file_does_not_betray_itself_to_whoever_knows_its_hash(world: World) -> None:
    hidden, missing = world.data_files[AWAY, "open"], "nothing.csv"
    slug = hidden.competition.slug
    headers = {"HTTP_IF_NONE_MATCH": f'"{hidden.sha256}"', "HTTP_RANGE": "bytes=0-1"}
    for place in (f"/c/{slug}/data/", f"/api/v2/competitions/{slug}/files/"):
        every = [*people(world), *programs(world)]
        strangers = [asker for asker in every if asker.person == "Alice" and asker.is_program == ("api" in place)]
        for stranger in strangers:
            answers = [stranger.browser.ask("GET", place + name, **headers) for name in (hidden.name, missing)]
            assert answers[0].told == answers[1].told


KNOWN, UNKNOWN = ("Alice", "Gus"), "nobody@example.org"


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/account/login/", {"login": "", "password": "wrong wrong wrong"}),
        ("/account/login/code/", {"email": ""}),
        ("/account/password/reset/", {"email": ""}),
    ],
)
def test_the_way_in_does_not_tell_who_has_an_account(world: World, address: str, fields: dict[str, str]) -> None:
    nobody = next(people(world)).browser
    told = set()
    for email in (*(world.users[person].email for person in KNOWN), UNKNOWN):
        answer = nobody.ask("POST", address, {name: value or email for name, value in fields.items()})
        # A fresh token against forged forms, a fresh session, and the address that was typed.
        body = TOKEN.sub(b"", answer.content).replace(email.encode(), b"")
        headers = [header for header in answer.headers if header[0] != "Content-Length"]
        told.add((answer.status, str(headers), COOKIE.sub("", answer.cookies), body))
    assert len(told) == 1
