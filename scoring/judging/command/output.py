"""What goes to stdout."""

import json
import sys


def print_json(value: object) -> None:
    """One line, in ASCII, so that any program can read it from any terminal; gone at once, because one may wait."""
    sys.stdout.write(json.dumps(value, allow_nan=False) + "\n")
    sys.stdout.flush()


def print_text(text: str) -> None:
    sys.stdout.write(printable(text) + "\n")


def complain(line: str) -> None:
    sys.stderr.write(printable(line).replace("\n", " ") + "\n")


def printable(text: str) -> str:
    """Without control characters but for the ends of lines: what files hold could give orders to the terminal."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "�" for letter in text)
