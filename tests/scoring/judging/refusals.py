"""What is said of a file, as plain rows that tests compare."""

from collections.abc import Callable, Iterator

import pytest

from scoring.judging.problems import Category, RefusedError

Told = list[tuple[Category, int | None, str | None, str | None]]


def told(act: Callable[[], object]) -> Told:
    """Category, line, column and id of each problem."""
    return [(each.category, each.row, each.column, each.id) for each in refusal_of(act).problems]


def messages(act: Callable[[], object]) -> list[str]:
    return [problem.message for problem in refusal_of(act).problems]


def refusal_of(act: Callable[[], object]) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        act()
    return caught.value


def everything_said(error: BaseException | None) -> Iterator[str]:
    """All texts of an error, and of the errors that a log would show with it."""
    while error is not None:
        yield str(error)
        if isinstance(error, RefusedError):
            yield str(error.as_plain())
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
