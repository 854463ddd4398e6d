"""A class whose answers turn out to be wrong: Alice plays against Charlie, and Ingrid sends better answers."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from competition.actions.log import By
from competition.models.competitions import Competition
from competition.models.courses import Role
from competition.models.log import LogEntry
from competition.models.people import User
from scoring.actions.judging.working import judge_one
from scoring.actions.rescorings.proposing import propose
from scoring.actions.rescorings.reading import read
from scoring.models.boards import Standing
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import KeyProposal, Rescoring
from scoring.models.submissions import Submission
from scoring.queries.keys import active_key
from teams.models.teams import Team
from tests.competition.world import received
from tests.factories import (
    NOW,
    PRIVATE_ROWS,
    ROWS,
    enrol,
    make_competition,
    make_course,
    make_key,
    make_submission,
    make_team,
    make_user,
    predictions,
)

REASON = "Row 1 was labelled wrong."


def corrected(*rows: int, usage: bool = True) -> bytes:
    """The answers of `truths`, with the labels of these rows turned."""
    lines = ["id,label,Usage" if usage else "id,label"]
    for row in ROWS:
        label = row % 2 if row not in rows else 1 - row % 2
        lines.append(f"{row},{label}" + (f",{'Private' if row in PRIVATE_ROWS else 'Public'}" if usage else ""))
    return "\n".join([*lines, ""]).encode()


def guesses(*wrong: int) -> bytes:
    """Every row as `truths` has it, but for these."""
    return "\n".join(
        ["id,label", *(f"{row},{row % 2 if row not in wrong else 1 - row % 2}" for row in ROWS), ""]
    ).encode()


@dataclass
class Contest:
    competition: Competition = field(init=False)
    key: AnswerKey = field(init=False)
    ingrid: User = field(init=False)
    teams: dict[str, Team] = field(init=False)
    sent: int = 0

    def __post_init__(self) -> None:
        course = make_course()
        self.ingrid = make_user("Ingrid")
        enrol(self.ingrid, course, Role.INSTRUCTOR)
        self.competition = make_competition(course)
        self.key = make_key(self.competition)
        self.users = {name: make_user(name) for name in ("Alice", "Charlie")}
        self.teams = {}
        for name, user in self.users.items():
            enrol(user, course)
            self.teams[name] = make_team(self.competition, user, name=name)

    @property
    def by(self) -> By:
        return By(self.ingrid)

    def send(self, name: str = "Alice", content: bytes | None = None, *, judged: bool = True) -> Submission:
        """Each a minute after the one before."""
        self.sent += 1
        content = predictions() if content is None else content
        at = NOW + timedelta(minutes=self.sent)
        state = WorkState.QUEUED
        submission = make_submission(self.teams[name], self.users[name], content, at=at, state=state)
        if judged:
            self.judge()
        return submission

    def judge(self) -> None:
        for pk in Judgement.objects.filter(state__in=UNFINISHED).order_by("pk").values_list("pk", flat=True):
            judge_one(judgement_pk=pk)

    def propose(self, content: bytes | None = None, **terms: Any) -> KeyProposal:
        values = {"metric": "accuracy", "parameters": {}, "columns": {}, "reason": REASON} | terms
        if content is None:
            return propose(competition=self.competition, by=self.by, **values)
        upload = received(content, "better.csv")
        try:
            return propose(competition=self.competition, by=self.by, upload=upload, **values)
        finally:
            upload.close()

    def proposed(self, content: bytes | None = None, **terms: Any) -> KeyProposal:
        """And read by a worker."""
        proposal = self.propose(content, **terms)
        read(proposal_pk=proposal.pk)
        proposal.refresh_from_db()
        return proposal

    def rescoring(self, content: bytes | None = None, **terms: Any) -> Rescoring:
        """And judged, all of it."""
        rescoring = self.proposed(content, **terms).rescoring
        assert rescoring
        self.judge()
        return rescoring

    def board(self, key: AnswerKey | None = None) -> list[tuple[str, float]]:
        """Of the key that counts, unless told otherwise."""
        key = key or active_key(self.competition)
        rows = Standing.objects.filter(key=key).order_by("order", "reached_at", "submission")
        return list(rows.values_list("team__name", "value"))

    def lines(self) -> list[str]:
        return list(LogEntry.objects.order_by("id").values_list("action", flat=True))
