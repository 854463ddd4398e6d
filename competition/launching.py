"""What higher floors want to see done before a competition is published. They register it when the site starts; this
floor does not know them."""

from collections.abc import Callable

from competition.models.competitions import Competition
from competition.rules.launch import Item

Gate = Callable[[Competition], list[Item]]
_gates: list[Gate] = []


def register(gate: Gate) -> None:
    if gate not in _gates:
        _gates.append(gate)


def more_items(competition: Competition) -> list[Item]:
    return [item for gate in _gates for item in gate(competition)]
