"""What a roster would change, on plain values."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from competition.rules.roster.compare import Change, Comparison, Difference, Present, compare
from competition.rules.roster.rows import Problem, Row

World = tuple[list[Row], list[Present], bool]

ALICE = Present(1, 11, "alice@example.org", "Alice", "a1", "A")
BOB = Present(2, 12, "bob@example.org", "Bob", "b1", "A")
CHARLIE = Present(3, 13, "charlie@example.org", "Charlie", "", "", from_roster=False)
INGRID = Present(4, 14, "ingrid@example.org", "Ingrid", student=False)
CAST = [ALICE, BOB, CHARLIE, INGRID]


def row(person: Present, line: int = 2, **changes: str | None) -> Row:
    return replace(Row(line, person.name, person.email, person.roster_id, person.section), **changes)  # type: ignore[arg-type]


def compared(
    *rows: Row, present: list[Present] = CAST, problems: list[Problem] | None = None, drops_missing: bool = True
) -> Comparison:
    accounts = {person.email: person.user for person in present} | {"olga@example.org": 99}
    return compare(rows, problems or [], present, accounts=accounts, drops_missing=drops_missing)


def faults(comparison: Comparison) -> list[tuple[int, str]]:
    return [(problem.line, problem.what) for problem in comparison.not_understood]


def test_the_same_people_are_unchanged() -> None:
    assert compared(row(ALICE), row(BOB, 3)) == Comparison(
        unchanged=[Change(row(ALICE), ALICE), Change(row(BOB, 3), BOB)]
    )


def test_a_file_that_drops_more_than_stay_is_told_apart() -> None:
    assert (compared(row(ALICE)).drops_most, compared(row(CHARLIE)).drops_most) == (False, True)
    assert not compared(row(CHARLIE), drops_missing=False).drops_most


def test_somebody_unknown_is_new() -> None:
    dora = Row(4, "Dora", "dora@example.org")
    assert compared(row(ALICE), row(BOB, 3), dora).new == [dora]


def test_each_changed_field_is_told_with_its_values() -> None:
    (change,) = compared(row(ALICE, name="Alice Ng", section="B"), row(BOB, 3)).changed
    assert change.differences == (Difference("name", "Alice", "Alice Ng"), Difference("section", "A", "B"))


def test_what_the_file_does_not_say_stays() -> None:
    assert compared(row(ALICE, roster_id="", section=None), row(BOB, 3)).changed == []


def test_the_roster_id_counts_before_the_address() -> None:
    (change,) = compared(row(ALICE, email="ng@example.org"), row(BOB, 3)).changed
    assert change.differences == (Difference("email", "alice@example.org", "ng@example.org"),)


def test_a_roster_id_may_be_filled_in_or_replaced_by_address() -> None:
    (change,) = compared(row(ALICE, roster_id="501"), row(BOB, 3)).changed
    assert change.differences == (Difference("roster_id", "a1", "501"),)


def test_a_missing_student_from_a_roster_is_dropped() -> None:
    assert compared(row(ALICE)).dropped == [BOB]


def test_nobody_is_dropped_when_the_switch_is_off() -> None:
    assert compared(row(ALICE), drops_missing=False).dropped == []


def test_an_inactive_student_returns_and_is_not_dropped_again() -> None:
    away = replace(BOB, active=False)
    assert compared(row(ALICE), present=[ALICE, away]).dropped == []
    assert compared(row(ALICE), row(BOB, 3), present=[ALICE, away]).returning == [Change(row(BOB, 3), away)]


def test_staff_on_the_roster_are_left_alone_and_told() -> None:
    comparison = compared(row(ALICE), row(BOB, 3), row(INGRID, 4, name="Somebody", section="A"))
    assert comparison.staff == [Change(row(INGRID, 4, name="Somebody", section="A"), INGRID)]
    assert (comparison.changed, comparison.not_understood) == ([], [])


def test_nobody_is_dropped_for_a_line_that_was_not_understood() -> None:
    for kept in ({"email": BOB.email}, {"roster_id": BOB.roster_id}, {"name": BOB.name}):
        assert compared(row(ALICE), problems=[Problem(3, "", "?", "!", **kept)]).dropped == []


def test_an_address_that_one_line_gives_up_and_another_takes_is_not_understood() -> None:
    comparison = compared(row(ALICE, email="ng@example.org"), row(BOB, 3, email=ALICE.email))
    assert faults(comparison) == [
        (2, "Alice would give up an address that line 3 names."),
        (3, "The roster id belongs to Bob, the e-mail address to Alice."),
    ]


class TestAnAddressIsNotTakenOver:
    def test_of_somebody_who_has_signed_in(self) -> None:
        known = replace(ALICE, own_account=True)
        comparison = compared(row(ALICE, email="ng@example.org"), row(BOB, 3), present=[known, BOB])
        assert [problem.line for problem in comparison.not_understood] == [2]
        assert (comparison.changed, comparison.dropped) == ([], [])

    def test_that_another_account_uses(self) -> None:
        assert faults(compared(row(ALICE, email="olga@example.org"), row(BOB, 3))) == [
            (2, "Another account uses this address.")
        ]

    def test_of_another_student_of_the_course(self) -> None:
        assert faults(compared(row(ALICE, email=BOB.email))) == [
            (2, "The roster id belongs to Alice, the e-mail address to Bob.")
        ]

    def test_of_staff(self) -> None:
        assert faults(compared(row(ALICE, email=INGRID.email), row(BOB, 3))) == [
            (2, "The roster id belongs to Alice, the e-mail address to Ingrid.")
        ]


def test_two_lines_that_mean_one_person_are_not_understood() -> None:
    comparison = compared(row(ALICE, email="ng@example.org"), row(ALICE, 3, roster_id=""), row(BOB, 4))
    assert [line for line, _ in faults(comparison)] == [2, 3]


def test_roster_ids_that_were_swapped_are_not_understood() -> None:
    comparison = compared(row(ALICE, roster_id="b1"), row(BOB, 3, roster_id="a1"))
    assert [line for line, _ in faults(comparison)] == [2, 3]


names = st.sampled_from(["Alice", "Bob", "Charlie", "Dora"])
sections = st.sampled_from(["", "A", "B"])


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Few addresses and few ids, so that rows and people meet in every way."""
    emails = [f"{letter}@example.org" for letter in "abcdef"]
    ids = ["", "1", "2", "3", "4", "5"]
    present = [
        Present(
            number,
            number + 100,
            email,
            draw(names),
            roster_id,
            draw(sections),
            student=draw(st.integers(0, 9)) > 0,
            active=draw(st.booleans()),
            from_roster=draw(st.booleans()),
            own_account=draw(st.booleans()),
        )
        for number, (email, roster_id) in enumerate(
            zip(draw(st.lists(st.sampled_from(emails), unique=True)), draw(st.permutations(ids)), strict=False)
        )
    ]
    chosen = draw(st.lists(st.sampled_from(emails), unique=True))
    numbered = zip(chosen, draw(st.permutations([*ids, ""])), strict=False)
    rows = [
        Row(line, draw(names), email, roster_id, draw(st.none() | sections))
        for line, (email, roster_id) in enumerate(numbered, start=2)
    ]
    return rows, present, draw(st.booleans())


