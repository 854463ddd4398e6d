"""Dates that can no longer be moved because a higher floor has acted on them. It registers how to ask when the site
starts; this floor does not know it."""

from collections.abc import Callable, Mapping

from competition.actions.refused import RefusedError
from competition.models.competitions import Competition

Reasons = Mapping[str, str]  # by the name of a date
_askers: list[Callable[[Competition], Reasons]] = []


def register(asker: Callable[[Competition], Reasons]) -> None:
    if asker not in _askers:
        _askers.append(asker)


def refuse_fixed(competition: Competition, names: set[str]) -> None:
    for asker in _askers:
        for name, reason in asker(competition).items():
            if name in names:
                raise RefusedError(reason, field=name)
