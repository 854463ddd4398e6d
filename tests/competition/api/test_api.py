"""What programs are told under /api/v2/, and how they are refused."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path
from pytest_django import Settings
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from time_machine import TimeMachineFixture

from competition.actions.announcements import announce
from competition.actions.competitions import change_rules
from competition.actions.keys import make_key
from competition.actions.log import By
from competition.api.limits import PerPerson
from competition.config import urls as site_urls
from competition.models.competitions import Competition
from competition.models.keys import Scope
from competition.models.people import User
from tests.competition.views.test_downloads import content
from tests.competition.world import TRAIN, World, browser_of
from tests.factories import NOW, accept_rules, make_competition

LISTS = ("/api/v2/competitions", "/api/v2/competitions/wines/files", "/api/v2/competitions/wines/announcements")
OF_A_COMPETITION = (
    "/api/v2/competitions/wines",
    "/api/v2/competitions/wines/files",
    "/api/v2/competitions/wines/files/train.csv",
    "/api/v2/competitions/wines/announcements",
)
WINES = {
    "slug": "wines",
    "title": "Wine cultivars",
    "tagline": "Tell three cultivars apart by their chemistry.",
    "course": "CS 501",
    "phase": "open",
    "opens_at": "2026-10-04T15:00:00Z",
    "teams_lock_at": "2026-10-24T15:00:00Z",
    "closes_at": "2026-11-03T15:00:00Z",
    "hand_in_at": None,
    "daily_limit": 5,
    "final_picks": 2,
    "team_size": 4,
    "digits": 4,
    "rules_version": 1,
    "rules_accepted": True,
}


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def program_of(user: User, scopes: Sequence[str] = (Scope.READ,)) -> Client:
    _, secret = make_key(user=user, by=By(user), name="laptop", scopes=scopes, expires_at=None)
    pair = base64.b64encode(f"{user.username}:{secret}".encode()).decode()
    return Client(headers={"Authorization": f"Basic {pair}"}, raise_request_exception=False)


@pytest.fixture
def alice(world: World) -> Client:
    world.add_file()
    return program_of(world.alice)


def refusal(answer: HttpResponseBase) -> tuple[int, str, str]:
    """A problem in the one shape there is."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = getattr(answer, "json")()  # noqa: B009
    assert list(told)[:5] == ["type", "title", "status", "detail", "remedy"]
    assert told["type"] == "about:blank"
    assert all(told[name] for name in ("title", "detail", "remedy"))
    return told["status"], told["title"], told["detail"]


class TestAnswers:
    def test_me_is_the_person_of_the_key(self, world: World, alice: Client) -> None:
        assert alice.get("/api/v2/me").json() == {
            "username": world.alice.username,
            "alias": world.alice.alias,
            "time_zone": "",
            "courses": ["CS 501"],
            "scopes": ["read"],
        }

    def test_competitions_are_those_of_ones_courses(self, world: World, alice: Client) -> None:
        page = {"count": 1, "next": None, "previous": None, "results": [WINES]}
        assert alice.get("/api/v2/competitions").json() == page
        assert alice.get("/api/v2/competitions/wines").json() == WINES
        assert program_of(world.dana).get("/api/v2/competitions").json()["results"] == []

    def test_new_rules_are_not_yet_accepted(self, world: World, alice: Client) -> None:
        change_rules(competition=world.competition, by=By(world.ingrid), text="Play fairer.", now=NOW)
        told = alice.get("/api/v2/competitions/wines").json()
        assert (told["rules_version"], told["rules_accepted"]) == (2, False)

    def test_files_come_with_size_and_hash(self, alice: Client) -> None:
        assert alice.get("/api/v2/competitions/wines/files").json()["results"] == [
            {
                "name": "train.csv",
                "about": "rows",
                "size": len(TRAIN),
                "sha256": hashlib.sha256(TRAIN).hexdigest(),
                "added_at": "2026-10-14T15:00:00Z",
                "url": site_settings.PUBLIC_URL + "/api/v2/competitions/wines/files/train.csv",
            }
        ]

    def test_a_download_goes_on_where_it_broke(self, alice: Client) -> None:
        address = "/api/v2/competitions/wines/files/train.csv"
        whole = alice.get(address)
        assert (whole.status_code, content(whole)) == (200, TRAIN)
        rest = alice.get(address, headers={"Range": "bytes=1000-", "If-Range": whole.headers["ETag"]})
        assert (rest.status_code, TRAIN[:1000] + content(rest)) == (206, TRAIN)
        assert alice.head(address).headers["Content-Length"] == str(len(TRAIN))

    def test_a_file_is_sent_whatever_the_program_says_it_reads(self, alice: Client) -> None:
        answer = alice.get("/api/v2/competitions/wines/files/train.csv", headers={"Accept": "text/csv"})
        assert (answer.status_code, content(answer)) == (200, TRAIN)

    def test_announcements_are_the_competitions_and_the_courses(self, world: World, alice: Client) -> None:
        for title, competition in (("To all", None), ("To players", world.competition)):
            by = By(world.ingrid)
            announce(course=world.course, competition=competition, by=by, title=title, text="*Hi*", also_mail=False)
        told = alice.get("/api/v2/competitions/wines/announcements").json()["results"]
        shown = [(one["title"], one["author"], one["to_whole_course"]) for one in told]
        assert shown == [("To players", "Ingrid", False), ("To all", "Ingrid", True)]

    def test_lists_come_in_pages(self, world: World, alice: Client) -> None:
        for number in range(3):
            make_competition(world.course, f"more-{number}")
        first = alice.get("/api/v2/competitions?page_size=3").json()
        second = alice.get("/api/v2/competitions?page_size=3&page=2").json()
        assert [first["count"], len(first["results"]), len(second["results"])] == [4, 3, 1]
        assert refusal(alice.get("/api/v2/competitions?page=7")) == (404, "Nothing here", "There is no page 7.")

    @pytest.mark.parametrize("address", LISTS)
    def test_three_rows_cost_as_many_queries_as_one(self, world: World, alice: Client, address: str) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert len(alice.get(address).json()["results"]) >= 1
            return len(captured)

        def add(number: int) -> None:
            accept_rules(world.alice, make_competition(world.course, f"more-{number}"))
            world.add_file(f"more-{number}.csv", b"x")
            by = By(world.ingrid)
            announce(course=world.course, competition=None, by=by, title=f"{number}", text="", also_mail=False)

        add(0)
        queries()
        with_one = queries()
        add(1)
        add(2)
        assert queries() == with_one


