"""The close, and what is copied out of the vault then."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from pytest_django import Settings

from competition.actions.log import By
from competition.models.competitions import Competition
from competition.models.log import LogEntry
from competition.models.running import OutgoingMail
from scoring.actions.revealing import copy_again, follow_score
from scoring.actions.standings import rebuild
from scoring.models.boards import BoardSettings, Standing
from scoring.models.claimable import WorkState
from scoring.models.finals import FinalStanding, Reveal
from scoring.models.judgements import Judgement
from scoring.models.submissions import Submission, Voiding
from scoring.queries.reveals import revealed, reveals_to_ring_for
from scoring.vault.doors import Sealed, seal
from teams.following import Event, tell
from teams.models.teams import Extension, Team, TeamKind
from tests.factories import make_key, make_team
from tests.scoring.reveals import PATIENCE, Contest

pytestmark = pytest.mark.django_db(transaction=True)
MILLISECOND = timedelta(milliseconds=1)


def lines_of_the_log() -> list[tuple[str, str]]:
    return list(LogEntry.objects.filter(action__startswith="results").values_list("actor_name", "action"))


@pytest.mark.usefixtures("after_the_close")
def test_the_better_private_pick_decides_and_shows_beside_the_public_rank(contest: Contest) -> None:
    first, second = contest.send(contest.pair, 0.9, 0.4), contest.send(contest.pair, 0.8, 0.6)
    contest.send(contest.pair, 0.7, 0.99)
    contest.send(contest.solo, 0.5, 0.5)
    contest.pick(first), contest.pick(second, 2)
    contest.reveal()
    assert contest.board() == [("Pair", 1, 0.6, 1), ("Solo", 2, 0.5, 2)]
    pair, solo = FinalStanding.objects.all()
    assert (pair.submission, pair.automatic, pair.public_value) == (second, False, 0.9)
    assert pair.candidates == [
        {"submission": second.pk, "public": 0.8, "private": 0.6, "picked": True},
        {"submission": first.pk, "public": 0.9, "private": 0.4, "picked": True},
    ]
    assert (solo.automatic, len(solo.candidates)) == (True, 1)
    assert lines_of_the_log() == [("the site", "results revealed")]


def test_nothing_is_copied_before_the_close_and_its_patience(contest: Contest) -> None:
    contest.send(contest.pair, 0.9, 0.4)
    with time_machine.travel(contest.close + PATIENCE - MILLISECOND, tick=False):
        contest.reveal()
        assert (Reveal.objects.count(), contest.board(), revealed(contest.competition)) == (0, [], False)
    with time_machine.travel(contest.close + PATIENCE, tick=False):
        contest.reveal()
        assert (contest.board(), revealed(contest.competition)) == ([("Pair", 1, 0.4, 1)], True)


@pytest.mark.parametrize(("late", "counts"), [(-MILLISECOND, True), (timedelta(0), False), (MILLISECOND, False)])
@pytest.mark.usefixtures("after_the_close")
def test_what_came_at_the_close_or_later_does_not_count(contest: Contest, late: timedelta, counts: bool) -> None:
    contest.send(contest.pair, 0.9, 0.4, at=contest.close + late)
    contest.reveal()
    assert contest.board() == ([("Pair", 1, 0.4, 1)] if counts else [])


def test_it_waits_for_the_team_with_the_latest_close(contest: Contest) -> None:
    later = contest.close + timedelta(hours=5)
    Extension.objects.create(team=contest.solo, closes_at=later, reason="Ill.", given_by=contest.world.ingrid)
    contest.send(contest.pair, 0.9, 0.4, at=contest.close + timedelta(hours=1))
    contest.send(contest.solo, 0.8, 0.3, at=contest.close + timedelta(hours=1))
    with time_machine.travel(contest.close + PATIENCE, tick=False):
        contest.reveal()
        assert contest.board() == []
    with time_machine.travel(later + PATIENCE, tick=False):
        contest.reveal()
    assert contest.board() == [("Solo", 1, 0.3, 1)]


@pytest.mark.parametrize("state", [WorkState.QUEUED, WorkState.RUNNING])
@pytest.mark.usefixtures("after_the_close")
def test_it_waits_until_all_that_came_in_time_is_judged(contest: Contest, state: str) -> None:
    contest.send(contest.solo, 0.9, 0.4)
    waits = contest.send(contest.pair, 0.9, 0.4, state=state)
    contest.send(contest.pair, 0.9, 0.4, state=WorkState.QUEUED, at=contest.close)
    contest.reveal()
    assert contest.board() == []
    Judgement.objects.filter(submission=waits).update(state=WorkState.REFUSED, problems={"problems": [], "counts": {}})
    contest.reveal()
    assert contest.board() == [("Solo", 1, 0.4, 1)]


@pytest.mark.usefixtures("after_the_close")
def test_a_draft_and_a_competition_without_a_key_are_never_revealed(contest: Contest) -> None:
    contest.send(contest.pair, 0.9, 0.4)
    Competition.objects.update(published_at=None)
    contest.reveal()
    Competition.objects.update(published_at=contest.competition.published_at)
    contest.key.active = False
    contest.key.save()
    contest.reveal()
    assert (Reveal.objects.count(), reveals_to_ring_for()) == (0, [])


@pytest.mark.usefixtures("after_the_close")
def test_the_key_that_counts_decides_and_no_other(contest: Contest) -> None:
    sent = contest.send(contest.pair, 0.9, 0.4)
    dark = make_key(contest.competition, active=False)
    seal(submission=sent.pk, key=dark.pk, sealed=Sealed(0.1))
    contest.reveal()
    assert contest.board() == [("Pair", 1, 0.4, 1)]
    assert Reveal.objects.get().key == contest.key


@pytest.mark.usefixtures("after_the_close")
def test_who_was_taken_off_the_board(contest: Contest) -> None:
    contest.send(contest.pair, 0.9, 0.9)
    contest.send(contest.solo, 0.5, 0.5)
    trivial = make_team(contest.competition, name="Trivial", kind=TeamKind.BENCHMARK)
    contest.send(trivial, 0.1, 0.1, seated=False)
    Team.objects.filter(pk=contest.pair.pk).update(excluded="disqualified", excluded_reason="Shared a file.")
    contest.reveal()
    assert contest.board() == [("Solo", 1, 0.5, 1), ("Trivial", None, 0.1, None), ("Pair", None, 0.9, None)]
    Team.objects.filter(pk=contest.pair.pk).update(excluded="hidden", excluded_reason="Dropped the course.")
    contest.pair.refresh_from_db()
    with transaction.atomic():
        tell(Event.EXCLUSION_CHANGED, contest.pair, By(contest.world.ingrid))
    contest.reveal()
    assert contest.board() == [("Solo", 1, 0.5, 1), ("Trivial", None, 0.1, None)]
    assert lines_of_the_log() == [("the site", "results copied again"), ("the site", "results revealed")]


@pytest.mark.usefixtures("after_the_close")
def test_a_void_submission_decides_nothing_though_it_was_picked(contest: Contest) -> None:
    voided, other = contest.send(contest.pair, 0.9, 0.9), contest.send(contest.pair, 0.5, 0.5)
    contest.pick(voided)
    Voiding.objects.create(submission=voided, reason="Shared.", by=contest.world.ingrid)
    contest.reveal()
    assert contest.board() == [("Pair", 1, 0.5, 1)]
    line = FinalStanding.objects.get()
    assert (line.submission, line.automatic) == (other, True)


@pytest.mark.usefixtures("after_the_close")
def test_a_second_bell_changes_nothing(contest: Contest) -> None:
    contest.send(contest.pair, 0.9, 0.4)
    contest.reveal()
    before = list(FinalStanding.objects.values())
    contest.reveal()
    assert list(FinalStanding.objects.values()) == before
    assert lines_of_the_log() == [("the site", "results revealed")]
    assert reveals_to_ring_for() == []


@pytest.mark.usefixtures("after_the_close")
def test_copied_again_it_is_as_if_copied_for_the_first_time(contest: Contest) -> None:
    voided = contest.send(contest.pair, 0.9, 0.4)
    contest.send(contest.solo, 0.5, 0.3)
    contest.reveal()
    Voiding.objects.create(submission=voided, reason="Shared.", by=contest.world.ingrid)
    copy_again(competition=contest.competition)
    assert revealed(contest.competition)
    assert contest.board() == [("Pair", 1, 0.4, 1), ("Solo", 2, 0.3, 2)]
    assert reveals_to_ring_for() == [contest.competition.pk]
    contest.reveal()
    assert contest.board() == [("Solo", 1, 0.3, 1)]
    assert OutgoingMail.objects.filter(event__startswith="results").count() == 3


def test_before_the_reveal_there_is_nothing_to_copy_again(contest: Contest) -> None:
    copy_again(competition=contest.competition)
    assert Reveal.objects.count() == 0


@pytest.mark.usefixtures("after_the_close")
def test_the_class_is_told_once_and_where(contest: Contest, settings: Settings) -> None:
    contest.send(contest.pair, 0.9, 0.4)
    contest.reveal()
    mails = OutgoingMail.objects.filter(event__startswith="results").order_by("to")
    assert [mail.to for mail in mails] == ["alice@example.org", "bob@example.org", "charlie@example.org"]
    assert mails[0].body.splitlines()[-1] == f"{settings.PUBLIC_URL}/c/wines/board/final/"


@pytest.mark.usefixtures("after_the_close")
def test_from_then_on_the_board_leaves_the_ladder(contest: Contest) -> None:
    BoardSettings.objects.create(competition=contest.competition, ladder_step=0.1)
    contest.send(contest.pair, 0.5, 0.4)
    contest.send(contest.pair, 0.55, 0.4)
    rebuild(key=contest.key)
    assert Standing.objects.get().value == 0.5
    contest.reveal()
    assert Standing.objects.get().value == 0.55


def judged_now(submission: Submission) -> None:
    """Its score is recorded once more, as after staff let a failed file be judged again."""
    judgement = Judgement.objects.select_related("key", "submission__team__competition", "submission__competition").get(
        submission=submission
    )
    with transaction.atomic():
        follow_score(judgement=judgement)


@pytest.mark.usefixtures("after_the_close")
def test_a_file_that_came_in_time_and_was_kept_back_still_counts(contest: Contest) -> None:
    contest.send(contest.pair, 0.9, 0.4)
    contest.reveal()
    judged_now(contest.send(contest.solo, 0.5, 0.5))
    contest.reveal()
    assert contest.board() == [("Solo", 1, 0.5, 2), ("Pair", 2, 0.4, 1)]


@pytest.mark.usefixtures("after_the_close")
def test_what_is_sent_for_practice_does_not_touch_the_results(contest: Contest) -> None:
    contest.send(contest.pair, 0.9, 0.4)
    contest.reveal()
    judged_now(contest.send(contest.solo, 0.5, 0.5, at=contest.close))
    assert reveals_to_ring_for() == []
