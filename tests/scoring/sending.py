"""Alice and Bob's team, which sends files."""

from collections.abc import Callable
from itertools import count
from typing import Any

from competition.actions.log import By
from competition.models.people import User
from scoring.actions.submitting import Submitted, submit
from scoring.models.judgements import Judgement
from scoring.models.submissions import Seat, Submission
from teams.models.teams import Team
from tests.competition.world import received

numbers = count(1)


def content_of(number: int) -> bytes:
    return b"id,label\n%d,1\n" % number


def send(team: Team, user: User, content: bytes | None = None, **values: Any) -> Submitted:
    """Bytes that nobody sent before, unless told which."""
    number = next(numbers)
    upload = received(content_of(number) if content is None else content, "predictions.csv")
    try:
        defaults = {"file_name": "predictions.csv", "request_id": f"request-{number}"}
        return submit(team=team, by=By(user), upload=upload, **defaults | values)
    finally:
        upload.close()


def seats_of(team: Team) -> list[int]:
    return sorted(Seat.objects.filter(team=team).values_list("number", flat=True))


def rows() -> tuple[int, int, int]:
    return Submission.objects.count(), Seat.objects.count(), Judgement.objects.count()


def refused(deed: Callable[[], object], refusal: type[Exception]) -> str:
    try:
        deed()
    except refusal as problem:
        return str(problem)
    return "it was not refused"
