"""The quick and the careful reading of one block agree, cell by cell and problem by problem."""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from scoring.judging.arrays import Array
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Kind, Role
from scoring.judging.problems import Category, RefusedError
from scoring.judging.tables.arrow import arrow_table
from scoring.judging.tables.blocks import Block
from scoring.judging.tables.careful import read_carefully
from scoring.judging.tables.columns import Column
from scoring.judging.tables.label_column import LabelColumn
from scoring.judging.tables.labels import Form, classes_of
from scoring.judging.tables.limits import Limits
from scoring.judging.tables.number_column import NumberColumn
from scoring.judging.tables.reading import read_quickly
from scoring.judging.tables.table import Table
from scoring.judging.tables.text_columns import TextColumn, WordColumn

ODD_CELLS = some.sampled_from(
    [
        "", " ", "\t1", "1 ", "NA", "null", "nan", "-nan", "inf", "-Infinity", "1e400", "1e-400", "+1", "--1", "-", ".",
        "1.", ".5", "007", "-0", "0.0", "1.0", "10", "1e1", "1E+1", "0x1F", "1_0", "٣", "−1", "\u00a01", "1\n", "\n",
        "True", "TRUE", "false", "cat", "Cat", "dog ", '"', 'c"t', "a,b", "1,5", "9007199254740993", "1" * 30, "=1",
        "\ufeff1", "🦉", "0.5", "1d5", "1e", "e", "1e5.5", "2", "3", "-1", "1\r", "1;2", "5e-324", "1" * 400,
        "1.7976931348623157e308", "infinity",
    ]
)  # fmt: skip
WRITTEN_NUMBERS = some.floats().map(repr) | some.integers().map(str) | some.from_regex(r"[+-]?\d*\.?\d*(e[+-]?\d+)?")
PLAIN_CELLS = some.sampled_from(["0", "1", "2", "10", "0.5", "1.0", "3", "true", "False", "cat", "dog"])
CELLS = ODD_CELLS | WRITTEN_NUMBERS | PLAIN_CELLS | some.text(some.characters(codec="utf-8", exclude_characters="\0"))
KINDS = [["0", "1", "10", "0.5", "1.0", "3", " 1"], ["cat", "dog", "bird", " cat"], ["true", "False", "TRUE"]]
ALIKE = some.sampled_from(KINDS).flatmap(lambda kind: some.lists(some.sampled_from(kind), min_size=1, max_size=6))
COLUMNS = ALIKE | some.lists(CELLS, min_size=1, max_size=6)


def role(kind: Kind, **bounds: float) -> Role:
    return Role(name="prediction", kind=kind, holds="", **bounds)  # type: ignore[arg-type]


def label_column(*labels: str, positive: int | None = None) -> Column:
    return LabelColumn(classes_of(pa.array(labels))[0], positive)


PARSERS = {each.parse: each for metric in METRICS.values() for each in metric.roles if each.parse is not None}
MAKERS: list[Callable[[], Column]] = [
    partial(NumberColumn, role(Kind.NUMBER)),
    partial(NumberColumn, role(Kind.NUMBER, low=0.0, high=1.0)),
    partial(NumberColumn, role(Kind.NUMBER, above=0.0)),
    partial(NumberColumn, role(Kind.NUMBER, low=0.0)),
    partial(NumberColumn, role(Kind.RATING)),
    partial(label_column, "0", "1"),
    partial(label_column, "0", "1", positive=1),
    partial(label_column, "0.5", "1", "10"),
    partial(label_column, "true", "False"),
    partial(label_column, "True", "False", positive=0),
    partial(label_column, "cat", "dog"),
    partial(label_column, "cat", "dog", positive=0),
    partial(label_column, "007", "1"),
    WordColumn,
    partial(TextColumn, role(Kind.TEXT)),
    partial(TextColumn, replace(role(Kind.TEXT), blank=True)),
    *(partial(TextColumn, replace(each, blank=blank)) for each in PARSERS.values() for blank in (True, False)),
]


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def as_read(cells: list[str], type: pa.DataType) -> pa.Array | None:
    text = "".join(f"{row},{quoted(cell)}\n" for row, cell in enumerate(cells)).encode()
    read = arrow_table(text, ("id", "x"), {"id": pa.string(), "x": type})
    return None if read is None else read["x"].chunk(0)


def plain(column: Array | pa.Array) -> Array:
    return column if isinstance(column, np.ndarray) else np.array(column.to_pylist(), object)


