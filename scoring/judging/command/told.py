"""A refusal in words for a person at a terminal."""

from collections.abc import Iterator

from scoring.judging.problems import Problem, RefusedError, quoted


def told(refusal: RefusedError) -> Iterator[str]:
    """Each problem on a line, its remedy on the next, and what was left out."""
    for problem in refusal.problems:
        yield f"{place(problem)}{problem.message}"
        yield f"    {problem.remedy}"
    total, shown = sum(refusal.counts.values()), len(refusal.problems)
    yield f"{total:,} problem{'s' * (total != 1)}" + (f", of which {shown:,} are shown." if shown < total else ".")


def place(problem: Problem) -> str:
    parts = [
        None if problem.row is None else f"line {problem.row:,}",
        None if problem.column is None else f"column {quoted(problem.column)}",
        f"id {quoted(problem.id)}" if problem.id else None,
    ]
    named = ", ".join(part for part in parts if part)
    return f"{named}: " if named else ""
