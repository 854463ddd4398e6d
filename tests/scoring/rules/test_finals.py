"""The final board of plain values."""

from datetime import timedelta

from competition.models.competitions import SelectionMode
from scoring.judging.metrics.metric import Direction
from scoring.rules.finals import Contender, Line, Part, final_board
from scoring.rules.selection import Candidate, Way
from tests.factories import NOW

WAY = Way(SelectionMode.BEST_PICK, 2, Direction.HIGHER)


def team(
    number: int, public: float, private: float | None, part: Part = Part.RANKED, *, minute: int | None = None
) -> Contender:
    at = NOW + timedelta(minutes=number if minute is None else minute)
    return Contender(number, part, [Candidate(number * 10, public, private, at)])


def board(*contenders: Contender, shared: bool = False) -> list[tuple[int, int | None, int | None]]:
    return [(line.team, line.rank, line.public_rank) for line in lines(*contenders, shared=shared)]


def lines(*contenders: Contender, shared: bool = False) -> list[Line]:
    found = final_board(contenders, WAY, shared=shared)
    assert [line.position for line in found] == list(range(1, len(found) + 1))
    return found


def test_private_scores_rank_and_public_ranks_stand_beside() -> None:
    assert board(team(1, 0.9, 0.5), team(2, 0.8, 0.7), team(3, 0.7, 0.6)) == [(2, 1, 2), (3, 2, 3), (1, 3, 1)]


def test_ties_go_to_the_earlier_submission_and_share_a_rank_where_asked() -> None:
    teams = team(1, 0.5, 0.5, minute=9), team(2, 0.5, 0.5, minute=3), team(3, 0.4, 0.4)
    assert board(*teams) == [(2, 1, 1), (1, 2, 2), (3, 3, 3)]
    assert board(*teams, shared=True) == [(2, 1, 1), (1, 1, 1), (3, 3, 3)]


def test_a_benchmark_stands_between_the_ranks_and_takes_none() -> None:
    assert board(team(1, 0.9, 0.9), team(2, 0.8, 0.8, Part.BENCHMARK), team(3, 0.7, 0.7)) == [
        (1, 1, 1),
        (2, None, None),
        (3, 2, 2),
    ]


def test_a_disqualified_team_stands_last_and_lifts_the_others() -> None:
    assert board(team(1, 0.9, 0.9, Part.DISQUALIFIED), team(2, 0.5, 0.5), team(3, 0.4, 0.4, Part.BENCHMARK)) == [
        (2, 1, 1),
        (3, None, None),
        (1, None, None),
    ]


def test_no_private_score_ranks_after_every_score() -> None:
    assert board(team(1, 0.9, None), team(2, 0.1, -5.0)) == [(2, 1, 2), (1, 2, 1)]


def test_the_public_rank_goes_by_the_best_public_score_whatever_decides() -> None:
    picked = Candidate(11, 0.2, 0.9, NOW, picked=True)
    better = Candidate(12, 0.8, 0.1, NOW)
    first, second = lines(Contender(1, Part.RANKED, [picked, better]), team(2, 0.5, 0.5))
    assert (first.team, first.best_public, first.public_rank, first.selection.decides) == (1, 0.8, 1, picked)
    assert (second.team, second.public_rank) == (2, 2)


def test_who_sent_nothing_that_counts_is_not_on_it() -> None:
    assert board(Contender(1, Part.RANKED, []), team(2, 0.5, 0.5)) == [(2, 1, 1)]
    assert board() == []
