from datetime import datetime

import pytest

from competition.actions.refused import RefusedError
from competition.models.competitions import Announcement
from competition.models.log import LogEntry
from scoring.actions.rescorings.deciding import NOTHING_FAILED, apply, drop, try_again
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.finals import FinalStanding, Reveal
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import Rescoring, RescoringState
from scoring.models.submissions import Seat, Submission
from scoring.queries.keys import active_key
from tests.factories import make_judgement, predictions
from tests.scoring.actions.rescorings.contest import REASON, Contest, corrected, guesses

BEFORE = [("Alice", 10 / 12), ("Charlie", 9 / 12)]
AFTER = [("Charlie", 11 / 12), ("Alice", 8 / 12)]


@pytest.fixture
def rescoring(contest: Contest) -> Rescoring:
    """Alice led by one row; by the corrected answers Charlie leads by three."""
    contest.send("Alice", guesses(1, 2))
    contest.send("Charlie", guesses(4, 6, 7))
    return contest.rescoring(corrected(4, 6))


def applied(contest: Contest, rescoring: Rescoring) -> None:
    apply(rescoring=rescoring, by=contest.by, reason=REASON)


def received(rescoring: Rescoring) -> list[datetime]:
    sent = Submission.objects.filter(competition=rescoring.competition).order_by("pk")
    return list(sent.values_list("received_at", flat=True))


def test_the_board_is_the_new_one_as_a_whole(contest: Contest, rescoring: Rescoring) -> None:
    to_come = contest.board(rescoring.key)
    assert contest.board() == BEFORE
    applied(contest, rescoring)
    assert contest.board() == to_come == AFTER
    assert list(AnswerKey.objects.filter(active=True)) == [rescoring.key]


def test_submissions_keep_their_times(contest: Contest, rescoring: Rescoring) -> None:
    before = received(rescoring)
    applied(contest, rescoring)
    assert received(rescoring) == before


def test_the_class_is_told_why_and_the_log_by_whom(contest: Contest, rescoring: Rescoring) -> None:
    applied(contest, rescoring)
    told = Announcement.objects.get()
    assert (told.author, told.title, REASON in told.text) == (contest.ingrid, "Scores were worked out again", True)
    line = LogEntry.objects.get(action="rescoring applied")
    assert (line.actor, line.reason, line.before) == (contest.ingrid, REASON, {"version": 1})
    assert line.after == {"version": 2, "submissions": 2, "changed": 2, "refused": 0}


def test_dropped_nothing_changes(contest: Contest, rescoring: Rescoring) -> None:
    before = contest.board()
    drop(rescoring=rescoring, by=contest.by, reason="It was right after all.")
    rescoring.refresh_from_db()
    assert (rescoring.state, rescoring.decided_by) == (RescoringState.DROPPED, contest.ingrid)
    assert (contest.board(), active_key(contest.competition)) == (before, contest.key)
    assert not Announcement.objects.exists()
    assert contest.lines()[-1] == "rescoring dropped"


def test_what_is_dropped_half_way_waits_for_nobody(contest: Contest) -> None:
    contest.send()
    rescoring = contest.proposed(corrected(1)).rescoring
    assert rescoring
    drop(rescoring=rescoring, by=contest.by, reason="No.")
    assert not Judgement.objects.filter(state__in=UNFINISHED).exists()


def test_a_decision_is_made_once(contest: Contest, rescoring: Rescoring) -> None:
    applied(contest, rescoring)
    with pytest.raises(RefusedError, match="This rescoring was applied already"):
        drop(rescoring=rescoring, by=contest.by, reason="Too late.")
    assert active_key(contest.competition) == rescoring.key


def test_the_next_rescoring_begins_where_this_one_ended(contest: Contest, rescoring: Rescoring) -> None:
    applied(contest, rescoring)
    again = contest.rescoring(corrected())
    apply(rescoring=again, by=contest.by, reason="The first answers were right.")
    assert contest.board() == BEFORE
    assert [key.version for key in AnswerKey.objects.order_by("version")] == [1, 2, 3]


