"""Bytes on disk become rows and problems; a file that can't be read is refused with place and remedy."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from competition.rules.roster.read import LARGEST, MOST_ROWS, read_roster
from competition.rules.roster.rows import Problem, Reading, RosterRefusedError, Row
from tests.pace import at_most

Read = Callable[..., Reading]
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Wine (101),Current Score,Final Score
,,,,,Manual Posting,,
    Points Possible,,,,,20.00,(read only),(read only)
"Ng, Alice",501,u-alice,alice@example.org,CS 501 A,18.00,90.0,90.0
"Berg, Bob",502,u-bob,bob,CS 501 A and CS 501 B,,,
"Student, Test",999,,5c1f3e,CS 501 A,,,
"""


@pytest.fixture
def roster(tmp_path: Path) -> Read:
    def written(content: str | bytes, **options: str) -> Reading:
        path = tmp_path / "roster.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_roster(path, **options)  # type: ignore[arg-type]

    return written


def refusal(roster: Read, content: str | bytes) -> tuple[int | None, str, str]:
    with pytest.raises(RosterRefusedError) as refused:
        roster(content)
    assert refused.value.remedy
    return refused.value.line, refused.value.column, refused.value.what


ALICE = Row(2, "Alice Ng", "alice@example.org", "17", "A")


class TestOurForm:
    def test_all_four_columns(self, roster: Read) -> None:
        assert roster("name,email,roster_id,section\nAlice Ng,alice@example.org,17,A\n") == Reading(
            "holdout", [ALICE], []
        )

    def test_columns_in_any_order_and_case_with_other_words_for_them(self, roster: Read) -> None:
        file = "Section,Student Number,E-Mail,Full Name\nA,17,Alice@Example.org,Alice Ng\n"
        assert roster(file).rows == [ALICE]

    def test_first_and_last_name_in_columns_of_their_own(self, roster: Read) -> None:
        assert roster("Last name,First name,email\nNg,Alice,alice@example.org\n").rows == [
            Row(2, "Alice Ng", "alice@example.org")
        ]

    def test_a_byte_order_mark_windows_line_ends_and_spaces(self, roster: Read) -> None:
        file = "\ufeffname , email\r\n  Alice   Ng , alice@example.org \r\n\r\n".encode()
        assert roster(file).rows == [Row(2, "Alice Ng", "alice@example.org")]

    def test_old_mac_line_ends(self, roster: Read) -> None:
        assert [row.name for row in roster("name,email\rAlice,alice@example.org\rBob,bob@example.org\r").rows] == [
            "Alice",
            "Bob",
        ]

    @pytest.mark.parametrize(("separator", "said"), [(";", "semicolons"), ("\t", "tabs")])
    def test_another_separator_is_read_and_said(self, roster: Read, separator: str, said: str) -> None:
        reading = roster("name,email,roster_id,section\nAlice Ng,alice@example.org,17,A\n".replace(",", separator))
        assert (reading.rows, reading.notes) == ([ALICE], [f"The columns are separated by {said}."])

    def test_columns_that_are_not_used_are_said(self, roster: Read) -> None:
        reading = roster("name,email,major\nAlice,alice@example.org,Physics\n")
        assert reading.notes == ["Not used: the columns “major”."]

    def test_without_a_section_column_the_section_is_not_said(self, roster: Read) -> None:
        assert roster("name,email\nAlice,alice@example.org\n").rows[0].section is None

    def test_a_roster_id_is_text(self, roster: Read) -> None:
        assert roster("name,email,sid\nAlice,alice@example.org,007\n").rows[0].roster_id == "007"


