"""Processes die at every step of a submission, and at random, while a class sends files: each acknowledged file is
scored once, the board is as if nothing had happened, and no human has lifted a finger."""

import hashlib
import os
import random
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import sleep

import pytest

from tests.faults.contest import PATIENCE, Contest, crashing_site
from tests.faults.crashing.sitecustomize import POINTS
from tests.faults.site import Site, group_of, members, within

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
TEAMS = 4
PUBLIC_ROWS = 12
STALLED_FOR = 10  # seconds, of a lease of 6


@pytest.fixture(scope="module")
def contest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Contest]:
    site = crashing_site(tmp_path_factory.mktemp("site"), HOLDOUT_LIVE_PROCESSES="2")
    assert site.manage("prepare").returncode == 0
    contest = Contest(site)
    contest.begin(TEAMS)
    site.start()
    yield contest
    site.end()


@pytest.mark.parametrize("point", POINTS)
def test_a_crash_at_any_step_loses_nothing_and_doubles_nothing(contest: Contest, point: str) -> None:
    contest.crash_at(point)
    contest.send(0, len(contest.acknowledged) % PUBLIC_ROWS, f"while crashing {point}")
    assert within(PATIENCE, contest.crashed), f"nobody came to: {point}"
    assert contest.settles(), contest.site.said()
    assert faults(contest) == []


def test_a_worker_that_slept_through_its_lease_changes_nothing(contest: Contest) -> None:
    sleepers = pool(contest.site)
    for process in sleepers[:1]:
        os.kill(process, signal.SIGSTOP)
    requests = [f"while one sleeps {number}" for number in range(6)]
    for number, request in enumerate(requests):
        contest.send(number % TEAMS, number, request)
    sleep(STALLED_FOR)
    for process in sleepers[:1]:
        os.kill(process, signal.SIGCONT)
    assert contest.settles(), contest.site.said()
    assert faults(contest) == []


def test_forty_kills_at_random_while_the_class_sends(contest: Contest) -> None:
    kills_at_random(contest, kills=40, seed=2026)
    assert contest.settles(), contest.site.said()
    assert faults(contest) == []


@pytest.mark.nightly
def test_a_thousand_kills_at_random(contest: Contest) -> None:
    kills_at_random(contest, kills=1_000, seed=random.randrange(10**6))
    assert contest.settles(), contest.site.said()
    assert faults(contest) == []


def kills_at_random(contest: Contest, *, kills: int, seed: int) -> None:
    dice, going = random.Random(seed), [True]

    def sends(team: int) -> None:
        own = random.Random(f"{seed} {team}")
        number = 0
        while going[0]:
            contest.send(team, own.randrange(PUBLIC_ROWS), f"{seed}, team {team}, file {number}")
            number += 1

    with ThreadPoolExecutor(TEAMS) as students:
        sent = [students.submit(sends, team) for team in range(TEAMS)]
        for _ in range(kills):
            sleep(dice.uniform(0.2, 1.2))
            kill_one(contest.site, dice)
        going[0] = False
        for student in sent:
            student.result()


def kill_one(site: Site, dice: random.Random) -> None:
    """A web process, a judging one, or a whole worker with all it has started."""
    match dice.choice(["web", "pool", "live", "sweep"]):
        case "web":
            victims = members(site.main_process("web"))[1:2]
        case "pool":
            victims = pool(site)[:1]
        case part:
            victims = members(site.main_process(part))
    for process in victims:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def pool(site: Site) -> list[int]:
    """The processes in which files are judged."""
    leader = site.main_process("live")
    return [process for process in members(leader) if group_of(process) == leader and process != leader]


def faults(contest: Contest) -> list[str]:
    """Everything that is not as it would be had nobody died."""
    return [*lost(contest), *half_written(contest), *board_faults(contest)]


def lost(contest: Contest) -> Iterator[str]:
    stored = dict(contest.ask("SELECT request_id, id FROM scoring_submission"))
    if stored != contest.acknowledged:
        yield f"acknowledged {len(contest.acknowledged)}, stored {len(stored)}"
    shelf = contest.site.var / "submissions"
    for sha256 in {row[0] for row in contest.ask("SELECT sha256 FROM scoring_submission")}:
        if hashlib.sha256((shelf / sha256[:2] / sha256).read_bytes()).hexdigest() != sha256:
            yield f"the bytes of {sha256} are others"


def half_written(contest: Contest) -> Iterator[str]:
    counts = {
        "submissions": contest.ask("SELECT count(*) FROM scoring_submission"),
        "scored": contest.ask("SELECT count(*) FROM scoring_judgement WHERE state = 'done'"),
        "sealed": contest.ask("SELECT count(*) FROM vault_sealedscore"),
        "seats": contest.ask("SELECT count(*) FROM scoring_seat"),
        "highest seats": contest.ask(
            "SELECT sum(highest) FROM (SELECT max(number) AS highest FROM scoring_seat GROUP BY team_id, day)"
        ),
    }
    if len({rows[0][0] for rows in counts.values()}) != 1:
        yield f"they differ: {counts}"


def board_faults(contest: Contest) -> Iterator[str]:
    """Every file was made with so many rows right: so the board can be told without asking the site."""
    found = contest.ask(
        "SELECT team.name, row.value, row.entries FROM scoring_standing AS row "
        "JOIN teams_team AS team ON team.id = row.team_id"
    )
    sent = {team: [right for other, right in contest.right.values() if other == team] for team in range(TEAMS)}
    expected = [(f"Team {team}", max(rights) / PUBLIC_ROWS, len(rights)) for team, rights in sent.items() if rights]
    if sorted(found) != expected:
        yield f"the board is {found}, and should be {expected}"
