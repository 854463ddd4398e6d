"""What a log may say of an error that work on secret data ended with: not its text, which may quote a cell of the
answers."""

import traceback
from collections.abc import Callable


def stumble_of(deed: Callable[[], object]) -> str:
    """Where it stumbled; empty where it did not. To be logged once this has returned: an error that comes while one is
    being handled takes the text of that one into the log."""
    try:
        deed()
    except Exception as stumble:  # whatever it is, the next one is to have its turn
        return where(stumble)
    return ""


def where(stumble: BaseException) -> str:
    trace = traceback.extract_tb(stumble.__traceback__)
    place = f" in {trace[-1].filename}, line {trace[-1].lineno}" if trace else ""
    return f"{type(stumble).__name__}{place}"
