"""Teams that the public rows cannot tell apart stand in one bracket."""

import pytest

from scoring.actions import brackets
from scoring.actions.brackets import draw_brackets
from scoring.actions.standings import rebuild
from scoring.models.boards import Board, Standing
from scoring.queries.brackets import boards_to_bracket
from teams.models.teams import Team
from tests.competition.world import World
from tests.factories import make_judgement, make_key, predictions
from tests.scoring.boards import League

pytestmark = pytest.mark.django_db
A_WHILE = 60.0  # the machine may be busy


@pytest.fixture
def league(world: World) -> League:
    return League(world)


def sent(league: League, name: str, right: int, private: int = 8) -> Team:
    """So many of twelve public rows are right."""
    team = Team.objects.create(competition=league.competition, name=name)
    league.send(team, right / 12, predictions(right, private))
    rebuild(key=league.key)
    return team


def begins(league: League) -> list[tuple[str, int | None]]:
    rows = Standing.objects.filter(key=league.key).order_by("order", "reached_at")
    return list(rows.values_list("team__name", "bracket"))


def board(league: League) -> Board:
    return Board.objects.get(key=league.key)


def test_two_equal_files_share_one_and_a_far_better_one_does_not(league: League) -> None:
    sent(league, "Best", 12)
    sent(league, "First of two", 2)
    sent(league, "Second of two", 2)
    draw_brackets(key_pk=league.key.pk, seconds=A_WHILE)
    assert begins(league) == [("Best", 1), ("First of two", 2), ("Second of two", 2)]
    assert [line.bracket and str(line.bracket) for line in league.lines()] == [None, "Ranks 2–3", "Ranks 2–3"]


def test_one_row_of_twelve_tells_nothing(league: League) -> None:
    sent(league, "Best", 12)
    sent(league, "Next", 11)
    draw_brackets(key_pk=league.key.pk, seconds=A_WHILE)
    assert begins(league) == [("Best", 1), ("Next", 1)]


def test_private_rows_do_not_matter(league: League) -> None:
    sent(league, "Best", 12, private=8)
    sent(league, "Same in public", 12, private=0)
    draw_brackets(key_pk=league.key.pk, seconds=A_WHILE)
    assert begins(league) == [("Best", 1), ("Same in public", 1)]


def test_a_page_learns_of_it_once(league: League) -> None:
    sent(league, "Best", 12)
    before = board(league).version
    assert boards_to_bracket() == [league.key.pk]
    draw_brackets(key_pk=league.key.pk, seconds=A_WHILE)
    assert (board(league).version, board(league).bracketed_version) == (before + 1, before + 1)
    assert boards_to_bracket() == []
    Board.objects.update(bracketed_version=0)
    draw_brackets(key_pk=league.key.pk, seconds=A_WHILE)
    assert (board(league).version, board(league).bracketed_version) == (before + 1, before + 1)


def test_what_was_compared_on_another_board_is_not_stored(league: League, monkeypatch: pytest.MonkeyPatch) -> None:
    sent(league, "Best", 11)
    walked = brackets._walk

    def overtaken(*arguments: object) -> brackets.Walk:
        walk = walked(*arguments)  # type: ignore[arg-type]
        sent(league, "Better", 12)
        return walk

    monkeypatch.setattr(brackets, "_walk", overtaken)
    draw_brackets(key_pk=league.key.pk, seconds=A_WHILE)
    assert begins(league) == [("Better", None), ("Best", None)]
    assert boards_to_bracket() == [league.key.pk]


def test_a_walk_that_takes_too_long_goes_on_in_the_next_round(league: League) -> None:
    for name, right in (("Best", 12), ("Second", 2), ("Third", 2)):
        sent(league, name, right)
    draw_brackets(key_pk=league.key.pk, seconds=-1)
    assert begins(league) == [("Best", 1), ("Second", None), ("Third", None)]
    assert boards_to_bracket() == [league.key.pk]
    draw_brackets(key_pk=league.key.pk, seconds=A_WHILE)
    assert begins(league) == [("Best", 1), ("Second", 2), ("Third", 2)]
    assert boards_to_bracket() == []


def test_a_file_that_cannot_be_compared_is_in_nobodys_bracket(league: League) -> None:
    sent(league, "Best", 12)
    broken = Team.objects.create(competition=league.competition, name="Broken")
    league.send(broken, 1.0, b"not a table at all")
    rebuild(key=league.key)
    draw_brackets(key_pk=league.key.pk, seconds=A_WHILE)
    assert begins(league) == [("Best", 1), ("Broken", 2)]


def test_a_key_that_does_not_count_is_left_alone(league: League) -> None:
    sent(league, "Best", 12)
    tried = make_key(league.competition, active=False)
    Board.objects.create(key=tried, version=3)
    make_judgement(Team.objects.get().submissions.get(), tried, value=1.0)
    rebuild(key=tried)
    assert boards_to_bracket() == [league.key.pk]
    draw_brackets(key_pk=tried.pk)
    assert Standing.objects.get(key=tried).bracket is None
