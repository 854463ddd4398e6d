import pytest

from competition.rules.roles import takes_away


@pytest.mark.parametrize(
    ("role_after", "active_before", "active_after", "loses"),
    [
        ("assistant", True, False, True),
        ("student", True, True, True),
        ("instructor", True, True, False),
        ("assistant", False, True, False),
    ],
)
def test_a_reason_is_wanted_for_a_drop_and_a_demotion_only(
    role_after: str, active_before: bool, active_after: bool, loses: bool
) -> None:
    found = takes_away(
        role_before="assistant", role_after=role_after, active_before=active_before, active_after=active_after
    )
    assert found == loses
