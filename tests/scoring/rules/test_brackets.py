from scoring.rules.brackets import Bracket, bracket_begins, brackets


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
