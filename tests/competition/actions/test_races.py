"""Two instructors at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from time import monotonic

import pytest
from django.db import connection, transaction

from competition.actions.announcements import withdraw
from competition.actions.courses import change_course
from competition.actions.enrolments import change_person
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.actions.roster import apply_roster, stage_roster
from competition.models.competitions import Announcement
from competition.models.courses import Enrolment, Role
from tests.factories import enrol, make_course, make_user

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 10


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """What became of each: "done", or the refusal."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        start.wait()
        try:
            deed()
        except RefusedError as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


def test_instructors_who_demote_each_other_leave_one() -> None:
    course = make_course()
    ingrid, olga = (enrol(make_user(name), course, Role.INSTRUCTOR) for name in ("Ingrid", "Olga"))

    def demotes(one: Enrolment, other: Enrolment) -> Callable[[], object]:
        return lambda: change_person(
            enrolment=other, by=By(one.user), role=Role.STUDENT, section="", active=True, reason="A coup."
        )

    for _ in range(ROUNDS):
        Enrolment.objects.update(role=Role.INSTRUCTOR)
        at_once(demotes(ingrid, olga), demotes(olga, ingrid))
        assert Enrolment.objects.filter(role=Role.INSTRUCTOR).count() == 1


def test_a_roster_is_applied_once(tmp_path: Path) -> None:
    course, ingrid = make_course(), By(make_user("Ingrid"))
    file = tmp_path / "roster.csv"
    for number in range(ROUNDS):
        file.write_text(f"name,email\nStudent,s{number}@example.org\n")
        staged = stage_roster(course=course, by=ingrid, file=file, file_name="roster.csv")
        outcomes = at_once(*[lambda staged=staged: apply_roster(roster_import=staged, by=ingrid)] * 2)
        assert sorted(outcome[:26] for outcome in outcomes) == ["This roster was applied al", "done"]
    assert Enrolment.objects.filter(course=course, active=True).count() == 1


def test_two_rosters_with_the_same_newcomer_enrol_them_once(tmp_path: Path) -> None:
    course, ingrid = make_course(), By(make_user("Ingrid"))
    file = tmp_path / "roster.csv"
    for number in range(ROUNDS):
        file.write_text(f"name,email\nStudent,s{number}@example.org\n")
        both = [stage_roster(course=course, by=ingrid, file=file, file_name=f"{n}.csv") for n in range(2)]
        outcomes = at_once(*[lambda one=one: apply_roster(roster_import=one, by=ingrid) for one in both])
        assert sorted(outcome[:30] for outcome in outcomes) == ["Nothing was applied: the cours", "done"]
        assert Enrolment.objects.filter(user__email=f"s{number}@example.org").count() == 1


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.postgres
def test_a_deed_in_a_locked_course_does_not_keep_the_log_from_the_one_who_locked_it() -> None:
    course, author = make_course(), make_user("Ingrid")
    ingrid, olga = By(author), By(make_user("Olga"))
    notice = Announcement.objects.create(course=course, title="Hello", author=author)
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            change_course(course=course, by=ingrid, values={})  # locks the course, and has nothing to tell yet
            withdrawal = other.submit(at_once, lambda: withdraw(announcement=notice, by=olga))
            deadline = monotonic() + 10
            while not somebody_waits() and monotonic() < deadline:
                pass
            change_course(course=course, by=ingrid, values={"title": "Deeper Learning"})
        assert withdrawal.result() == ["done"]
