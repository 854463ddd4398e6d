"""What must hold for any bytes at all that are sent as a submission."""

import io
import math
import resource
import sys
import time

from scoring.judging.problems import SHOWN_OF_EACH, Category, RefusedError
from scoring.judging.tables import source
from scoring.judging.verdict import Verdict, judge
from tests.fuzz.cases import CASES, LIMITS, Case
from tests.fuzz.reference import CELL, Reading, reading

LONGEST = 2.0  # seconds
MOST_MEMORY = 300 << 20
WHOLE_FILE = {Category.ENCODING, Category.UNPARSEABLE, Category.TOO_LARGE}
ABOUT_IDS = {"unparseable", "invalid_id", "extra_id", "duplicate_id", "missing_id", "row_count", "undefined_score"}


class Halting(io.BytesIO):
    """Gives fewer bytes than it is asked for."""

    def __init__(self, data: bytes, most: int) -> None:
        super().__init__(data)
        self.most = most

    def read(self, size: int | None = -1) -> bytes:
        return super().read(self.most if size is None or size < 0 else min(size, self.most))


def check(data: bytes) -> bool:
    """The first byte chooses the competition, the second how the file is read. True if it was accepted."""
    case, way, file = CASES[data[0] % len(CASES)], data[1], data[2:]
    begun, memory = time.process_time(), peak()
    outcome = judged(case, io.BytesIO(file))
    assert time.process_time() - begun < LONGEST, "too slow"
    assert peak() - memory < MOST_MEMORY, "too much memory"
    expected = reading(case, file, LIMITS)
    compare(outcome, expected)
    if isinstance(outcome, RefusedError):
        check_words(outcome, expected, case, file)
    again = judged_in_small_blocks(case, file, 4 + way // 2) if way % 2 else judged(case, Halting(file, 1 + way // 2))
    assert same(again, outcome, in_blocks=way % 2 == 1), f"once {outcome!r}, once {again!r}"
    return isinstance(outcome, Verdict)


def peak() -> int:
    """The most memory that this process has ever held. Linux counts it in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def judged(case: Case, stream: io.BytesIO) -> Verdict | RefusedError:
    try:
        return judge(case.key, stream, LIMITS)
    except RefusedError as refusal:
        return refusal


def judged_in_small_blocks(case: Case, file: bytes, size: int) -> Verdict | RefusedError:
    """Archives are left alone: their lists of contents must fit one block."""
    settings = vars(source)
    usual = settings["BLOCK"]
    settings["BLOCK"] = usual if file[:2] in (b"\x1f\x8b", b"PK") else size
    try:
        return judged(case, io.BytesIO(file))
    finally:
        settings["BLOCK"] = usual


def compare(outcome: Verdict | RefusedError, expected: Reading) -> None:
    if isinstance(outcome, RefusedError):
        assert not expected.accepted, f"refused what is sound: {outcome.message}"
        few = sum(outcome.counts.values()) == len(outcome.problems) and Category.ROW_COUNT not in outcome.counts
        if expected.faults is not None and few:
            told = [
                (name if (name := problem.category.value) in ABOUT_IDS else CELL, problem.row)
                for problem in outcome.problems
            ]
            assert sorted(told, key=str) == sorted(expected.faults, key=str), f"{told}, not {expected.faults}"
    else:
        assert expected.accepted, f"accepted what is not sound: {outcome}"
        assert close(outcome.public, expected.public), f"{outcome}, not {expected.public}"
        assert close(outcome.private, expected.private), f"{outcome}, not {expected.private}"
        assert (outcome.private is None) == (outcome.private_problem is not None)


def close(left: float | None, right: float | None) -> bool:
    return left is right if left is None or right is None else math.isclose(left, right, rel_tol=1e-9)


def check_words(refusal: RefusedError, expected: Reading, case: Case, file: bytes) -> None:
    """Every problem is about a row that there is, is counted, and gives no answer away."""
    shown: dict[Category, int] = {}
    for problem in refusal.problems:
        shown[problem.category] = shown.get(problem.category, 0) + 1
        assert problem.message
        assert problem.remedy
        if problem.row is not None and expected.begins is not None and problem.category not in WHOLE_FILE:
            assert problem.row in expected.begins, f"no row begins on line {problem.row}: {problem}"
    for category, count in refusal.counts.items():
        assert shown.get(category) == min(count, SHOWN_OF_EACH), f"{shown} are shown of {refusal.counts}"
    if case.metric == "rmse":
        words = repr(refusal.as_plain())
        assert not [truth for truth in case.truths if truth in words and truth.encode() not in file], "a true value"


def same(again: Verdict | RefusedError, once: Verdict | RefusedError, *, in_blocks: bool) -> bool:
    """Of a file with several faults, small blocks may meet another one first."""
    if isinstance(once, RefusedError) and isinstance(again, RefusedError):
        return in_blocks or (once.problems, once.counts) == (again.problems, again.counts)
    return once == again
