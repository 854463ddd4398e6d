"""Answers that leave a score undefined. No text holds a value of the answers."""

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import HostError


def insist_on(fault: str | None) -> None:
    if fault:
        raise HostError(fault)


def is_flat(values: Floats) -> bool:
    return bool(values.min() == values.max())


def flat_fault(target: Floats) -> str | None:
    """Where the score compares rows with one another, they must differ."""
    if len(target) < 2:
        return "There is only one row, and this metric compares rows with one another. It needs at least two."
    if is_flat(target):
        return "All true values are equal. This metric needs true values that differ."
    return None
