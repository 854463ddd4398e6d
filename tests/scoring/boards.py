"""A board as it stands after scores, without uploads and without a worker."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from competition.models.competitions import Competition
from competition.models.people import User
from scoring.actions.standings import rebuild
from scoring.models.boards import Standing
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission
from scoring.queries.boards import Half, half_of, lines
from scoring.queries.editions import Edition, edition
from scoring.rules.lines import Line
from teams.models.teams import Team, TeamKind
from tests.competition.world import World
from tests.factories import NOW, make_key, make_submission, make_team

A_MINUTE = timedelta(minutes=1)


@dataclass
class League:
    """By accuracy. Each file comes a minute after the one before."""

    world: World
    key: AnswerKey = field(init=False)
    sent: int = 0

    def __post_init__(self) -> None:
        self.key = make_key(self.competition)

    @property
    def competition(self) -> Competition:
        return self.world.competition

    def team(self, name: str, *scores: float, at: datetime | None = None, users: tuple[User, ...] = ()) -> Team:
        made = make_team(self.competition, *users, name=name)
        return self.score(made, *scores, at=at)

    def benchmark(self, name: str, *scores: float) -> Team:
        return self.score(make_team(self.competition, name=name, kind=TeamKind.BENCHMARK), *scores)

    def score(self, team: Team, *scores: float, at: datetime | None = None) -> Team:
        for value in scores:
            self.send(team, value, at=at)
        rebuild(key=self.key)
        return team

    def send(self, team: Team, value: float, *content: bytes, at: datetime | None = None) -> Submission:
        self.sent += 1
        at = at or NOW - timedelta(days=1) + self.sent * A_MINUTE
        return make_submission(team, self.world.alice, *content, at=at, value=value, seated=False)

    def many(self, values: list[float]) -> None:
        """Teams without people, with one score each, straight onto the board."""
        names = [Team(competition=self.competition, name=f"Team {number}") for number in range(1, len(values) + 1)]
        teams = Team.objects.bulk_create(names)
        sent = [self._submission(team, number) for number, team in enumerate(teams)]
        Standing.objects.bulk_create(
            Standing(
                key=self.key, team=team, value=value, order=-value, reached_at=submission.received_at,
                submission=submission, entries=1, last_at=submission.received_at, history=[value],
            )
            for team, submission, value in zip(teams, Submission.objects.bulk_create(sent), values, strict=True)
        )  # fmt: skip

    def _submission(self, team: Team, number: int) -> Submission:
        return Submission(
            competition=self.competition, team=team, author=self.world.alice, file_name="made.csv", size=1,
            sha256="0" * 64, received_at=NOW - timedelta(days=1) + number * A_MINUTE, request_id="1", seats_left=0,
        )  # fmt: skip

    def edition(self, now: datetime = NOW) -> Edition:
        return edition(Competition.objects.select_related("course").get(pk=self.competition.pk), now)

    def half(self, now: datetime = NOW, *, late: bool = False) -> Half:
        found = half_of(self.edition(now), late=late)
        assert found
        return found

    def lines(self, start: int = 0, count: int = 50) -> list[Line]:
        return lines(self.half(), start, count)

    def ranks(self, start: int = 0, count: int = 50) -> list[tuple[int | None, str]]:
        return [(line.rank, line.name) for line in self.lines(start, count)]
