import pytest

from scoring.judging.problems import Category
from scoring.models.claimable import WorkState
from scoring.rules.counting import LATE, OUR_FAULT, REFUSED, why_not_counted
from scoring.rules.kinds import KINDS, first_of_each, kind
from teams.models.teams import Excluded, Team

TEAM = Team(name="Pair")
OUT = Team(name="Pair", excluded=Excluded.DISQUALIFIED, excluded_reason="Two accounts.")
HIDDEN = Team(name="Pair", excluded=Excluded.HIDDEN, excluded_reason="A test.")


@pytest.mark.parametrize(
    ("state", "void", "late", "team", "told"),
    [
        (WorkState.DONE, "", False, TEAM, ""),
        (WorkState.QUEUED, "", False, TEAM, ""),
        (WorkState.REFUSED, "Copied.", True, OUT, REFUSED),
        (WorkState.FAILED, "Copied.", True, OUT, OUR_FAULT),
        (WorkState.DONE, "Copied.", True, OUT, "The staff took it out of the count: Copied."),
        (WorkState.DONE, "", True, OUT, LATE),
        (WorkState.DONE, "", False, OUT, "Your team was disqualified: Two accounts."),
        (WorkState.DONE, "", False, HIDDEN, ""),
    ],
)
def test_the_first_reason_is_told(state: WorkState, void: str, late: bool, team: Team, told: str) -> None:
    assert why_not_counted(state, void=void, late=late, team=team) == told


def test_every_category_has_words() -> None:
    assert set(KINDS) == set(Category)
    assert [kind("missing_id"), kind("gone_by_now")] == ["missing id", "gone by now"]


def test_a_frequent_kind_does_not_hide_a_rare_one() -> None:
    problems = [{"category": name, "row": row} for row, name in enumerate("aaaabac")]
    assert [problem["row"] for problem in first_of_each(problems, 4)] == [0, 1, 4, 6]
    assert first_of_each(problems, 20) == problems
