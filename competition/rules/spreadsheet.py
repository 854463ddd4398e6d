"""Text on its way into a spreadsheet program, which takes some beginnings for a formula and runs it."""

FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_BEGINNINGS) else text
