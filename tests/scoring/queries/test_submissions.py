"""What a team learns of its files: nothing of a ladder's true scores, nothing of the private rows."""

from datetime import timedelta

import pytest
import time_machine

from scoring.models.boards import BoardSettings
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.submissions import Submission, Voiding
from scoring.queries.keys import active_key
from scoring.queries.picks import picks_of
from scoring.queries.scores import Gain
from scoring.queries.submissions import Shown, shown
from scoring.queries.team_submissions import lines
from teams.models.teams import Extension
from tests.competition.world import World
from tests.factories import make_key, make_submission
from tests.scoring.reveals import Contest


@pytest.fixture
def contest(world: World) -> Contest:
    return Contest(world)


def told(contest: Contest, submission: Submission) -> Shown:
    return shown(submission, contest.world.alice)


def ladder(contest: Contest, step: float = 0.01) -> None:
    BoardSettings.objects.create(competition=contest.competition, ladder_step=step)


class TestAScore:
    def test_is_cut_and_never_rounded(self, contest: Contest) -> None:
        score = told(contest, contest.send(contest.pair, 0.87799, 0.1)).score
        assert score
        assert (score.text, score.gain) == ("0.8779", None)

    def test_gains_over_the_best_before_it_and_not_over_the_last(self, contest: Contest) -> None:
        first, _, third = (contest.send(contest.pair, value, 0.5) for value in (0.5, 0.3, 0.62))
        Judgement.objects.filter(submission=third).update(
            gain={"against": first.pk, "difference": 0.12, "low": 0.01, "high": 0.2}
        )
        score = told(contest, third).score
        assert score
        assert score.gain == Gain("+0.1200", better=True, real=True)

    def test_is_no_gain_where_it_is_worse(self, contest: Contest) -> None:
        contest.send(contest.pair, 0.5, 0.5)
        score = told(contest, contest.send(contest.pair, 0.25, 0.5)).score
        assert score
        assert score.gain == Gain("-0.2500", better=False, real=None)

    def test_is_better_where_it_is_lower_if_the_metric_says_so(self, contest: Contest) -> None:
        make_key(contest.competition, metric="rmse")
        contest.send(contest.pair, 2.0, 0.5)
        score = told(contest, contest.send(contest.pair, 1.5, 0.5)).score
        assert score
        assert score.gain == Gain("-0.5000", better=True, real=None)

    def test_keeps_to_itself_what_was_compared_with_another_file(self, contest: Contest) -> None:
        first, second = (contest.send(contest.pair, value, 0.5) for value in (0.5, 0.6))
        third = contest.send(contest.pair, 0.7, 0.5)
        Judgement.objects.filter(submission=third).update(
            gain={"against": second.pk, "difference": 0.1, "low": 0.01, "high": 0.2}
        )
        Voiding.objects.create(submission=second, reason="Copied.", by=contest.world.ingrid)
        score = told(contest, third).score
        assert score
        assert score.before
        assert (score.before.text, score.gain and score.gain.real) == ("0.5000", None)
        assert told(contest, first).score

    def test_is_that_of_the_key_that_counts(self, contest: Contest) -> None:
        submission = contest.send(contest.pair, 0.5, 0.5)
        dark = make_key(contest.competition, active=False)
        Judgement.objects.create(submission=submission, key=dark, state=WorkState.DONE, public_value=0.9)
        score = told(contest, submission).score
        assert score
        assert score.text == "0.5000"


class TestOnALadder:
    def test_a_significant_gain_is_told_rounded_and_without_more(self, contest: Contest) -> None:
        ladder(contest)
        submission = contest.send(contest.pair, 0.5149, 0.5)
        Judgement.objects.update(low=0.4, high=0.6)
        score = told(contest, submission).score
        assert score
        assert (score.text, score.low, score.high, score.gain) == ("0.5100", "", "", None)

    def test_what_is_no_significant_gain_is_not_told(self, contest: Contest) -> None:
        ladder(contest)
        contest.send(contest.pair, 0.5149, 0.5)
        small, worse = (contest.send(contest.pair, value, 0.5) for value in (0.5199, 0.1))
        for submission in (small, worse):
            seen = told(contest, submission)
            assert seen.score
            assert (seen.score.text, seen.said) == ("", "Scored: no significant gain")

    def test_a_void_file_tells_nothing_either(self, contest: Contest) -> None:
        ladder(contest)
        submission = contest.send(contest.pair, 0.5149, 0.5)
        Voiding.objects.create(submission=submission, reason="Copied.", by=contest.world.ingrid)
        score = told(contest, submission).score
        assert score
        assert score.text == ""

    def test_nobody_learns_which_files_would_stand_in(self, contest: Contest) -> None:
        contest.send(contest.pair, 0.5149, 0.5)
        assert len(picks_of(contest.pair).automatic) == 1
        ladder(contest)
        assert picks_of(contest.pair).automatic == ()

    def test_after_the_reveal_every_score_is_told(self, contest: Contest) -> None:
        ladder(contest)
        contest.send(contest.pair, 0.5149, 0.5)
        submission = contest.send(contest.pair, 0.5199, 0.5)
        with time_machine.travel(contest.close + timedelta(hours=1), tick=False):
            contest.reveal()
            score = told(contest, submission).score
        assert score
        assert score.text == "0.5199"


