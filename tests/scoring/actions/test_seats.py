"""Seats that are taken and given back, one at a time and all at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from competition.models.courses import Role
from competition.models.people import User
from scoring.actions.seats import give_back
from scoring.models.submissions import Seat, Submission
from scoring.queries.seats import Seats, seats_left
from scoring.rules.refusals import LimitReachedError
from teams.models.teams import Team
from tests.competition.world import World
from tests.factories import NOW, accept_rules, enrol, make_competition, make_course, make_key, make_team, make_user
from tests.scoring.sending import refused, rows, seats_of, send

AT_ONCE = 20
ROUNDS = 3
SAME = b"id,label\n1,1\n"


class TestOneAtATime:
    def test_a_gap_is_closed_by_the_last(self, world: World) -> None:
        make_key(world.competition)
        team = make_team(world.competition, world.alice)
        sent = [send(team, world.alice).submission for _ in range(4)]
        for _ in range(2):  # twice is the same as once
            give_back(submission=sent[1])
        assert [(seat.submission, seat.number) for seat in Seat.objects.order_by("number")] == [
            (sent[0], 1),
            (sent[3], 2),
            (sent[2], 3),
        ]
        assert Submission.objects.count() == 4

    def test_the_last_goes_without_a_move(self, world: World) -> None:
        make_key(world.competition)
        team = make_team(world.competition, world.alice)
        sent = [send(team, world.alice).submission for _ in range(2)]
        give_back(submission=sent[1])
        assert seats_of(team) == [1]

    def test_what_is_left_can_be_read(self, world: World) -> None:
        make_key(world.competition)
        team = make_team(world.competition, world.alice)
        midnight = NOW.replace(day=15, hour=5)
        assert seats_left(team, NOW) == Seats(used=0, left=5, next_day_at=midnight)
        send(team, world.alice)
        assert seats_left(team, NOW) == Seats(used=1, left=4, next_day_at=midnight)
        assert seats_left(team, midnight).left == 5

    def test_more_may_be_taken_than_there_are(self, world: World) -> None:
        """As after a merge: the next one waits until fewer are taken than the limit says."""
        make_key(world.competition)
        team = make_team(world.competition, world.alice)
        sent = [send(team, world.alice).submission for _ in range(4)]
        world.competition.daily_limit = 2
        world.competition.save()
        team = Team.objects.get()
        assert seats_left(team, NOW).left == 0
        for submission in sent[:2]:
            give_back(submission=submission)
            assert refused(lambda: send(team, world.alice), LimitReachedError).startswith("Your team has used all 2")
        give_back(submission=sent[2])
        assert send(team, world.alice).submission.seats_left == 0


@pytest.mark.django_db(transaction=True)
class TestAllAtOnce:
    @pytest.fixture
    def alice(self, files: Path) -> User:
        course = make_course()
        enrol(make_user("Ingrid"), course, Role.INSTRUCTOR)
        alice = make_user("Alice")
        enrol(alice, course)
        competition = make_competition(course, now=timezone.now())
        accept_rules(alice, competition)
        make_key(competition)
        return alice

    @pytest.fixture
    def team(self, alice: User) -> Team:
        competition = alice.enrolments.get().course.competitions.get()
        return make_team(competition, alice)

    def at_once(self, team: Team, author: User, **values: Any) -> Counter[str]:
        """How many became what."""
        start = Barrier(AT_ONCE)

        def run(_: int) -> str:
            start.wait()
            try:
                return "repeated" if send(team, author, **values).repeated else "accepted"
            except LimitReachedError:
                return "refused"
            finally:
                connection.close()

        with ThreadPoolExecutor(AT_ONCE) as threads:
            return Counter(threads.map(run, range(AT_ONCE)))

    def test_of_twenty_files_five_are_accepted(self, team: Team, alice: User) -> None:
        for _ in range(ROUNDS):
            assert self.at_once(team, alice) == {"accepted": 5, "refused": 15}
            assert (seats_of(team), rows()) == ([1, 2, 3, 4, 5], (5, 5, 5))
            assert sorted(Submission.objects.values_list("seats_left", flat=True)) == [0, 1, 2, 3, 4]
            forget()

    def test_of_one_request_twenty_times_one_is_stored(self, team: Team, alice: User) -> None:
        for _ in range(ROUNDS):
            assert self.at_once(team, alice, content=SAME, request_id="the same") == {"accepted": 1, "repeated": 19}
            assert (seats_of(team), rows()) == ([1], (1, 1, 1))
            forget()

    def test_the_last_seat_answers_one_request_only(self, team: Team, alice: User) -> None:
        for _ in range(4):
            send(team, alice)
        assert self.at_once(team, alice, content=SAME, request_id="the same") == {"accepted": 1, "repeated": 19}
        assert seats_of(team) == [1, 2, 3, 4, 5]

    def test_seats_given_back_meanwhile_leave_as_many_as_there_are_rows(self, team: Team, alice: User) -> None:
        sent = [send(team, alice).submission for _ in range(5)]
        start = Barrier(10)

        def returns(submission: Submission) -> None:
            start.wait()
            give_back(submission=submission)
            connection.close()

        def sends(_: int) -> bool:
            start.wait()
            try:
                return not send(team, alice).repeated
            except LimitReachedError:
                return False
            finally:
                connection.close()

        with ThreadPoolExecutor(10) as threads:
            returned = threads.map(returns, sent)
            accepted = sum(threads.map(sends, range(5)))
            list(returned)
        assert len(seats_of(team)) == accepted
        assert max(seats_of(team), default=0) <= 5


def forget() -> None:
    Seat.objects.all().delete()
    for submission in Submission.objects.all():
        submission.judgements.all().delete()
        submission.delete()
