"""What a student may call himself in front of others: anything but himself."""

from __future__ import annotations

import re
import unicodedata

ALLOWED = re.compile(r"[\w .'’-]+")


def why_not_this_alias(alias: str, *, name: str, email: str) -> str | None:
    if not 3 <= len(alias) <= 40:
        return "Use 3 to 40 characters."
    if not ALLOWED.fullmatch(alias) or not any(sign.isalnum() for sign in alias):
        return "Use letters, digits, spaces, dots, dashes and apostrophes."
    if _squeezed(alias).startswith("formermember"):
        return "This is what people are called who left. Choose another name."
    if _tells(alias, name.split()) or (_squeezed(name) and _squeezed(name) in _squeezed(alias)):
        return "This contains your real name. Choose one that does not tell other students who you are."
    if _tells(alias, [email.partition("@")[0]]) or _tells(alias, re.split(r"[^A-Za-z]+", email.partition("@")[0])):
        return "This contains your e-mail address. Choose one that does not tell other students who you are."
    return None


def _tells(alias: str, secrets: list[str]) -> bool:
    """Long parts are found anywhere; short ones (“Li”) only as words, or every “Little Owl” would be refused."""
    words = {_squeezed(word) for word in re.split(r"[\W_]+", alias)}
    for secret in filter(None, map(_squeezed, secrets)):
        if secret in words or (len(secret) >= 4 and secret in _squeezed(alias)):
            return True
    return False


def _squeezed(text: str) -> str:
    """“Zoë  O'Neil” and “zoeoneil” are the same to a reader."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())
