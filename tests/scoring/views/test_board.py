"""The leaderboard as somebody in the course sees it."""

import csv
import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db.models import F
from django.test import Client

from competition.actions.log import By, record
from competition.models.competitions import Competition
from competition.models.people import User
from scoring.actions.standings import rebuild
from scoring.models.boards import Board, Standing
from teams.models.teams import Team
from tests.competition.world import World, browser_of
from tests.factories import NOW, make_key
from tests.scoring.boards import League

pytestmark = pytest.mark.django_db
BOARD, PRACTICE, TABLE, LISTING = (
    f"/c/wines/{page}" for page in ("board/", "board/practice/", "board.csv", "board.json")
)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def league(world: World) -> League:
    """Pair is Alice's and Bob's."""
    cache.clear()
    league = League(world)
    league.team("Pair", 0.75, users=(world.alice, world.bob))
    league.team("Solo", 0.875)
    league.benchmark("Sample submission", 0.5)
    return league


def shown(client: Client, address: str = BOARD) -> list[list[str]]:
    """Rank, team and score of each row."""
    answer = client.get(address)
    assert answer.status_code == 200
    body = re.sub(
        r"<span class=\"(visually-hidden|person-dots)\">.*?</span>\s*(?=<|$)", "", answer.text, flags=re.DOTALL
    )
    body = re.sub(r"<span class=\"person-dot.*?</span>", "", body, flags=re.DOTALL)
    table = re.search(r"<tbody id=\"board-rows\">(.*?)</tbody>", body, re.DOTALL)
    rows = re.findall(r"<tr.*?>(.*?)</tr>", table[1], re.DOTALL) if table else []
    cells = [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    plain = [[" ".join(re.sub(r"<.*?>", " ", cell).split()) for cell in row] for row in cells]
    return [[row[0], row[2], row[3]] for row in plain]


def test_it_shows_who_stands_where(league: League) -> None:
    assert shown(browser_of(league.world.alice)) == [
        ["1", "Solo", "0.8750"],
        ["2", "Pair", "0.7500"],
        ["", "Sample submission benchmark", "0.5000"],
    ]


def test_staff_see_it_too_and_strangers_do_not(league: League) -> None:
    assert len(shown(browser_of(league.world.ingrid))) == 3
    assert browser_of(league.world.dana).get(BOARD).status_code == 404


def test_own_row_is_marked_and_only_the_own(league: League) -> None:
    team = Team.objects.get(name="Pair")
    assert re.findall(r"class=\"own team-(\d+) ", browser_of(league.world.alice).get(BOARD).text) == [str(team.pk)]
    assert re.findall(r"class=\"own team", browser_of(league.world.ingrid).get(BOARD).text) == []


def test_own_row_is_in_sight_on_every_page(league: League) -> None:
    league.many([0.7 - number / 1000 for number in range(120)])
    pages = [shown(browser_of(league.world.alice), f"{BOARD}?page={page}") for page in (1, 2, 3)]
    assert [page[-1][:2] for page in pages] == [["50", "Team 48"], ["2", "Pair"], ["2", "Pair"]]
    assert (
        f'href="?page=1#team-{Team.objects.get(name="Pair").pk}"'
        in browser_of(league.world.alice).get(f"{BOARD}?page=3").text
    )


@pytest.mark.parametrize("page", ["0", "-1", "99", "last", "1e9"])
def test_no_page_is_no_fault(league: League, page: str) -> None:
    assert len(shown(browser_of(league.world.alice), f"{BOARD}?page={page}")) == 3


def test_names_are_text_whatever_stands_in_them(league: League) -> None:
    league.team("<b>=Bold</b>", 0.1)
    assert "&lt;b&gt;=Bold&lt;/b&gt;" in browser_of(league.world.alice).get(BOARD).text


def tag_of(client: Client, address: str = BOARD) -> str:
    client.get(address)  # brings the cookie that forms are made with
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    return answer.headers["ETag"]


def again(client: Client, tag: str, address: str = BOARD) -> int:
    return client.get(address, headers={"If-None-Match": tag}).status_code


def test_an_unchanged_page_is_not_sent_again(league: League) -> None:
    alice = browser_of(league.world.alice)
    tag = tag_of(alice)
    assert again(alice, tag) == 304
    assert again(alice, f'"other", W/{tag}') == 304
    assert again(alice, '"other"') == 200


def test_what_changes_the_page_changes_its_tag(league: League) -> None:
    alice = browser_of(league.world.alice)
    tags = [tag_of(alice)]
    league.team("Another", 0.6)
    tags.append(tag_of(alice))
    record(by=By(league.world.ingrid), action="team renamed", subject="wines")
    tags.append(tag_of(alice))
    User.objects.filter(pk=league.world.alice.pk).update(alias="Another Alice")
    tags.append(tag_of(alice))
    tags.append(tag_of(alice, f"{BOARD}?page=1"))
    with time_machine.travel(league.competition.closes_at, tick=False):
        tags.append(tag_of(browser_of(User.objects.get(pk=league.world.alice.pk))))
    assert len(set(tags)) == len(tags)


def test_a_tag_is_worth_nothing_to_others(league: League) -> None:
    tag = tag_of(browser_of(league.world.alice))
    assert again(browser_of(league.world.bob), tag) == 200
    assert again(browser_of(league.world.dana), tag) == 404
    assert again(browser_of(league.world.dana), "*") == 404


def test_what_is_said_once_is_said(league: League) -> None:
    ingrid = browser_of(league.world.ingrid)
    tag = tag_of(ingrid)
    ingrid.post("/teach/c/wines/board/", {"late_uploads": "practice", "medals": "on", "ladder_step": "0.01"})
    answer = ingrid.get(BOARD, headers={"If-None-Match": tag})
    assert (answer.status_code, "Saved." in answer.text, answer.has_header("ETag")) == (200, True, False)


def test_rows_that_were_kept_are_not_shown_after_a_score(league: League) -> None:
    alice = browser_of(league.world.alice)
    shown(alice)
    league.score(Team.objects.get(name="Pair"), 0.9)
    assert shown(alice)[0] == ["1", "Pair", "0.9000"]


def test_before_the_first_score_it_teaches_the_first_submission(world: World) -> None:
    make_key(world.competition)
    assert "Be the first on the board" in browser_of(world.alice).get(BOARD).text


def test_without_answers_there_is_no_board_yet(world: World) -> None:
    alice = browser_of(world.alice)
    assert "No board yet" in alice.get(BOARD).text
    assert "No board yet" in alice.get(PRACTICE).text
    assert alice.get(LISTING).json() == {"competition": "wines", "board": []}


def test_between_the_close_and_the_results_it_says_so(league: League) -> None:
    with time_machine.travel(league.competition.closes_at + A_MINUTE, tick=False):
        assert "The results are being copied." in browser_of(league.world.alice).get(BOARD).text


def test_a_team_that_is_taken_off_reads_why(league: League) -> None:
    team = Team.objects.get(name="Pair")
    Team.objects.filter(pk=team.pk).update(excluded="hidden", excluded_reason="Two accounts.")
    rebuild(key=league.key)
    text = browser_of(league.world.alice).get(BOARD).text
    assert "Pair is not on the board." in text
    assert "Two accounts." in text
    assert "Two accounts." not in browser_of(league.world.ingrid).get(BOARD).text


def test_late_uploads_have_a_board_of_their_own(league: League) -> None:
    alice = browser_of(league.world.alice)
    assert PRACTICE not in alice.get(BOARD).text
    league.score(Team.objects.get(name="Pair"), 0.95, at=league.competition.closes_at)
    assert PRACTICE in alice.get(BOARD).text
    assert shown(alice, PRACTICE) == [["1", "Pair", "0.9500"]]
    assert shown(alice)[0] == ["1", "Solo", "0.8750"]


def test_the_table_is_safe_to_open_in_a_spreadsheet(league: League) -> None:
    Team.objects.filter(name="Solo").update(name="=cmd()")
    User.objects.filter(pk=league.world.alice.pk).update(alias="@alice")
    answer = browser_of(league.world.alice).get(TABLE)
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode())))
    assert [(row["rank"], row["team"], row["score"], row["benchmark"]) for row in rows] == [
        ("1", "'=cmd()", "0.8750", "no"),
        ("2", "Pair", "0.7500", "no"),
        ("", "Sample submission", "0.5000", "yes"),
    ]
    assert rows[1]["members"] == f"'@alice, {league.world.bob.alias}"


