"""Looks through what teams sent for files that were made to find out answers. Only workers load this: reading a file
needs the answers. It runs when nobody waits for a score, and what it finds is for the staff to judge.

What is noted rests on predictions, public scores and true values of public rows, and on nothing private."""

import logging
from collections.abc import Iterator
from functools import lru_cache
from time import monotonic

from django.db import transaction

from competition.stumbles import where
from scoring.actions.judging.keys import keys
from scoring.judging.arrays import Array, Arrays
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Kind
from scoring.judging.probing import traces
from scoring.judging.problems import RefusedError
from scoring.judging.submission import read_submission
from scoring.judging.verdict import aligned
from scoring.models.keys import AnswerKey
from scoring.models.probes import ProbeWatch, Suspicion, Trace
from scoring.models.submissions import Submission
from scoring.queries import probes as queries
from scoring.queries.judgements import live_waiting
from scoring.rules.standing import order
from scoring.shelves import submissions
from teams.models.teams import TeamKind

logger = logging.getLogger(__name__)
AT_ONCE = 2.0  # seconds: the live queue has files to judge


def look_through(*, competition_pk: int, seconds: float = AT_ONCE) -> None:
    """A stretch of it, until somebody waits for a score; the sweep rings again for the rest."""
    key = AnswerKey.objects.filter(competition=competition_pk, active=True).first()
    if key is None:
        return
    until = monotonic() + seconds
    for submission in queries.unlooked(key):
        _note(submission, _suspicions(submission, key))
        if monotonic() > until or live_waiting().exists():
            break


@transaction.atomic
def _note(submission: Submission, found: list[Suspicion]) -> None:
    """Twice is as good as once: two workers may look at the same file."""
    Suspicion.objects.bulk_create(found, ignore_conflicts=True)
    ProbeWatch.objects.update_or_create(competition_id=submission.competition_id, defaults={"submission": submission})


def _suspicions(submission: Submission, key: AnswerKey) -> list[Suspicion]:
    """What stumbles is left: nobody waits for it."""
    if submission.team.kind == TeamKind.BENCHMARK or queries.sent_before(submission):
        return []
    try:
        return [*_own_traces(submission, key), *_copies(submission, key)]
    except RefusedError:
        return []  # the file told the team no score
    except Exception as stumble:  # whatever it is: a hint for staff must not hold up the files after it
        logger.error("submission %s was not looked through: %s", submission.pk, where(stumble))
        return []


def _own_traces(submission: Submission, key: AnswerKey) -> Iterator[Suspicion]:
    """By itself first, then against what the team sent before; each kind once."""
    ours, noted = _predictions(key, submission.sha256), set()
    for kind, rows, before in _strengths(ours, submission, key):
        if rows and kind not in noted:
            noted.add(kind)
            yield Suspicion(submission=submission, kind=kind, strength=rows, other=before)


def _strengths(ours: Arrays, submission: Submission, key: AnswerKey) -> Iterator[tuple[Trace, int, Submission | None]]:
    yield Trace.WEIGHTS, traces.weighted_rows(ours), None
    for before in queries.earlier_own(submission):
        if theirs := _readable(key, before.sha256):
            yield Trace.WEIGHTS, traces.weighted_rows(ours, theirs), before
            yield Trace.FEW_ROWS, traces.few_changed(ours, theirs), before


def _copies(submission: Submission, key: AnswerKey) -> Iterator[Suspicion]:
    """The first team's file that it is like, unless both come from what everybody could start from."""
    value = queries.public_value(submission, key)
    if value is None:
        return
    same = queries.same_file_elsewhere(submission)
    place = order(value, METRICS[key.metric].direction)
    for other in [same] if same else queries.neighbours(submission, key, place):
        alike = _likeness(key, submission, other)
        if alike >= traces.COPIED and not any(
            _likeness(key, submission, start) >= traces.COPIED for start in queries.benchmark_files(key)
        ):
            yield Suspicion(submission=submission, kind=Trace.COPY, strength=alike, other=other)
            return


def _likeness(key: AnswerKey, submission: Submission, other: Submission) -> float:
    ours, theirs = _predictions(key, submission.sha256), _readable(key, other.sha256)
    if not theirs or not _tell_of_copying(key, ours, theirs):
        return 0.0
    return 1.0 if submission.sha256 == other.sha256 else traces.likeness(ours, theirs)


def _tell_of_copying(key: AnswerKey, ours: Arrays, theirs: Arrays) -> bool:
    """Good models give the same labels where both are right, so labels tell by their slips alone: in public rows."""
    read = keys.key(key)
    public = read.rows("public")
    labels = [role for role in read.metric.predictions if role.kind in {Kind.LABEL, Kind.BINARY} and role.same_as]
    slips = [
        traces.shared_slips(ours[role.name][public], theirs[role.name][public], read.truth[role.same_as or ""][public])
        for role in labels
    ]
    return not slips or sum(slips) >= traces.FEWEST_SHARED_SLIPS


def _readable(key: AnswerKey, sha256: str) -> Arrays:
    try:
        return _predictions(key, sha256)
    except (RefusedError, FileNotFoundError):
        return {}


@lru_cache(maxsize=4)
def _predictions(key: AnswerKey, sha256: str) -> dict[str, Array]:
    """Of all rows: nobody outside knows which are public, so a prober does not either."""
    read = keys.key(key)
    with submissions.open(sha256) as stream:
        return aligned(read, read_submission(stream, read.expected))
