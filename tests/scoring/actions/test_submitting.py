"""What happens to a file that is sent."""

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import travel

from competition.actions.competitions import change_rules
from competition.actions.log import By
from competition.actions.refused import RefusedError
from scoring.actions.submitting import submit
from scoring.models.boards import BoardSettings, LateUploads
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import Rescoring
from scoring.models.submissions import Submission
from scoring.rules.refusals import LimitReachedError, SameFileError
from scoring.shelves import submissions
from teams.models.teams import Excluded, Extension, Membership, Team, TeamKind
from tests.competition.world import World, received
from tests.factories import NOW, accept_rules, make_key, make_submission, make_team
from tests.scoring.sending import content_of, refused, rows, seats_of, send

MILLISECOND = timedelta(milliseconds=1)


@pytest.fixture
def key(world: World) -> AnswerKey:
    return make_key(world.competition)


@pytest.fixture
def team(world: World, key: AnswerKey) -> Team:
    return make_team(world.competition, world.alice, world.bob)


def kept() -> int:
    return sum(path.is_file() for path in submissions.folder.glob("*/*"))


class TestAccepted:
    def test_a_file_takes_a_seat_and_waits_for_its_score(self, world: World, team: Team, key: AnswerKey) -> None:
        sent = send(team, world.alice, content_of(1), note="deeper").submission
        stored = Submission.objects.get()
        assert stored == sent
        assert (stored.author, stored.received_at, stored.note, stored.seats_left) == (world.alice, NOW, "deeper", 4)
        assert (stored.seat.day, stored.seat.number) == (NOW.date(), 1)
        assert submissions.path(stored.sha256).read_bytes() == content_of(1)
        assert list(stored.judgements.values_list("key", "state")) == [(key.pk, WorkState.QUEUED)]

    def test_a_key_that_may_replace_the_active_one_judges_it_too(
        self, world: World, team: Team, key: AnswerKey
    ) -> None:
        coming = make_key(world.competition, active=False)
        make_key(world.competition, active=False)  # one that was dropped long ago
        Rescoring.objects.create(
            competition=world.competition, key=coming, replaces=key, reason="Two labels.", asked_by=world.ingrid
        )
        sent = send(team, world.alice).submission
        assert set(sent.judgements.values_list("key", flat=True)) == {key.pk, coming.pk}

    @pytest.mark.parametrize(
        ("typed", "shown"),
        [
            ("predictions.csv", "predictions.csv"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\alice\\run 7.csv", "run 7.csv"),
            ("x" * 300 + ".csv", "x" * 96 + ".csv"),
            ("a\0b\n\u202e.csv", "ab.csv"),
            ("/", "predictions.csv"),
        ],
        ids=["plain", "a path", "a path of Windows", "long", "unprintable", "nothing"],
    )
    def test_only_the_end_of_a_typed_name_is_kept(self, world: World, team: Team, typed: str, shown: str) -> None:
        assert send(team, world.alice, file_name=typed).submission.file_name == shown

    def test_a_benchmark_takes_no_seat_and_meets_no_limit(self, world: World, key: AnswerKey) -> None:
        line = Team.objects.create(competition=world.competition, name="Sample", kind=TeamKind.BENCHMARK)
        for _ in range(7):
            send(line, world.ingrid, content_of(1))
        assert rows() == (7, 0, 7)

    def test_staff_need_not_accept_the_rules(self, world: World, team: Team) -> None:
        assert send(team, world.ingrid, seated=False).submission.author == world.ingrid


class TestRepeated:
    def test_the_same_request_is_one_submission(self, world: World, team: Team) -> None:
        first, second = (send(team, world.alice, content_of(1), request_id="one") for _ in range(2))
        assert (first.repeated, second.repeated) == (False, True)
        assert first.submission == second.submission
        assert rows() == (1, 1, 1)

    def test_it_is_answered_after_the_limit_and_after_the_close(self, world: World, team: Team) -> None:
        first = send(team, world.alice, content_of(1), request_id="one").submission
        for _ in range(4):
            send(team, world.alice)
        BoardSettings.objects.create(competition=world.competition, late_uploads=LateUploads.REFUSED)
        with travel(world.competition.closes_at + timedelta(days=1), tick=False):
            assert send(team, world.alice, content_of(1), request_id="one").submission == first

    def test_another_file_under_its_id_is_not_lost_without_a_word(self, world: World, team: Team) -> None:
        send(team, world.alice, request_id="one")
        with pytest.raises(RefusedError, match=r"This request id was used for another file\."):
            send(team, world.alice, request_id="one")

    def test_another_teams_request_of_the_same_name_is_another(self, world: World, team: Team) -> None:
        other = make_team(world.competition, world.ingrid, name="Others")
        assert not send(team, world.alice, request_id="1").repeated
        assert not send(other, world.ingrid, request_id="1").repeated


class TestSameFile:
    def test_it_is_pointed_out_before_it_costs_anything(self, world: World, team: Team) -> None:
        first = send(team, world.alice, content_of(1)).submission
        before = r"Your team sent this very file on Wed 14 Oct, 10:00 CDT, as "
        with pytest.raises(SameFileError, match=before) as refusal:
            send(team, world.alice, content_of(1))
        assert refusal.value.earlier == first
        assert rows() == (1, 1, 1)

    def test_it_is_taken_from_somebody_who_insists(self, world: World, team: Team) -> None:
        send(team, world.alice, content_of(1))
        assert not send(team, world.alice, content_of(1), again=True).repeated
        assert seats_of(team) == [1, 2]

    def test_another_teams_file_is_no_matter(self, world: World, team: Team) -> None:
        send(make_team(world.competition, world.ingrid, name="Others"), world.ingrid, content_of(1))
        assert not send(team, world.alice, content_of(1)).repeated

    def test_one_that_failed_through_our_fault_may_come_again(self, world: World, team: Team) -> None:
        make_submission(team, world.alice, content_of(1), state=WorkState.FAILED)
        assert not send(team, world.alice, content_of(1)).repeated


class TestLimits:
    def test_the_day_is_the_courses(self, world: World, team: Team) -> None:
        midnight = datetime(2026, 10, 15, 5, tzinfo=UTC)  # in Chicago
        for _ in range(5):
            send(team, world.alice)
        with travel(midnight - MILLISECOND, tick=False), pytest.raises(LimitReachedError) as refusal:
            send(team, world.alice)
        assert refusal.value.until == midnight
        assert str(refusal.value) == (
            "Your team has used all 5 submissions of today. The next day begins at midnight, America/Chicago time."
        )
        with travel(midnight, tick=False):
            assert send(team, world.alice).submission.seats_left == 4

    def test_a_file_that_gets_no_seat_is_not_kept(self, world: World, team: Team) -> None:
        for _ in range(5):
            send(team, world.alice)
        with pytest.raises(LimitReachedError):
            send(team, world.alice)
        assert kept() == 5

    def test_thirty_refused_files_an_hour_are_enough(self, world: World, team: Team) -> None:
        for minute in range(30):
            at = NOW - timedelta(minutes=50 - minute)
            make_submission(team, world.alice, content_of(minute), at=at, state=WorkState.REFUSED)
        with pytest.raises(LimitReachedError, match=r"30 files of your team were refused within an hour\.") as refusal:
            send(team, world.alice)
        assert refusal.value.until == NOW + timedelta(minutes=10)
        with travel(refusal.value.until, tick=False):
            assert send(team, world.alice).submission.seats_left == 4


class TestDeadline:
    @pytest.fixture(autouse=True)
    def _late_is_refused(self, world: World) -> None:
        BoardSettings.objects.create(competition=world.competition, late_uploads=LateUploads.REFUSED)

    def accepted(self, world: World, team: Team, at: datetime) -> bool:
        with travel(at, tick=False):
            told = refused(lambda: send(team, world.alice), RefusedError)
        assert told == "it was not refused" or told.startswith("It closed ")
        return told == "it was not refused"

    def test_it_is_the_instant_itself_that_is_late(self, world: World, team: Team) -> None:
        close = world.competition.closes_at
        came = [self.accepted(world, team, close + shift * MILLISECOND) for shift in (-1, 0, 1)]
        assert came == [True, False, False]

    def test_an_extension_is_that_teams_own(self, world: World, team: Team) -> None:
        other = make_team(world.competition, world.ingrid, name="Others")
        later = world.competition.closes_at + timedelta(days=2)
        Extension.objects.create(team=team, closes_at=later, reason="Ill.", given_by=world.ingrid)
        came = [self.accepted(world, team, later + shift * MILLISECOND) for shift in (-1, 0)]
        assert came == [True, False]
        assert not self.accepted(world, other, world.competition.closes_at)

    def test_what_counts_is_when_the_last_byte_has_arrived(self, world: World, team: Team) -> None:
        close = world.competition.closes_at
        with travel(close - MILLISECOND, tick=False):
            upload = received(content_of(1))
        with travel(close, tick=False), pytest.raises(RefusedError, match=r"late files are refused here"):
            submit(team=team, by=By(world.alice), upload=upload, file_name="late.csv", request_id="late")
        upload.close()
        assert rows() == (0, 0, 0)

    def test_a_practice_board_takes_what_comes_late(self, world: World, team: Team) -> None:
        BoardSettings.objects.update(late_uploads=LateUploads.PRACTICE)
        assert self.accepted(world, team, world.competition.closes_at)


class TestRefused:
    def test_before_it_opens(self, world: World, team: Team) -> None:
        opens = r"It opens Sun 4 Oct, 10:00 CDT\. Come back then"
        with travel(world.competition.opens_at - MILLISECOND, tick=False), pytest.raises(RefusedError, match=opens):
            send(team, world.alice)
        assert kept() == 0

    def test_without_the_newest_rules(self, world: World, team: Team) -> None:
        with pytest.raises(RefusedError, match=r"You have not accepted the newest rules\."):
            send(team, world.bob)
        change_rules(competition=world.competition, by=By(world.ingrid), text="Play fairer.", now=NOW)
        with pytest.raises(RefusedError, match=r"Read and accept them, then send the file\."):
            send(team, world.alice)

    def test_who_has_left_meanwhile(self, world: World, team: Team) -> None:
        Membership.objects.update(left_at=NOW)
        with pytest.raises(RefusedError, match=r"You are not on a team here any more\."):
            send(team, world.alice)
        assert rows() == (0, 0, 0)

    def test_of_a_team_that_is_gone_meanwhile(self, world: World, team: Team) -> None:
        Membership.objects.all().delete()
        Team.objects.all().delete()
        with pytest.raises(RefusedError, match=r"You are not on a team here any more\."):
            send(team, world.alice)

    def test_a_disqualified_team_hears_why(self, world: World, team: Team) -> None:
        Team.objects.update(excluded=Excluded.DISQUALIFIED, excluded_reason="Two accounts.")
        with pytest.raises(RefusedError, match=r"Your team was disqualified: Two accounts\."):
            send(Team.objects.get(), world.alice)

    def test_a_hidden_team_goes_on(self, world: World, team: Team) -> None:
        Team.objects.update(excluded=Excluded.HIDDEN, excluded_reason="A test.")
        assert send(Team.objects.get(), world.alice).submission.seats_left == 4

    def test_without_answers(self, world: World, team: Team) -> None:
        AnswerKey.objects.update(active=False)
        with pytest.raises(RefusedError, match=r"There is nothing to score files by yet\."):
            send(team, world.alice)
        assert Judgement.objects.count() == 0


def test_a_team_mate_who_accepts_may_send(world: World, team: Team) -> None:
    accept_rules(world.bob, world.competition)
    assert send(team, world.bob).submission.author == world.bob
