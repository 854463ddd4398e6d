import pytest

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.log import LogEntry
from scoring import claims
from scoring.actions.judging_again import judge_again
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.submissions import Seat
from tests.competition.world import World
from tests.factories import make_key, make_submission, make_team


def test_a_file_that_our_fault_kept_from_a_score_waits_again_without_a_seat(world: World) -> None:
    make_key(world.competition)
    team = make_team(world.competition, world.alice)
    failed = make_submission(team, world.alice, state=WorkState.FAILED)
    Judgement.objects.update(attempts=3)
    judge_again(submission=failed, by=By(world.ingrid))
    judgement = Judgement.objects.get()
    assert (judgement.state, judgement.attempts, judgement.ended_at) == (WorkState.QUEUED, 0, None)
    assert claims.claimable(Judgement).get() == judgement
    assert Seat.objects.count() == 0
    assert LogEntry.objects.values_list("action", "subject").get() == (
        "submission judged again",
        f"submission {failed.pk}",
    )


@pytest.mark.parametrize("state", [state for state in WorkState if state != WorkState.FAILED])
def test_what_did_not_fail_is_left_as_it_is(world: World, state: WorkState) -> None:
    make_key(world.competition)
    made = make_submission(make_team(world.competition, world.alice), world.alice, state=state)
    with pytest.raises(RefusedError, match=r"^This file did not fail"):
        judge_again(submission=made, by=By(world.ingrid))
    assert Judgement.objects.get().state == state
    assert not LogEntry.objects.exists()
