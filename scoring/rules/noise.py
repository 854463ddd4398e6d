from collections.abc import Callable, Iterator, Sequence


def bracket_begins(submissions: Sequence[str], differ: Callable[[str, str], bool]) -> Iterator[int]:
    """For each team from the top, the rank at which its bracket begins. A bracket goes on for as long as nobody differs
    from its first, the best: so neighbours share one only where the best could as well be the last."""
    begin = 1
    for rank, submission in enumerate(submissions, start=1):
        if rank > 1 and differ(submissions[begin - 1], submission):
            begin = rank
        yield begin
