"""CPU seconds, because the machine is shared; alternatives in turn, because its clock wanders; medians."""

from collections.abc import Callable, Mapping
from statistics import median
from time import process_time

Action = Callable[[], object]


def seconds(action: Action) -> float:
    begin = process_time()
    action()
    return process_time() - begin


def in_turn(actions: Mapping[str, Action], rounds: int) -> dict[str, float]:
    """The median CPU seconds of each, one warm-up before them where there are several rounds."""
    taken: dict[str, list[float]] = {name: [] for name in actions}
    if rounds > 1:
        for action in actions.values():
            action()
    for _ in range(rounds):
        for name, action in actions.items():
            taken[name].append(seconds(action))
    return {name: median(times) for name, times in taken.items()}


def milliseconds(time: float) -> str:
    return f"{1000 * time:,.1f}" if time < 0.1 else f"{1000 * time:,.0f}"


def against(goal: float, found: float) -> str:
    return f"{'met' if found <= goal else 'NOT MET'}"
