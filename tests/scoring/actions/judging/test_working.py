"""A file from the claim to its place on the board."""

import pytest

from scoring.actions.judging.working import judge_one
from scoring.models.boards import Board, Standing
from scoring.models.claimable import WorkState
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Seat
from scoring.vault.doors import Sealed, copies
from teams.models.teams import Team
from tests.factories import predictions
from tests.scoring.actions.judging.sending import after, board, judged, waiting

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_good_file_is_scored_sealed_and_ranked(key: AnswerKey, team: Team) -> None:
    judgement = judged(team, predictions(public=9, private=4))
    assert (judgement.state, judgement.public_value, judgement.attempts) == (WorkState.DONE, 0.75, 1)
    assert judgement.low is not None
    assert judgement.high is not None
    assert 0.4 < judgement.low < 0.75 < judgement.high < 1
    assert copies(key=key.pk) == {judgement.submission_id: Sealed(0.5)}
    assert board(key) == [(team.name, 0.75, 1)]
    assert Board.objects.get(key=key).version == 1


def test_the_best_file_ranks_and_the_first_of_equal_teams_leads(key: AnswerKey, team: Team, other_team: Team) -> None:
    for minute, right in enumerate((9, 6, 10)):
        judged(team, predictions(public=right), at=after(minute))
    judged(other_team, predictions(public=10), at=after(1))
    assert board(key) == [(other_team.name, 10 / 12, 1), (team.name, 10 / 12, 3)]
    row = Standing.objects.get(team=team)
    assert row.history == [0.75, 0.75, 10 / 12]


def test_a_file_at_fault_is_refused_with_its_problems_and_costs_no_seat(key: AnswerKey, team: Team) -> None:
    judgement = waiting(team, b"id,label\n1,1\n")
    assert Seat.objects.filter(team=team).count() == 1
    judge_one(judgement_pk=judgement.pk)
    judgement.refresh_from_db()
    assert (judgement.state, judgement.public_value) == (WorkState.REFUSED, None)
    assert judgement.problems
    assert judgement.problems["counts"] == {"missing_id": 19, "row_count": 1}
    assert (Seat.objects.count(), board(key), copies(key=key.pk)) == (0, [], {})


def test_done_is_done(key: AnswerKey, team: Team) -> None:
    judgement = judged(team)
    judge_one(judgement_pk=judgement.pk)
    judgement.refresh_from_db()
    assert (judgement.attempts, board(key)) == (1, [(team.name, 1.0, 1)])
