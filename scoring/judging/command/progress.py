"""A bar on the terminal while a large file is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, BinaryIO, TextIO, cast

PATIENCE = 1.0  # seconds without a bar: most files are read by then


@contextmanager
def watched(stream: BinaryIO, size: int, name: str, screen: TextIO, patience: float = PATIENCE) -> Iterator[BinaryIO]:
    """The same stream. What it reads moves a bar, if the screen is one that somebody looks at."""
    if not screen.isatty():
        yield stream
        return
    bar = import_module("tqdm").tqdm(
        total=size,
        desc=name,
        unit="B",
        unit_scale=True,
        file=screen,
        delay=patience,
        mininterval=min(patience, 0.1),
        leave=False,
    )
    with bar:
        yield cast("BinaryIO", Watched(stream, bar))


class Watched:
    """Shows where the stream stands, which may be further back than before: a file is opened by reading its header, and
    then read from its beginning."""

    def __init__(self, stream: BinaryIO, bar: Any) -> None:
        self.stream, self.bar = stream, bar

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(size)
        self.bar.update(self.stream.tell() - self.bar.n)
        return piece

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)
