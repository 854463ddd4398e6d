"""Small competitions for the tests of the reader, and what becomes of a file sent to one of them."""

import gzip
import io
import zipfile
from functools import cache
from typing import Any

from scoring.judging.answers import Key, read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.problems import Problem, RefusedError
from scoring.judging.submission import read_submission
from scoring.judging.tables.limits import Limits
from scoring.judging.verdict import judge


def raw(file: bytes | str) -> bytes:
    return file.encode() if isinstance(file, str) else file


@cache
def competition(answers: bytes | str, metric: str = "rmse", **parameters: Any) -> Key:
    return read_answers(io.BytesIO(raw(answers)), METRICS[metric], parameters)


NUMBERS = "id,x,Usage\na,7001,Public\nb,7002,Private\nc,7003,Public\n"


def numbers() -> Key:
    """Ids a, b and c, and a column x of numbers."""
    return competition(NUMBERS)


def labels(*classes: str) -> Key:
    """Ids 0, 1, 2 …, and a column x of those classes."""
    rows = "".join(f"{row},{label}\n" for row, label in enumerate(classes))
    return competition("id,x\n" + rows, "accuracy")


def cells(key: Key, file: bytes | str, limits: Limits | None = None) -> list[Any]:
    """The predictions in the order of the answers, one list for each column if there are several."""
    submission = read_submission(io.BytesIO(raw(file)), key.expected, limits)
    columns = [submission.column(name).tolist() for name in key.expected.columns]
    return columns[0] if len(columns) == 1 else columns


def problems(key: Key, file: bytes | str, limits: Limits | None = None) -> tuple[Problem, ...]:
    try:
        judge(key, io.BytesIO(raw(file)), limits)
    except RefusedError as refusal:
        return refusal.problems
    return ()


def wrongs(key: Key, file: bytes | str, limits: Limits | None = None) -> list[str]:
    """Category, row and column of all that is wrong, without what does not apply."""
    return [in_short(problem) for problem in problems(key, file, limits)]


def in_short(problem: Problem) -> str:
    return " ".join(str(each) for each in (problem.category, problem.row, problem.column) if each is not None)


def zipped(*members: tuple[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, content in members:
            archive.writestr(name, raw(content))
    return stream.getvalue()


def gzipped(file: bytes | str) -> bytes:
    return gzip.compress(raw(file), mtime=0)
