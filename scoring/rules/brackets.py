"""Brackets around neighbours on the board that the public rows cannot tell apart."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bracket:
    """By ranks. `last` is None where it goes on below what is shown."""

    first: int
    last: int | None
    heads: bool = False
    ends: bool = False

    def __str__(self) -> str:
        return f"Ranks {self.first}–{self.last}" if self.last else f"Rank {self.first} and those after it"


def bracket_begins(submissions: Sequence[str], differ: Callable[[str, str], bool]) -> Iterator[int]:
    """For each team from the top, the rank at which its bracket begins. A bracket goes on for as long as nobody differs
    from its first, the best: so neighbours share one only where the best could as well be the last."""
    begin = 1
    for rank, submission in enumerate(submissions, start=1):
        if rank > 1 and differ(submissions[begin - 1], submission):
            begin = rank
        yield begin


def brackets(begins: Sequence[int | None], first: int, *, more: bool) -> list[Bracket | None]:
    """Of neighbouring teams, given where each one's bracket begins. The first stands at position `first`; `more` says
    that others follow. A team that is alone in its bracket has none, nor has one whose place changed since."""
    known = [begin if begin and begin <= first + place else None for place, begin in enumerate(begins)]
    found: list[Bracket | None] = []
    for place, begin in enumerate(known):
        last = place
        while begin and last + 1 < len(known) and known[last + 1] == begin:
            last += 1
        end = None if more and last == len(known) - 1 else first + last
        heads, ends = place == 0 or known[place - 1] != begin, end == first + place
        found.append(Bracket(begin, end, heads, ends) if begin and begin != end else None)
    return found
