"""Problems by their kind, as a page shows them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from scoring.judging.problems import Category

KINDS = {
    Category.EMPTY_FILE: "empty file",
    Category.NO_ROWS: "no rows",
    Category.ENCODING: "not UTF-8 text",
    Category.UNPARSEABLE: "not readable as CSV",
    Category.WRONG_DELIMITER: "wrong separator",
    Category.UNSUPPORTED_FORMAT: "not a CSV file",
    Category.BAD_ARCHIVE: "archive cannot be opened",
    Category.TOO_LARGE: "too large",
    Category.MISSING_COLUMN: "missing column",
    Category.EXTRA_COLUMN: "column too many",
    Category.DUPLICATE_COLUMN: "column twice",
    Category.DUPLICATE_ID: "id twice",
    Category.MISSING_ID: "missing id",
    Category.EXTRA_ID: "unknown id",
    Category.INVALID_ID: "id not valid",
    Category.ROW_COUNT: "wrong number of rows",
    Category.NULL_VALUE: "empty cell",
    Category.NON_FINITE: "not a finite number",
    Category.NOT_NUMERIC: "not a number",
    Category.OUT_OF_RANGE: "out of range",
    Category.ROW_SUM: "row does not add up",
    Category.INVALID_LABEL: "unknown label",
    Category.INVALID_FORMAT: "wrong form",
    Category.UNDEFINED_SCORE: "no score defined",
    Category.HOST_ERROR: "our fault",
}


def kind(category: str) -> str:
    """A file refused long ago may have a category that is not in use any more."""
    return KINDS[Category(category)] if category in set(Category) else category.replace("_", " ")


def first_of_each(problems: Sequence[Mapping[str, Any]], room: int) -> list[Mapping[str, Any]]:
    """In the order given. A kind that comes a thousand times does not hide one that comes once."""
    met: Counter[str] = Counter()
    places = []
    for place, problem in enumerate(problems):
        met[problem["category"]] += 1
        places.append((met[problem["category"]], place))
    return [problems[place] for place in sorted(place for _, place in sorted(places)[:room])]
