"""How a file is called on pages. No path is ever made of it."""

LONGEST = 100
UNNAMED = "predictions.csv"


def shown_name(typed: str) -> str:
    """The end of a long name tells files apart better than its beginning."""
    base = typed.replace("\\", "/").rpartition("/")[2]
    clean = "".join(letter for letter in base if letter.isprintable()).strip()
    return clean[-LONGEST:].lstrip() or UNNAMED
