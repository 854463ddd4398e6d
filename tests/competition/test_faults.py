"""What of an error is kept where the staff of the site look for it."""

import logging

import pytest
from django.db import OperationalError

from competition.faults import KeptFaults
from competition.models.running import Fault

pytestmark = pytest.mark.django_db
HANDLER = KeptFaults(logging.ERROR)
SECRET = "the label of row 7 is 1"


def log(name: str, message: str, error: Exception | None = None) -> None:
    info = (type(error), error, error.__traceback__) if error else None
    HANDLER.handle(logging.LogRecord(name, logging.ERROR, __file__, 1, message, (), info))


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


def kept() -> list[tuple[str, str]]:
    return list(Fault.objects.order_by("part").values_list("part", "what"))


def test_kind_and_place_are_kept_and_never_what_the_error_says() -> None:
    log("celery.app.trace", f"Task raised: {SECRET}", raised(ValueError(SECRET)))
    ((part, what),) = kept()
    assert (part, what.partition(",")[0]) == ("celery.app.trace", f"ValueError in {__file__}")


def test_our_own_lines_are_kept_as_they_are() -> None:
    log("scoring.tasks.judging", "judgement 7 is given up")
    assert kept() == [("scoring.tasks.judging", "judgement 7 is given up")]


def test_what_others_say_without_an_error_is_not_kept() -> None:
    log("django.request", f"Service Unavailable: /{SECRET}")
    assert kept() == []


def test_the_newest_takes_the_place_of_the_one_before_in_each_part() -> None:
    for number in (1, 2):
        log("scoring.tasks.judging", f"judgement {number} is given up")
    log("competition.tasks", "mail failed")
    assert kept() == [("competition.tasks", "mail failed"), ("scoring.tasks.judging", "judgement 2 is given up")]


def test_a_database_that_is_away_is_not_asked_to_keep_that() -> None:
    log("django.request", "Internal Server Error", raised(OperationalError("gone")))
    assert kept() == []


def test_what_cannot_be_kept_disturbs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise OperationalError

    monkeypatch.setattr("competition.actions.faults.keep_fault", refuse)
    log("scoring.tasks.judging", "judgement 7 is given up")
    assert kept() == []


def test_every_error_comes_by_here() -> None:
    assert [type(handler) for handler in logging.getLogger().handlers].count(KeptFaults) == 1