class TestLate:
    def test_a_late_file_has_a_best_of_its_own(self, contest: Contest) -> None:
        contest.send(contest.pair, 0.9, 0.5)
        late = contest.send(contest.pair, 0.5, 0.5, at=contest.close)
        seen = told(contest, late)
        assert seen.score
        assert (seen.late, seen.score.gain) == (True, None)

    def test_an_extension_makes_it_count(self, contest: Contest) -> None:
        late = contest.send(contest.pair, 0.5, 0.5, at=contest.close)
        until = contest.close + timedelta(seconds=1)
        Extension.objects.create(team=contest.pair, closes_at=until, reason="Flu.", given_by=contest.world.ingrid)
        assert (told(contest, late).late, told(contest, late).not_counted) == (False, "")


class TestPrivateRows:
    @pytest.mark.parametrize("private", [0.1, 0.9, None])
    def test_change_nothing(self, contest: Contest, private: float | None) -> None:
        contest.send(contest.pair, 0.5, 0.5)
        best = contest.send(contest.pair, 0.6, private)
        second = contest.send(contest.pair, 0.55, private)
        score = told(contest, best).score
        assert score
        assert (score.text, score.gain) == ("0.6000", Gain("+0.1000", better=True, real=None))
        assert [each.submission for each in picks_of(contest.pair).automatic] == [best, second]


class TestPicks:
    def test_the_best_public_scores_stand_in_where_nothing_is_picked(self, contest: Contest) -> None:
        files = [contest.send(contest.pair, value, 0.5) for value in (0.5, 0.7, 0.6)]
        contest.send(contest.pair, 0.9, 0.5, at=contest.close)
        found = picks_of(contest.pair)
        assert [(each.submission, each.score) for each in found.automatic] == [
            (files[1], "0.7000"),
            (files[2], "0.6000"),
        ]
        assert (found.none, [slot.picked for slot in found.slots]) == (True, [None, None])

    def test_one_pick_is_enough_that_nothing_stands_in(self, contest: Contest) -> None:
        files = [contest.send(contest.pair, value, 0.5) for value in (0.5, 0.7)]
        contest.pick(files[0], slot=2)
        found = picks_of(contest.pair)
        assert (found.automatic, [slot.picked and slot.picked.score for slot in found.slots]) == ((), [None, "0.5000"])

    def test_a_pick_that_does_not_count_any_more_says_so(self, contest: Contest) -> None:
        submission = contest.send(contest.pair, 0.5, 0.5)
        contest.pick(submission)
        Voiding.objects.create(submission=submission, reason="Copied.", by=contest.world.ingrid)
        picked = picks_of(contest.pair).slots[0].picked
        assert picked
        assert (picked.counts, picked.score) == (False, "")

    def test_the_best_stand_in_where_the_only_pick_is_void(self, contest: Contest) -> None:
        other, submission = (contest.send(contest.pair, value, 0.5) for value in (0.4, 0.5))
        contest.pick(submission)
        Voiding.objects.create(submission=submission, reason="Copied.", by=contest.world.ingrid)
        found = picks_of(contest.pair)
        assert (found.none, [each.submission for each in found.automatic]) == (True, [other])


def test_a_list_says_of_each_file_what_its_page_says(contest: Contest) -> None:
    scored = contest.send(contest.pair, 0.5, 0.5)
    void = contest.send(contest.pair, 0.6, 0.5)
    Voiding.objects.create(submission=void, reason="Copied.", by=contest.world.ingrid)
    late = contest.send(contest.pair, 0.7, 0.5, at=contest.close)
    refused = make_submission(contest.pair, contest.world.bob, state=WorkState.REFUSED)
    contest.pick(scored, slot=2)
    found = lines(contest.pair, [refused, late, void, scored], active_key(contest.competition))
    assert [(line.state, line.score, line.void, line.late, line.slot) for line in found] == [
        ("refused", "", False, False, None),
        ("done", "0.7000", False, True, None),
        ("done", "", True, False, None),
        ("done", "0.5000", False, False, 2),
    ]
