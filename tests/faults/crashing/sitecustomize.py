"""Python runs this when it starts, where a test has put this folder on the path of a real site's processes: whoever
reaches the point that the file `crash-at` names takes the file away and dies on the spot."""

import importlib.abc
import importlib.machinery
import importlib.util
import os
import signal
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

SWITCH = "CRASHING"


class Point(NamedTuple):
    """Before or after a call of a function, in the web process or in a worker."""

    role: str
    module: str
    function: str
    side: str


POINTS = {
    "before the bytes are synced": Point("web", "competition.files", "Shelf.keep", "before"),
    "between the sync and the rename": Point("web", "competition.files", "Shelf.place", "before"),
    "after the rename": Point("web", "competition.files", "Shelf.keep", "after"),
    "before the seat": Point("web", "scoring.actions.seats", "take", "before"),
    "after the seat": Point("web", "scoring.actions.seats", "take", "after"),
    "between the commit and the bell": Point("web", "competition.bell", "_send", "before"),
    "after the bell": Point("web", "competition.bell", "_send", "after"),
    "before the claim": Point("worker", "scoring.actions.judging.working", "judge_one", "before"),
    "after the claim": Point("worker", "scoring.claims", "claim", "after"),
    "in the middle of judging": Point("worker", "scoring.judging.verdict", "verdict", "before"),
    "before the recording": Point("worker", "scoring.actions.judging.recording", "record", "before"),
    "recording, after the value": Point("worker", "scoring.claims", "finish", "after"),
    "recording, after the seal": Point("worker", "scoring.vault.doors", "seal", "after"),
    "recording, after the standing": Point("worker", "scoring.actions.standings", "work_out", "after"),
    "after the recording": Point("worker", "scoring.actions.judging.recording", "record", "after"),
}


def install() -> None:
    sys.meta_path.insert(0, Finder())


class Finder(importlib.abc.MetaPathFinder):
    def __init__(self) -> None:
        self.modules = {point.module for point in POINTS.values()}

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name not in self.modules:
            return None
        self.modules.remove(name)
        spec = importlib.util.find_spec(name)
        assert spec
        assert spec.loader
        run = spec.loader.exec_module

        def run_and_mine(module: ModuleType) -> None:
            run(module)
            mine(module)

        spec.loader.exec_module = run_and_mine  # type: ignore[method-assign]
        return spec


def mine(module: ModuleType) -> None:
    for name, point in POINTS.items():
        if point.module == module.__name__ and point.role == os.environ.get("HOLDOUT_ROLE"):
            owner, _, function = point.function.rpartition(".")
            place = getattr(module, owner) if owner else module
            setattr(place, function, mined(getattr(place, function), name, point.side))


def mined(function: Callable[..., Any], name: str, side: str) -> Callable[..., Any]:
    @wraps(function)
    def stepped_on(*args: Any, **kwargs: Any) -> Any:
        if side == "before":
            die_if_told(name)
        result = function(*args, **kwargs)
        if side == "after":
            die_if_told(name)
        return result

    return stepped_on


def die_if_told(name: str) -> None:
    order = Path(os.environ["HOLDOUT_VAR"]) / "crash-at"
    try:
        if order.read_text() != name:
            return
        order.rename(order.with_name("crashed-at"))
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


if os.environ.get(SWITCH):
    install()
