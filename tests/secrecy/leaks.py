"""Leaks as people have really built them, planted one at a time."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.core.cache import cache
from django.http import HttpResponse

from competition.actions.outbox import post
from scoring.actions import class_files, standings
from scoring.actions.judging import recording
from scoring.api import boards as api_boards
from scoring.models.boards import Standing
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission
from scoring.queries import boards as board_queries
from scoring.vault import doors
from scoring.vault.doors import copies
from scoring.vault.models import SealedScore
from scoring.views import board_files, board_rows, boards, finals
from scoring.views.submissions import submission as submission_page
from scoring.views.teaching import submissions as staff_list

logger = logging.getLogger(__name__)
Grow = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Leak:
    """`shows` are the routes that are asked while it is there; none: it leaks while files are judged."""

    what: str
    grow: Grow
    shows: tuple[str, ...] = ()


def private() -> dict[int, float]:
    """What nobody may know, by submission: of the key that counts."""
    key = AnswerKey.objects.get(active=True)
    return {pk: sealed.value for pk, sealed in sorted(copies(key=key.pk).items()) if sealed.value is not None}


def best_of_team(team: int) -> float:
    sent = set(Submission.objects.filter(team=team).values_list("pk", flat=True))
    return max((value for pk, value in private().items() if pk in sent), default=0.0)


def instead(module: object, name: str, make: Callable[[Any], Any]) -> Grow:
    """`make` gets what stood there before."""
    return lambda: patch.object(module, name, make(getattr(module, name)))


def adding(module: object, name: str, text: Callable[[], Any]) -> Grow:
    """Something more on a page."""

    def make(before: Any) -> Any:
        def page(*args: Any, **values: Any) -> HttpResponse:
            answer: HttpResponse = before(*args, **values)
            answer.content += f"<!-- {text()} -->".encode()
            return answer

        return page

    return instead(module, name, make)


def heading(module: object, header: str) -> Grow:
    def make(before: Any) -> Any:
        def page(*args: Any, **values: Any) -> HttpResponse:
            answer: HttpResponse = before(*args, **values)
            answer.headers[header] = repr(sum(private().values()))
            return answer

        return page

    return instead(module, "render", make)


def doing(module: object, name: str, deed: Callable[[], Any]) -> Grow:
    """Something on the side."""

    def make(before: Any) -> Any:
        def also(*args: Any, **values: Any) -> Any:
            deed()
            return before(*args, **values)

        return also

    return instead(module, name, make)


def by_private_score(before: Any) -> Any:
    return lambda *args, **values: sorted(
        before(*args, **values), key=lambda line: best_of_team(line.team), reverse=True
    )


def arrows(before: Any) -> Any:
    def ranks(half: Any, teams: Any) -> dict[int, int]:
        return {team: round(1000 * best_of_team(team)) for team in teams}

    return ranks


def column(before: Any) -> Any:
    return lambda line, digits: before(line, digits) | {"last_at": best_of_team(line.team)}


def etag(before: Any) -> Any:
    return lambda *args: before(*args)[:-1] + f'{sum(private().values())}"'


def cell(before: Any) -> Any:
    return lambda rows: before(rows) + repr(private())


def cookie(before: Any) -> Any:
    def page(*args: Any, **values: Any) -> HttpResponse:
        answer: HttpResponse = before(*args, **values)
        answer.set_cookie("best", str(max(private().values())))
        return answer

    return page


def keep() -> None:
    cache.set("piece", private())


def ask_more() -> None:
    for value in private().values():
        if value > 0.5:
            Submission.objects.exists()


def promising() -> int:
    return len([value for value in private().values() if value > 0.5])


def sealed_row() -> int:
    return SealedScore.objects.order_by("-value").values_list("pk", flat=True)[0]


def shake_up() -> float:
    return sum(abs(value - 0.1 * place) for place, value in enumerate(private().values()))


@contextmanager
def ties_by_private_score() -> Iterator[None]:
    work_out = standings.work_out

    def leaning(key: Any, teams: Any) -> Any:
        rows = work_out(key, teams)
        for team in teams:
            Standing.objects.filter(key=key, team=team).update(low=best_of_team(team.pk))
        return rows

    with patch.object(standings, "work_out", leaning):
        yield


@contextmanager
def a_mail_with_the_score() -> Iterator[None]:
    seal = doors.seal

    def telling(*, submission: int, key: int, sealed: Any) -> None:
        seal(submission=submission, key=key, sealed=sealed)
        author = Submission.objects.get(pk=submission).author
        post([author], event=f"scored:{submission}:{key}", subject="Scored", body=repr(sealed.value))

    with patch.object(recording, "seal", telling):
        yield


BOARD, PAGE, STAFF = ("board",), ("submission",), ("teach-submissions",)
LEAKS = [
    Leak("an ETag of what the scorer touches", instead(boards, "_tag", etag), BOARD),
    Leak("a date of the last change that follows private scores", heading(boards, "Last-Modified"), BOARD),
    Leak("the board sorted by private scores", instead(board_rows, "lines", by_private_score), BOARD),
    Leak("arrows from private ranks", instead(board_queries, "_ranks_before", arrows), BOARD),
    Leak("a count of files that may win", adding(boards, "render", promising), BOARD),
    Leak("a cached piece with private scores", doing(boards, "rows", keep), BOARD),
    Leak("one more query for each good file", doing(boards, "half_of", ask_more), BOARD),
    Leak("a cookie", instead(boards, "render", cookie), BOARD),
    Leak("what the metric said of the private rows", adding(submission_page, "render", private), PAGE),
    Leak("the number of a sealed row", adding(submission_page, "render", sealed_row), PAGE),
    Leak("a message with the piece that is polled", heading(submission_page, "HX-Trigger"), ("submission-status",)),
    Leak("a line in the log", doing(submission_page, "shown", lambda: logger.warning("%s", private())), PAGE),
    Leak("the shake-up before the close", adding(finals, "render", shake_up), ("board-final",)),
    Leak("private scores on the staff's list, unasked", adding(staff_list, "page", private), STAFF),
    Leak("a column of the export", instead(board_files, "facts", column), ("board-json",)),
    Leak("an order that programs may ask for", instead(api_boards, "lines", by_private_score), ("api-board",)),
    Leak("a cell in the archive of all files", instead(class_files, "as_csv", cell), ("teach-submissions-zip",)),
    Leak("ties by private scores", ties_by_private_score),
    Leak("a mail with the score", a_mail_with_the_score),
]  # fmt: skip
