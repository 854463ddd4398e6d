from competition.rules.log_lines import Detail, details

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


def test_a_field_is_called_as_on_its_page() -> None:
    told = details({"slug": "a", "daily_limit": 5}, {"slug": "b", "daily_limit": 4}, ZONE)
    assert [one.name for one in told] == ["address", "daily limit"]
