"""Whoever reads the board while everything is judged again, and while that is applied, reads all of the old or all of
the new. Uploads go on meanwhile."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event
from time import monotonic, sleep

import pytest
from django.db import connection
from django.utils import timezone

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from competition.models.people import User
from scoring.actions.judging.working import judge_one
from scoring.actions.rescorings.chains import judge_for_a_moment
from scoring.actions.rescorings.deciding import apply
from scoring.actions.standings import rebuild
from scoring.actions.submitting import submit
from scoring.models.boards import Standing
from scoring.models.judgements import Judgement
from scoring.models.rescorings import DarkChain, Rescoring
from scoring.models.submissions import Submission
from scoring.queries.boards import every_line, half_of
from scoring.queries.editions import edition
from scoring.queries.judgements import live_waiting
from scoring.queries.keys import active_key
from scoring.queries.rescorings import lagging
from teams.models.teams import Team
from tests.competition.world import received
from tests.factories import accept_rules, enrol, make_submission, make_team, make_user, predictions
from tests.scoring.actions.rescorings.contest import REASON, Contest, corrected

pytestmark = pytest.mark.django_db(transaction=True)
TEAMS = 10
PATIENCE = 240  # seconds
TURNED = (1, 4, 7, 9, 12)  # public rows whose labels were wrong
Board = tuple[tuple[int | None, str, str], ...]


@pytest.fixture
def contest(files: object) -> Contest:
    return Contest()


@dataclass
class Traffic:
    """Threads that read the board, and one that sends a file again and again which changes no score on it."""

    contest: Contest
    sender: User
    team: Team
    done: Event = field(default_factory=Event)
    sent: int = 0

    def read(self) -> Board:
        competition = Competition.objects.get(pk=self.contest.competition.pk)
        lines = every_line(half_of(edition(competition, timezone.now())))
        return tuple((line.rank, line.name, line.score) for line in lines)

    def reads(self, at_least: int) -> list[Board]:
        """Each board that was seen, as often as another came before it."""
        seen, count, ended = [self.read()], 1, False
        while not ended or count < at_least:
            ended = self.done.is_set()  # before the last look
            sleep(0.05)  # in which the other threads may run
            board = self.read()
            count += 1
            if board != seen[-1]:
                seen.append(board)
        return seen

    def sends(self) -> None:
        while not self.done.is_set():
            self.sent += 1
            with closing(received(predictions(public=12))) as upload:
                submit(
                    team=self.team,
                    by=By(self.sender),
                    upload=upload,
                    file_name="again.csv",
                    request_id=f"again-{self.sent}",
                    again=True,
                )
            # It waits for the score, as people do: without a pause nothing in the dark would ever have its turn.
            while live_waiting().exists() and not self.done.is_set():
                sleep(0.02)
            sleep(0.5)

    def judges(self, rescoring: Rescoring) -> None:
        """As a worker does that has nothing but its chain: live work first, then in the dark, until both are done."""
        chain = DarkChain.objects.filter(rescoring=rescoring).latest("pk")
        late = monotonic() + PATIENCE
        while lagging(rescoring).exists():
            assert monotonic() < late, "something is never judged"
            chain.refresh_from_db()
            judge_for_a_moment(chain_pk=chain.pk, turn=chain.turn, judge=lambda pk: judge_one(judgement_pk=pk))


def alone(deed: Callable[[], object]) -> object:
    try:
        return deed()
    finally:
        connection.close()


def crowd(contest: Contest, submissions: int) -> Traffic:
    """Judged by the old key, without the work: what each is worth is known."""
    Competition.objects.update(daily_limit=30_000, closes_at=timezone.now() + timedelta(days=1))
    contest.competition.refresh_from_db()
    draw = random.Random(7)
    for number in range(TEAMS):
        user = make_user(f"Student{number}")
        enrol(user, contest.competition.course)
        team = make_team(contest.competition, user, name=f"team {number:02}")
        for place in range(submissions // TEAMS):
            right = 12 if number == 0 else draw.randint(0, 11)
            content = predictions(public=right)
            make_submission(team, user, content, seated=False, value=right / 12, request_id=f"{number}-{place}")
    rebuild(key=contest.key)
    first = Team.objects.get(name="team 00")
    sender = first.submissions.earliest("pk").author
    accept_rules(sender, contest.competition)
    return Traffic(contest, sender, first)


def apply_at_last(contest: Contest, rescoring: Rescoring, traffic: Traffic) -> None:
    """A file that was judged by the old answers a moment ago and not yet by the new may be in the way."""
    for _ in range(100):
        traffic.judges(rescoring)
        try:
            return apply(rescoring=rescoring, by=contest.by, reason=REASON)
        except RefusedError:
            continue
    raise AssertionError("it was never applied")


def everything_counts(contest: Contest) -> None:
    """What came in on either side of the change is judged by the key that counts, once; and the board is as if made
    from scratch."""
    contest.judge()
    key = active_key(contest.competition)
    assert key
    assert Judgement.objects.filter(key=key).count() == Submission.objects.count()
    before = list(Standing.objects.filter(key=key).order_by("team").values())
    rebuild(key=key)
    assert list(Standing.objects.filter(key=key).order_by("team").values()) == before


def rescored_in_traffic(contest: Contest, *, submissions: int, reads: int) -> None:
    traffic = crowd(contest, submissions)
    old = traffic.read()
    times = dict(Submission.objects.values_list("pk", "received_at"))
    with ThreadPoolExecutor(3) as threads:
        readers = [threads.submit(alone, lambda: traffic.reads(reads // 2)) for _ in range(2)]
        sender = threads.submit(alone, traffic.sends)
        try:
            rescoring = contest.proposed(corrected(*TURNED)).rescoring
            assert rescoring
            traffic.judges(rescoring)
            apply_at_last(contest, rescoring, traffic)
        finally:
            traffic.done.set()
        sender.result()
        seen = [reader.result() for reader in readers]
    new = traffic.read()
    assert seen == [[old, new], [old, new]]
    assert {pk: at for pk, at in Submission.objects.values_list("pk", "received_at") if pk in times} == times
    everything_counts(contest)
    assert traffic.read() == new


def test_readers_see_all_of_the_old_board_or_all_of_the_new(contest: Contest) -> None:
    rescored_in_traffic(contest, submissions=20, reads=200)


@pytest.mark.nightly
def test_readers_of_a_large_class_do_too(contest: Contest) -> None:
    rescored_in_traffic(contest, submissions=1_000, reads=10_000)
