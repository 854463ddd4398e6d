"""A course file as text: what is read of it, what is complained of, and how one is written."""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from scoring.opening.course_file.comparing import Difference, Section, differences
from scoring.opening.course_file.reading import read_course_file
from scoring.opening.course_file.values import CourseFile, CourseFileError
from scoring.opening.course_file.writing import as_toml
from scoring.opening.plan import Choices, FileRole, Way

HEAD = '[course]\nslug = "dl"\n'
BEANS = '[competitions.beans]\ntitle = "Beans"\n'
DATA = f"{HEAD}{BEANS}[competitions.beans.data]\n"
CHOSEN = 'metric = "accuracy"\ntargets = "kind"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("beans.csv", "train.csv", "test.csv", "answers.csv", "roster.csv", "good.csv", "map.png"):
        (tmp_path / name).write_text("x")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "beans.csv").write_text("y")
    return tmp_path


def read(folder: Path, text: str) -> CourseFile:
    (folder / "course.toml").write_text(text)
    return read_course_file(folder / "course.toml")


def complaints(folder: Path, text: str) -> list[str]:
    with pytest.raises(CourseFileError) as caught:
        read(folder, text)
    return [str(complaint) for complaint in caught.value.complaints]


class TestReading:
    def test_the_least_is_an_address(self, folder: Path) -> None:
        assert read(folder, HEAD) == CourseFile(course={"slug": "dl"})

    def test_a_byte_order_mark_is_no_matter(self, folder: Path) -> None:
        assert read(folder, "\ufeff" + HEAD).slug == "dl"

    def test_times_are_taken_as_typed_in_or_out_of_quotes(self, folder: Path) -> None:
        text = 'opens = "2026-09-01 09:00"\nteams_lock = 2026-09-02T09:00:00\ncloses = "2026-09-03T09:00"'
        (beans,) = read(folder, f"{HEAD}{BEANS}{text}").competitions
        assert beans.dates == {
            "opens_at": datetime(2026, 9, 1, 9),  # noqa: DTZ001
            "teams_lock_at": datetime(2026, 9, 2, 9),  # noqa: DTZ001
            "closes_at": datetime(2026, 9, 3, 9),  # noqa: DTZ001
        }

    @pytest.mark.parametrize("typed", ["2026-11-01T01:30:00-05:00", '"2026-11-01T01:30-05:00"'])
    def test_a_time_may_bring_its_offset(self, folder: Path, typed: str) -> None:
        (beans,) = read(folder, f"{HEAD}{BEANS}opens = {typed}").competitions
        assert beans.dates["opens_at"].isoformat() == "2026-11-01T01:30:00-05:00"

    def test_texts_stand_here_or_in_files_of_their_own(self, folder: Path) -> None:
        (folder / "rules.md").write_text("1. Play fair.")
        text = 'description = "Beans."\nrules = { file = "rules.md" }'
        (beans,) = read(folder, f"{HEAD}{BEANS}{text}").competitions
        assert (beans.values, beans.rules) == ({"title": "Beans", "description": "Beans."}, "1. Play fair.")

    def test_one_labelled_file_is_cut(self, folder: Path) -> None:
        text = f'labelled = "beans.csv"\n{CHOSEN}test_share = 0.2\ngroup_column = "field"\nextras = ["map.png"]'
        (beans,) = read(folder, DATA + text).competitions
        assert beans.data
        assert beans.data.way is Way.CUT
        assert [(file.role, file.name) for file in beans.data.files] == [
            (FileRole.LABELLED, "beans.csv"),
            (FileRole.EXTRA, "map.png"),
        ]
        assert beans.data.choices == Choices("accuracy", ("kind",), test_share=0.2, group_column="field")

    def test_train_test_and_answers_are_taken_with_probes(self, folder: Path) -> None:
        text = f'train = "train.csv"\ntest = "test.csv"\nanswers = "answers.csv"\n{CHOSEN}probes = {{ "good.csv" = 1 }}'
        (beans,) = read(folder, DATA + text).competitions
        assert beans.data
        assert beans.data.way is Way.FILES
        assert [(file.name, file.expected) for file in beans.data.files] == [
            ("train.csv", None),
            ("test.csv", None),
            ("answers.csv", None),
            ("good.csv", 1.0),
        ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "course.slug: This is needed. Write text in quotes."),
        (f"{HEAD}titel = 'x'", "course.titel: There is no such key. Did you mean “title”?"),
        (f"{HEAD}first_day = '24 August'", "course.first_day: This is '24 August'. Write a day such as 2026-08-24."),
        (f"{HEAD}[people]", "people: There is no such key. Known here: course, staff, roster, competitions."),
        ("course = 1", "course: This must be a table. Write [course] above its keys."),
        (f"{HEAD}[staff]\nassistants = ['Tariq']", "staff: 'tariq' is no e-mail address. Write the one"),
        (
            f"{HEAD}[staff]\ninstructors = ['a@b.c']\nassistants = ['A@b.c']",
            "staff: a@b.c stands here 2 times. Give each person one role.",
        ),
        (f"{HEAD}[roster]\nfile = 'none.csv'", "roster.file: There is no file"),
        (f"{HEAD}{BEANS}daily_limit = true", "competitions.beans.daily_limit: This is True. Write a whole number."),
        (f"{HEAD}{BEANS}opens = '9 o’clock'", "competitions.beans.opens: This is '9 o’clock'. Write a day and a time"),
        (
            f"{HEAD}{BEANS}closes = 2026-09-01",
            "competitions.beans.closes: This is '2026-09-01'. Write a day and a time",
        ),
        (f"{HEAD}{BEANS}rules = {{ text = 'x' }}", "competitions.beans.rules.file: This is needed."),
        (f"{DATA}{CHOSEN}", "competitions.beans.data: There is no file. Give one as “labelled”"),
        (f"{DATA}{CHOSEN}test = 'test.csv'", "competitions.beans.data.answers: This is needed."),
        (
            f"{DATA}{CHOSEN}labelled = 'beans.csv'\nanswers = 'answers.csv'",
            "competitions.beans.data.labelled: This excludes answers.",
        ),
        (f"{DATA}labelled = 'beans.csv'\ntargets = 'kind'", "competitions.beans.data.metric: This is needed."),
        (
            f"{DATA}labelled = 'beans.csv'\ntargets = 'kind'\nmetric = 'acuracy'",
            "competitions.beans.data.metric: There is no metric 'acuracy'. Did you mean “accuracy”?",
        ),
        (
            f"{DATA}labelled = 'beans.csv'\n{CHOSEN}parameters = {{ beta = 2 }}",
            "competitions.beans.data.parameters: There is no parameter 'beta' here.",
        ),
        (
            f"{DATA}labelled = 'beans.csv'\n{CHOSEN}test_share = 30",
            "competitions.beans.data.test_share: This is 30. Write a share between 0 and 1, such as 0.3.",
        ),
        (f"{DATA}labelled = 'beans.csv'\n{CHOSEN}seed = -1", "competitions.beans.data.seed: This is -1."),
        (
            f"{DATA}labelled = 'beans.csv'\n{CHOSEN}probes = {{'beans.csv' = nan}}",
            "competitions.beans.data.probes.beans.csv: This is nan.",
        ),
        (
            f"{DATA}labelled = 'beans.csv'\n{CHOSEN}probes = {{'beans.csv' = inf}}",
            "competitions.beans.data.probes.beans.csv: This is inf.",
        ),
        (
            f"{DATA}test = 'test.csv'\nanswers = 'answers.csv'\n{CHOSEN}keep_ids = true",
            "competitions.beans.data.keep_ids: This counts only where Holdout cuts one labelled file.",
        ),
        (
            f"{DATA}labelled = 'beans.csv'\n{CHOSEN}extras = ['more/beans.csv']",
            "competitions.beans.data: Two files are called beans.csv. Rename one of them.",
        ),
        (
            f"{DATA}labelled = 'beans.csv'\n{CHOSEN}probes = {{ 'good.csv' = 'refused' }}",
            "competitions.beans.data.probes.good.csv: This is 'refused'. Write the public score",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_key_and_what_to_write(folder: Path, text: str, told: str) -> None:
    assert complaints(folder, text)[0].startswith(told)


def test_everything_that_is_wrong_is_told_at_once(folder: Path) -> None:
    assert len(complaints(folder, f"{HEAD}code = 1\ntitel = 'x'\n{BEANS}digits = '4'")) == 3


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"[course", "It is no valid TOML: "), (b"\xff\xfe", "It is not UTF-8. Save it as UTF-8 text.")],
)
def test_a_file_that_is_no_toml_is_told_as_a_whole(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "course.toml").write_bytes(content)
    with pytest.raises(CourseFileError, match=told):
        read_course_file(tmp_path / "course.toml")
    with pytest.raises(CourseFileError, match="It cannot be read: No such file or directory"):
        read_course_file(tmp_path / "none.toml")


