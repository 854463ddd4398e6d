"""A team's files and scores, for its programs."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from competition.models.keys import Scope
from competition.uploads import Cap
from scoring.access import may_send
from scoring.api.submissions import submissions
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.submissions import Submission
from scoring.rules.receipts import genuine
from teams.models.teams import Team
from tests.competition.api.test_api import program_of, refusal
from tests.competition.world import World
from tests.factories import make_key, make_submission, make_team
from tests.scoring.sending import content_of, rows, send

ADDRESS = "/api/v2/competitions/wines/submissions"
BOTH = (Scope.READ, Scope.SUBMIT)


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def team(world: World) -> Team:
    make_key(world.competition)
    return make_team(world.competition, world.alice, world.bob, name="Foxes")


@pytest.fixture
def alice(world: World, team: Team) -> Client:
    return program_of(world.alice, BOTH)


def post(program: Client, content: bytes = content_of(1), headers: Any = None, **fields: Any) -> Any:
    return program.post(ADDRESS, {"file": SimpleUploadedFile("run.csv", content)} | fields, headers=headers)


class TestSending:
    def test_it_is_answered_with_what_waits_now_and_a_receipt(self, world: World, alice: Client) -> None:
        answer = post(alice, note="deeper")
        sent, told = Submission.objects.get(), answer.json()
        receipt = genuine(told.pop("receipt"))
        assert (answer.status_code, receipt and receipt.sha256) == (201, sent.sha256)
        assert told == {
            "id": sent.pk,
            "file_name": "run.csv",
            "size": 13,
            "sha256": sent.sha256,
            "received_at": "2026-10-14T15:00:00Z",
            "author": world.alice.alias,
            "note": "deeper",
            "seats_left": 4,
            "state": "queued",
            "url": f"http://localhost:8000/c/wines/submissions/{sent.pk}/",
            "public_score": None,
            "late": False,
            "not_counted": "",
            "pick": None,
            "problems": [],
        }

    @pytest.mark.parametrize("way", ["field", "header"])
    def test_the_same_request_is_answered_as_before(self, alice: Client, way: str) -> None:
        how: dict[str, Any] = {"request_id": "one"} if way == "field" else {"headers": {"Idempotency-Key": "one"}}
        first, second = post(alice, **how), post(alice, **how)
        assert (first.status_code, second.status_code) == (201, 200)
        assert (first.json(), rows()) == (second.json(), (1, 1, 1))

    def test_another_file_under_the_same_id_is_refused(self, alice: Client) -> None:
        post(alice, request_id="one")
        assert refusal(post(alice, content_of(2), request_id="one"))[0] == 422

    def test_the_same_file_is_a_conflict_that_costs_nothing(self, alice: Client) -> None:
        first = post(alice).json()
        again = post(alice)
        assert refusal(again)[0] == 409
        assert (again.json()["submission"], again.json()["url"], rows()) == (first["id"], first["url"], (1, 1, 1))
        assert post(alice, again="true").status_code == 201

    def test_over_the_limit_it_says_when_to_come_back(self, world: World, team: Team, alice: Client) -> None:
        for _ in range(5):
            send(team, world.alice)
        answer = post(alice)
        assert refusal(answer) == (
            429,
            "Too many requests",
            "Your team has used all 5 submissions of today. The next day begins at midnight, America/Chicago time.",
        )
        assert answer.headers["Retry-After"] == str(14 * 60 * 60)

    def test_without_a_team(self, world: World) -> None:
        make_key(world.competition)
        status, _, detail = refusal(post(program_of(world.alice, BOTH)))
        assert (status, detail.partition(".")[0]) == (422, "You are on no team of this competition yet")

    def test_without_the_newest_rules(self, world: World, team: Team) -> None:
        assert refusal(post(program_of(world.bob, BOTH)))[0] == 422

    def test_with_a_key_that_may_only_read(self, world: World, team: Team) -> None:
        assert refusal(post(program_of(world.alice, [Scope.READ])))[0] == 403
        assert program_of(world.alice, [Scope.SUBMIT]).get(ADDRESS).status_code == 403

    def test_of_another_course(self, world: World, team: Team) -> None:
        assert refusal(post(program_of(world.dana, BOTH)))[0] == 404

    @pytest.mark.parametrize(
        ("sent", "errors"),
        [
            ({}, {"file"}),
            ({"file": "id,label"}, {"file"}),
            ({"file": SimpleUploadedFile("empty.csv", b"")}, {"file"}),
            ({"file": SimpleUploadedFile("a.csv", b"a"), "request_id": "x" * 65}, {"request_id"}),
            ({"file": SimpleUploadedFile("a.csv", b"a"), "again": "perhaps"}, {"again"}),
            ({"file": SimpleUploadedFile("a.csv", b"a"), "note": "a\0b"}, {"note"}),
        ],
        ids=["no file", "text for a file", "empty", "long id", "perhaps", "NUL"],
    )
    def test_fields_that_are_not_right_are_named(self, alice: Client, sent: Any, errors: set[str]) -> None:
        answer = alice.post(ADDRESS, sent)
        assert refusal(answer)[0] == 422
        assert (set(answer.json()["errors"]), rows()) == (errors, (0, 0, 0))

    def test_json_is_not_how_files_are_sent(self, alice: Client) -> None:
        assert refusal(alice.post(ADDRESS, {}, content_type="application/json"))[0] == 415

    def test_a_form_with_thousands_of_fields_is_not_our_fault(self, alice: Client) -> None:
        assert refusal(alice.post(ADDRESS, {f"field{n}": "x" for n in range(2_001)}))[0] == 400

    def test_a_team_may_send_more_than_a_form_holds(self, alice: Client, settings: Settings) -> None:
        assert post(alice, b"x" * (settings.LARGEST_ROSTER + 1)).status_code == 201

    def test_a_file_above_the_cap(self, alice: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(submissions, "largest_upload", Cap(1_000, may_send))
        assert refusal(post(alice, b"x" * 1_001)) == (
            413,
            "Too large",
            "A file may have 1000\xa0bytes here. Nothing was counted.",
        )
        assert (rows(), list(settings.INCOMING_FILES.iterdir())) == ((0, 0, 0), [])


class TestReading:
    def test_scores_are_cut_as_on_the_page(self, world: World, team: Team, alice: Client) -> None:
        make_submission(team, world.alice, content_of(1), value=0.51239)
        make_submission(team, world.bob, content_of(2), state=WorkState.REFUSED)
        told = alice.get(ADDRESS).json()
        assert [(one["state"], one["public_score"]) for one in told["results"]] == [
            ("refused", None),
            ("done", "0.5123"),
        ]
        one = alice.get(f"{ADDRESS}/{told['results'][1]['id']}").json()
        assert (one["public_score"], one["not_counted"]) == ("0.5123", "")

    def test_problems_come_with_their_remedies(self, world: World, team: Team, alice: Client) -> None:
        sent = make_submission(team, world.alice, state=WorkState.REFUSED)
        problem = {"category": "missing_id", "message": "Id 7 is missing.", "remedy": "Add it.", "id": "7"}
        Judgement.objects.update(problems={"problems": [problem], "counts": {"missing_id": 1}})
        one = alice.get(f"{ADDRESS}/{sent.pk}").json()
        assert one["problems"] == [problem]
        assert one["not_counted"].startswith("The file was refused.")

    def test_another_teams_is_as_good_as_missing(self, world: World, team: Team, alice: Client) -> None:
        sent = make_submission(make_team(world.competition, world.ingrid, name="Others"), world.ingrid)
        assert alice.get(f"{ADDRESS}/{sent.pk}").content == alice.get(f"{ADDRESS}/987654").content
        assert alice.get(ADDRESS).json()["results"] == []

    def test_one_or_three_cost_the_same(self, world: World, team: Team, alice: Client) -> None:
        make_submission(team, world.alice, content_of(0))
        alice.get(ADDRESS)  # notes that the key was used, which later ones need not
        one = self.queries(alice)
        for number in (1, 2):
            make_submission(team, world.bob, content_of(number))
        assert self.queries(alice) == one

    def queries(self, program: Client) -> int:
        with CaptureQueriesContext(connection) as captured:
            program.get(ADDRESS)
        return len(captured)
