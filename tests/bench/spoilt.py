"""Ways in which one good file goes wrong."""

from collections.abc import Callable

import numpy as np

SPOT = 2  # one cell in the middle of the file


def lines(text: bytes) -> list[bytes]:
    return text.splitlines(keepends=True)


def one_bad_cell(text: bytes) -> bytes:
    rows = lines(text)
    rows[len(rows) // SPOT] = rows[len(rows) // SPOT].split(b",")[0] + b",0.5x\n"
    return b"".join(rows)


def all_bad_cells(text: bytes) -> bytes:
    head, body = text.split(b"\n", 1)
    return head + b"\n" + body.replace(b"\n", b"%\n")


def without_a_row(text: bytes) -> bytes:
    rows = lines(text)
    del rows[len(rows) // SPOT]
    return b"".join(rows)


def one_id_twice(text: bytes) -> bytes:
    rows = lines(text)
    rows[len(rows) // SPOT] = rows[1]
    return b"".join(rows)


def rows_too_many(text: bytes) -> bytes:
    return text + b"".join(b"x%d,0.5\n" % number for number in range(1000))


def one_ragged_row(text: bytes) -> bytes:
    rows = lines(text)
    rows[len(rows) // SPOT] = rows[len(rows) // SPOT].rstrip() + b",7\n"
    return b"".join(rows)


def quotes_around_everything(text: bytes) -> bytes:
    return b'"' + text.rstrip().replace(b",", b'","').replace(b"\n", b'"\n"') + b'"\n'


def blanks_around_everything(text: bytes) -> bytes:
    return text.replace(b",", b" , ").replace(b"\n", b" \n")


def foreign_ids(text: bytes) -> bytes:
    head, body = text.split(b"\n", 1)
    return head + b"\nx" + body.rstrip().replace(b"\n", b"\nx") + b"\n"


def blank_lines(text: bytes) -> bytes:
    return text.replace(b"\n", b"\n\n")


def windows_line_ends(text: bytes) -> bytes:
    return text.replace(b"\n", b"\r\n")


def one_probability_too_large(text: bytes) -> bytes:
    rows = lines(text)
    rows[int(np.sqrt(len(rows)))] = rows[1].split(b",")[0] + b",1e400\n"
    return b"".join(rows)


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "one bad cell in the middle": one_bad_cell,
    "one number too large": one_probability_too_large,
    "every cell with a per cent sign": all_bad_cells,
    "one row missing": without_a_row,
    "one id twice": one_id_twice,
    "1,000 rows too many": rows_too_many,
    "every id unknown": foreign_ids,
    "one row with a cell too many": one_ragged_row,
    "quotes around every cell": quotes_around_everything,
    "blanks around every cell": blanks_around_everything,
    "a blank line after each row": blank_lines,
    "Windows line ends": windows_line_ends,
}
