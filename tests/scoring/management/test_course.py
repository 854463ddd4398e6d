"""A course from a file: shown, agreed to, done once, and then nothing is left to do."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError

from competition.models.competitions import Competition, RulesVersion
from competition.models.courses import Course, Enrolment, Role
from competition.models.log import LogEntry
from scoring.models.keys import AnswerKey
from scoring.models.openings import Job, Opening
from tests.factories import accept_rules, enrol, make_course, make_user
from tests.scoring.management.folder import Folder, said

pytestmark = pytest.mark.django_db(transaction=True)
NOTHING = "There is nothing to change."


@pytest.fixture(autouse=True)
def august() -> Iterator[None]:
    with time_machine.travel("2026-08-20", tick=True):
        yield


@pytest.fixture
def folder(tmp_path: Path, files: Path) -> Folder:
    make_user("Ingrid")
    return Folder.made_in(tmp_path / "course")


@pytest.fixture
def applied(folder: Folder) -> Folder:
    folder.apply()
    return folder


def refusal(folder: Folder, *options: str, name: str = "ingrid@example.org") -> str:
    with pytest.raises(CommandError) as caught:
        folder.apply(*options, name=name)
    return str(caught.value)


class TestTheFirstTime:
    def test_everything_is_made_and_published(self, folder: Folder) -> None:
        lines = folder.apply()
        assert lines[-2:] == ["beans is published.", "Done."]
        course, beans = Course.objects.get(), Competition.objects.get()
        assert (course.slug, course.zone) == ("dl-2026", "America/Chicago")
        assert (beans.daily_limit, beans.closes_at.isoformat()) == (3, "2026-12-01T06:00:00+00:00")
        assert beans.evaluation.startswith("Files are scored by **accuracy**.")
        assert RulesVersion.objects.get().text == "Play fair."
        people = Enrolment.objects.order_by("user__email").values_list("user__email", "role")
        assert list(people) == [
            ("alice@example.org", Role.STUDENT),
            ("bob@example.org", Role.STUDENT),
            ("ingrid@example.org", Role.INSTRUCTOR),
            ("tariq@example.org", Role.ASSISTANT),
        ]
        assert sorted(beans.data_files.values_list("name", flat=True)) == [
            "sample_submission.csv",
            "test.csv",
            "train.csv",
        ]
        assert AnswerKey.objects.get().rows == {"train": 400, "public": 200, "private": 200, "ignored": 0}

    def test_every_deed_leaves_its_line_in_the_name_given(self, folder: Folder) -> None:
        folder.apply()
        actions = LogEntry.objects.order_by("id").values_list("action", flat=True)
        assert list(actions) == [
            "course opened",
            "person appointed",
            "roster staged",
            "roster applied",
            "competition created",
            "competition changed",
            "rules changed",
            "opening's file received",
            "opening's file received",
            "opening's files understood",
            "opening's choices made",
            "file added",
            "file added",
            "file added",
            "competition's files made",
            "launch checklist gone through",
            "competition published",
        ]
        assert {line.actor and line.actor.email for line in LogEntry.objects.all()} == {"ingrid@example.org"}

    def test_the_checklist_is_printed(self, folder: Folder) -> None:
        lines = folder.apply()
        assert "  good  Probe files get their expected verdicts: 1 probe got the expected verdict." in lines

    def test_what_is_not_green_is_not_published(self, folder: Folder) -> None:
        folder.change('"data/short.csv" = "missing_column"', '"data/short.csv" = "missing_id"')
        assert "Still open: its data are in place and checked" in refusal(folder)
        assert Competition.objects.get().published_at is None

    def test_data_that_cannot_be_made_name_their_key(self, folder: Folder) -> None:
        folder.change('targets = "kind"', 'targets = "sort"')
        told = refusal(folder)
        assert told.startswith("competitions.beans.data: There is no column “sort”.")


class TestShowing:
    def test_a_dry_run_shows_and_changes_nothing(self, folder: Folder) -> None:
        lines = said("course", "apply", str(folder.file), "--dry-run")
        assert not Course.objects.exists()
        assert lines[:3] == ["course dl-2026: new", "  code: – → CS 501", "  title: – → Deep Learning"]
        assert [line for line in lines if not line.startswith(" ")] == [
            "course dl-2026: new",
            "staff: changed",
            "roster roster.csv: changed",
            "competition beans: new",
            "competition beans, dates: changed",
            "competition beans, rules: changed",
            "competition beans, data: changed",
            "competition beans, publication: changed",
        ]

    def test_it_asks_before_it_begins(self, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
        with pytest.raises(CommandError, match="Nothing was changed"):
            said("course", "apply", str(folder.file), "--as", "ingrid@example.org")
        assert not Course.objects.exists()

    def test_a_name_is_asked_for_where_a_person_does_it(self, folder: Folder) -> None:
        assert refusal(folder, name="").startswith("Say in whose name: --as EMAIL")
        assert refusal(folder, name="olga@example.org").startswith("olga@example.org is not named")


class TestAgain:
    def test_nothing_is_left_to_change(self, applied: Folder) -> None:
        lines, jobs = LogEntry.objects.count(), Job.objects.count()
        assert applied.apply(name="")[-1] == NOTHING
        assert (LogEntry.objects.count(), Job.objects.count()) == (lines, jobs)

    def test_one_changed_line_is_one_change(self, applied: Folder) -> None:
        applied.change("daily_limit = 3", "daily_limit = 4")
        lines = applied.apply(name="")
        assert "  daily_limit: 3 → 4" in lines
        assert [line for line in lines if line.endswith(": changed")] == ["competition beans: changed"]
        line = LogEntry.objects.latest("id")
        assert (line.action, line.actor_name, line.after) == (
            "competition changed",
            "command line",
            {"daily_limit": 4},
        )

    def test_a_text_of_many_lines_shows_those_that_change(self, applied: Folder) -> None:
        evaluation = applied.path / "texts" / "evaluation.md"
        evaluation.write_text(evaluation.read_text() + "\nTies go to the earlier file.\n")
        lines = applied.apply("--dry-run", name="")
        start = lines.index("  evaluation:")
        assert lines[start + 1 : start + 3] == ["    +", "    +Ties go to the earlier file."]

    def test_what_the_file_leaves_out_stays(self, applied: Folder) -> None:
        applied.change("daily_limit = 3\n", "")
        applied.change('rules = "Play fair."\n', "")
        assert applied.apply(name="")[-1] == NOTHING

    def test_moved_dates_of_a_published_competition_need_a_reason(self, applied: Folder) -> None:
        applied.change("2026-11-30T23:59:00", "2026-12-01T23:59:00")
        assert "Give it with --reason" in refusal(applied)
        applied.apply("--reason", "A holiday.")
        assert Competition.objects.get().date_changes.get().reason == "A holiday."
        assert applied.apply(name="")[-1] == NOTHING

    def test_data_of_a_published_competition_stay(self, applied: Folder) -> None:
        applied.change("seed = 11", "seed = 12")
        assert refusal(applied).startswith("competitions.beans.data: This competition is published")

    def test_changed_rules_are_a_new_version(self, applied: Folder) -> None:
        accept_rules(Enrolment.objects.get(user__email="alice@example.org").user, Competition.objects.get())
        applied.change("Play fair.", "Play fairer.")
        assert "  This makes a new version, which everybody accepts again before seeing the data." in applied.apply()
        assert RulesVersion.objects.count() == 2

    def test_the_course_itself_changes(self, applied: Folder) -> None:
        applied.change('title = "Deep Learning"', 'title = "Deeper Learning"')
        assert applied.apply(name="")[:2] == ["course dl-2026: changed", "  title: Deep Learning → Deeper Learning"]
        assert Course.objects.get().title == "Deeper Learning"

    def test_a_competition_without_data_is_made_too(self, applied: Folder) -> None:
        dates = 'opens = "2026-10-01 09:00"\nteams_lock = "2026-10-02 09:00"\ncloses = "2026-10-03 09:00"\n'
        applied.change(
            "[competitions.beans.data]", f'[competitions.peas]\ntitle = "Peas"\n{dates}\n[competitions.beans.data]'
        )
        applied.apply()
        assert Competition.objects.get(slug="peas").title == "Peas"
        assert applied.apply(name="")[-1] == NOTHING

    def test_the_last_instructor_is_not_made_an_assistant(self, applied: Folder) -> None:
        applied.change('instructors = ["ingrid@example.org"]', 'instructors = ["olga@example.org"]')
        applied.change('["tariq@example.org"]', '["tariq@example.org", "ingrid@example.org"]')
        make_user("Olga")
        applied.apply(name="olga@example.org")
        roles = Enrolment.objects.exclude(role=Role.STUDENT).order_by("user__email").values_list("user__email", "role")
        assert list(roles) == [
            ("ingrid@example.org", Role.ASSISTANT),
            ("olga@example.org", Role.INSTRUCTOR),
            ("tariq@example.org", Role.ASSISTANT),
        ]

    def test_staff_whom_the_file_does_not_name_stay(self, applied: Folder) -> None:
        applied.change('assistants = ["tariq@example.org"]', "")
        lines = applied.apply(name="")
        assert "  tariq@example.org stays, although the file does not name this person." in lines
        assert lines[-1] == NOTHING

    def test_an_assistant_becomes_an_instructor(self, applied: Folder) -> None:
        applied.change('["ingrid@example.org"]', '["ingrid@example.org", "tariq@example.org"]')
        applied.change('assistants = ["tariq@example.org"]', "")
        assert "  tariq@example.org: teaching assistant → instructor" in applied.apply()
        assert Enrolment.objects.get(user__email="tariq@example.org").role == Role.INSTRUCTOR

    def test_whoever_left_the_roster_is_dropped_by_name(self, applied: Folder) -> None:
        (applied.path / "roster.csv").write_text("name,email,roster_id\nAlice Ngo,alice@example.org,a1\n")
        lines = applied.apply()
        assert [line for line in lines if "students" in line or "Alice" in line] == [
            "  dropped students: – → 1",
            "  Alice Ngo, name: Alice Ng → Alice Ngo",
        ]
        assert not Enrolment.objects.get(user__email="bob@example.org").active


class TestADraft:
    @pytest.fixture
    def drafted(self, folder: Folder) -> Folder:
        folder.change("publish = true", "publish = false")
        folder.apply()
        return folder

    def test_a_changed_file_is_sent_and_all_is_made_anew(self, drafted: Folder) -> None:
        key = AnswerKey.objects.get().sha256
        (drafted.path / "data" / "beans.csv").write_text(
            (drafted.path / "data" / "beans.csv").read_text() + "1,2,red\n"
        )
        lines = drafted.apply()
        assert any(line.startswith("  labelled beans.csv: ") for line in lines)
        assert AnswerKey.objects.get().sha256 != key
        assert drafted.apply(name="")[-1] == NOTHING

    def test_a_file_that_is_no_longer_named_goes(self, drafted: Folder) -> None:
        drafted.change('"data/short.csv" = "missing_column"', "")
        drafted.apply()
        assert list(Opening.objects.get().files.values_list("role", flat=True)) == ["labelled"]
        assert drafted.apply(name="")[-1] == NOTHING

    def test_another_text_has_the_checklist_gone_through_again(self, drafted: Folder) -> None:
        drafted.change("Three beans", "Beans")
        assert "  checklist: not for these files and texts → gone through" in drafted.apply()
        assert drafted.apply(name="")[-1] == NOTHING

    def test_work_that_was_broken_off_is_taken_up_again(self, drafted: Folder) -> None:
        Opening.objects.update(made=None, checklist=None, checked_for="")
        drafted.apply()
        assert Opening.objects.get().made is not None
        assert drafted.apply(name="")[-1] == NOTHING


class TestWhatWillNotDo:
    @pytest.mark.parametrize(
        ("before", "after", "told"),
        [
            ('zone = "America/Chicago"', 'zone = "Chicago"', "course.zone: Select a valid choice."),
            ("last_day = 2026-12-18", "last_day = 2026-08-01", "course.last_day: The last day lies before"),
            ('"2026-09-01 09:00"', '"2027-03-14 02:30"', "competitions.beans.opens: 02:30 on Sunday 14 March 2027"),
            ('"2026-09-01 09:00"', '"2026-11-01 01:30"', "competitions.beans.opens: This time has two meanings."),
            ("2026-11-30T23:59:00", "2026-11-30T00:00:00", "competitions.beans.closes: This time has two meanings."),
            ("2026-11-30T23:59:00", "2026-10-30T23:59:00", "competitions.beans.closes: The close must not come"),
            ('opens = "2026-09-01 09:00"\n', "", "competitions.beans.opens: This is needed."),
            ("daily_limit = 3", "daily_limit = 0", "competitions.beans.daily_limit: Choose a number from 1 to 1000."),
            ('instructors = ["ingrid@example.org"]', "", "staff.instructors: A new course needs somebody"),
            ("data/beans.csv", "roster.csv", "competitions.beans.data"),
            ('file = "roster.csv"', 'file = "data/beans.csv"', "roster.file: "),
            (
                "data/short.csv",
                "texts/my notes.md",
                "competitions.beans.data.probes.texts/my notes.md: Rename the file",
            ),
        ],
    )
    def test_is_told_with_its_key(self, folder: Folder, before: str, after: str, told: str) -> None:
        (folder.path / "texts" / "my notes.md").write_text("x")
        folder.change(before, after)
        assert refusal(folder).startswith(told)

    def test_both_meanings_are_offered_to_be_copied(self, folder: Folder) -> None:
        folder.change('"2026-09-01 09:00"', '"2026-11-01 01:30"')
        told = refusal(folder)
        assert '"2026-11-01T01:30:00-05:00"' in told
        assert '"2026-11-01T01:30:00-06:00"' in told

    def test_a_time_with_its_offset_is_clear(self, folder: Folder) -> None:
        folder.change('"2026-09-01 09:00"', "2026-11-01T01:30:00-06:00")
        folder.apply()
        assert Competition.objects.get().opens_at.isoformat() == "2026-11-01T07:30:00+00:00"
        assert folder.apply(name="")[-1] == NOTHING

    def test_a_competition_of_another_course_is_left_alone(self, folder: Folder) -> None:
        other = make_course("algebra")
        enrol(make_user("Olga"), other, Role.INSTRUCTOR)
        Competition.objects.create(
            course=other,
            slug="beans",
            opens_at="2026-01-01T00:00Z",
            teams_lock_at="2026-01-02T00:00Z",
            closes_at="2026-01-03T00:00Z",
        )
        assert "competitions.beans: A competition of another course has this address." in refusal(folder)

    def test_lines_of_the_roster_that_are_not_understood_stop_it(self, folder: Folder) -> None:
        (folder.path / "roster.csv").write_text("name,email\nAlice Ng,alice\n")
        told = refusal(folder)
        assert told.startswith("roster.file: ")
        assert "line 2" in told


class TestExport:
    def test_what_is_exported_applies_without_a_change(self, applied: Folder) -> None:
        text = "\n".join(said("course", "export", "dl-2026"))
        copied = Folder(applied.path / "data")
        copied.file.write_text(text + "\n")
        assert copied.apply(name="")[-1] == NOTHING

    def test_of_nothing_is_refused(self, db: None) -> None:
        with pytest.raises(CommandError, match="There is no course with the address 'none'"):
            said("course", "export", "none")
