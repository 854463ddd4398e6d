import numpy as np

from scoring.judging.arrays import Booleans, Floats, Integers


def pairs_in_descent(stage: Integers, value: Floats, first: Booleans) -> int:
    """How many pairs have a first row, marked by `first`, and a second one of a later stage and a smaller value.

    A merge sort that counts, all blocks of one level at once: n log n steps, and a few arrays of n numbers. Within a
    stage, rows go by value, so that no pair of one stage ever descends."""
    place = np.empty(len(stage), dtype=np.int64)
    place[np.lexsort((value, stage))] = np.arange(len(stage))
    # Of equal values, the earlier place comes first: such a pair does not descend either.
    order = np.lexsort((place, value))
    place, first = place[order], first[order]
    total = 0
    for level in reversed(range((len(stage) - 1).bit_length())):
        # Places that agree above this bit are one block, side by side and in order of value.
        late = (place >> level) & 1
        start = (place >> (level + 1)) << (level + 1)
        lates = np.concatenate(([0], np.cumsum(late)))
        late_before = lates[:-1] - lates[start]
        total += int(late_before[(late == 0) & first].sum())
        here = np.where(late, start + (1 << level) + late_before, np.arange(len(stage)) - late_before)
        place_next, first_next = np.empty_like(place), np.empty_like(first)
        place_next[here], first_next[here] = place, first
        place, first = place_next, first_next
    return total
