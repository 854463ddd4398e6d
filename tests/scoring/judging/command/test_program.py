"""The program as the shell sees it."""

import io
import json
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.judging.command import batch
from scoring.judging.command.main import main
from tests.scoring.judging.command.desk import ANSWERS, SUBMISSION, Desk

ROOT = Path(__file__).parents[4]
PROGRAM = [sys.executable, "-m", "scoring.judging"]
# Without the site's own variables: whoever checks a file at home has none.
HOME = {name: value for name, value in os.environ.items() if not name.startswith(("HOLDOUT", "DJANGO", "COV"))}


def test_requests_on_stdin_are_answered_at_once(desk: Desk) -> None:
    request = {"answers": desk.put("a.csv", ANSWERS), "submission": desk.put("s.csv", SUBMISSION), "metric": "auc"}
    with subprocess.Popen(
        [*PROGRAM, "score", "--batch", "-"],
        cwd=ROOT,
        env=HOME,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(2):
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["public"] == 1.0
        process.stdin.close()
        assert process.wait() == 0


@pytest.fixture
def ctrl_c_is_heard() -> Iterator[None]:
    """Whoever is started in the background ignores it, and so do all that he starts: nobody would ever end."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c_is_heard")
def test_ctrl_c_ends_in_one_line() -> None:
    with subprocess.Popen(
        [*PROGRAM, "score", "--batch", "-"],
        cwd=ROOT,
        env=HOME,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write("?\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert (process.wait(), process.stderr.read()) == (130, "Stopped.\n")


@pytest.mark.parametrize("words", [["metrics"], ["metrics", "--json"]])
def test_a_closed_pipe_is_no_matter(words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run([*PROGRAM, *words], cwd=ROOT, env=HOME, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_a_pipe_that_closes_midway_is_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        assert main(["metrics", "--json"]) == 141
        closed.write("what is still said goes nowhere")


def test_ctrl_c_stops_a_batch(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    class Stopped(io.BytesIO):
        def __next__(self) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Stopped()))
    assert desk.run("score", "--batch", "-") == (130, "", "Stopped.\n")


def test_the_package_is_a_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["scoring.judging", "metrics", "auc", "--json"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("scoring.judging", run_name="__main__")
    assert end.value.code == 0
    assert json.loads(capsys.readouterr().out)["id"] == "auc"


def test_a_terminal_that_knows_only_ascii_is_served() -> None:
    environment = {**HOME, "PYTHONIOENCODING": "ascii"}
    ended = subprocess.run(
        [*PROGRAM, "metrics", "r2"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert ended.stdout.startswith("r2: R\\xb2 (coefficient of determination)\n")


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        ("['--help']", {"django", "numpy", "pyarrow"}),
        ("['metrics', 'auc']", {"django", "pyarrow", "pandas", "sklearn", "scipy"}),
        (
            "['check', '--sample', 'no', '--submission', 'no']",
            {"django", "celery", "pandas", "sklearn", "scipy", "tqdm"},
        ),
    ],
)
def test_nothing_is_imported_that_a_command_does_not_need(words: str, absent: set[str]) -> None:
    code = f"""
import sys
from collections.abc import Iterator
from scoring.judging.command.main import main
try:
    main({words})
except SystemExit:
    pass
print(*sys.modules, file=sys.stderr)
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=HOME, capture_output=True, text=True, check=True)
    assert absent & {*ended.stderr.split()} == set()


def test_help_says_how_to_use_it(desk: Desk) -> None:
    code, out, _ = desk.run("score", "--help")
    assert code == 0
    assert "python -m scoring.judging score --answers answers.csv --submission mine.csv --metric auc" in out
    assert "Exit codes: 0 done, 1 the submission was refused, 2 something else is wrong" in out


def test_a_command_is_needed(desk: Desk) -> None:
    complaint = (
        "python -m scoring.judging: the following arguments are required: COMMAND. See python -m scoring.judging"
    )
    assert desk.complaint() == f"{complaint} --help"


def test_a_fault_of_ours_is_not_taken_for_a_refusal(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())  # has no bytes: what a caller may do to us
    code, out, err = desk.run("score", "--batch", "-")
    assert (code, out, err.splitlines()[0]) == (2, "", "Traceback (most recent call last):")


def test_a_fault_of_ours_on_one_line_is_told_in_its_answer(capsys: pytest.CaptureFixture[str]) -> None:
    def broken(fields: object) -> dict[str, object]:
        raise ZeroDivisionError("by zero")

    assert batch.answer(b"{}", broken) == {"error": "internal_error", "message": "ZeroDivisionError: by zero"}
    assert capsys.readouterr().err.splitlines()[-1] == "ZeroDivisionError: by zero"


def test_outside_a_program_the_streams_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stdout", screen)
    assert main(["metrics"]) == 0
    assert screen.getvalue().startswith("Numbers\n")