def test_nothing_is_applied_before_everything_is_judged(contest: Contest) -> None:
    contest.send()
    contest.send("Charlie")
    rescoring = contest.proposed(corrected(1)).rescoring
    assert rescoring
    with pytest.raises(RefusedError, match="Wait until everything is judged: 2 submissions still to go"):
        applied(contest, rescoring)
    assert active_key(contest.competition) == contest.key


def test_nothing_is_applied_while_one_has_failed(contest: Contest, rescoring: Rescoring) -> None:
    failed = Judgement.objects.filter(key=rescoring.key).latest("pk")
    Judgement.objects.filter(pk=failed.pk).update(state=WorkState.FAILED, public_value=None, attempts=3)
    with pytest.raises(RefusedError, match=f"Submission {failed.submission_id} could not be judged"):
        applied(contest, rescoring)
    assert try_again(rescoring=rescoring, by=contest.by) == 1
    contest.judge()
    applied(contest, rescoring)
    assert contest.board() == AFTER


def test_without_a_failure_there_is_nothing_to_try_again(contest: Contest, rescoring: Rescoring) -> None:
    with pytest.raises(RefusedError, match=NOTHING_FAILED):
        try_again(rescoring=rescoring, by=contest.by)


def test_what_staff_did_meanwhile_holds_on_the_new_board(contest: Contest, rescoring: Rescoring) -> None:
    contest.teams["Alice"].excluded = "hidden"
    contest.teams["Alice"].excluded_reason = "A test."
    contest.teams["Alice"].save()
    applied(contest, rescoring)
    listed = rescoring.key.standings.filter(listed=True).values_list("team__name", flat=True)
    assert list(listed) == ["Charlie"]


# A file that comes in meanwhile.


def arriving(contest: Contest, rescoring: Rescoring, content: bytes) -> Submission:
    submission = contest.send("Alice", content, judged=False)
    Judgement.objects.create(submission=submission, key=rescoring.key)
    return submission


def test_a_file_that_only_just_came_in_holds_nothing_up(contest: Contest, rescoring: Rescoring) -> None:
    submission = arriving(contest, rescoring, predictions(public=12))
    applied(contest, rescoring)
    left = Judgement.objects.filter(submission=submission)
    assert [judgement.key for judgement in left] == [rescoring.key]
    contest.judge()
    assert Judgement.objects.get(submission=submission).state == WorkState.DONE


def test_a_file_refused_by_the_new_key_alone_gives_its_seat_back(contest: Contest, rescoring: Rescoring) -> None:
    submission = arriving(contest, rescoring, b"nonsense")
    Judgement.objects.filter(submission=submission, key=rescoring.key).delete()
    make_judgement(submission, rescoring.key, state=WorkState.REFUSED, value=0)
    assert Seat.objects.filter(submission=submission).exists()
    applied(contest, rescoring)
    assert not Seat.objects.filter(submission=submission).exists()


def test_judging_in_the_dark_gives_no_seat_back_and_writes_to_nobody(contest: Contest) -> None:
    contest.send()
    seats = Seat.objects.count()
    rescoring = contest.rescoring(b"id,other,Usage\n" + corrected().split(b"\n", 1)[1])
    assert Judgement.objects.get(key=rescoring.key).state == WorkState.REFUSED
    assert Seat.objects.count() == seats


# After the reveal.


def test_the_final_board_is_copied_anew(contest: Contest, rescoring: Rescoring) -> None:
    reveal = Reveal.objects.create(competition=contest.competition, key=contest.key, state=WorkState.DONE)
    applied(contest, rescoring)
    reveal.refresh_from_db()
    assert reveal.state == WorkState.QUEUED
    assert not FinalStanding.objects.exists()


@pytest.mark.parametrize("place", ["standings.rebuild", "copy_again", "tell_the_class", "_note", "_decide"])
def test_a_crash_half_way_leaves_the_old_board(
    contest: Contest, rescoring: Rescoring, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise SystemError

    with monkeypatch.context() as during:
        during.setattr(f"scoring.actions.rescorings.deciding.{place}", crash)
        with pytest.raises(SystemError):
            applied(contest, rescoring)
    rescoring.refresh_from_db()
    assert (contest.board(), rescoring.state) == (BEFORE, RescoringState.JUDGING)
    applied(contest, rescoring)
    assert contest.board() == AFTER
