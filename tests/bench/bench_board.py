"""B1 and B2: a page of the board for somebody signed in, from the first byte of the request to the last of the answer,
beside the emptiest page that the same person can get. And what it costs to find one's own rank."""

from collections.abc import Iterator
from statistics import median

import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from pytest_django import Settings

from scoring.queries.boards import half_of, own_line, own_standing, position_of
from scoring.queries.editions import edition
from tests.bench.boards import MadeBoard, getter
from tests.bench.clock import Action, against, in_turn, seconds
from tests.bench.conftest import Report

HEAD = (
    "teams", "empty ms", "unchanged ms", "÷ empty", "goal 2", "after a score ms", "goal 6", "rows kept ms",
    "own rank ms", "goal",
)  # fmt: skip
ROUNDS = 40
OWN_GOALS = {1_000: 2.0, 10_000: 2.0, 100_000: 10.0}


def row(teams: int) -> tuple[str, ...]:
    made = MadeBoard.of(teams)
    get, path = getter(made.alice), f"/c/{made.competition.slug}/board/"
    tag = get(path)[1]["ETag"]
    assert get(path, HTTP_IF_NONE_MATCH=tag)[0].startswith("304")
    assert get("/empty/")[0].startswith("200")
    calm = in_turn(
        {
            "empty": lambda: get("/empty/"),
            "unchanged": lambda: get(path, HTTP_IF_NONE_MATCH=tag),
            "kept": lambda: get(path),
        },
        rounds=ROUNDS,
    )
    after = median([moved(made, lambda: get(path)) for _ in range(ROUNDS)])
    own = in_turn({"own": lambda: find_own(made)}, rounds=ROUNDS)["own"]
    ratio = calm["unchanged"] / calm["empty"]
    goal = OWN_GOALS[teams]
    return (
        f"{teams:,}",
        f"{1000 * calm['empty']:.2f}",
        f"{1000 * calm['unchanged']:.2f}",
        f"{ratio:.2f}",
        against(2, ratio),
        f"{1000 * after:.2f}",
        against(0.006, after),
        f"{1000 * calm['kept']:.2f}",
        f"{1000 * own:.2f}",
        against(goal / 1000, own),
    )


def moved(made: MadeBoard, look: Action) -> float:
    made.move()
    return seconds(look)


def find_own(made: MadeBoard) -> None:
    half = half_of(edition(made.competition, timezone.now()))
    assert half
    standing = own_standing(half, made.team)
    assert standing
    assert own_line(half, standing, position_of(half, standing)).rank


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request would close it, and with it the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.django_db
@pytest.mark.parametrize("teams", [1_000, 10_000, 100_000])
def test_a_page_of_the_board(report: Report, settings: Settings, teams: int) -> None:
    settings.ROOT_URLCONF = "tests.bench.board_urls"
    cache.clear()
    report.table(f"B1, B2 · a page of 50 rows, {teams:,} teams, CPU", HEAD, [row(teams)])
