"""What a team may call itself on a board that the whole course reads."""

import unicodedata

TAKEN = "Another team has this name already. Choose another one."


def tidy(name: str) -> str:
    """One way to write one name: composed letters, single blanks."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def why_not_this_name(name: str) -> str | None:
    """The database asks for the name to be the only one."""
    if not 2 <= len(name) <= 60:
        return "Use 2 to 60 characters."
    # Signs that are not seen would let one team look like another.
    if not name.isprintable() or not any(sign.isalnum() for sign in name):
        return "Use letters, digits, blanks and signs that can be seen."
    if name.casefold().startswith("former team"):
        return "This is what teams are called whose people left. Choose another name."
    return None


def suggestions(alias: str) -> list[str]:
    """For who plays alone, best first."""
    return [alias, *(f"{alias} {number}" for number in range(2, 100))]
