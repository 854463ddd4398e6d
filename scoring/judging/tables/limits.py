"""How much a file may ask of us. Held while reading, before memory is spent."""

from dataclasses import dataclass

# What is read and held at a time: measured as fast as larger ones, and it stays in the processor's cache.
BLOCK = 1 << 20


@dataclass(frozen=True)
class Limits:
    size: int = 1 << 30  # bytes, after unpacking
    header: int = 1 << 16
    columns: int = 10_000
    record: int = 8 << 20  # bytes from one row's first to its last
    cell: int = 131_072  # bytes of a text
    word: int = 1_024  # bytes of an id, a label or a number

    def rows(self, expected: int) -> int:
        """Beyond this many rows the file is of another competition; what is wrong with each of them helps nobody."""
        return 2 * expected + 1_000