class TestCanvas:
    def test_the_gradebook_export_as_it_is(self, roster: Read) -> None:
        reading = roster(CANVAS, mail_domain="uni.edu")
        assert reading == Reading(
            "canvas",
            [
                Row(4, "Alice Ng", "alice@example.org", "501", "CS 501 A"),
                Row(5, "Bob Berg", "bob@uni.edu", "502", "CS 501 A and CS 501 B"),
            ],
            [],
            [
                "This is Canvas's gradebook export. Canvas's ID is kept as the roster id; grades are not looked at.",
                "Completed with @uni.edu: 1 login without an @.",
                "Canvas's test student on line 6 was left out.",
            ],
        )

    def test_a_login_that_no_address_can_be_made_from_is_not_understood(self, roster: Read) -> None:
        (problem,) = roster(CANVAS).problems
        assert (problem.line, problem.column, problem.what) == (
            5,
            "SIS Login ID",
            "The login “bob” is no e-mail address.",
        )
        assert problem.remedy.startswith("Set the course's mail domain")
        assert (problem.name, problem.roster_id) == ("Bob Berg", "502")

    def test_an_empty_login(self, roster: Read) -> None:
        (problem,) = roster('Student,ID,SIS Login ID,Section\n"Ng, Alice",501,,A\n').problems
        assert problem.what == "The login is empty, so there is no address."

    def test_semicolons_and_a_byte_order_mark(self, roster: Read) -> None:
        file = "\ufeff" + CANVAS.replace(",", ";").replace("Ng; Alice", "Ng, Alice").replace("Berg; Bob", "Berg, Bob")
        file = file.replace("Student; Test", "Student, Test")
        assert [row.email for row in roster(file, mail_domain="uni.edu").rows] == ["alice@example.org", "bob@uni.edu"]

    def test_names_in_two_columns(self, roster: Read) -> None:
        file = "LastName,FirstName,ID,SIS Login ID,Section\nNg,Alice,501,alice@example.org,A\n"
        assert roster(file).rows == [Row(2, "Alice Ng", "alice@example.org", "501", "A")]

    def test_integration_id_and_root_account_change_nothing(self, roster: Read) -> None:
        file = "Student,ID,SIS User ID,SIS Login ID,Integration ID,Root Account,Section\n"
        assert roster(file + '"Ng, Alice",501,u,alice@example.org,i,uni,A\n').rows == [
            Row(2, "Alice Ng", "alice@example.org", "501", "A")
        ]

    def test_a_name_with_two_commas_stays_as_it_is(self, roster: Read) -> None:
        file = 'Student,ID,SIS Login ID,Section\n"Doe, Jr., Jane",501,jane@example.org,A\n'
        assert roster(file).rows[0].name == "Doe, Jr., Jane"

    def test_a_muted_row_is_skipped(self, roster: Read) -> None:
        file = "Student,ID,SIS Login ID,Section,Wine (1)\n,,,,Muted\nNg,501,alice@example.org,A,3\n"
        assert [row.line for row in roster(file).rows] == [3]

    def test_an_export_without_logins_is_refused(self, roster: Read) -> None:
        line, column, _ = refusal(roster, 'Student,ID,Section\n"Ng, Alice",501,A\n')
        assert (line, column) == (1, "SIS Login ID")

    def test_an_address_added_by_hand_counts_before_the_login(self, roster: Read) -> None:
        file = 'Student,ID,SIS Login ID,Section,E-mail\n"Ng, Alice",501,alice,A,alice@example.org\n'
        assert roster(file).rows == [Row(2, "Alice Ng", "alice@example.org", "501", "A")]


class TestLinesThatAreNotUnderstood:
    @pytest.mark.parametrize(
        ("cells", "column", "what"),
        [
            ("Alice,alice[at]example.org", "email", "“alice[at]example.org” is not an e-mail address."),
            ("Alice,", "email", "The e-mail address is empty."),
            (",alice@example.org", "name", "The name is empty."),
            (f"{'A' * 151},alice@example.org", "name", "151 characters are too many; 150 is the most."),
            ("Al\x1bice,alice@example.org", "name", "There is a character in it that can't be shown."),
            ("Al\u202eice,alice@example.org", "name", "There is a character in it that can't be shown."),
            ("Ng, Alice,alice@example.org", "", "The line has 3 cells and the header 2."),
            ("Alice", "", "The line has 1 cells and the header 2."),
        ],
    )
    def test_each_names_line_column_and_fault(self, roster: Read, cells: str, column: str, what: str) -> None:
        reading = roster(f"name,email\nBob,bob@example.org\n{cells}\n")
        assert [row.name for row in reading.rows] == ["Bob"]
        assert [(problem.line, problem.column, problem.what) for problem in reading.problems] == [(3, column, what)]
        assert reading.problems[0].remedy

    @pytest.mark.parametrize("repeated", ["Alicia,ALICE@example.org,18", "Alicia,other@example.org,17"])
    def test_of_two_lines_about_one_person_neither_is_taken(self, roster: Read, repeated: str) -> None:
        reading = roster(f"name,email,sid\nAlice,alice@example.org,17\n{repeated}\nBob,bob@example.org,19\n")
        assert [row.name for row in reading.rows] == ["Bob"]
        assert [(problem.line, problem.what.split(" stands ")[1]) for problem in reading.problems] == [
            (2, "on line 3 too."),
            (3, "on line 2 too."),
        ]

    def test_empty_cells_beyond_the_header_are_no_fault(self, roster: Read) -> None:
        assert roster("name,email\nAlice,alice@example.org,,\n").problems == []


