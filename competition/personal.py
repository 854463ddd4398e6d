"""What higher floors hold about a person, for the person's own download and for the day of being forgotten. They
register it when the site starts; this floor does not know them."""

from collections.abc import Callable
from typing import Any

from competition.models.people import User

Part = Callable[[User], dict[str, Any]]
Forgetter = Callable[[User], None]
_parts: list[Part] = []
_forgetters: list[Forgetter] = []


def register(part: Part, forget: Forgetter | None = None) -> None:
    """`part` gives what it holds by name; `forget` runs in the transaction that erases the person."""
    if part not in _parts:
        _parts.append(part)
    if forget is not None and forget not in _forgetters:
        _forgetters.append(forget)


def held_elsewhere(user: User) -> dict[str, Any]:
    return {name: held for part in _parts for name, held in part(user).items()}


def forget_elsewhere(user: User) -> None:
    for forget in _forgetters:
        forget(user)
