from datetime import timedelta

import pytest

from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.submissions import Submission
from scoring.queries.queue import Place, place_of
from tests.competition.world import World
from tests.factories import NOW, make_judgement, make_key, make_submission
from tests.scoring.reveals import Contest


@pytest.fixture
def contest(world: World) -> Contest:
    return Contest(world)


def waiting(contest: Contest, state: WorkState = WorkState.QUEUED) -> Submission:
    return make_submission(contest.solo, contest.charlie, state=state)


def place(submission: Submission) -> Place:
    return place_of(Judgement.objects.get(submission=submission, key__active=True))


def scored(contest: Contest, *ago: float) -> None:
    for seconds in ago:
        made = make_submission(contest.pair, contest.world.alice)
        end = NOW - timedelta(seconds=seconds)
        Judgement.objects.filter(submission=made).update(begun_at=end - timedelta(seconds=2), ended_at=end)


def test_everything_that_came_before_and_is_not_done_is_ahead(contest: Contest) -> None:
    waiting(contest, WorkState.RUNNING)
    waiting(contest)
    scored(contest, 100)
    third = waiting(contest)
    waiting(contest)
    assert place(third) == Place(3, None)


def test_what_is_judged_in_the_dark_is_not_in_the_way(contest: Contest) -> None:
    dark = make_key(contest.competition, active=False)
    make_judgement(waiting(contest), dark, state=WorkState.QUEUED, value=0.0)
    assert place(waiting(contest)).position == 2


def test_the_seconds_follow_from_what_was_scored_within_a_minute(contest: Contest) -> None:
    scored(contest, 4, 3, 2)
    files = [waiting(contest) for _ in range(4)]
    assert [place(file).seconds for file in files] == [1, 2, 3, 4]


def test_a_file_that_came_to_an_idle_site_is_there_in_a_moment(contest: Contest) -> None:
    scored(contest, 55, 30, 5)
    assert place(waiting(contest)) == Place(1, 2)
