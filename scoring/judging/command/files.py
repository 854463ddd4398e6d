"""Opening files, and saying in one line why one cannot be read."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from scoring.judging.command.failure import CommandError
from scoring.judging.command.progress import watched


@contextmanager
def opened(path: str, what: str) -> Iterator[BinaryIO]:
    """With a progress bar, where it takes long and somebody looks."""
    with (
        open_file(path, what) as stream,
        watched(stream, os.fstat(stream.fileno()).st_size, what, sys.stderr) as seen,
    ):
        try:
            yield seen
        except OSError as error:
            raise unreadable(path, what, error) from None


def open_file(path: str, what: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:  # ValueError is the answer to a name that holds a zero
        raise unreadable(path, what, error) from None


def unreadable(path: str, what: str, error: Exception) -> CommandError:
    reason = getattr(error, "strerror", None) or str(error)
    return CommandError(f"The {what} cannot be read: {path}: {reason.rstrip('.')}.")