def test_programs_get_the_same_facts(league: League) -> None:
    Standing.objects.filter(team__name="Pair").update(low=0.50019, high=0.99999)
    Board.objects.update(version=F("version") + 1)
    found = browser_of(league.world.alice).get(LISTING).json()["board"]
    assert [line["team"] for line in found] == ["Solo", "Pair", "Sample submission"]
    assert found[1] == {
        "rank": 2,
        "benchmark": False,
        "team": "Pair",
        "members": [league.world.alice.alias, league.world.bob.alias],
        "score": "0.7500",
        "low": "0.5001",
        "high": "0.9999",
        "change": None,
        "medal": None,
        "entries": 1,
        "last_at": (NOW - timedelta(days=1) + A_MINUTE).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def test_nobody_is_named(league: League) -> None:
    User.objects.filter(pk=league.world.bob.pk).update(name="Robert Realname")
    for address in (BOARD, LISTING):
        text = browser_of(league.world.ingrid).get(address).text
        assert [name for name in ("Robert", "bob@example.org") if name in text] == []


def test_a_draft_is_for_staff(league: League) -> None:
    Competition.objects.update(published_at=None)
    assert browser_of(league.world.alice).get(BOARD).status_code == 404
    assert browser_of(league.world.tariq).get(BOARD).status_code == 200
