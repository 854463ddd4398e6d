"""What the teams of a competition sent: a file with a score, one that was refused, a pick; and once the results are
out, the final board. A private score is a number that stands for nothing else."""

from datetime import timedelta
from itertools import count

from competition.models.competitions import Competition
from competition.models.people import User
from scoring.actions.standings import rebuild
from scoring.actions.unsealing import reveal
from scoring.models.claimable import WorkState
from scoring.models.finals import FinalStanding, Pick
from scoring.models.judgements import Judgement
from scoring.models.submissions import Submission, Voiding
from scoring.queries.keys import active_key
from teams.models.teams import Team
from tests.access.secrets import Secrets
from tests.factories import make_submission

PRIVATE = count(4_100_000_000_000_001)


class Played:
    """`close` may know what the team did, `readers` what everybody in the course may."""

    def __init__(self, secrets: Secrets, competition: Competition, *, close: dict[int, set[str]], readers: set[str]):
        self.secrets, self.competition, self.close, self.readers = secrets, competition, close, readers
        self.private: dict[int, str] = {}

    def send_all(self, team: Team, author: User) -> tuple[Submission, Submission]:
        """Those whose pages are asked for: one with a score, and one that was refused."""
        first = self.send(team, author, "picked file")
        Pick.objects.create(team=team, slot=1, submission=first, picked_by=author)
        self.send(team, author, "other file")
        refused = self.send(team, author, "refused file", state=WorkState.REFUSED)
        told = self.mark(team, "problem of the refused file")
        Judgement.objects.filter(submission=refused).update(
            problems={"problems": [self.problem(told)], "counts": {"format": 1}}
        )
        void = self.send(team, author, "void file")
        reason = self.mark(team, "why a file is void")
        Voiding.objects.create(submission=void, reason=reason, by=author)
        return first, refused

    def send(self, team: Team, author: User, what: str, *, state: str = WorkState.DONE) -> Submission:
        private = next(PRIVATE)
        sent = make_submission(
            team,
            author,
            f"id,word\n1,{self.mark(team, f'content of the {what}')}\n".encode(),
            at=self.competition.closes_at - timedelta(days=1) + timedelta(minutes=team.submissions.count()),
            state=state,
            value=0.25,
            private=float(private),
            file_name=f"{self.mark(team, f'name of the {what}')}.csv",
            note=self.mark(team, f"note on the {what}"),
        )
        of_whom = f"{what} of team {team.pk}"
        self.secrets.fixed(sent.sha256, f"hash of the {of_whom}", "submission", self.close[team.pk])
        if state == WorkState.DONE:
            self.private[sent.pk] = str(private)
            self.secrets.fixed(str(private), f"private score of the {of_whom}", "private", ())
        return sent

    def mark(self, team: Team, what: str) -> str:
        return self.secrets.mark(f"{what} of team {team.pk}", "submission", self.close[team.pk])

    @staticmethod
    def problem(text: str) -> dict[str, object]:
        return {"category": "format", "message": text, "remedy": "", "line": 2, "column": "word", "id": "1", "got": ""}

    def settle(self) -> None:
        """The board; and where the last close has passed, the results: what decided is everybody's, what it was
        compared with the team's own."""
        key = active_key(self.competition)
        assert key
        rebuild(key=key)
        reveal(competition_pk=self.competition.pk)
        for line in FinalStanding.objects.filter(competition=self.competition):
            for one in line.candidates:
                decided = one["submission"] == line.submission_id
                readers = self.readers if decided else self.close[line.team_id]
                what = f"revealed score of submission {one['submission']}"
                self.secrets.fixed(self.private[one["submission"]], what, "private", readers)
