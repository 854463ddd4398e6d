"""A team says which of its files it wants to be judged by."""

from datetime import timedelta

import pytest
import time_machine

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.competitions import SelectionMode
from competition.models.log import LogEntry
from scoring.actions.picks import pick, unpick
from scoring.models.claimable import WorkState
from scoring.models.finals import Pick
from scoring.models.submissions import Submission, Voiding
from scoring.rules.picks import ALL_TAKEN, DECIDES_ALONE, FROZEN, NO_SUCH_SLOT
from teams.models.teams import Extension, Team
from tests.factories import make_submission
from tests.scoring.reveals import Contest
from tests.scoring.sending import refused


@pytest.fixture
def sent(contest: Contest) -> list[Submission]:
    return [make_submission(contest.pair, contest.world.alice, value=number / 10) for number in range(3)]


def picks(team: Team) -> list[tuple[int, int]]:
    return list(Pick.objects.filter(team=team).values_list("slot", "submission"))


def test_picks_fill_the_slots_one_by_one(contest: Contest, sent: list[Submission]) -> None:
    by = By(contest.world.alice)
    for file in sent[:2]:
        pick(submission=file, by=by)
    assert picks(contest.pair) == [(1, sent[0].pk), (2, sent[1].pk)]
    assert refused(lambda: pick(submission=sent[2], by=by), RefusedError) == ALL_TAKEN


def test_any_member_may_pick_and_the_log_says_who(contest: Contest, sent: list[Submission]) -> None:
    pick(submission=sent[0], by=By(contest.world.bob))
    line = LogEntry.objects.latest("id")
    assert (line.actor, line.action, line.subject) == (
        contest.world.bob,
        "submission picked",
        f"submission {sent[0].pk}",
    )
    told = {"competition": "wines", "team": contest.pair.pk, "pick": 1}
    assert (line.before, line.after) == ({}, told)


def test_a_slot_that_is_named_takes_the_place_of_what_is_in_it(contest: Contest, sent: list[Submission]) -> None:
    by = By(contest.world.alice)
    pick(submission=sent[0], by=by)
    pick(submission=sent[1], by=by, slot=1)
    assert picks(contest.pair) == [(1, sent[1].pk)]
    assert LogEntry.objects.latest("id").before == {"file": sent[0].pk, "pick": 1}


def test_a_file_moves_to_another_slot_and_is_never_in_two(contest: Contest, sent: list[Submission]) -> None:
    by = By(contest.world.alice)
    pick(submission=sent[0], by=by)
    pick(submission=sent[0], by=by, slot=2)
    assert picks(contest.pair) == [(2, sent[0].pk)]


def test_twice_is_the_same_as_once(contest: Contest, sent: list[Submission]) -> None:
    by = By(contest.world.alice)
    for _ in range(2):
        pick(submission=sent[0], by=by)
    assert picks(contest.pair) == [(1, sent[0].pk)]
    for _ in range(2):
        unpick(submission=sent[0], by=by)
    actions = LogEntry.objects.order_by("id").values_list("action", flat=True)
    assert (picks(contest.pair), list(actions)) == ([], ["submission picked", "pick taken back"])


@pytest.mark.parametrize("slot", [0, 3, 9999])
def test_a_slot_that_there_is_not_is_refused(contest: Contest, sent: list[Submission], slot: int) -> None:
    by = By(contest.world.alice)
    assert refused(lambda: pick(submission=sent[0], by=by, slot=slot), RefusedError) == NO_SUCH_SLOT


@pytest.mark.parametrize("state", [WorkState.QUEUED, WorkState.RUNNING, WorkState.REFUSED, WorkState.FAILED])
def test_only_a_file_with_a_score_can_be_picked(contest: Contest, state: WorkState) -> None:
    file = make_submission(contest.pair, contest.world.alice, state=state)
    told = refused(lambda: pick(submission=file, by=By(contest.world.alice)), RefusedError)
    assert told == "Only a file with a score can be picked."


def test_a_void_file_cannot_be_picked(contest: Contest, sent: list[Submission]) -> None:
    Voiding.objects.create(submission=sent[0], reason="Copied.", by=contest.world.ingrid)
    told = refused(lambda: pick(submission=sent[0], by=By(contest.world.alice)), RefusedError)
    assert told == "This file was taken out of the count. Pick one that counts."


@pytest.mark.parametrize(("moment", "made"), [(-timedelta(milliseconds=1), 1), (timedelta(0), 0)])
def test_picks_are_frozen_at_the_very_close(
    contest: Contest, sent: list[Submission], moment: timedelta, made: int
) -> None:
    with time_machine.travel(contest.close + moment, tick=False):
        told = refused(lambda: pick(submission=sent[0], by=By(contest.world.alice)), RefusedError)
    assert (told == FROZEN, len(picks(contest.pair))) == (made == 0, made)


def test_frozen_picks_are_not_taken_back(contest: Contest, sent: list[Submission]) -> None:
    contest.pick(sent[0])
    with time_machine.travel(contest.close, tick=False):
        assert refused(lambda: unpick(submission=sent[0], by=By(contest.world.alice)), RefusedError) == FROZEN
    assert picks(contest.pair) == [(1, sent[0].pk)]


def test_a_team_with_an_extension_picks_longer(contest: Contest, sent: list[Submission]) -> None:
    later = contest.close + timedelta(days=1)
    Extension.objects.create(team=contest.pair, closes_at=later, reason="Flu.", given_by=contest.world.ingrid)
    with time_machine.travel(contest.close, tick=False):
        pick(submission=sent[0], by=By(contest.world.alice))
    assert picks(contest.pair) == [(1, sent[0].pk)]


@pytest.mark.parametrize("mode", [SelectionMode.NEWEST, SelectionMode.BEST_EVER])
def test_where_picks_do_not_matter_none_are_made(contest: Contest, sent: list[Submission], mode: SelectionMode) -> None:
    contest.competition.selection_mode = mode
    contest.competition.save()
    told = refused(lambda: pick(submission=sent[0], by=By(contest.world.alice)), RefusedError)
    assert told == DECIDES_ALONE[mode]
