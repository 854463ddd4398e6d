import traceback


def where(stumble: BaseException) -> str:
    """What a log may say of an error that work on secret data ended with: not its text, which may quote a cell of the
    answers."""
    trace = traceback.extract_tb(stumble.__traceback__)
    place = f" in {trace[-1].filename}, line {trace[-1].lineno}" if trace else ""
    return f"{type(stumble).__name__}{place}"
