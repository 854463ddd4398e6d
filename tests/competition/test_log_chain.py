"""The audit log can be written and read, not changed; and a change made behind its back is found."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from competition.actions.log import By, record
from competition.models.log import LogEntry
from competition.rules.log_digest import digest_of_line
from tests.factories import make_course, make_user
from tests.pace import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines() -> list[int]:
    course, ingrid = make_course(), By(make_user("Ingrid"), "192.0.2.7")
    return [
        record(
            by=ingrid if number % 2 else By(None),
            action="course changed",
            subject=f"s{number}",
            course=course,
            before={"title": "a", "days": [1, None]},
            after={"title": "ä", "ends": timedelta(1)},
            reason="why",
        ).pk
        for number in range(5)
    ]


def verified(**options: str) -> tuple[int, str]:
    told, complained = StringIO(), StringIO()
    try:
        call_command("verify_log", stdout=told, stderr=complained, **options)
    except SystemExit as end:
        return int(str(end.code)), complained.getvalue().strip()
    return 0, told.getvalue().splitlines()[0]


def test_an_empty_log_is_sound() -> None:
    assert verified() == (0, "The audit log is sound: 0 lines.")


def test_what_was_recorded_is_sound(lines: list[int]) -> None:
    assert verified() == (0, "The audit log is sound: 5 lines.")


def test_lines_cut_off_the_end_are_missed_by_their_digest(lines: list[int]) -> None:
    newest = LogEntry.objects.get(pk=lines[-1])
    assert verified(holds=newest.digest) == (0, "The audit log is sound: 5 lines.")
    newest.delete()
    assert verified() == (0, "The audit log is sound: 4 lines.")
    assert verified(holds=newest.digest) == (
        1,
        "The audit log is shorter than it was: the line with that digest is gone.",
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("subject", "another"),
        ("action", "x"),
        ("reason", ""),
        ("before", {"title": "b"}),
        ("after", {}),
        ("actor_name", "somebody"),
        ("address", "192.0.2.8"),
        ("actor", None),
        ("course", None),
        ("digest", "0" * 64),
        ("previous_digest", "0" * 64),
    ],
)
def test_a_changed_line_is_named(lines: list[int], column: str, value: object) -> None:
    LogEntry.objects.filter(pk=lines[3]).update(**{column: value})
    code, complaint = verified()
    assert (code, complaint.startswith("The audit log is broken after 3 sound lines. Line")) == (1, True)
    assert f"Line {lines[3]} " in complaint


def test_a_changed_time_is_named(lines: list[int]) -> None:
    entry = LogEntry.objects.get(pk=lines[2])
    LogEntry.objects.filter(pk=entry.pk).update(at=entry.at + timedelta(microseconds=1))
    assert verified()[1].endswith(f"Line {entry.pk} is not as it was written.")


@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_removed_line_is_named_by_its_follower(lines: list[int], place: int) -> None:
    LogEntry.objects.filter(pk=lines[place]).delete()
    code, complaint = verified()
    assert (code, f"Line {lines[place + 1]} does not follow" in complaint) == (1, True)


def test_a_line_put_in_is_found_even_if_it_is_well_made(lines: list[int]) -> None:
    LogEntry.objects.filter(pk=lines[3]).update(id=1_000_000)
    forged = LogEntry.objects.get(pk=lines[2])
    forged.pk, forged.previous_digest, forged.subject = 500_000, forged.digest, "forged"
    forged.digest = digest_of_line(forged)
    forged.save(force_insert=True)
    LogEntry.objects.filter(pk=lines[4]).update(id=1_000_001)
    assert verified() == (
        1,
        "The audit log is broken after 4 sound lines. Line 1000000 does not follow line 500000: "
        "a line between them was removed or put in.",
    )


def test_a_changed_line_with_a_new_digest_breaks_the_next(lines: list[int]) -> None:
    entry = LogEntry.objects.get(pk=lines[1])
    entry.subject = "another"
    LogEntry.objects.filter(pk=entry.pk).update(subject=entry.subject, digest=digest_of_line(entry))
    assert f"Line {lines[2]} does not follow" in verified()[1]


def test_ten_thousand_lines_are_walked_in_a_second(lines: list[int]) -> None:
    last = LogEntry.objects.get(pk=lines[-1])
    made, previous = [], last.digest
    for number in range(9_995):
        entry = LogEntry(
            at=last.at,
            actor=last.actor,
            actor_name=last.actor_name,
            course=last.course,
            action="course changed",
            subject=str(number),
            before={"title": "a"},
            after={"title": "b"},
            previous_digest=previous,
        )
        entry.digest = previous = digest_of_line(entry)
        made.append(entry)
    LogEntry.objects.bulk_create(made, batch_size=500)
    with at_most(30):
        assert verified() == (0, "The audit log is sound: 10,000 lines.")


@pytest.mark.usefixtures("append_only_log")
class TestTheDatabaseRefuses:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE competition_logentry SET subject = 'another'",
            "UPDATE competition_logentry SET reason = reason",
            "DELETE FROM competition_logentry",
        ],
    )
    def test_by_hand(self, lines: list[int], statement: str) -> None:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert verified() == (0, "The audit log is sound: 5 lines.")

    def test_through_the_models(self, lines: list[int]) -> None:
        entry = LogEntry.objects.get(pk=lines[0])
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            entry.save()
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            entry.delete()

    def test_and_takes_new_lines(self, lines: list[int]) -> None:
        record(by=By(None), action="one more", subject="x")
        assert verified() == (0, "The audit log is sound: 6 lines.")
