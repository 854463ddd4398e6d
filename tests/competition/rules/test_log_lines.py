from competition.rules.first_steps import first_steps
from competition.rules.log_lines import Detail, details
from competition.rules.roles import takes_away
from competition.rules.spreadsheet import safe_cell

ZONE = "America/Chicago"


def test_what_moved_stands_side_by_side() -> None:
    assert details({"title": "A", "same": 1}, {"title": "B", "same": 1}, ZONE) == [Detail("title", "A", "B", both=True)]


def test_instants_are_said_in_the_zone_of_the_course() -> None:
    told = {"until": "2026-11-28T08:23:00.714Z", "opens_at": "2026-10-14T10:00:00-05:00", "code": "2026-11-28"}
    assert [(one.name, one.shown) for one in details({}, told, ZONE)] == [
        ("until", "Sat 28 Nov 2026, 02:23 CST"),
        ("opens at", "Wed 14 Oct 2026, 10:00 CDT"),
        ("code", "2026-11-28"),
    ]


def test_a_number_of_nothing_is_not_told_and_a_no_is() -> None:
    assert [one.shown for one in details({}, {"new": 0, "to_one_address": False, "list": [], "n": None}, ZONE)] == [
        "no"
    ]


def test_what_was_taken_away_is_told() -> None:
    assert [(one.before, one.after) for one in details({"file": "a.csv"}, {}, ZONE)] == [("a.csv", "–")]


def test_nested_values_are_put_into_words() -> None:
    told = details({}, {"scopes": ["read", "submit"], "limits": {"day": 5, "open": True}}, ZONE)
    assert [one.shown for one in told] == ["read, submit", "day 5, open yes"]


def test_a_reason_is_wanted_for_a_drop_and_a_demotion_only() -> None:
    same = {"role_before": "assistant", "role_after": "assistant", "active_before": True, "active_after": True}
    assert takes_away(**same | {"active_after": False})  # type: ignore[arg-type]
    assert takes_away(**same | {"role_after": "student"})  # type: ignore[arg-type]
    assert not takes_away(**same | {"role_after": "instructor"})  # type: ignore[arg-type]
    assert not takes_away(**same | {"active_before": False})  # type: ignore[arg-type]


def test_only_the_beginning_makes_a_formula() -> None:
    assert [safe_cell(text) for text in ("=1", "+1", "-1", "@x", "\tx", "\rx", "a=1", "", "'x")] == [
        "'=1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "a=1", "", "'x",
    ]  # fmt: skip


def test_the_steps_are_done_one_by_one() -> None:
    done = [step.done for step in first_steps(students=3, competitions=1, published=0)]
    assert done == [True, True, False]
