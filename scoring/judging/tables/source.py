"""From what was sent, packed or not, to the bytes of a CSV file, piece by piece. What is unpacked is counted as it
comes out, so that a small archive cannot fill memory, and nothing is ever written under a name from an archive."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from scoring.judging.problems import Category, refuse
from scoring.judging.tables.formats import BYTE_ORDER_MARK, is_gzip, is_zip, other_format, refusal_of
from scoring.judging.tables.limits import BLOCK, Limits

HEAD = 512
PACKED = 1 << 16  # read at a time from an archive
GZIP = 16 + zlib.MAX_WBITS
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others may ask for gigabytes before they give the first byte
SPREADSHEET_MEMBER = "[Content_Types].xml"
BROKEN = "The archive is broken, encrypted or packed in an unusual way."
REPACK = "Pack the CSV file again, alone, as .zip or .gz, or send it as it is."


def pieces(stream: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """The file's own bytes, without byte order mark. The stream must be one that can be rewound."""
    with unpacked(stream) as plain:
        size, head = 0, b""
        while piece := filled(plain, BLOCK):
            if not head:
                head = piece
                if refusal := refusal_of(piece[:HEAD]):
                    raise refusal
                piece = piece.removeprefix(BYTE_ORDER_MARK)
            size += len(piece)
            if size > limits.size:
                raise refuse(
                    Category.TOO_LARGE,
                    f"The file holds more than {limits.size:,} bytes.",
                    "Send only the columns and rows that are asked for.",
                )
            yield piece
        if not head:
            raise refuse(
                Category.EMPTY_FILE, "The file is empty.", "Choose the file again: the upload may have failed."
            )


def filled(read: Callable[[int], bytes], size: int) -> bytes:
    """So many bytes, or all that are left. One read may give fewer, and the first bytes must be seen together."""
    piece = read(size)
    parts, missing = [piece], size - len(piece)
    while piece and missing:
        piece = read(missing)
        parts.append(piece)
        missing -= len(piece)
    return b"".join(parts)


@contextmanager
def unpacked(stream: BinaryIO) -> Iterator[Callable[[int], bytes]]:
    stream.seek(0)
    head = filled(stream.read, 4)
    stream.seek(0)
    if is_zip(head):
        with (
            broken_archive_is_refused(),
            zipfile.ZipFile(cast("BinaryIO", Sparing(stream))) as archive,
            archive.open(only_member(archive)) as member,
        ):
            yield plain_reader(member.read)
    elif is_gzip(head):
        with broken_archive_is_refused():
            yield plain_reader(gunzipped(stream))
    else:
        yield stream.read


@contextmanager
def broken_archive_is_refused() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, RuntimeError) as error:
        # RuntimeError is how zipfile reports a password, ValueError a name that is no text or a place that is none.
        if isinstance(error.__context__, OSError):  # zipfile takes a failing disk for a broken archive
            raise error.__context__ from None
        raise refuse(Category.BAD_ARCHIVE, BROKEN, REPACK) from error


class Sparing:
    """A stream as zipfile may see it. It reads the whole list of contents at once, which a hostile archive makes as
    long as it likes, and goes wherever the archive says."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.tell, self.seekable = stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        if size > BLOCK:
            raise zipfile.BadZipFile("Too long a list of contents.")
        return filled(self.stream.read, BLOCK if size < 0 else size)

    def seek(self, place: int, whence: int = 0) -> int:
        if place < 0 and whence == 0:
            raise zipfile.BadZipFile("A place before the file's beginning.")
        return self.stream.seek(place, whence)


def gunzipped(stream: BinaryIO) -> Callable[[int], bytes]:
    """Reads the one member of a gzip file. Python's own reader spends microseconds on each of a million empty members,
    and on each letter of a name."""
    unpacker = zlib.decompressobj(GZIP)

    def read(size: int) -> bytes:
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail or stream.read(PACKED)
            if not packed:
                raise EOFError
            if plain := unpacker.decompress(packed, size):
                return plain
        if unpacker.unused_data or stream.read(1):
            raise refuse(Category.BAD_ARCHIVE, "Something follows the one file that the archive may hold.", REPACK)
        return b""

    return read


def only_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one file inside, not counting folders and what macOS adds."""
    members = [each for each in archive.infolist() if not is_extra(each.filename)]
    if any(member.filename == SPREADSHEET_MEMBER for member in members):
        raise other_format("an Excel or Word document")
    if len(members) != 1:
        found = "no file" if not members else f"{len(members):,} files"
        raise refuse(Category.BAD_ARCHIVE, f"The archive holds {found}; it must hold exactly one.", REPACK)
    (member,) = members
    if member.compress_type not in PACKINGS:
        raise refuse(Category.BAD_ARCHIVE, BROKEN, REPACK)
    return member


def is_extra(name: str) -> bool:
    return name.endswith(("/", ".DS_Store")) or name.startswith("__MACOSX/")


def plain_reader(unpack: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """Reads what an archive holds, and refuses another archive."""
    first = True

    def read(size: int) -> bytes:
        nonlocal first
        piece = filled(unpack, size)
        if first and (is_zip(piece) or is_gzip(piece)):
            raise refuse(Category.BAD_ARCHIVE, "The archive holds another archive.", REPACK)
        first = False
        return piece

    return read
