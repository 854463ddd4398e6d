"""A roster is staged, then applied or discarded as a whole."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.actions.roster import (
    ChangedSinceError,
    apply_roster,
    discard_roster,
    discard_stale_rosters,
    stage_roster,
)
from competition.models.courses import Course, Enrolment, Role, RosterImport
from competition.models.log import LogEntry
from competition.models.people import User
from competition.models.running import OutgoingMail
from competition.queries.roster import comparison, fingerprint
from competition.rules.roster.rows import RosterRefusedError
from tests.factories import enrol, make_course, make_user
from tests.pace import at_most

Stage = Callable[..., RosterImport]
Import = Callable[..., dict[str, int]]

HEADER = "name,email,roster_id,section\n"
ALICE = "Alice Ng,alice@example.org,a1,A\n"
BOB = "Bob Berg,bob@example.org,b1,A\n"


@pytest.fixture
def course(db: None) -> Course:
    return make_course()


@pytest.fixture
def ingrid(course: Course) -> By:
    ingrid = make_user("Ingrid")
    enrol(ingrid, course, Role.INSTRUCTOR)
    return By(ingrid)


@pytest.fixture
def stage(course: Course, ingrid: By, tmp_path: Path) -> Stage:
    def staged(rows: str, **options: bool) -> RosterImport:
        file = tmp_path / "roster.csv"
        file.write_text(HEADER + rows)
        return stage_roster(course=course, by=ingrid, file=file, file_name="roster.csv", **options)

    return staged


@pytest.fixture
def imported(stage: Stage, ingrid: By) -> Import:
    """Staged and applied at once."""

    def done(rows: str, *, drops_missing: bool = True, **options: Any) -> dict[str, int]:
        return apply_roster(roster_import=stage(rows, drops_missing=drops_missing), by=ingrid, **options)

    return done


def people(course: Course) -> list[tuple[str, str, str, str, bool]]:
    students = Enrolment.objects.filter(course=course, role=Role.STUDENT).order_by("user__email")
    return [(one.user.email, one.name, one.roster_id, one.section, one.active) for one in students]


def changes(counts: dict[str, int]) -> dict[str, int]:
    return {name: number for name, number in counts.items() if number}


def test_staging_changes_nobody(course: Course, stage: Stage) -> None:
    staged = stage(ALICE + BOB)
    assert (staged.state, staged.counts["new"]) == ("staged", 2)
    assert people(course) == []


def test_new_students_get_an_account_an_alias_and_no_password(course: Course, imported: Import) -> None:
    assert changes(imported(ALICE)) == {"new": 1}
    assert people(course) == [("alice@example.org", "Alice Ng", "a1", "A", True)]
    alice = User.objects.get(email="alice@example.org")
    assert (alice.has_usable_password(), alice.name, alice.username) == (False, "", alice.username.lower())
    assert len(alice.alias.split()) == 3


def test_somebody_who_has_an_account_keeps_it(course: Course, imported: Import) -> None:
    alice = make_user("Alice", name="Alice as she writes it")
    before = User.objects.filter(pk=alice.pk).values().get()
    imported("A. Ng,ALICE@example.org,a1,A\n")
    assert User.objects.filter(pk=alice.pk).values().get() == before
    assert people(course) == [("alice@example.org", "A. Ng", "a1", "A", True)]


def test_the_same_file_twice_changes_nothing_the_second_time(course: Course, imported: Import) -> None:
    imported(ALICE + BOB)
    before = list(Enrolment.objects.values()), list(User.objects.values())
    assert changes(imported(ALICE + BOB)) == {"unchanged": 2}
    assert (list(Enrolment.objects.values()), list(User.objects.values())) == before


def test_a_drop_keeps_the_row_and_a_return_revives_it(course: Course, imported: Import) -> None:
    imported(ALICE + BOB)
    number = Enrolment.objects.get(roster_id="b1").pk
    assert changes(imported(ALICE)) == {"unchanged": 1, "dropped": 1}
    assert people(course)[1] == ("bob@example.org", "Bob Berg", "b1", "A", False)
    assert changes(imported(ALICE + BOB)) == {"unchanged": 1, "returning": 1}
    assert (Enrolment.objects.get(roster_id="b1").pk, people(course)[1][4]) == (number, True)


def test_whoever_joined_by_invitation_is_not_dropped_until_a_roster_has_named_them(
    course: Course, imported: Import
) -> None:
    enrol(make_user("Charlie"), course, roster_id="")
    assert changes(imported(ALICE)) == {"new": 1}
    assert changes(imported(ALICE + "Charlie,charlie@example.org,,\n")) == {"unchanged": 2}
    assert changes(imported(ALICE)) == {"unchanged": 1, "dropped": 1}


def test_nobody_is_dropped_when_the_switch_is_off(course: Course, imported: Import) -> None:
    imported(ALICE + BOB)
    assert changes(imported(ALICE, drops_missing=False)) == {"unchanged": 1}


def test_staff_are_left_alone(course: Course, imported: Import, ingrid: By) -> None:
    tariq = enrol(make_user("Tariq"), course, Role.ASSISTANT)
    before = Enrolment.objects.filter(pk=tariq.pk).values().get()
    assert changes(imported(ALICE + "Somebody,tariq@example.org,t1,A\n")) == {"new": 1, "staff": 1}
    assert Enrolment.objects.filter(pk=tariq.pk).values().get() == before


def test_another_course_is_not_touched(course: Course, imported: Import) -> None:
    dana = enrol(make_user("Dana"), make_course("ml-2026"))
    before = Enrolment.objects.filter(pk=dana.pk).values().get()
    imported(ALICE)
    imported("Dana,dana@example.org,d1,B\n")
    assert Enrolment.objects.filter(pk=dana.pk).values().get() == before


class TestAddresses:
    def test_of_an_account_that_nobody_has_used_follow_the_roster(self, course: Course, imported: Import) -> None:
        imported(ALICE)
        assert changes(imported("Alice Ng,ng@example.org,a1,A\n")) == {"changed": 1}
        assert people(course)[0][0] == "ng@example.org"

    @pytest.mark.parametrize("used", ["signed in", "has a password", "takes another course", "superuser"])
    def test_of_an_account_in_use_do_not(self, course: Course, imported: Import, used: str) -> None:
        imported(ALICE)
        alice = User.objects.get(email="alice@example.org")
        if used == "signed in":
            User.objects.filter(pk=alice.pk).update(last_login=timezone.now())
        elif used == "has a password":
            alice.set_password("correct horse battery")
            alice.save()
        elif used == "superuser":
            User.objects.filter(pk=alice.pk).update(is_superuser=True)
        else:
            enrol(alice, make_course("ml-2026"))
        with pytest.raises(RefusedError):
            imported("Alice Ng,mallory@example.org,a1,A\n")
        counts = imported("Alice Ng,mallory@example.org,a1,A\n", without_problems=True)
        assert changes(counts) == {"not_understood": 1}
        assert people(course) == [("alice@example.org", "Alice Ng", "a1", "A", True)]

    def test_of_somebody_else_are_not_taken(self, course: Course, imported: Import) -> None:
        imported(ALICE)
        make_user("Dana")
        assert changes(imported("Alice Ng,dana@example.org,a1,A\n", without_problems=True)) == {"not_understood": 1}

    def test_that_changed_are_not_confirmed_any_more(self, course: Course, imported: Import) -> None:
        imported(ALICE)
        alice = User.objects.get(email="alice@example.org")
        EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
        imported("Alice Ng,ng@example.org,a1,A\n")
        assert EmailAddress.objects.count() == 0


class TestApplying:
    def test_needs_a_tick_where_lines_were_not_understood(self, course: Course, imported: Import) -> None:
        with pytest.raises(RefusedError, match=r"^1 lines were not understood\."):
            imported(ALICE + "Bob,bob,b1,A\n")
        assert people(course) == []
        assert changes(imported(ALICE + "Bob,bob,b1,A\n", without_problems=True)) == {"new": 1, "not_understood": 1}

    def test_is_refused_when_the_course_has_changed_since_the_preview(
        self, course: Course, stage: Stage, ingrid: By
    ) -> None:
        staged = stage(ALICE)
        enrol(make_user("Alice"), course, roster_id="", active=False)
        with pytest.raises(ChangedSinceError):
            apply_roster(roster_import=staged, by=ingrid)
        shown = fingerprint(comparison(staged))
        assert changes(apply_roster(roster_import=staged, by=ingrid, shown=shown)) == {"returning": 1}

    def test_is_not_refused_when_somebody_merely_signed_in(
        self, course: Course, imported: Import, stage: Stage, ingrid: By
    ) -> None:
        imported(ALICE)
        staged = stage(ALICE)
        User.objects.filter(email="alice@example.org").update(last_login=timezone.now())
        assert changes(apply_roster(roster_import=staged, by=ingrid)) == {"unchanged": 1}

    def test_twice_is_refused(self, course: Course, stage: Stage, ingrid: By) -> None:
        staged = stage(ALICE)
        apply_roster(roster_import=staged, by=ingrid)
        with pytest.raises(RefusedError, match="applied already"):
            apply_roster(roster_import=staged, by=ingrid)

    def test_leaves_nothing_half_done(self, course: Course, stage: Stage) -> None:
        staged = stage(ALICE + BOB)
        with pytest.raises(ValueError, match="unsaved"):  # the line in the log can't be written
            apply_roster(roster_import=staged, by=By(User(username="nobody")), mail_new=True)
        assert (people(course), User.objects.count(), RosterImport.objects.get().state) == ([], 1, "staged")
        assert OutgoingMail.objects.count() == 0

    def test_mails_the_new_and_nobody_else_and_never_twice(self, course: Course, imported: Import) -> None:
        imported(ALICE)
        assert imported(ALICE + BOB, mail_new=True)["mailed"] == 1
        mail = OutgoingMail.objects.get()
        assert (mail.to, mail.subject) == ("bob@example.org", "You are enrolled in CS 501")


class TestPrivacy:
    @pytest.mark.parametrize("decision", [apply_roster, discard_roster])
    def test_what_the_file_said_goes_once_it_is_decided(
        self, course: Course, stage: Stage, ingrid: By, decision: Callable[..., object]
    ) -> None:
        staged = stage(ALICE + "Bob,bob,b1,A\n", drops_missing=False)
        decision(roster_import=staged, by=ingrid, **({"without_problems": True} if decision is apply_roster else {}))
        decided = RosterImport.objects.get()
        assert (decided.rows, decided.problems) == ([], [])
        assert all(isinstance(number, int) for number in decided.counts.values())

    def test_the_log_holds_numbers_only(self, course: Course, imported: Import) -> None:
        imported(ALICE)
        imported("Alice Ng-Berg,ng@example.org,a1,B\n" + BOB)
        imported(ALICE.replace("alice@", "ng@") + "x,y,z,1\n", without_problems=True)
        told = [str(entry) for entry in LogEntry.objects.values_list("action", "subject", "before", "after", "reason")]
        for secret in ("alice", "ng@", "bob", "a1", "b1", "Ng", "Berg"):
            assert [line for line in told if secret in line.replace("staging", "")] == []

    def test_each_deed_leaves_one_line(self, course: Course, stage: Stage, ingrid: By) -> None:
        apply_roster(roster_import=stage(ALICE), by=ingrid)
        discard_roster(roster_import=stage(ALICE), by=ingrid)
        assert list(LogEntry.objects.order_by("id").values_list("action", flat=True)) == [
            "roster staged",
            "roster applied",
            "roster staged",
            "roster discarded",
        ]

    def test_a_roster_that_nobody_decides_on_is_discarded_after_a_week(self, course: Course, stage: Stage) -> None:
        old, fresh = stage(ALICE), stage(BOB)
        RosterImport.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=7, seconds=1))
        assert discard_stale_rosters() == 1
        assert list(RosterImport.objects.order_by("id").values_list("state", "rows")) == [
            ("discarded", []),
            ("staged", fresh.rows),
        ]


def test_a_file_that_can_not_be_read_leaves_nothing(course: Course, ingrid: By, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_bytes(b"PK\x03\x04")
    with pytest.raises(RosterRefusedError):
        stage_roster(course=course, by=ingrid, file=tmp_path / "roster.csv", file_name="roster.csv")
    assert (RosterImport.objects.count(), LogEntry.objects.count()) == (0, 0)


def test_two_thousand_students_take_a_few_statements_and_little_work(
    course: Course, stage: Stage, ingrid: By, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [f"Student {n},s{n}@example.org,id{n},A\n" for n in range(2_000)]
    with at_most(150):
        staged = stage("".join(rows))
        with django_assert_max_num_queries(100):
            assert apply_roster(roster_import=staged, by=ingrid, mail_new=True)["mailed"] == 2_000
        moved = [row.replace(",A", ",B").replace("@example.org", "@example.net") for row in rows[200:]]
        staged = stage("".join(moved))
        with django_assert_max_num_queries(100):
            assert changes(apply_roster(roster_import=staged, by=ingrid)) == {"changed": 1_800, "dropped": 200}
