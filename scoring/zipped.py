"""A zip file that is made while it is sent: a class's files neither fit into memory nor wait on disk for a reader."""

from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import RawIOBase
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

BLOCK = 256 * 2**10


@dataclass(frozen=True)
class Member:
    name: str
    at: datetime
    open: Callable[[], AbstractContextManager[BinaryIO]]


class _Pipe(RawIOBase):
    """Where `ZipFile` writes to. Nobody can go back in it, so sizes follow each member instead of preceding it."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, block: bytes) -> int:  # type: ignore[override]  # never anything but bytes
        self.written += block
        return len(block)

    def drained(self) -> bytes:
        block, self.written = bytes(self.written), bytearray()
        return block


def zipped(members: Iterable[Member]) -> Generator[bytes]:
    pipe = _Pipe()
    with ZipFile(pipe, "w") as archive:
        for member in members:
            with member.open() as source, archive.open(_described(member), "w", force_zip64=True) as target:
                while block := source.read(BLOCK):
                    target.write(block)
                    yield pipe.drained()
    yield pipe.drained()


def _described(member: Member) -> ZipInfo:
    at = member.at.astimezone(UTC)
    described = ZipInfo(member.name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    described.compress_type = ZIP_DEFLATED
    described.external_attr = 0o644 << 16
    return described
