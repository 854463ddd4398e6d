"""Taking an archive apart. A name in it is never part of a path on this machine: bytes are laid down under their hash,
once they are as long as the manifest says and have that hash."""

import errno
import hashlib
import shutil
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from scoring.opening.archive.manifest import ArchiveError, Manifest
from scoring.opening.archive.writing import MANIFEST, PIECE, places_of
from scoring.opening.plan import Report

LARGEST_MANIFEST = 50 * 2**20
ENCRYPTED = 0x1
PACKINGS = (ZIP_STORED, ZIP_DEFLATED)  # others may ask for gigabytes before they give the first byte
CUT = "It is cut short, damaged, or no zip at all. Copy it again, or export the competition anew."


def read_archive(path: Path, into: Path, largest: int, report: Report) -> tuple[Manifest, dict[str, Path]]:
    """The manifest, and where the bytes of each hash lie now."""
    with told_as_cut(), ZipFile(path) as archive:
        manifest = manifest_of(archive)
        places = places_of(manifest)
        check_members(archive, places, manifest.sizes, largest)
        check_room(into, manifest.sizes)
        contents = {}
        for number, (place, sha256) in enumerate(places.items()):
            report(100 * number // len(places), f"Unpacking {place}")
            contents[sha256] = unpack(archive, place, into / sha256, manifest.sizes[sha256])
    return manifest, contents


@contextmanager
def told_as_cut() -> Iterator[None]:
    try:
        yield
    except (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OverflowError, UnicodeDecodeError):
        raise ArchiveError(CUT) from None
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place before the beginning of the file; a full disk is another matter
            raise
        raise ArchiveError(CUT) from None


def manifest_of(archive: ZipFile) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise ArchiveError("This is no archive of a competition: it has no manifest.json. Choose another file.")
    check_plain(archive.getinfo(MANIFEST))
    with archive.open(MANIFEST) as file:
        text = file.read(LARGEST_MANIFEST + 1)
    if len(text) > LARGEST_MANIFEST:
        raise ArchiveError("Its manifest is larger than any that Holdout writes. Export the competition anew.")
    return Manifest.from_text(text)


def check_members(archive: ZipFile, places: Mapping[str, str], sizes: Mapping[str, int], largest: int) -> None:
    """Exactly what the manifest says, and nothing else."""
    names = archive.namelist()
    if sorted(names) != sorted([MANIFEST, *places]):
        raise ArchiveError("It holds other files than its manifest says. Export the competition anew.")
    for place, sha256 in places.items():
        member = archive.getinfo(place)
        check_plain(member)
        if member.file_size != sizes[sha256]:
            raise ArchiveError(f"{place} has another size than its manifest says. Export the competition anew.")
        if member.file_size > largest:
            raise ArchiveError(f"{place} has {member.file_size:,} bytes; this site takes {largest:,} at most.")


def check_plain(member: ZipInfo) -> None:
    if member.flag_bits & ENCRYPTED:
        raise ArchiveError("It is encrypted. Export the competition without a password.")
    if member.compress_type not in PACKINGS:
        raise ArchiveError(CUT)


def check_room(into: Path, sizes: Mapping[str, int]) -> None:
    needed, free = sum(sizes.values()), shutil.disk_usage(into).free
    if needed > free:
        raise ArchiveError(f"It needs {needed:,} bytes and the disk has {free:,}. Make room first.")


def unpack(archive: ZipFile, place: str, target: Path, size: int) -> Path:
    digest, length = hashlib.sha256(), 0
    with archive.open(place) as source, target.open("wb") as file:
        while length <= size and (piece := source.read(PIECE)):
            length += len(piece)
            digest.update(piece)
            file.write(piece)
    if length != size or digest.hexdigest() != target.name:
        raise ArchiveError(f"{place} is not what its manifest says: its hash differs. Export the competition anew.")
    return target