class TestRefusals:
    @pytest.mark.parametrize("address", ["/api/v2/me", *LISTS, *OF_A_COMPETITION])
    def test_no_key_no_answer(self, world: World, address: str) -> None:
        answer = Client().get(address)
        assert refusal(answer)[0] == answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Basic")

    def test_a_wrong_key_is_told_so(self, world: World) -> None:
        assert refusal(Client().get("/api/v2/me", headers={"Authorization": "Bearer nonsense"}))[:2] == (
            401,
            "No valid key",
        )

    def test_a_session_is_no_key(self, world: World) -> None:
        assert refusal(browser_of(world.alice).get("/api/v2/me"))[0] == 401

    def test_a_key_without_the_scope_is_refused(self, world: World) -> None:
        assert refusal(program_of(world.alice, [Scope.SUBMIT]).get("/api/v2/me"))[0] == 403

    @pytest.mark.parametrize("address", OF_A_COMPETITION)
    def test_foreign_and_missing_are_the_same(self, world: World, address: str) -> None:
        world.add_file()
        dana = program_of(world.dana)
        foreign, missing = dana.get(address), dana.get(address.replace("wines", "nothing"))
        assert refusal(foreign)[0] == 404
        assert (foreign.content, foreign.headers) == (missing.content, missing.headers)

    def test_an_address_nobody_knows_is_the_same_again(self, world: World, alice: Client) -> None:
        missing = alice.get("/api/v2/competitions/nothing")
        for address in ("/api/v2/nonsense", "/api/v2/me/", "/api/v2/"):
            assert (alice.get(address).status_code, alice.get(address).content) == (404, missing.content)
        assert refusal(Client().post("/api/v2/nonsense", {"a": "b"}))[0] == 404

    @pytest.mark.parametrize("name", ["train.csv", "nothing.csv"])
    def test_files_wait_for_the_rules_and_tell_no_names(self, world: World, name: str) -> None:
        world.add_file()
        bob = program_of(world.bob)
        for address in ("/api/v2/competitions/wines/files", f"/api/v2/competitions/wines/files/{name}"):
            status, _, detail = refusal(bob.get(address))
            assert (status, "accepted the newest rules" in detail) == (403, True)

    def test_files_wait_for_the_opening(self, world: World, alice: Client) -> None:
        Competition.objects.update(opens_at=NOW + timedelta(seconds=1))
        assert refusal(alice.get("/api/v2/competitions/wines/files"))[0] == 403

    def test_nothing_is_written_here(self, alice: Client) -> None:
        answer = alice.post("/api/v2/me", {}, content_type="application/json")
        assert (refusal(answer)[0], answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")

    def test_only_json_is_spoken(self, alice: Client) -> None:
        assert refusal(alice.get("/api/v2/me", headers={"Accept": "text/html"}))[0] == 406

    def test_too_many_requests_are_told_how_long_to_wait(
        self, alice: Client, monkeypatch: pytest.MonkeyPatch, time_machine: TimeMachineFixture
    ) -> None:
        time_machine.move_to(NOW, tick=False)
        monkeypatch.setattr(PerPerson, "rate", "2/min", raising=False)
        answers = [alice.get("/api/v2/me") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert refusal(answers[2])[0] == 429
        assert answers[2].headers["Retry-After"] == "60"


class Echo(APIView):
    """An endpoint that takes something, as those of later floors do."""

    def post(self, request: Request) -> Response:
        numbers: dict[str, int] = request.data  # type: ignore[assignment]
        return Response({"took": numbers["number"]})


urlpatterns = [path("api/v2/echo", Echo.as_view()), *site_urls.urlpatterns]


class TestBadRequests:
    @pytest.fixture(autouse=True)
    def _with_echo(self, settings: Settings) -> None:
        settings.ROOT_URLCONF = __name__

    def test_json_that_is_none_is_refused(self, alice: Client) -> None:
        assert refusal(alice.post("/api/v2/echo", "{", content_type="application/json"))[0] == 400

    def test_so_is_what_is_not_json_at_all(self, alice: Client) -> None:
        assert refusal(alice.post("/api/v2/echo", {"number": 1}))[0] == 415

    def test_our_own_mistakes_are_called_so(self, alice: Client) -> None:
        assert refusal(alice.post("/api/v2/echo", "{}", content_type="application/json")) == (
            500,
            "Our fault",
            "Something broke on our side. Nothing was changed.",
        )


class TestTheSchema:
    def test_is_the_committed_one(self, settings: Settings, tmp_path: Any) -> None:
        fresh = tmp_path / "openapi.yaml"
        call_command("spectacular", "--file", str(fresh), "--validate", "--fail-on-warn")
        assert fresh.read_text() == (settings.BASE_DIR / "docs" / "openapi.yaml").read_text()

    def test_is_open_to_everybody(self, world: World) -> None:
        answer = Client().get("/api/v2/schema")
        assert (answer.status_code, answer.json()["info"]["title"]) == (200, "Holdout")
