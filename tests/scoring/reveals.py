"""A competition that has closed, with what its teams sent."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from competition.models.competitions import Competition
from competition.models.people import User
from scoring.actions.unsealing import reveal
from scoring.models.finals import FinalStanding, Pick
from scoring.models.submissions import Submission
from teams.models.teams import Team
from tests.competition.world import World
from tests.factories import enrol, make_key, make_submission, make_team, make_user

PATIENCE = timedelta(seconds=10)


@dataclass
class Contest:
    """Alice and Bob play together, Charlie plays against them. `close` is the last instant plus one."""

    world: World
    charlie: User = field(init=False)
    pair: Team = field(init=False)
    solo: Team = field(init=False)

    def __post_init__(self) -> None:
        self.charlie = make_user("Charlie")
        enrol(self.charlie, self.world.course)
        self.pair = make_team(self.competition, self.world.alice, self.world.bob, name="Pair")
        self.solo = make_team(self.competition, self.charlie, name="Solo")
        self.key = make_key(self.competition)

    @property
    def competition(self) -> Competition:
        return self.world.competition

    @property
    def close(self) -> datetime:
        return self.competition.closes_at

    def send(self, team: Team, public: float, private: float | None, **fields: Any) -> Submission:
        at = fields.pop("at", self.close - timedelta(days=1) + timedelta(minutes=Submission.objects.count()))
        author = self.world.alice if team == self.pair else self.charlie
        return make_submission(team, author, value=public, private=private, at=at, **fields)

    def pick(self, submission: Submission, slot: int = 1) -> Pick:
        return Pick.objects.create(team=submission.team, slot=slot, submission=submission, picked_by=submission.author)

    def reveal(self) -> None:
        reveal(competition_pk=self.competition.pk)

    def board(self) -> list[tuple[str, int | None, float | None, int | None]]:
        lines = FinalStanding.objects.filter(competition=self.competition).select_related("team")
        return [(line.team.name, line.rank, line.private_value, line.public_rank) for line in lines]
