"""Whether a team has done something that ties its members to it. Higher floors know; each registers how to ask it when
the site starts."""

from collections.abc import Callable

from teams.models.teams import Team

Witness = Callable[[Team], bool]
_witnesses: list[Witness] = []


def register(witness: Witness) -> None:
    if witness not in _witnesses:
        _witnesses.append(witness)


def has_history(team: Team) -> bool:
    return any(witness(team) for witness in _witnesses)
