"""Whatever happens, in whatever order: after every step the rows that were kept up to date are those that a plain
reckoning makes from scratch, byte for byte. `make nightly` runs a thousand sequences."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from competition.actions.competitions import move_dates
from competition.actions.log import By
from competition.models.competitions import Competition
from competition.models.courses import Enrolment, Role
from competition.models.people import User
from scoring import claims
from scoring.actions import standings
from scoring.actions.board_settings import change_board
from scoring.actions.judging.outcomes import Failed, Outcome, Refused, Scored
from scoring.actions.judging.recording import record
from scoring.actions.voiding import unvoid, void
from scoring.models.boards import Board, Standing
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission
from scoring.queries.standings import Halves
from scoring.rules import standing as rule
from scoring.vault.doors import Sealed
from teams.actions.excluding import exclude, readmit
from teams.actions.extending import extend
from teams.models.teams import Excluded, Team
from tests.factories import make_key, make_submission

STEPS = 30
SEQUENCES = 25
NIGHT = 1_000
VALUES = (0.0, 0.5, 0.5, 0.52, 0.7, 0.71, 1.0, -0.25)  # few, so that there are ties
METRICS = ("accuracy", "error_rate")
MINUTE = timedelta(minutes=1)


@dataclass
class Sent:
    """What the reckoning knows of a file."""

    submission: Submission
    judgement: Judgement
    value: float | None = None
    void: bool = False


@dataclass
class Course:
    """A class that does what it likes, and what it did."""

    competition: Competition
    key: AnswerKey
    teams: list[Team]
    ingrid: User
    dice: Random
    sent: list[Sent] = field(default_factory=list)
    closes: dict[int, Any] = field(default_factory=dict)
    step: float | None = None

    def do_something(self) -> None:
        deeds = (self.send, self.send, self.send, self.judge, self.judge, self.judge, self.judge, self.void)
        self.dice.choice((*deeds, self.exclude, self.extend, self.move_close, self.change_ladder))()

    def send(self) -> None:
        team, at = self.dice.choice(self.teams), self.near(timezone.now())
        user = team.memberships.select_related("enrolment__user")[0].enrolment.user
        submission = make_submission(team, user, at=at, state="queued", seated=False)
        self.sent.append(Sent(submission, submission.judgements.get(key=self.key)))

    def near(self, moment: Any) -> Any:
        """To the minute, so that some come at the same moment, or at the very close."""
        whole = moment.replace(second=0, microsecond=0)
        return whole + self.dice.randrange(-5, 6) * MINUTE

    def judge(self) -> None:
        """Not in the order in which they came."""
        waiting = [each for each in self.sent if each.judgement.state == "queued"]
        if not waiting:
            return
        sent = self.dice.choice(waiting)
        value = self.dice.choice(VALUES)
        seldom: list[Outcome] = [Refused({"problems": [], "counts": {}}), Failed("Bad luck.")]
        scored: list[Outcome] = [Scored(value, None, None, Sealed(0.5))]
        outcome = self.dice.choice(seldom + 8 * scored)
        claim = claims.claim(Judgement, sent.judgement.pk)
        assert claim
        assert record(claim=claim, judgement=sent.judgement, outcome=outcome)
        sent.judgement.refresh_from_db()
        sent.value = outcome.public if isinstance(outcome, Scored) else None

    def void(self) -> None:
        if not self.sent:
            return
        sent = self.dice.choice(self.sent)
        if sent.void:
            unvoid(submission=sent.submission, by=self.by)
        else:
            void(submission=sent.submission, by=self.by, reason="Copied.")
        sent.void = not sent.void

    def exclude(self) -> None:
        team = self.dice.choice(self.teams)
        team.refresh_from_db()
        if team.excluded:
            readmit(team=team, by=self.by)
        else:
            exclude(team=team, by=self.by, excluded=self.dice.choice(Excluded.values[1:]), reason="Copied.")
        team.refresh_from_db()

    def extend(self) -> None:
        team = self.dice.choice(self.teams)
        at = self.competition.closes_at + self.dice.randrange(1, 5) * MINUTE
        extend(team=team, by=self.by, closes_at=at, reason="Ill.", now=self.competition.opens_at)
        self.closes[team.pk] = at

    def move_close(self) -> None:
        at = self.near(timezone.now())
        dates = {"closes_at": at, "teams_lock_at": at}
        move_dates(competition=self.competition, by=self.by, dates=dates, reason="Snow.", now=timezone.now())
        self.competition.refresh_from_db()

    def change_ladder(self) -> None:
        self.step = self.dice.choice([None, 0.01, 0.1])
        change_board(competition=self.competition, by=self.by, values={"ladder_step": self.step})

    @property
    def by(self) -> By:
        return By(self.ingrid)

    def reckoned(self) -> list[dict[str, Any]]:
        rows = []
        for team in sorted(self.teams, key=lambda team: team.pk):
            close = max(self.competition.closes_at, self.closes.get(team.pk, self.competition.closes_at))
            for late in (False, True):
                counted = [
                    each
                    for each in self.sent
                    if each.submission.team_id == team.pk
                    and each.value is not None
                    and not each.void
                    and (each.submission.received_at >= close) == late
                ]
                rows += self.row(team, counted, late=late)
        return rows

    def row(self, team: Team, counted: list[Sent], *, late: bool) -> list[dict[str, Any]]:
        counted.sort(key=lambda each: (each.submission.received_at, each.submission.pk))
        higher = self.key.metric == "accuracy"
        shown: list[tuple[float, Sent]] = []
        for each in counted:
            assert each.value is not None
            if shown:
                gain = each.value - shown[-1][0] if higher else shown[-1][0] - each.value
                if gain <= 1e-12 + (self.step or 0.0):
                    shown.append(shown[-1])
                    continue
            shown.append((round(round(each.value / self.step) * self.step, 6) if self.step else each.value, each))
        if not shown:
            return []
        value, best = shown[-1]
        return [
            {
                "team": team.pk,
                "late": late,
                "benchmark": False,
                "listed": not team.excluded,
                "value": value,
                "order": 0.0 - value if higher else value,
                "reached_at": best.submission.received_at,
                "submission": best.submission.pk,
                "low": None,
                "high": None,
                "entries": len(counted),
                "last_at": counted[-1].submission.received_at,
                "history": [value for value, _ in shown][-24:],
            }
        ]


def stored(key: AnswerKey) -> list[dict[str, Any]]:
    fields = [each.name for each in Standing._meta.concrete_fields if each.name not in {"id", "key", "bracket"}]
    return list(Standing.objects.filter(key=key).order_by("team", "late").values(*fields))


def canonical(rows: list[dict[str, Any]]) -> bytes:
    return json.dumps(rows, cls=DjangoJSONEncoder, sort_keys=True).encode()


def play(competition: Competition, teams: list[Team], seed: int) -> None:
    dice = Random(seed)
    key = make_key(competition, metric=dice.choice(METRICS))
    ingrid = Enrolment.objects.get(course=competition.course, role=Role.INSTRUCTOR).user
    course = Course(competition, key, teams, ingrid, dice)
    version = 0
    for _ in range(STEPS):
        course.do_something()
        assert canonical(stored(key)) == canonical(course.reckoned()), seed
        newest = Board.objects.filter(key=key).values_list("version", flat=True).first() or 0
        assert newest >= version
        version = newest
    kept = canonical(stored(key))
    Standing.objects.filter(key=key).delete()
    standings.rebuild(key=key)
    assert canonical(stored(key)) == kept, seed


class UndoneError(Exception):
    """Ends a sequence, so that the next begins with an empty board."""


def play_all(competition: Competition, teams: list[Team], seeds: range) -> None:
    for seed in seeds:
        with suppress(UndoneError), transaction.atomic():
            play(Competition.objects.get(pk=competition.pk), [Team.objects.get(pk=team.pk) for team in teams], seed)
            raise UndoneError


@pytest.mark.django_db
def test_the_kept_board_is_the_reckoned_one(competition: Competition, team: Team, other_team: Team) -> None:
    play_all(competition, [team, other_team], range(SEQUENCES))


def without_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standings, "WORKED_OUT", [name for name in standings.WORKED_OUT if name != "listed"])


def without_deletes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QuerySet, "delete", lambda rows: (0, {}))


def later_of_equals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, "gains", lambda value, held, direction, step: value >= held)


def late_one_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        standings, "halves", lambda found, close: Halves([s for s in found if s.received_at <= close], [])
    )


@pytest.mark.parametrize("slip", [without_listed, without_deletes, later_of_equals, late_one_too_many])
@pytest.mark.django_db
def test_a_slip_is_noticed(
    slip: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
    competition: Competition,
    team: Team,
    other_team: Team,
) -> None:
    slip(monkeypatch)
    with pytest.raises(AssertionError):
        play_all(competition, [team, other_team], range(SEQUENCES))


@pytest.mark.nightly
@pytest.mark.django_db
def test_the_kept_board_is_the_reckoned_one_a_thousand_times(
    competition: Competition, team: Team, other_team: Team
) -> None:
    first = int(os.environ.get("HOLDOUT_FUZZ_SEED", timezone.now().strftime("%y%m%d"))) * NIGHT
    play_all(competition, [team, other_team], range(first, first + NIGHT))
