import re

CODE = re.compile(r"^\s*([A-Z0-9]{3,8}(?:-[A-Z0-9]{3,8})*)\s*$", re.MULTILINE)


def codes_in(text: str) -> list[str]:
    """The sign-in codes of a mail: each stands on a line of its own."""
    return [code for code in CODE.findall(text) if len(code) >= 5]
