from collections.abc import Mapping

import pyarrow as pa
from pyarrow import csv

from scoring.judging.tables.formats import BYTE_ORDER_MARK


def arrow_table(text: bytes, names: tuple[str, ...], types: Mapping[str, pa.DataType]) -> pa.Table | None:
    """The text as one chunk a column; None if Arrow finds rows or cells that do not fit."""
    if text.startswith(BYTE_ORDER_MARK):
        text = b"\n" + text  # here the mark belongs to a cell, and Arrow would drop it
    try:
        return csv.read_csv(
            pa.BufferReader(text),
            csv.ReadOptions(use_threads=False, block_size=len(text) + 1, column_names=names),
            csv.ParseOptions(newlines_in_values=b'"' in text),
            csv.ConvertOptions(
                column_types=types,
                include_columns=list(types),
                null_values=[""],
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
