"""Nothing that a student can fetch names another student: real name, e-mail address, roster id.

A leak test needs something that could leak, so the canaries are first looked for where they may be seen.
"""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from competition.actions.announcements import announce
from competition.actions.competitions import change_rules
from competition.actions.log import By
from competition.models.competitions import RulesAcceptance
from competition.models.courses import Enrolment, Role
from competition.models.people import User
from tests.competition.api.test_api import program_of
from tests.competition.views.test_downloads import content
from tests.competition.world import World, browser_of
from tests.factories import NOW, accept_rules, enrol

PAGES = (
    "/",
    "/courses/dl-2026/",
    "/c/wines/",
    "/c/wines/data/",
    "/c/wines/data/train.csv",
    "/c/wines/rules/",
    "/c/wines/team/",
    "/c/wines/announcements/",
)
ENDPOINTS = (
    "/api/v2/me",
    "/api/v2/competitions",
    "/api/v2/competitions/wines",
    "/api/v2/competitions/wines/files",
    "/api/v2/competitions/wines/files/train.csv",
    "/api/v2/competitions/wines/announcements",
    "/api/v2/schema",
)


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def canary(number: int) -> User:
    return User.objects.create_user(f"canary-mail-{number}@example.org", name=f"Canary Person {number}")


@pytest.fixture
def crowded(world: World) -> World:
    """Class mates who have done all that a student can do, and one who used to teach."""
    world.add_file()
    for number in range(5):
        mate = canary(number)
        enrol(mate, world.course, roster_id=f"canary-roster-{number}")
        accept_rules(mate, world.competition)
    former = canary(5)
    enrolment = enrol(former, world.course, Role.ASSISTANT, roster_id="canary-roster-5")
    announce(course=world.course, competition=None, by=By(former), title="Hello", text="", also_mail=False)
    change_rules(competition=world.competition, by=By(former), text="Play fairer.", now=NOW)
    Enrolment.objects.filter(pk=enrolment.pk).update(role=Role.STUDENT)
    accept_rules(world.alice, world.competition)
    return world


def fetched(client: Client, addresses: tuple[str, ...]) -> str:
    told = []
    for address in addresses:
        answer = client.get(address)
        told.append(f"{address} {answer.status_code} {answer.headers} {content(answer).decode()}")
    return "\n".join(told).lower()


def test_there_is_something_that_could_leak(crowded: World) -> None:
    assert User.objects.filter(email__startswith="canary-mail-", name__startswith="Canary Person").count() == 6
    assert Enrolment.objects.filter(roster_id__startswith="canary-roster-", name__startswith="Canary").count() == 6
    assert RulesAcceptance.objects.filter(user__email__startswith="canary-mail-").count() == 5
    own = fetched(browser_of(User.objects.get(email="canary-mail-0@example.org")), ("/",))
    assert "canary-mail-0" in own
    assert "canary-mail-1" not in own


@pytest.mark.parametrize("who", ["alice", "bob", "dana"])
def test_no_page_tells_one_student_about_another(crowded: World, who: str) -> None:
    assert "canary" not in fetched(browser_of(getattr(crowded, who)), PAGES)


@pytest.mark.parametrize("who", ["alice", "bob", "dana"])
def test_nor_does_any_endpoint(crowded: World, who: str) -> None:
    assert "canary" not in fetched(program_of(getattr(crowded, who)), ENDPOINTS)


def test_nor_does_anything_tell_a_stranger(crowded: World) -> None:
    assert "canary" not in fetched(Client(), (*PAGES, *ENDPOINTS))


def test_the_staffs_addresses_are_nobodys_business_either(crowded: World) -> None:
    assert "ingrid@example.org" not in fetched(browser_of(crowded.alice), PAGES)
