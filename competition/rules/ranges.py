"""Which part of a file a client asks for, so that a broken download goes on where it stopped (RFC 9110 §14)."""

import re
from typing import NamedTuple

ONE_RANGE = re.compile(r"bytes=\s*(\d*)-(\d*)\s*\Z", re.IGNORECASE | re.ASCII)


class Span(NamedTuple):
    """First byte and the one after the last."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        return self.stop - self.start


class BeyondTheEndError(Exception):
    """A well-formed range of which the file holds no byte."""


def wanted(header: str, size: int) -> Span | None:
    """None means the whole file: also for several ranges at once and for what is no range, as the standard allows."""
    found = ONE_RANGE.match(header)
    if not found or not any(found.groups()):
        return None
    first, last = (int(number) if number else None for number in found.groups())
    if first is None:
        return _last_bytes(last or 0, size)
    if last is not None and last < first:
        return None
    if first >= size:
        raise BeyondTheEndError
    return Span(first, size if last is None else min(last + 1, size))


def _last_bytes(count: int, size: int) -> Span:
    if not count or not size:
        raise BeyondTheEndError
    return Span(max(size - count, 0), size)
