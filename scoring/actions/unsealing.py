"""The reveal: private values come out of the vault by being copied, once the close has passed. Workers only."""

from collections.abc import Mapping
from functools import partial

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from competition.actions.log import THE_SITE, record
from competition.actions.outbox import courses_students, post
from competition.models.competitions import Competition, SelectionMode
from scoring import claims
from scoring.actions.openings.drafts import lock as hold
from scoring.actions.standings import lock, rebuild
from scoring.claims import Claim
from scoring.judging.metrics.catalogue import METRICS
from scoring.models.finals import FinalStanding, Reveal
from scoring.models.keys import AnswerKey
from scoring.queries.contenders import Side, sides
from scoring.queries.reveals import is_due
from scoring.queries.settings import board_settings
from scoring.rules.finals import Contender, Line, final_board
from scoring.rules.selection import Candidate, Way
from scoring.rules.standing import Score
from scoring.vault import doors


def reveal(*, competition_pk: int) -> None:
    """Does nothing where it is not due, or done, or another worker is at it."""
    competition = Competition.objects.select_related("course").get(pk=competition_pk)
    if not is_due(competition):
        return
    row, _ = Reveal.objects.get_or_create(competition=competition)
    claim = claims.claim(Reveal, row.pk)
    if claim:
        claims.work(claim, partial(_copy, claim, competition))


@transaction.atomic
def _copy(claim: Claim[Reveal], competition: Competition) -> None:
    # The competition first: which key counts does not change meanwhile. Then the board, as whoever changes a standing
    # does: nothing of what is copied changes before it is stored.
    competition = hold(competition.pk)
    key = AnswerKey.objects.get(competition=competition, active=True)
    lock(key)
    if not claims.still_mine(claim):
        return
    if not is_due(competition):  # any more: the close was moved, or a team was given longer, a moment ago
        claims.put_back(claim)
        return
    lines = final_lines(competition, key)
    FinalStanding.objects.filter(competition=competition).delete()
    FinalStanding.objects.bulk_create([_row(competition, line) for line in lines])
    first = claim.row.filter(key=None).exists()
    claims.finish(claim, key=key)
    rebuild(key=key)  # from now on without the ladder
    record(
        by=THE_SITE,
        action="results revealed" if first else "results copied again",
        subject=competition.slug,
        course=competition.course,
        after={"lines": len(lines), "answer_key": key.version},
    )
    if first:
        _tell(competition)


def final_lines(competition: Competition, key: AnswerKey) -> list[Line]:
    private = {submission: sealed.value for submission, sealed in doors.copies(key=key.pk).items()}
    contenders = [
        Contender(side.team, side.part, [_candidate(score, side, private) for score in side.counted])
        for side in sides(competition, key)
    ]
    way = Way(SelectionMode(competition.selection_mode), competition.final_picks, METRICS[key.metric].direction)
    return final_board(contenders, way, shared=board_settings(competition).shared_ranks)


def _candidate(score: Score, side: Side, private: Mapping[int, float | None]) -> Candidate:
    return Candidate(
        submission=score.submission,
        public=score.value,
        private=private.get(score.submission),
        received_at=score.received_at,
        picked=score.submission in side.picked,
    )


def _row(competition: Competition, line: Line) -> FinalStanding:
    decides = line.selection.decides
    return FinalStanding(
        competition=competition,
        team_id=line.team,
        rank=line.rank,
        position=line.position,
        private_value=decides.private,
        public_value=line.best_public,
        public_rank=line.public_rank,
        submission_id=decides.submission,
        candidates=[
            {"submission": one.submission, "public": one.public, "private": one.private, "picked": one.picked}
            for one in line.selection.candidates
        ],
        automatic=line.selection.automatic,
    )


def _tell(competition: Competition) -> None:
    """Once: whatever is copied again later, the class has been told."""
    address = settings.PUBLIC_URL + reverse("board-final", args=[competition.slug])
    post(
        courses_students(competition.course),
        event=f"results:{competition.pk}",
        subject=f"[{competition.course.code}] The results of {competition.title} are out",
        body=f"The private scores of {competition.title} have decided. See the final board:\n{address}\n",
    )
