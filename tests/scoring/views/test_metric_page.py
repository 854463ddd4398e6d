"""What everybody in a competition may know of how it is scored."""

import pytest
from django.test import Client

from competition.models.competitions import Competition
from scoring.models.keys import AnswerKey
from tests.competition.world import World, browser_of

PATH = "/c/wines/metric/"
SECRETS = ["4711", "b" * 64, "Usage"]


@pytest.fixture
def alice(world: World) -> Client:
    return browser_of(world.alice)


def make_key(world: World, **values: object) -> AnswerKey:
    fields = {"version": 1, "metric": "fbeta", "active": True, "size": 9, "sha256": "b" * 64, "made_by": world.ingrid}
    fields |= {"rows": {"train": 1, "public": 4711, "private": 4711}, "parameters": {"positive": "red"}}
    return AnswerKey.objects.create(competition=world.competition, **fields | values)


def test_the_metric_stands_there_with_its_settings_and_three_rows(world: World, alice: Client) -> None:
    make_key(world)
    page = alice.get(PATH).content.decode()
    for said in ("F-beta.", "Higher is better.", "Three rows, worked by hand", "Its score is", "The label that counts"):
        assert said in page
    assert [value in page for value in ("red", "2.0")] == [True, True]
    assert "Needed where the labels" not in page  # that is for whoever sets it
    assert [secret for secret in SECRETS if secret in page] == []


def test_the_overview_asks_for_it_as_a_piece(world: World, alice: Client) -> None:
    make_key(world)
    overview = alice.get("/c/wines/").content.decode()
    assert f'hx-get="{PATH}"' in overview
    piece = alice.get(PATH, headers={"HX-Request": "true"})
    assert ("<html" in piece.content.decode(), "F-beta." in piece.content.decode()) == (False, True)
    assert piece["Vary"].count("HX-Request") == 1


@pytest.mark.parametrize("values", [{"active": False}, {"metric": "of-a-later-version"}])
def test_where_nothing_is_scored_the_page_says_so_and_the_piece_is_empty(
    world: World, alice: Client, values: dict[str, object]
) -> None:
    make_key(world, **values)
    assert "No metric is set yet." in alice.get(PATH).content.decode()
    assert alice.get(PATH, headers={"HX-Request": "true"}).content.strip() == b""


def test_a_metric_without_settings_shows_none(world: World, alice: Client) -> None:
    make_key(world, metric="accuracy", parameters={})
    assert "<dl" not in alice.get(PATH, headers={"HX-Request": "true"}).content.decode()


def test_it_is_for_the_course_and_once_it_is_published(world: World, alice: Client) -> None:
    make_key(world)
    assert browser_of(world.dana).get(PATH).status_code == 404
    Competition.objects.update(published_at=None)
    assert (alice.get(PATH).status_code, browser_of(world.tariq).get(PATH).status_code) == (404, 200)