def test_the_example_of_the_instructors_page_is_right(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "instructor.md").read_text()
    example = page.split("```toml\n")[1].split("```")[0]
    for name in re.findall(r'"([a-z_/]+\.(?:csv|md|zip))"', example):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = read(tmp_path, example)
    (beans,) = found.competitions
    assert (found.slug, beans.publish, len(beans.dates), len(beans.data.files if beans.data else ())) == (
        "dl-fall-2026",
        True,
        4,
        4,
    )


def test_a_text_file_that_is_not_utf_8_is_told(folder: Path) -> None:
    (folder / "rules.md").write_bytes(b"\xff")
    (told,) = complaints(folder, f"{HEAD}{BEANS}rules = {{ file = 'rules.md' }}")
    assert told.startswith("competitions.beans.rules: ")


class TestComparing:
    def test_only_what_the_file_names_is_compared(self) -> None:
        before = {"title": "Beans", "digits": 4, "stratify": True}
        found = differences(before, {"digits": 5, "stratify": True, "targets": ["a", "b"], "columns": {"x": None}})
        assert found == (
            Difference("digits", "4", "5"),
            Difference("targets", "", "a, b"),
            Difference("columns", "", "x "),
        )

    def test_short_values_stand_side_by_side_and_long_ones_line_by_line(self) -> None:
        short, long = Difference("digits", "4", ""), Difference("rules", "One.\nTwo.", "One.\nThree.")
        assert short.lines() == ["digits: 4 → –"]
        assert long.lines() == ["rules:", "  -Two.", "  +Three."]

    def test_of_a_text_that_changed_throughout_the_beginning_is_shown(self) -> None:
        lines = Difference("rules", "", "\n".join("x" * 200 for _ in range(20))).lines()
        assert (len(lines), len(lines[1]), lines[-1]) == (14, 143, "  … and 8 more lines")

    def test_a_section_says_whether_it_is_new_changed_or_neither(self) -> None:
        change = Difference("digits", "4", "5")
        assert Section("course dl", is_new=True).lines() == ["course dl: new"]
        assert Section("course dl", (change,), notes=("So be it.",)).lines() == [
            "course dl: changed",
            "  digits: 4 → 5",
            "  So be it.",
        ]
        assert (Section("course dl").state, Section("course dl").changes) == ("unchanged", False)


def test_what_is_written_reads_the_same() -> None:
    beans = {
        "title": 'A "bean" \\ \x7f\t é',
        "rules": 'One """quoted""" \\n\r\n\n"End"',
        "opens": "2026-09-01 09:00",
        "first_day": date(2026, 9, 1),
        "share": 0.3,
        "publish": True,
        "extras": ["a", "b"],
        "columns": {"the target": "x"},
    }
    nothing: dict[str, object] = {"tagline": "", "id_column": None, "parameters": {}, "probes": []}
    assert tomllib.loads(as_toml({"competitions.beans": beans | nothing})) == {"competitions": {"beans": beans}}