def zipped() -> bytes:
    """200 MB of zeros in 200 KB."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("roster.csv", b"\0" * 50_000_000)
    return archive.getvalue()


HEADER = "name,email\n"
HOSTILE: dict[str, tuple[str | bytes, int | None, str]] = {
    "nothing": ("", None, ""),
    "only a byte order mark": (b"\xef\xbb\xbf", None, ""),
    "only line ends": ("\n" * 100, None, ""),
    "only a header": (HEADER, 2, ""),
    "UTF-16 with a mark": ((HEADER + "Alice,alice@example.org").encode("utf-16"), 1, ""),
    "UTF-16 without a mark": ((HEADER + "Alice,alice@example.org").encode("utf-16-le"), 1, ""),
    "Windows-1252": ((HEADER + "Bob,bob@example.org\nMüller,m@example.org").encode("cp1252"), 3, ""),
    "a NUL byte": (HEADER + "Al\0ice,alice@example.org", 2, ""),
    "random bytes": (bytes(range(256)) * 50, 2, ""),
    "a zip bomb": (zipped(), None, ""),
    "a gzip file": (gzip.compress(HEADER.encode() * 1_000), None, ""),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, None, ""),
    "a web page": ("<!DOCTYPE html><title>Sign in</title>", None, ""),
    "an unclosed quote": (HEADER + 'Alice,"alice@example.org\nBob,bob@example.org\n', 2, ""),
    "a quote that swallows a line": (HEADER + '"Alice,alice@example.org\nBob",bob@example.org\n', 2, ""),
    "text after a closing quote": (HEADER + '"Alice"x,alice@example.org\n', 2, ""),
    "an unclosed quote in the header": ('name,"email\nAlice,alice@example.org\n', 1, ""),
    "10,000 columns": (",".join(f"c{n}" for n in range(10_000)) + "\n1\n", 1, ""),
    "a header of 1,000,000 commas": ("," * 1_000_000, 1, ""),
    "501 columns": (HEADER + "," * 500, 2, ""),
    "a header of 100 KB": ("n" * 100_000 + ",email\n", 1, ""),
    "the same header twice": ("name,email,email\nAlice,a@example.org,b@example.org", 1, "email"),
    "two columns for one thing": ("name,email,e-mail address\nAlice,a@example.org,b@example.org", 1, "e-mail address"),
    "a full name and a first name": ("name,first name,email\nAlice,Al,a@example.org", 1, "first name"),
    "no address column": ("name,phone\nAlice,123\n", 1, ""),
    "no name column": ("email\nalice@example.org\n", 1, "name"),
    "no header": ("Alice,alice@example.org\n", 1, ""),
    "a cell of 1,025 characters": (HEADER + f"{'A' * 1_025},alice@example.org\n", 2, "1"),
    "5,001 students": (HEADER + "".join(f"S{n},s{n}@example.org\n" for n in range(5_001)), 5_002, ""),
    "two million empty lines": (HEADER + "\n" * 2_000_000, 20_001, ""),
    "more than 2 MB": (HEADER + "x" * LARGEST, None, ""),
    "a quote in front of 2 MB": (HEADER + '"' + "x,y\n" * 500_000, 2, ""),
}


class TestFilesThatAreRefused:
    @pytest.mark.parametrize("kind", HOSTILE)
    def test_with_their_place_and_a_remedy_in_no_time(self, roster: Read, kind: str) -> None:
        content, line, column = HOSTILE[kind]
        with at_most(60):
            assert refusal(roster, content)[:2] == (line, column)

    def test_the_wrong_encoding_shows_what_it_would_say(self, roster: Read) -> None:
        _, _, what = refusal(roster, (HEADER + "Müller,m@example.org").encode("cp1252"))
        assert what.endswith("it says “…Müller,m@examp…”.")

    def test_a_refusal_reads_as_one_sentence_with_its_place(self, roster: Read) -> None:
        with pytest.raises(RosterRefusedError) as refused:
            roster("name,email,email\n")
        assert str(refused.value) == "Line 1, column “email”: 2 columns are called “email”. Keep the one that counts."

    def test_the_largest_roster_is_read(self, roster: Read) -> None:
        rows = "".join(f"Student {n},s{n}@example.org\n" for n in range(MOST_ROWS))
        with at_most(60):
            assert len(roster(HEADER + rows).rows) == MOST_ROWS


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: f"name,email\n{text}".encode()))
)
def test_whatever_the_bytes_the_answer_is_rows_or_a_refusal(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(content)
    try:
        reading = read_roster(path)
    except RosterRefusedError as refusal:
        told: list[RosterRefusedError | Problem] = [refusal]
    else:
        told = [*reading.problems]
        assert all(isinstance(row, Row) for row in reading.rows)
    assert all(fault.what and fault.remedy for fault in told)
