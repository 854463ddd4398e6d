"""Rules 1 and 12 of files: UTF-8 and nothing else, and what is no CSV file is called by its name."""

import codecs
import io
import pickle

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import feather, parquet

from tests.scoring.judging.tables.files import cells, gzipped, numbers, problems, wrongs, zipped

GOOD = "id,x\na,1\nb,2\nc,3\n"
BOM = codecs.BOM_UTF8


@pytest.mark.parametrize(
    "file",
    [
        GOOD.encode(),
        BOM + GOOD.encode(),
        BOM + b'"id","x"\na,1\nb,2\nc,3\n',
        BOM + b"\nid,x\na,1\nb,2\nc,3\n",
        gzipped(BOM + GOOD.encode()),
        zipped(("x.csv", BOM + GOOD.encode())),
    ],
)
def test_utf_8_passes_with_or_without_a_byte_order_mark(file: bytes) -> None:
    assert cells(numbers(), file) == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        (GOOD.encode("utf-16"), "encoding 1"),
        (GOOD.encode("utf-16-le"), "encoding 1"),
        (GOOD.encode("utf-16-be"), "encoding 1"),
        (codecs.BOM_UTF16_BE + GOOD.encode("utf-16-be"), "encoding 1"),
        (GOOD.encode("utf-32"), "encoding 1"),
        (codecs.BOM_UTF32_BE + GOOD.encode("utf-32-be"), "encoding 1"),
        ("id,x\na,1\nb,2\nç,3\n".encode("latin-1"), "encoding 4"),
        ("id,é\na,1\n".encode("latin-1"), "encoding 1"),
        ("id,x\n“a”,1\n".encode("cp1252"), "encoding 2"),
        (b"id,x\na,1\nb,2\nc\0,3\n", "encoding 4"),
        (b"id,x\r\na,1\r\n\r\nb,\0\r\n", "encoding 4"),
        (b"id,x\ra,1\rb,\0", "encoding 3"),
        (b"\0" * 600, "encoding 1"),
        (b"id,x\na,\xc3", "encoding 2"),
        (b"id,x\na,\xc3\nb,2\n", "encoding 2"),
        (b"id,x\na,\xed\xa0\x80\n", "encoding 2"),
        (b"id,x\na,\xc0\xaf\n", "encoding 2"),
        (b"id,x\na,\xf4\x90\x80\x80\n", "encoding 2"),
        (b'id,x\n"a\n\xff",1\n', "encoding 3"),
    ],
)
def test_other_encodings_are_refused_at_their_line(file: bytes, wrong: str) -> None:
    assert wrongs(numbers(), file) == [wrong]


def written(write: object, *arguments: object) -> bytes:
    stream = io.BytesIO()
    assert callable(write)
    write(*arguments, stream)
    return stream.getvalue()


TABLE = pa.table({"id": ["a", "b", "c"], "x": [1.0, 2.0, 3.0]})
NOTEBOOK = b'{\n "cells": [],\n "nbformat": 4\n}\n'
UNKNOWN = "unsupported_format"


@pytest.mark.parametrize(
    ("file", "wrong", "name"),
    [
        (written(parquet.write_table, TABLE), UNKNOWN, "a Parquet file"),
        (written(feather.write_feather, TABLE), UNKNOWN, "an Arrow file"),
        (b"FEA1" + b"\0" * 60, UNKNOWN, "a Feather file"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, UNKNOWN, "a PNG picture"),
        (b"\xff\xd8\xff\xe0", UNKNOWN, "a JPEG picture"),
        (b"GIF89a", UNKNOWN, "a GIF picture"),
        (b"%PDF-1.7\n", UNKNOWN, "a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", UNKNOWN, "an old Excel or Word document"),
        (zipped(("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")), UNKNOWN, "an Excel or Word document"),
        (written(lambda array, file: np.save(file, array), np.ones(3)), UNKNOWN, "a NumPy array"),
        (zipped(("x.npy", b"\x93NUMPY\1\0")), UNKNOWN, "a NumPy array"),
        (b"\x89HDF\r\n\x1a\n", UNKNOWN, "an HDF5 file"),
        (b"SQLite format 3\0", UNKNOWN, "an SQLite database"),
        (b"{\\rtf1 id,x}", UNKNOWN, "a rich text document"),
        *((pickle.dumps({"a": 1}, protocol), UNKNOWN, "a Python pickle") for protocol in (2, 3, 4, 5)),
        (gzipped(pickle.dumps([1])), UNKNOWN, "a Python pickle"),
        (b"<!DOCTYPE html>\n<html>", UNKNOWN, "a web page"),
        (b"\n <HTML lang=en>", UNKNOWN, "a web page"),
        (b"<?xml version='1.0'?>", UNKNOWN, "an XML file"),
        (BOM + b'<?xml version="1.0"?>', UNKNOWN, "an XML file"),
        (b'{"id": ["a"], "x": [1]}', UNKNOWN, "a JSON file"),
        (b'{ "id" : 1}', UNKNOWN, "a JSON file"),
        (b"{}", UNKNOWN, "a JSON file"),
        (b'[\n  {"id": "a", "x": 1}\n]', UNKNOWN, "a JSON file"),
        (b'[["id", "x"], ["a", 1]]', UNKNOWN, "a JSON file"),
        (NOTEBOOK, UNKNOWN, "a JSON file"),
        (b"BZh91AY&SY", "bad_archive", "a bzip2 archive"),
        (b"\xfd7zXZ\0", "bad_archive", "a xz archive"),
        (b"7z\xbc\xaf\x27\x1c", "bad_archive", "a 7z archive"),
        (b"Rar!\x1a\x07", "bad_archive", "a rar archive"),
        (b"\x28\xb5\x2f\xfd", "bad_archive", "a zstd archive"),
    ],
)
def test_what_is_no_csv_file_is_called_by_its_name(file: bytes, wrong: str, name: str) -> None:
    (problem,) = problems(numbers(), file)
    assert (problem.category, problem.message.startswith(f"This is {name}")) == (wrong, True)


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        (b"", "empty_file"),
        (BOM, "empty_file"),
        (b"\n", "empty_file"),
        (b"\r\n \t\r\n\r", "empty_file"),
        (BOM + b"\n\n", "empty_file"),
        (b"\n" * 3_000_000, "empty_file"),
        (gzipped(b""), "empty_file"),
        (zipped(("x.csv", b"")), "empty_file"),
        (b"id,x", "no_rows"),
        (b"id,x\n", "no_rows"),
        (b"\n\nid,x\r\n \n\t\n", "no_rows"),
        (b"x,id\n" + b"\n" * 3_000_000, "no_rows"),
    ],
)
def test_a_file_without_rows_is_refused(file: bytes, wrong: str) -> None:
    assert wrongs(numbers(), file) == [wrong]
