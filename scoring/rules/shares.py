"""How many percent of the rows to suggest for test, and of those for the public part."""

from math import ceil

USUAL, MOST = 30, 50  # percent
ENOUGH = 110  # rows of a part: a few more than the 100 that the checklist asks for


def suggested_test_percent(rows: int) -> int:
    """So many that both parts are large enough, if they can be."""
    return clamped(200 * ENOUGH, rows) if rows * USUAL * USUAL < 10_000 * ENOUGH else USUAL


def suggested_public_percent(test_rows: int) -> int:
    return clamped(100 * ENOUGH, test_rows)


def clamped(needed: int, rows: int) -> int:
    return max(USUAL, min(MOST, ceil(needed / max(rows, 1))))