def same(left: object, right: object) -> bool:
    """Equal to the last bit, also the arrays within what a role's `parse` returns."""
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        equal = left.dtype == right.dtype and left.shape == right.shape
        if left.dtype != object:
            return equal and left.tobytes() == right.tobytes()
        return equal and all(same(*pair) for pair in zip(left.tolist(), right.tolist(), strict=True))
    if hasattr(left, "__slots__") and type(left) is type(right):
        return all(same(getattr(left, name), getattr(right, name)) for name in left.__slots__)
    return left == right


@settings(max_examples=300, deadline=None)
@given(COLUMNS, some.sampled_from(MAKERS))
@example(["1\n"], partial(label_column, "0", "1"))
@example(["7", "5", "7", "6"], partial(label_column, "0", "1"))
@example(["-0", "7", "-0", "0"], partial(label_column, "1", "2"))
@example(["--1"], partial(NumberColumn, role(Kind.NUMBER)))
def test_what_is_taken_quickly_is_what_is_found_with_care(cells: list[str], make: Callable[[], Column]) -> None:
    complaints: list[tuple[Category, list[int]]] = []

    def complain(category: Category, places: Array, describe: Callable[[int], tuple[str, str]]) -> None:
        if len(places):
            complaints.append((category, places.tolist()))
        for place in places.tolist():
            message, remedy = describe(place)
            assert message.endswith(".")
            assert remedy.endswith(".")

    quick = make()
    read = as_read(cells, quick.type)
    taken = None if read is None else quick.take(read)
    looked = make().look(as_read(cells, pa.string()), complain)
    assert len(looked) == len(cells)
    if taken is not None:
        assert complaints == []
        assert same(plain(taken), plain(looked))
    counted = [place for _, places in complaints for place in places]
    assert set(counted) <= set(range(len(cells)))


@settings(deadline=None)
@given(COLUMNS)
def test_a_number_is_what_python_reads_unless_the_grammar_refuses_it(cells: list[str]) -> None:
    wrong: dict[int, Category] = {}

    def complain(category: Category, places: Array, _: object) -> None:
        assert not wrong.keys() & set(places.tolist())
        wrong.update(dict.fromkeys(places.tolist(), category))

    values = NumberColumn(role(Kind.NUMBER)).look(as_read(cells, pa.string()), complain).tolist()
    for place, cell in enumerate(cells):
        if place not in wrong:
            assert (values[place], math.isfinite(values[place])) == (float(cell), True)
        elif wrong[place] is Category.NON_FINITE:
            assert not math.isfinite(float(cell.strip(" \t").lstrip("+-")))


IDS = some.sampled_from(["a", " b", "c\t", '"d"', '"e\nf"', '"g,h"', '"i""j"', '"\r\n"', "", '" "', "k" * 30, "\ufeff"])
ROWS = some.tuples(
    IDS, COLUMNS.map(lambda cells: cells[0]), PLAIN_CELLS, some.sampled_from(["\n", "\r\n", "\r", "\n\n"])
)


def table_of(read: Callable[..., object], text: bytes) -> Table:
    columns: dict[str, Column] = {"x": NumberColumn(role(Kind.NUMBER)), "y": label_column("cat", "dog")}
    table = Table("id", columns)
    read(Block.of(text, 7), ("id", "x", "y"), table)
    return table


@settings(deadline=None)
@given(some.lists(ROWS, min_size=1, max_size=8), some.booleans())
def test_a_block_read_quickly_is_the_block_read_with_care(rows: list[tuple[str, ...]], bare: bool) -> None:
    bare = bare and all(set(x).isdisjoint('",\r\n') for _, x, _, _ in rows)
    text = "".join(f"{id},{x if bare else quoted(x)},{y}{end}" for id, x, y, end in rows).encode()
    quick = table_of(read_quickly, text)
    careful = table_of(partial(read_carefully, limits=Limits()), text)
    assert careful.places.rows == len(rows)
    if quick.places.rows:
        assert careful.findings.problems == []
        assert quick.id_cells().equals(careful.id_cells())
        assert [quick.places.line(row) for row in range(len(rows))] == [
            careful.places.line(row) for row in range(len(rows))
        ]
        assert all(same(quick.array(name), careful.array(name)) for name in "xy")
    else:
        assert (quick.ids, quick.pieces, quick.findings.problems) == ([], [], [])


def test_the_forms_of_labels_are_all_tried() -> None:
    columns = [make() for make in MAKERS]
    forms = {column.classes.form for column in columns if isinstance(column, LabelColumn)}
    assert forms == set(Form)


def test_records_that_are_not_those_of_arrow_are_refused() -> None:
    unchecked = b'a"\n",1,cat'  # its quotes would have been refused before
    with pytest.raises(RefusedError) as refusal:
        table_of(partial(read_carefully, limits=Limits()), unchecked)
    assert (refusal.value.category, refusal.value.problems[0].row) == ("unparseable", 7)
