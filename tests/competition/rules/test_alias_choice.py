import pytest

from competition.rules.alias_choice import why_not_this_alias


def refused(alias: str, name: str = "Zoë Anne O'Neil", email: str = "z.oneil42@uni.example") -> bool:
    return why_not_this_alias(alias, name=name, email=email) is not None


@pytest.mark.parametrize("alias", ["Quiet Owl 12", "Plán B", "Ann", "data-driven", "x.y", "Ñandú", "机器学习队"])
def test_what_tells_nothing_is_taken(alias: str) -> None:
    assert not refused(alias)


@pytest.mark.parametrize(
    "alias",
    [
        *("Zoe", "zoe the owl", "ZOË", "Anne of Green", "O'Neil", "oneil99", "TheONeilFan", "zoeanneoneil"),
        *("z.oneil42", "zoneil42", "x_zoneil42_x"),
        *("Former member 7", "former-MEMBER", "Ｆormer member 7"),
        *("ab", "", "   ", "...", "a" * 41, "two\nlines", "<script>", "owl\u202e", "zero\u200bwidth"),
    ],
)
def test_what_tells_too_much_or_hides_something_is_not(alias: str) -> None:
    assert refused(alias)


def test_short_names_are_found_as_words_only() -> None:
    assert refused("Li the Great", name="Li Wu")
    assert not refused("Little Owl", name="Li Wu")
    assert refused("Liwu", name="Li Wu")
