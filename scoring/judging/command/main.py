"""From the words of a command line to an exit code."""

import io
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

from scoring.judging.command.arguments import parser
from scoring.judging.command.failure import FAILED, CommandError
from scoring.judging.command.output import complain

STOPPED, NOBODY_READS = 130, 141  # 128 + SIGINT, 128 + SIGPIPE


def main(words: Sequence[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # not every terminal knows “ and ”
    try:
        try:
            return run(words)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more at its end, which must find somebody who reads.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS


def run(words: Sequence[str] | None) -> int:
    """Each command is imported when it is asked for, so that --help need not wait for numpy."""
    try:
        arguments = parser().parse_args(words)
        code: int = import_module(f"scoring.judging.command.{arguments.module}").run(arguments)
    except CommandError as error:
        return failed(str(error), FAILED)
    except KeyboardInterrupt:
        return failed("Stopped.", STOPPED)
    except BrokenPipeError:
        raise
    except Exception:  # must not end in Python's own exit code 1, which here means a refused submission
        traceback.print_exc()
        return FAILED
    return code


def failed(line: str, code: int) -> int:
    complain(line)
    return code
