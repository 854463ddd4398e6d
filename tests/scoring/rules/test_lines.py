import pytest

from scoring.judging.standings import Medal
from scoring.rules.lines import Bracket, brackets, medal_of, zone_ends
from scoring.rules.noise import bracket_begins
from scoring.rules.pictures import WIDTH, Scale, common_scale, interval_bar, sparkline


def test_neighbours_of_one_begin_share_a_bracket() -> None:
    pair = Bracket(1, 2, heads=True), Bracket(1, 2, ends=True)
    assert brackets([1, 1, 3], 1, more=False) == [*pair, None]


def test_who_is_alone_has_none() -> None:
    assert brackets([1, 2, 3], 1, more=False) == [None, None, None]


def test_a_bracket_may_begin_above_the_page_and_end_below_it() -> None:
    assert brackets([48, 52, 52], 51, more=True) == [
        Bracket(48, 51, heads=True, ends=True),
        Bracket(52, None, heads=True),
        Bracket(52, None),
    ]


def test_a_begin_that_cannot_be_is_left_out_until_it_is_drawn_anew() -> None:
    assert brackets([3, None], 1, more=False) == [None, None]


def test_zones_end_with_their_last_team() -> None:
    assert [zone_ends(teams) for teams in (0, 1, 100)] == [[], [0, 0, 0], [9, 19, 39]]
    assert [medal_of(order, (-0.9, -0.8, -0.7)) for order in (-1.0, -0.9, -0.85, -0.7, -0.6)] == [
        Medal.GOLD,
        Medal.GOLD,
        Medal.SILVER,
        Medal.BRONZE,
        None,
    ]


def test_a_bracket_goes_on_until_somebody_differs_from_its_best() -> None:
    apart = {("a", "c"), ("a", "d"), ("c", "e")}
    assert list(bracket_begins("abcde", lambda best, other: (best, other) in apart)) == [1, 1, 3, 3, 5]


def test_nobody_is_compared_twice() -> None:
    asked: list[tuple[str, str]] = []

    def differ(best: str, other: str) -> bool:
        asked.append((best, other))
        return False

    list(bracket_begins("abc", differ))
    assert asked == [("a", "b"), ("a", "c")]


@pytest.mark.parametrize(("higher", "last"), [(True, 3), (False, 17)])
def test_up_is_better(higher: bool, last: int) -> None:
    assert f'cy="{last}"' in sparkline([0.1, 0.2], "Two", higher=higher)


def test_a_title_is_text() -> None:
    assert "<title>&lt;&amp;</title>" in sparkline([0.5], "<&", higher=True)


def test_what_lies_outside_is_drawn_at_the_edge() -> None:
    bar = interval_bar(5.0, (4.0, 6.0), Scale(0.0, 1.0), "far off")
    assert f"M{WIDTH - 3} 10H{WIDTH - 3}" in bar


def test_one_that_is_far_off_does_not_set_the_scale() -> None:
    near = [(0.4, 0.6)] * 10
    assert common_scale([*near, (0.0, 100.0)]) == Scale(0.4, 0.6)
    assert common_scale([]) is None
