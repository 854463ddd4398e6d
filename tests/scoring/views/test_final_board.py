"""The final board as the class sees it, and the page for the projector."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from competition.models.people import User
from scoring.actions.revealing import copy_again
from scoring.actions.standings import rebuild
from scoring.models.boards import BoardSettings
from scoring.queries import finals
from scoring.rules.slopes import Move, slope
from teams.models.teams import Team, TeamKind
from tests.competition.world import World, browser_of
from tests.factories import enrol, make_submission, make_team, make_user
from tests.scoring.reveals import Contest

pytestmark = pytest.mark.django_db
BOARD = "/c/wines/board/"
FINAL, TABLE, DATA, REVEAL = (f"/c/wines/board/{page}" for page in ("final/", "final.csv", "final.json", "reveal/"))
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def contest(world: World) -> Iterator[Contest]:
    """Pair leads on the public board, Solo in the end; a benchmark stands between them."""
    found = Contest(world)
    found.send(found.pair, 0.91239, 0.41239)
    found.send(found.solo, 0.5, 0.61)
    found.send(make_team(found.competition, name="Trivial", kind=TeamKind.BENCHMARK), 0.1, 0.5, seated=False)
    with time_machine.travel(found.close + A_MINUTE, tick=False):
        yield found


def rows(client: Client, address: str = FINAL) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    body = re.sub(r"<span class=\"visually-hidden\">.*?</span>", "", answer.text, flags=re.DOTALL)
    table = re.search(r"<caption class=\"visually-hidden\">Final board.*?<tbody>(.*?)</tbody>", body, re.DOTALL)
    assert table
    cells = [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL) for row in table[1].split("</tr>")[:-1]]
    return [[" ".join(re.sub(r"<.*?>", " ", cell).split()) for cell in row] for row in cells]


def test_it_shows_ranks_scores_and_who_moved(contest: Contest) -> None:
    contest.reveal()
    assert rows(browser_of(contest.world.alice)) == [
        ["1", "Solo gold", "0.6100", "0.5000", "2", "↑ 1"],
        ["–", "Trivial benchmark", "0.5000", "0.1000", "–", "–"],
        ["2", "Pair", "0.4123", "0.9123", "1", "↓ 1"],
    ]


def test_medals_are_the_boards_choice(contest: Contest) -> None:
    BoardSettings.objects.create(competition=contest.competition, medals=False)
    contest.reveal()
    assert [row[1] for row in rows(browser_of(contest.world.alice))] == ["Solo", "Trivial benchmark", "Pair"]


@pytest.mark.parametrize(("size", "medals"), [(1, "g"), (3, "g"), (10, "gsbb"), (30, "gggsssbbbbbb")])
def test_medals_go_by_the_bands_of_the_private_board(world: World, size: int, medals: str) -> None:
    contest = Contest(world)
    for number in range(size):
        team = make_team(contest.competition, name=f"Team {number}")
        make_submission(team, contest.charlie, value=0.5, private=number / size, seated=False)
    with time_machine.travel(contest.close + A_MINUTE, tick=False):
        contest.reveal()
    lines = finals.lines(contest.competition, finals.standings(contest.competition))
    assert "".join(line.medal.value[0] for line in lines if line.medal) == medals


def test_who_equals_the_last_of_a_band_has_its_medal_and_who_has_no_score_has_none(world: World) -> None:
    contest = Contest(world)
    for number, private in enumerate([0.5, 0.5, 0.5]):
        team = make_team(contest.competition, name=f"Team {number}")
        make_submission(team, contest.charlie, value=0.5, private=private, seated=False)
    contest.send(contest.pair, 0.9, 0.5)
    BoardSettings.objects.create(competition=contest.competition)
    with time_machine.travel(contest.close + A_MINUTE, tick=False):
        contest.reveal()
    lines = finals.lines(contest.competition, finals.standings(contest.competition))
    assert [line.medal and line.medal.value for line in lines] == ["gold"] * 4


def test_a_team_sees_which_of_its_own_files_decided_and_no_other_teams(contest: Contest) -> None:
    contest.reveal()
    submission = contest.solo.submissions.get()
    mine, theirs = (browser_of(user).get(FINAL).text for user in (contest.charlie, contest.world.alice))
    link = f'href="/c/wines/submissions/{submission.pk}/"'
    assert [mine.count(link), theirs.count(link)] == [1, 0]
    assert f"{link}>{submission.file_name}</a>" in mine
    assert [text.count("You picked nothing") for text in (mine, theirs)] == [1, 1]
    assert browser_of(contest.world.ingrid).get(FINAL).text.count("You picked nothing") == 0


def test_the_way_to_the_other_boards_is_the_same_on_each(contest: Contest) -> None:
    contest.reveal()
    alice = browser_of(contest.world.alice)
    switch = '<nav class="switch" aria-label="Which board">'
    shown = [
        re.findall(r">(\w+)</a>", alice.get(page).text.split(switch)[1].split("</nav>")[0]) for page in (BOARD, FINAL)
    ]
    assert shown == [["Public", "Final"]] * 2
    contest.send(contest.pair, 0.9, 0.9, at=contest.close)
    rebuild(key=contest.key)
    assert "Practice</a>" in alice.get(FINAL).text


def test_a_disqualified_team_is_named_and_the_reason_is_for_the_staff(contest: Contest) -> None:
    Team.objects.filter(pk=contest.pair.pk).update(excluded="disqualified", excluded_reason="Shared a file.")
    contest.reveal()
    student, staff = browser_of(contest.charlie), browser_of(contest.world.ingrid)
    assert rows(student)[-1] == ["–", "Pair disqualified", "0.4123", "0.9123", "–", "–"]
    assert rows(staff)[-1][1] == "Pair disqualified Shared a file."
    assert "Shared a file." not in student.get(TABLE).text + student.get(DATA).text


def test_before_the_results_are_out_there_is_nothing_to_see(contest: Contest) -> None:
    alice, ingrid = browser_of(contest.world.alice), browser_of(contest.world.ingrid)
    assert alice.get(FINAL).text.count("The results are on their way") == 1
    assert [browser.get(page).status_code for browser in (alice, ingrid) for page in (TABLE, DATA)] == [404] * 4
    assert ingrid.get(REVEAL).text.count("There are no results to show yet") == 1
    assert alice.get(REVEAL).status_code == 404


def test_before_the_close_it_says_when_they_come(world: World) -> None:
    assert browser_of(world.alice).get(FINAL).text.count("No results yet") == 1


def test_the_table_for_spreadsheets_and_the_one_for_programs_say_the_same(contest: Contest) -> None:
    Team.objects.filter(pk=contest.solo.pk).update(name="=1+1")
    contest.reveal()
    alice = browser_of(contest.world.alice)
    table = list(csv.DictReader(io.StringIO(alice.get(TABLE).text)))
    listed = alice.get(DATA).json()["final"]
    assert [row["team"] for row in table] == ["'=1+1", "Trivial", "Pair"]
    assert listed[0] == {
        "rank": 1,
        "team": "=1+1",
        "kind": "team",
        "private": "0.6100",
        "public": "0.5000",
        "public_rank": 2,
        "moved": 1,
        "medal": "gold",
    }
    plain = [{name: "" if value is None else str(value) for name, value in row.items()} for row in listed]
    assert [row | {"team": ""} for row in table] == [row | {"team": ""} for row in plain]


def test_one_row_and_a_hundred_cost_the_same_queries(contest: Contest) -> None:
    def asked() -> int:
        contest.reveal()
        alice = browser_of(contest.world.alice)
        alice.get(FINAL)
        with CaptureQueriesContext(connection) as seen:
            alice.get(FINAL)
        return len(seen)

    few = asked()
    for number in range(100):
        user = make_user(f"Extra{number}")
        enrol(user, contest.world.course)
        make_submission(make_team(contest.competition, user), user, value=0.3, private=number / 1000)
    copy_again(competition=contest.competition)
    assert asked() == few


def newest(user: User, shown: str) -> list[str]:
    text = browser_of(user).get(f"{REVEAL}?shown={shown}").text
    return re.findall(r'class="projector-(?:rank|name)">(.*?)</p>', text)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("0", []),
        ("1", ["2", "Pair"]),
        ("2", ["1", "Solo"]),
        ("3", ["1", "Solo"]),
        ("x", []),
        ("-1", []),
        ("9" * 30, []),
    ],
)
def test_the_projector_goes_from_the_last_place_to_the_first(contest: Contest, shown: str, said: list[str]) -> None:
    contest.reveal()
    assert newest(contest.world.ingrid, shown) == said


def test_every_step_is_a_plain_link(contest: Contest) -> None:
    contest.reveal()
    tariq = browser_of(contest.world.tariq)
    steps = {
        shown: re.findall(r'data-step="(\w+)"\s+href="(.*?)"', tariq.get(f"{REVEAL}?shown={shown}").text)
        for shown in (0, 1, 2)
    }
    assert steps == {
        0: [("next", "?shown=1")],
        1: [("back", "?shown=0"), ("next", "?shown=2")],
        2: [("back", "?shown=1")],
    }


def test_the_shake_up_is_drawn_and_told() -> None:
    drawn = slope([Move("A & B", 3, 1), Move("Solo", 1, 2, own=True)])
    assert re.findall(r"<title>(.*?)</title>", drawn)[1:] == [
        "A &amp; B: from public rank 3 to final rank 1",
        "Solo: from public rank 1 to final rank 2",
    ]
    assert re.findall(r'<g class="(.*?)">', drawn) == ["up", "down own"]
    assert re.findall(r'class="rank">(\d+)', drawn) == ["1"]


def test_the_average_move_is_told(contest: Contest) -> None:
    contest.reveal()
    assert finals.shake_up(contest.competition) == 1.0
    assert browser_of(contest.world.alice).get(FINAL).text.count("a team moved by 1 rank on average") == 1
