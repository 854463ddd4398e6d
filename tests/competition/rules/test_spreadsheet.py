import pytest

from competition.rules.spreadsheet import safe_cell


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_what_begins_like_a_formula_is_made_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["a=1", "", "'x"])
def test_only_the_beginning_makes_a_formula(text: str) -> None:
    assert safe_cell(text) == text