def applied(comparison: Comparison, present: list[Present]) -> list[Present]:
    """What the database would hold afterwards."""
    after = {person.enrolment: person for person in present}
    for change in [*comparison.changed, *comparison.returning, *comparison.unchanged]:
        values = {difference.field: difference.after for difference in change.differences}
        after[change.present.enrolment] = replace(change.present, active=True, from_roster=True, **values)  # type: ignore[arg-type]
    for person in comparison.dropped:
        after[person.enrolment] = replace(person, active=False)
    for number, row_ in enumerate(comparison.new, start=1_000):
        after[number] = Present(number, number, row_.email, row_.name, row_.roster_id, row_.section or "")
    return list(after.values())


@given(worlds())
def test_applying_and_comparing_again_changes_nothing(world: World) -> None:
    rows, present, drops = world
    first = compare(rows, [], present, accounts={person.email: person.user for person in present}, drops_missing=drops)
    after = applied(first, present)
    again = compare(rows, [], after, accounts={person.email: person.user for person in after}, drops_missing=drops)
    assert again.changes_nothing


@given(worlds())
def test_applying_leaves_every_address_and_roster_id_once(world: World) -> None:
    rows, present, drops = world
    accounts = {person.email: person.user for person in present}
    after = applied(compare(rows, [], present, accounts=accounts, drops_missing=drops), present)
    emails = [person.email for person in after]
    ids = [person.roster_id for person in after if person.roster_id]
    assert (len(emails), len(ids)) == (len(set(emails)), len(set(ids)))


@given(worlds(), st.randoms())
def test_the_order_of_lines_and_people_changes_nothing(world: World, random: Random) -> None:
    rows, present, drops = world
    accounts = {person.email: person.user for person in present}
    straight = compare(rows, [], present, accounts=accounts, drops_missing=drops)
    shuffled_rows, shuffled_people = random.sample(rows, len(rows)), random.sample(present, len(present))
    shuffled = compare(shuffled_rows, [], shuffled_people, accounts=accounts, drops_missing=drops)
    assert by_content(shuffled) == by_content(straight)


def by_content(comparison: Comparison) -> dict[str, list[str]]:
    return {group: sorted(map(repr, getattr(comparison, group))) for group in comparison.counts}


@given(worlds())
def test_every_line_is_in_exactly_one_group_and_staff_and_own_addresses_are_untouched(world: World) -> None:
    rows, present, drops = world
    accounts = {person.email: person.user for person in present}
    result = compare(rows, [], present, accounts=accounts, drops_missing=drops)
    told = [
        *result.new,
        *(change.row for change in [*result.changed, *result.returning, *result.unchanged, *result.staff]),
    ]
    assert sorted([row_.line for row_ in told] + [problem.line for problem in result.not_understood]) == [
        row_.line for row_ in rows
    ]
    before = {person.enrolment: person for person in present}
    for person in applied(result, present):
        was = before.get(person.enrolment)
        if was and not was.student:
            assert person == was
        if was and was.own_account:
            assert person.email == was.email
