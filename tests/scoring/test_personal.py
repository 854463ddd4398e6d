"""What the site holds about somebody who sent files, and what is left when the person is forgotten."""

import json

import pytest

from competition.actions.erasure import erase_person
from competition.actions.log import By
from scoring.models.finals import Pick, PreviewCopy
from scoring.models.judgements import Judgement
from scoring.models.submissions import Submission
from scoring.shelves import submissions as shelf
from teams.models.teams import Team
from tests.competition.world import World, browser_of
from tests.factories import NOW, make_key, make_submission, make_team


@pytest.fixture
def team(world: World) -> Team:
    make_key(world.competition)
    return make_team(world.competition, world.alice, world.bob, name="Pair")


def test_everybody_can_download_what_he_or_she_sent_and_picked(world: World, team: Team) -> None:
    mine = make_submission(team, world.alice, file_name="alices.csv", note="My first.", value=0.8125)
    make_submission(team, world.bob, file_name="bobs.csv")
    Pick.objects.create(team=team, slot=1, submission=mine, picked_by=world.alice)
    text = browser_of(world.alice).get("/account/data/").text
    held = json.loads(text)
    (sent,) = held["submissions"]
    assert (sent["file_name"], sent["note"], sent["sha256"]) == ("alices.csv", "My first.", mine.sha256)
    (pick,) = held["final_picks"]
    assert pick["submission_id"] == mine.pk
    assert ("bobs.csv" in text, "0.8125" in text) == (False, False)


def test_what_an_erased_person_typed_goes_and_the_team_s_work_stays(world: World, team: Team) -> None:
    mine = make_submission(team, world.alice, file_name="alice-moreau.csv", note="Alice’s idea.", value=0.75)
    theirs = make_submission(team, world.bob, b"x", file_name="bobs.csv", note="Mine.")
    erase_person(user=world.alice, by=By(None))
    kept = Submission.objects.order_by("pk").values_list("pk", "file_name", "note", "sha256")
    assert list(kept) == [
        (mine.pk, "predictions.csv", "", mine.sha256),
        (theirs.pk, "bobs.csv", "Mine.", theirs.sha256),
    ]
    assert shelf.holds(mine.sha256)
    assert Judgement.objects.get(submission=mine).public_value == 0.75


def test_private_scores_that_were_copied_for_somebody_go_with_the_person(world: World) -> None:
    for person in (world.tariq, world.ingrid):
        PreviewCopy.objects.create(competition=world.competition, viewer=person, gone_at=NOW, rows={})
    erase_person(user=world.tariq, by=By(None))
    assert PreviewCopy.objects.get().viewer == world.ingrid
