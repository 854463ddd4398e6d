"""Files of about 50 MB made to cost time or memory, and archives that unpack to more."""

import gzip
import io
import zipfile
from collections.abc import Callable

SIZE = 50_000_000
HEAD = b"id,y\n"


def filled(pattern: bytes, head: bytes = HEAD) -> bytes:
    return head + pattern * (SIZE // len(pattern))


def numbered(pattern: bytes) -> bytes:
    """Rows that differ, as far as they go: the number of the row stands for #."""
    form, times = pattern.replace(b"#", b"%d"), pattern.count(b"#")
    rows = SIZE // (len(pattern) + 5 * times)
    return HEAD + b"".join([form % ((number,) * times) for number in range(rows)])


def zipped(text: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("submission.csv", text)
    return packed.getvalue()


def members(count: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(count):
            archive.writestr(str(number), b"")
    return packed.getvalue()


SCORES: dict[str, Callable[[], bytes]] = {
    "a million columns": lambda: b",".join(b"c%045d" % number for number in range(1_000_000)) + b"\n",
    "a row of a million cells": lambda: filled(b"1,", HEAD) + b"\n",
    "25 million lines ‘a’": lambda: filled(b"a\n", b""),
    "25 million rows ‘a’": lambda: filled(b"a\n"),
    "nothing but line breaks": lambda: b"\n" * SIZE,
    "line breaks after the header": lambda: filled(b"\n"),
    "line breaks between two rows": lambda: filled(b"\n", HEAD + b"0,0.5\n") + b"1,0.5\n",
    "nothing but commas": lambda: filled(b","),
    "nothing but quotes": lambda: filled(b'"'),
    "all cells no numbers": lambda: numbered(b"#,nonsense of a moderate length\n"),
    "short rows, no numbers": lambda: numbered(b"#,x\n"),
    "all cells nan": lambda: numbered(b"#,nan\n"),
    "all cells empty": lambda: numbered(b"#,\n"),
    "all ids unknown": lambda: numbered(b"unknown to everybody #,0.5\n"),
    "one id over and over": lambda: filled(b"7,0.123456789012345678901234567890123456789\n"),
    "ids of 1,000 bytes": lambda: numbered(b"#" + b"i" * 990 + b",0.5\n"),
    "ids of 2,000 bytes": lambda: numbered(b"#" + b"i" * 1990 + b",0.5\n"),
    "a quote never closed": lambda: filled(b"1,0.5\n", HEAD + b'"'),
    "quotes around everything": lambda: numbered(b'"#","0.1234567890123456789012345678901"\n'),
    "a doubled quote in every id": lambda: numbered(b'"#""","0.123456789012345678901234567890"\n'),
    "a line break in every id": lambda: numbered(b'"#\n","0.1234567890123456789012345678901"\n'),
    "one cell of 50 MB": lambda: HEAD + b"1," + b"9" * SIZE + b"\n",
    "cells of 100 kB": lambda: filled(b"1," + b"9" * 100_000 + b"\n"),
    "cells of 1,000 digits": lambda: numbered(b"#,0." + b"9" * 1000 + b"\n"),
    "a million ragged rows": lambda: numbered(b"#,0.5,0.123456789012345678901234567890123456\n"),
    "every second row ragged": lambda: numbered(b"#,0.12345678901234567890123456\n#,0.5,0.5\n"),
    "blanks around everything": lambda: numbered(b"  #  ,          0.123456789012345          \n"),
    "blank lines between rows": lambda: numbered(b"#,0.1234567890123456789012345678901234567\n\n"),
    "deep decimals": lambda: numbered(b"#,0.000000000000000000000000000000000000123456789e-300\n"),
    "carriage returns only": lambda: numbered(b"#,0.12345678901234567890123456789012345\r"),
    "bytes of Latin-1": lambda: numbered(b"#,caf\xe9 and so on and so forth and so on\n"),
    "letters of three bytes": lambda: numbered("#,日本語日本語日本語日本語日本語\n".encode()),
    "zip bomb of zero bytes": lambda: zipped(b"\0" * 20 * SIZE),
    "zip bomb of line breaks": lambda: zipped(HEAD + b"\n" * 20 * SIZE),
    "zip bomb of blanks": lambda: zipped(HEAD + b" " * 20 * SIZE),
    "zip bomb of rows": lambda: zipped(HEAD + b"1,0.5\n" * (20 * SIZE // 6)),
    "gzip bomb of rows": lambda: gzip.compress(HEAD + b"1,0.5\n" * (20 * SIZE // 6), 1),
    "zip of 500,000 members": lambda: members(500_000),
}
LABELS: dict[str, Callable[[], bytes]] = {
    "a million unknown labels": lambda: numbered(b"#,1#123456789012345678901234567890123\n"),
    "a million labels, no numbers": lambda: numbered(b"#,label # of a million labels none of them\n"),
    "labels with decimals": lambda: numbered(b"#,0.#1234567890123456789012345678\n"),
}
