"""Many requests in one process: a line of JSON in, a line of JSON out, in order."""

import json
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO

from scoring.judging.command.failure import DONE, CommandError
from scoring.judging.command.files import open_file
from scoring.judging.command.output import print_json
from scoring.judging.problems import RefusedError

Judged = Callable[[Mapping[str, Any]], Mapping[str, Any]]
SHOWN = 40


def run(path: str, judged: Judged) -> int:
    with requests(path) as lines:
        for line in lines:
            if line.strip():
                print_json(answer(line, judged))
    return DONE


@contextmanager
def requests(path: str) -> Iterator[BinaryIO]:
    if path == "-":
        yield sys.stdin.buffer
    else:
        with open_file(path, "batch") as stream:
            yield stream


def answer(line: bytes, judged: Judged) -> Mapping[str, Any]:
    try:
        return judged(fields(line))
    except RefusedError as refusal:
        return refusal.as_plain()
    except CommandError as error:
        return error.as_plain()
    except Exception as error:  # a fault of ours on one line must not cost the others theirs
        traceback.print_exc()
        return {"error": "internal_error", "message": f"{type(error).__name__}: {error}"}


def fields(line: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        shown = line.strip()[:SHOWN].decode(errors="replace")
        raise CommandError(f"This line is not JSON: {shown}") from None
    if not isinstance(value, dict):
        raise CommandError("A request must be a JSON object.")
    return value
