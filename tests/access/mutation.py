"""Takes one permission out of the code, as a slip of the hand would, and puts it back."""

import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

ROOT = str(Path(__file__).resolve().parents[2] / "competition")


@dataclass(frozen=True)
class Mutant:
    """`where` is the dotted name of a function; `old` stands in its text exactly once."""

    what: str
    where: str
    old: str
    new: str

    def find(self) -> FunctionType:
        module, _, name = self.where.partition(":")
        found: Any = import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
        unwrapped = inspect.unwrap(found)
        assert isinstance(unwrapped, FunctionType)
        return unwrapped

    @contextmanager
    def alive(self) -> Iterator[None]:
        """In the function itself, wherever it has been imported to or wrapped."""
        function = self.find()
        healthy = function.__code__
        function.__code__ = self._mutated(function)
        try:
            yield
        finally:
            function.__code__ = healthy

    def _mutated(self, function: FunctionType) -> CodeType:
        source = textwrap.dedent(inspect.getsource(function))
        assert source.count(self.old) == 1, f"{self.where} has changed: tell this mutant what to remove now"
        whole = compile("from __future__ import annotations\n" + source.replace(self.old, self.new), self.where, "exec")
        return next(code for code in _codes(whole) if code.co_name == function.__name__)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


Touched = set[tuple[str, str]]


def place(function: FunctionType) -> tuple[str, str]:
    return function.__code__.co_filename, function.__code__.co_qualname


def touched_by(deed: Callable[[], object]) -> Touched:
    """Which functions of the house run while the deed is done."""
    touched: Touched = set()

    def note(frame: FrameType, event: str, argument: object) -> None:
        touched.add((frame.f_code.co_filename, frame.f_code.co_qualname))

    before = sys.gettrace()
    sys.settrace(note)
    try:
        deed()
    finally:
        sys.settrace(before)
    return touched
