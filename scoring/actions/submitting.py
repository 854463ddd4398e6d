"""The way in for every file: from a page, a program or the site itself. The bytes are kept first, unread; then one
transaction takes a seat and asks a worker for the score."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from competition import access
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.bell import ring
from competition.queries.clock import database_now
from competition.rules.instants import briefly
from competition.shared_locks import share
from competition.uploads import ReceivedFile
from scoring.actions import seats
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission
from scoring.queries.entry import REFUSED_AN_HOUR, entry, first_answer, refused_until, same_file
from scoring.queries.keys import active_key, keys_to_judge_by
from scoring.queries.seats import seats_left
from scoring.rules.entry import obstacle
from scoring.rules.file_names import shown_name
from scoring.rules.refusals import LimitReachedError, SameFileError
from scoring.shelves import submissions
from scoring.tasks.judging import judge
from teams.models.teams import Membership, Team, TeamKind
from teams.rules.forming import NOT_ON_IT

# Each round that is lost was won by somebody else, so this many are only reached when something else is wrong.
ROUNDS = 100


@dataclass(frozen=True)
class Submitted:
    submission: Submission
    repeated: bool = False


def submit(
    *,
    team: Team,
    by: By,
    upload: ReceivedFile,
    file_name: str,
    request_id: str,
    note: str = "",
    again: bool = False,
    seated: bool = True,
    now: datetime | None = None,
) -> Submitted:
    """The same request twice is one submission, whatever has happened in between. `again`: the same file, knowingly.
    Not `seated` is what staff send for a team; a benchmark never is. `now` is said where nobody sends: for the site's
    own line, and in the demo, whose class has a past."""
    assert by.user, "a submission has an author"
    if first := _answered_before(team, request_id, upload.sha256):
        return Submitted(first, repeated=True)
    file = Submission(
        team=team,
        competition=team.competition,
        author=by.user,
        file_name=shown_name(file_name),
        size=upload.size or 0,
        sha256=upload.sha256,
        received_at=now or database_now(),  # once, and the last byte has arrived
        request_id=request_id,
        note=note,
        seats_left=0,
    )
    seated = seated and team.kind != TeamKind.BENCHMARK
    try:
        _check(file, again=again, seated=seated)
        # Before the transaction: syncing a file to disk takes longer than other writers should wait.
        submissions.keep(upload)
        return Submitted(_stored(file, seated=seated))
    except (RefusedError, IntegrityError):
        # It came twice at once: what hinders this one may be the other.
        if first := _answered_before(team, request_id, upload.sha256):
            return Submitted(first, repeated=True)
        raise


def _answered_before(team: Team, request_id: str, sha256: str) -> Submission | None:
    """Another file under the same request id would be lost without a word if it got the first one's answer."""
    first = first_answer(team, request_id)
    if first and first.sha256 != sha256:
        raise RefusedError("This request id was used for another file. Send each file with an id of its own.")
    return first


def _check(file: Submission, *, again: bool, seated: bool) -> None:
    key = active_key(file.competition)
    if hindered := obstacle(entry(file.author, file.team, key, file.received_at)):
        raise RefusedError(hindered.text)
    assert key, "to have none is an obstacle"
    if not seated:
        return
    _check_limits(file.team, key, file.received_at)
    if not again and (earlier := same_file(file.team, key, file.sha256)):
        raise SameFileError(_sent_before(earlier), earlier=earlier)


def _check_limits(team: Team, key: AnswerKey, now: datetime) -> None:
    """The seats once more in the transaction. Here already, so that nobody fills the disk with files that get none."""
    day = seats_left(team, now)
    if not day.left:
        raise LimitReachedError(seats.used_up(team), until=day.next_day_at)
    if until := refused_until(team, key, now):
        zone = team.competition.course.zone
        raise LimitReachedError(
            f"{REFUSED_AN_HOUR} files of your team were refused within an hour. Check your file against the sample "
            f"submission on the Data page, and send it after {briefly(until, zone)}.",
            until=until,
        )


def _sent_before(earlier: Submission) -> str:
    sent = briefly(earlier.received_at, earlier.competition.course.zone)
    return (
        f"Your team sent this very file on {sent}, as {earlier.file_name}. It would get the same score, so nothing was "
        "counted. Say that you want to send it again, if you do."
    )


def _stored(file: Submission, *, seated: bool) -> Submission:
    for _ in range(ROUNDS):
        try:
            return _written(copy(file), seated=seated)  # one that could not be stored may have a number all the same
        except IntegrityError:
            if first_answer(file.team, file.request_id):
                raise
    raise RuntimeError("no seat could be taken, and nobody else took it")


@transaction.atomic
def _written(submission: Submission, *, seated: bool) -> Submission:
    # Whoever begins or applies a rescoring has the competition alone: it finds this file, or this finds its answers.
    share(submission.competition)
    if seated:
        _check_membership(submission)
        seats.take(submission=submission)
    else:
        submission.save(force_insert=True)
    # By the key that counts, and in the dark by one that may replace it: for that the sweep will ring.
    for key in keys_to_judge_by(submission.competition):
        judgement = Judgement.objects.create(submission=submission, key=key)
        if key.active:
            ring(judge, judgement.pk)
    return submission


def _check_membership(submission: Submission) -> None:
    """Whoever leaves the team at this moment leaves after the file, or there is none."""
    mine = Membership.objects.filter(team=submission.team_id, left_at=None)
    held = mine.filter(enrolment__in=access.enrolments(submission.author)).select_for_update(no_key=True)
    if held.first() is None:
        raise RefusedError(NOT_ON_IT)
