import pytest

from scoring.rules.pictures import WIDTH, Scale, common_scale, interval_bar, sparkline


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
