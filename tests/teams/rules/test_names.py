import pytest

from teams.rules.names import suggestions, tidy, why_not_this_name


@pytest.mark.parametrize("name", ["Owls", "R2", "Ünïcode & friends (3)", "二〇", "x" * 60, "Gradient: descent!"])
def test_what_people_call_their_teams_will_do(name: str) -> None:
    assert why_not_this_name(name) is None


@pytest.mark.parametrize("name", ["", "x", "x" * 61, "!?", "a\u202eb", "a\x00b", "a\nb", "FORMER TEAM 3"])
def test_what_would_confuse_will_not(name: str) -> None:
    assert why_not_this_name(name) is not None


def test_one_name_is_written_in_one_way() -> None:
    assert tidy("  Caf\u0065\u0301 \t Noir ") == "Caf\u00e9 Noir"


def test_suggestions_begin_with_the_alias() -> None:
    assert suggestions("Quiet Fox")[:3] == ["Quiet Fox", "Quiet Fox 2", "Quiet Fox 3"]
