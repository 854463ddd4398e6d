"""What the staff are shown of probing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from scoring.models.boards import BoardSettings
from scoring.models.keys import AnswerKey
from scoring.models.probes import Suspicion, Trace
from scoring.models.submissions import Submission, Voiding
from scoring.queries.probing import knowledge
from teams.models.teams import Extension, Team, TeamKind
from tests.competition.world import World, browser_of
from tests.factories import make_key, make_submission, make_team, truths

LIST = "/teach/c/wines/submissions/"
PAGE = f"{LIST}probing/"
CARD = {"HX-Request": "true"}


@pytest.fixture
def key(world: World) -> AnswerKey:
    return make_key(world.competition, truths(), metric="logloss", rows={"public": 1_000, "private": 4_000})


@pytest.fixture
def team(world: World, key: AnswerKey) -> Team:
    return make_team(world.competition, world.alice, world.bob, name="Pair")


@pytest.fixture
def ingrid(world: World) -> Client:
    return browser_of(world.ingrid)


def sent(world: World, team: Team, *contents: int, late: bool = False, value: float = 0.5) -> list[Submission]:
    moment = world.competition.closes_at + (timedelta(hours=1) if late else timedelta(days=-1))
    return [
        make_submission(team, world.alice, b"%d" % content, at=moment + timedelta(minutes=content), value=value)
        for content in contents
    ]


def known(world: World, key: AnswerKey) -> list[tuple[str, int, int]]:
    return [(each.name, each.files, each.labels) for each in knowledge(world.competition, key)]


def test_each_different_file_tells_nine_of_a_thousand_labels(world: World, key: AnswerKey, team: Team) -> None:
    solo = make_team(world.competition, name="Solo")
    sent(world, solo, 1)
    sent(world, team, 1, 2, 2, 3)
    assert known(world, key) == [("Pair", 3, 27), ("Solo", 1, 9)]


def test_a_void_file_has_told_and_a_late_one_tells_nothing(world: World, key: AnswerKey, team: Team) -> None:
    (first,) = sent(world, team, 1)
    Voiding.objects.create(submission=first, reason="A joke.", by=world.ingrid)
    sent(world, team, 2, late=True)
    assert known(world, key) == [("Pair", 1, 9)]


def test_who_may_send_for_longer_is_told_for_longer(world: World, key: AnswerKey, team: Team) -> None:
    closes_at = world.competition.closes_at + timedelta(days=1)
    Extension.objects.create(team=team, closes_at=closes_at, reason="Ill.", given_by=world.ingrid)
    sent(world, team, 2, late=True)
    assert known(world, key) == [("Pair", 1, 9)]


def test_benchmarks_ask_nothing(world: World, key: AnswerKey) -> None:
    sent(world, make_team(world.competition, name="Sample", kind=TeamKind.BENCHMARK), 1)
    assert known(world, key) == []


def test_on_a_ladder_only_what_moves_tells(world: World, key: AnswerKey, team: Team) -> None:
    BoardSettings.objects.create(competition=world.competition, ladder_step=0.01)
    for content, value in enumerate((0.7, 0.695, 0.6, 0.65)):
        sent(world, team, content, value=value)
    assert known(world, key) == [("Pair", 2, 4)]


def test_a_tenth_is_where_the_warning_begins(world: World, key: AnswerKey, team: Team, ingrid: Client) -> None:
    sent(world, team, *range(11))
    assert [each.warned for each in knowledge(world.competition, key)] == [False]
    sent(world, team, 11)
    page = ingrid.get(PAGE).text
    assert "108 of 1,000 public labels" in page
    assert '<span class="badge warn">10 %</span>' in page


def test_before_the_first_score_the_page_says_what_will_be_here(world: World, ingrid: Client) -> None:
    assert "No scores yet" in ingrid.get(PAGE).text


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ((Trace.WEIGHTS, 9, False), "9 rows stand out"),
        ((Trace.WEIGHTS, 9, True), "9 rows differ from an earlier file"),
        ((Trace.FEW_ROWS, 1, True), "Only 1 row differs from"),
        ((Trace.FEW_ROWS, 2, True), "Only 2 rows differ from"),
        ((Trace.COPY, 1, True), "are 100 % alike"),
        ((Trace.COPY, 0.99999, True), "are 99.99 % alike"),
    ],
)
def test_the_reason_is_one_click_away(
    world: World, team: Team, ingrid: Client, found: tuple[Trace, float, bool], why: str
) -> None:
    kind, strength, compared = found
    before, probe = sent(world, team, 1, 2)
    Suspicion.objects.create(submission=probe, kind=kind, strength=strength, other=before if compared else None)
    pages = [ingrid.get(address).text for address in (PAGE, f"{LIST}{probe.pk}/")]
    assert [why in page for page in pages] == [True, True]
    assert [f"submission {before.pk} of Pair" in page for page in pages] == [compared, compared]
    assert f'href="{LIST}{probe.pk}/#traces"' in ingrid.get(LIST).text
    assert why not in ingrid.get(f"{LIST}{before.pk}/").text


def test_the_first_page_of_a_competition_has_it_as_a_card(world: World, team: Team, ingrid: Client) -> None:
    sent(world, team, *range(12))
    assert 'hx-get="/teach/c/wines/submissions/probing/"' in ingrid.get("/teach/c/wines/").text
    card = ingrid.get(PAGE, headers=CARD)
    assert "Pair</strong> could know 108 of 1,000 public labels" in " ".join(card.text.split())
    assert "<html" not in card.text
    assert "HX-Request" in card["Vary"]


def test_three_teams_and_files_cost_as_many_queries_as_one(
    world: World, team: Team, ingrid: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def suspect(name: str) -> None:
        before, probe = sent(world, make_team(world.competition, name=name), 1, 2)
        Suspicion.objects.create(submission=probe, kind=Trace.COPY, strength=1, other=before)

    suspect("First")
    ingrid.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        ingrid.get(PAGE)
    suspect("Second")
    suspect("Third")
    with django_assert_num_queries(len(one)):
        ingrid.get(PAGE)


def test_the_team_itself_sees_nothing_of_it(world: World, team: Team) -> None:
    before, probe = sent(world, team, 1, 2)
    alice = browser_of(world.alice)
    address = f"/c/wines/submissions/{probe.pk}/"
    plain = [alice.get(each).status_code for each in (PAGE, f"{LIST}{probe.pk}/")]
    unsuspected = alice.get(address).text
    Suspicion.objects.create(submission=probe, kind=Trace.FEW_ROWS, strength=1, other=before)
    assert plain == [404, 404]
    assert [word in alice.get(address).text for word in ("probe", "few rows", "Only 1 row")] == [False] * 3
    assert len(alice.get(address).text) == len(unsuspected)
