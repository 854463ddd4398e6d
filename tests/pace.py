"""Bounds on work that hold on a slow or busy machine too: CPU time as a multiple of a fixed piece of work, measured in
the same moment. They are wide, for what they catch is work that grows with the square of its input."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


def reference() -> float:
    """CPU seconds of a loop; some 0.06 on an idle core."""
    begun = time.process_time()
    sum(number * number for number in range(1_000_000))
    return time.process_time() - begun


@contextmanager
def at_most(loops: float) -> Iterator[None]:
    before = reference()
    begun = time.process_time()
    yield
    took = time.process_time() - begun
    slowest = max(before, reference())
    assert took < loops * slowest, f"{took:.2f} s of CPU time, {took / slowest:.0f} loops, are more than {loops}"
