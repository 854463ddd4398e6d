"""What happens on lower floors moves the board in the same transaction."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from competition.actions.competitions import move_dates
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from scoring.actions.judging.working import judge_one
from scoring.models.boards import Board
from scoring.models.finals import Reveal
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import Rescoring
from scoring.queries.reveals import CLOSE_STAYS
from teams.actions.excluding import exclude, readmit
from teams.actions.extending import extend, withdraw_extension
from teams.models.teams import Team
from tests.competition.actions.test_races import at_once
from tests.competition.world import browser_of
from tests.factories import NOW, make_key, predictions
from tests.scoring.actions.judging.sending import after, board, judged, waiting

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


@pytest.fixture
def by(key: AnswerKey) -> By:
    return By(key.made_by)


def version(key: AnswerKey) -> int:
    return Board.objects.get(key=key).version


def test_a_file_after_the_close_stands_on_the_practice_board(key: AnswerKey, team: Team) -> None:
    close = key.competition.closes_at
    for at, right in ((close - HOUR, 3), (close, 6), (close + HOUR, 9)):
        judged(team, predictions(public=right), at=at)
    assert [board(key), board(key, late=True)] == [[(team.name, 0.25, 1)], [(team.name, 0.75, 2)]]


def test_a_close_that_moves_takes_files_to_the_other_half(key: AnswerKey, team: Team, by: By) -> None:
    competition, close = key.competition, key.competition.closes_at
    judged(team, predictions(public=9), at=close)
    seen = version(key)
    later = {"closes_at": close + HOUR}
    move_dates(competition=competition, by=by, dates=later, reason="Snow.", now=NOW)
    assert [board(key), board(key, late=True), version(key) > seen] == [[(team.name, 0.75, 1)], [], True]
    move_dates(competition=competition, by=by, dates={"closes_at": close}, reason="No snow.", now=NOW)
    assert [board(key), board(key, late=True)] == [[], [(team.name, 0.75, 1)]]


def test_an_extension_is_for_one_team(key: AnswerKey, team: Team, other_team: Team, by: By) -> None:
    close = key.competition.closes_at
    for each in (team, other_team):
        judged(each, at=close)
    extend(team=team, by=by, closes_at=close + HOUR, reason="Ill.", now=NOW)
    assert [board(key), board(key, late=True)] == [[(team.name, 1.0, 1)], [(other_team.name, 1.0, 1)]]
    withdraw_extension(team=team, by=by, reason="Well.", now=NOW)
    assert board(key) == []


def test_an_excluded_team_leaves_the_board_and_comes_back(key: AnswerKey, team: Team, other_team: Team, by: By) -> None:
    judged(team, at=after(0))
    judged(other_team, at=after(1))
    exclude(team=team, by=by, excluded="hidden", reason="Copied.")
    assert board(key) == [(other_team.name, 1.0, 1)]
    readmit(team=team, by=by)
    assert board(key) == [(team.name, 1.0, 1), (other_team.name, 1.0, 1)]


def test_a_board_in_the_dark_follows_too(key: AnswerKey, team: Team, by: By) -> None:
    coming = make_key(key.competition, active=False)
    Rescoring.objects.create(
        competition=key.competition, key=coming, replaces=key, reason="A slip.", asked_by=key.made_by
    )
    judgement = judged(team)
    judge_one(judgement_pk=judgement.submission.judgements.create(key=coming).pk)
    exclude(team=team, by=by, excluded="hidden", reason="Copied.")
    assert [board(key), board(coming)] == [[], []]


class TestAfterTheReveal:
    @pytest.fixture
    def revealed(self, key: AnswerKey) -> Competition:
        Reveal.objects.create(competition=key.competition, key=key, state="done")
        return key.competition

    def test_the_close_stays(self, revealed: Competition, by: By) -> None:
        later = revealed.closes_at + HOUR
        with pytest.raises(RefusedError, match="The results are out"):
            move_dates(competition=revealed, by=by, dates={"closes_at": later}, reason="Snow.", now=NOW)
        moved = {"hand_in_at": later, "closes_at": revealed.closes_at}
        move_dates(competition=revealed, by=by, dates=moved, reason="Snow.", now=NOW)
        revealed.refresh_from_db()
        assert revealed.hand_in_at == later

    def test_the_page_says_so(self, revealed: Competition, by: By) -> None:
        assert by.user
        typed = {
            "opens_at": "2027-03-01T09:00",
            "teams_lock_at": "2027-03-10T23:59",
            "closes_at": "2027-04-20T23:59",
            "hand_in_at": "",
            "reason": "Snow.",
        }
        answer = browser_of(by.user).post(reverse("teach-competition-dates", args=[revealed.slug]), typed)
        assert (answer.status_code, answer.context["form"].errors) == (422, {"closes_at": [CLOSE_STAYS]})


def test_a_score_and_an_exclusion_at_once_wait_for_each_other_and_not_in_a_circle(
    key: AnswerKey, team: Team, other_team: Team, by: By, files: Path
) -> None:
    for number in range(8):
        judgement = waiting(team)
        at_once(
            lambda: judge_one(judgement_pk=judgement.pk),  # noqa: B023 - it is over before the next round
            lambda: exclude(team=team, by=by, excluded="hidden", reason=f"Round {number}."),  # noqa: B023
        )
        judgement.refresh_from_db()
        assert (judgement.state, judgement.attempts, board(key)) == ("done", 1, [])
        readmit(team=team, by=by)
        assert [row[2] for row in board(key)] == [number + 1]
