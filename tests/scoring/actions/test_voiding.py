"""What staff take out of the count, and what that does to the board."""

import pytest

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.log import LogEntry
from scoring.actions.standings import rebuild
from scoring.actions.voiding import unvoid as count_again
from scoring.actions.voiding import void
from scoring.models.boards import Board, Standing
from scoring.models.claimable import WorkState
from scoring.models.finals import Reveal
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Seat, Submission
from teams.models.teams import Team
from tests.competition.world import World
from tests.factories import make_key, make_submission, make_team


@pytest.fixture
def key(world: World) -> AnswerKey:
    return make_key(world.competition)


@pytest.fixture
def team(world: World, key: AnswerKey) -> Team:
    return make_team(world.competition, world.alice, world.bob, name="Pair")


@pytest.fixture
def best(world: World, key: AnswerKey, team: Team) -> Submission:
    """The better of two; both are on the board."""
    make_submission(team, world.alice, value=0.5)
    best = make_submission(team, world.alice, b"id,label\n1,0\n", value=0.75)
    rebuild(key=key)
    return best


def board(key: AnswerKey) -> list[tuple[str, float, int]]:
    return [(row.team.name, row.value, row.entries) for row in Standing.objects.filter(key=key).order_by("order")]


def lines() -> list[tuple[str, str, str]]:
    return list(LogEntry.objects.order_by("pk").values_list("action", "subject", "reason"))


def test_a_void_score_leaves_the_board_at_once(world: World, key: AnswerKey, best: Submission) -> None:
    assert board(key) == [("Pair", 0.75, 2)]
    void(submission=best, by=By(world.ingrid), reason="It was not theirs.")
    assert board(key) == [("Pair", 0.5, 1)]
    assert lines() == [("submission voided", f"submission {best.pk}", "It was not theirs.")]


def test_the_board_s_version_tells_that_something_is_new(world: World, key: AnswerKey, best: Submission) -> None:
    before = Board.objects.get(key=key).version
    void(submission=best, by=By(world.ingrid), reason="It was not theirs.")
    assert Board.objects.get(key=key).version == before + 1


def test_what_counts_again_is_back_on_the_board(world: World, key: AnswerKey, best: Submission) -> None:
    void(submission=best, by=By(world.ingrid), reason="It was not theirs.")
    count_again(submission=best, by=By(world.ingrid))
    assert board(key) == [("Pair", 0.75, 2)]
    assert lines()[-1] == ("submission counted again", f"submission {best.pk}", "It was void: It was not theirs.")


def test_a_team_without_anything_that_counts_is_not_on_the_board(world: World, key: AnswerKey, team: Team) -> None:
    only = make_submission(team, world.alice, value=0.5)
    rebuild(key=key)
    void(submission=only, by=By(world.ingrid), reason="A joke.")
    assert board(key) == []


def test_voiding_twice_is_refused_and_leaves_one_line(world: World, best: Submission) -> None:
    void(submission=best, by=By(world.ingrid), reason="It was not theirs.")
    with pytest.raises(RefusedError, match=r"^This submission is void already\. Its page says why\.$"):
        void(submission=best, by=By(world.tariq), reason="Again.")
    assert len(lines()) == 1


def test_letting_count_what_was_never_void_changes_nothing(world: World, key: AnswerKey, best: Submission) -> None:
    count_again(submission=best, by=By(world.ingrid))
    assert (board(key), lines()) == ([("Pair", 0.75, 2)], [])


def test_the_seat_stays_taken(world: World, best: Submission) -> None:
    void(submission=best, by=By(world.ingrid), reason="It was not theirs.")
    assert Seat.objects.filter(submission=best).count() == 1


def test_it_can_be_done_before_there_are_answers(world: World) -> None:
    team = make_team(world.competition, world.alice, name="Early")
    early = make_submission(team, world.alice)
    void(submission=early, by=By(world.ingrid), reason="Too early.")
    assert Submission.objects.filter(voiding__isnull=False).get() == early


@pytest.mark.parametrize(("out", "state"), [(True, WorkState.QUEUED), (False, None)])
def test_once_the_results_are_out_the_final_board_is_copied_anew(
    world: World, key: AnswerKey, best: Submission, out: bool, state: str | None
) -> None:
    if out:
        Reveal.objects.create(competition=world.competition, key=key, state=WorkState.DONE)
    void(submission=best, by=By(world.ingrid), reason="It was not theirs.")
    assert Reveal.objects.values_list("state", flat=True).first() == state
