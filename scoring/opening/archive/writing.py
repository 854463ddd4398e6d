"""A competition as one zip. The same competition gives the same bytes."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scoring.opening.archive.manifest import ArchiveError, Manifest
from scoring.opening.plan import Report

MANIFEST = "manifest.json"
PIECE = 2**20
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip knows
OWNER_ALONE = 0o100600 << 16


def write_archive(into: BinaryIO, manifest: Manifest, contents: Mapping[str, Path], report: Report) -> None:
    """`contents` goes from each hash to its bytes."""
    with ZipFile(into, "w") as archive:
        archive.writestr(member(MANIFEST), manifest.as_text())
        places = places_of(manifest)
        for number, (place, sha256) in enumerate(places.items()):
            report(100 * number // len(places), f"Packing {place}")
            pack(archive, place, contents[sha256], sha256)


def places_of(manifest: Manifest) -> dict[str, str]:
    """Where each hash lies in the archive, under a name that people know it by. Equal bytes lie there once."""
    found = {f"public/{file.name}": file.sha256 for file in manifest.public}
    if manifest.answers:
        found["answers/answers.csv"] = manifest.answers.sha256
    found |= {f"sent/{file.name}": file.sha256 for file in manifest.sent}
    first: dict[str, str] = {}
    for place, sha256 in found.items():
        first.setdefault(sha256, place)
    return {place: sha256 for sha256, place in first.items()}


def pack(archive: ZipFile, place: str, path: Path, sha256: str) -> None:
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(member(place), "w", force_zip64=True) as target:
        while piece := source.read(PIECE):
            digest.update(piece)
            target.write(piece)
    if digest.hexdigest() != sha256:
        raise ArchiveError(f"{place} is damaged on this site's disk. Restore it from a backup, then export again.")


def member(name: str) -> ZipInfo:
    found = ZipInfo(name, LONG_AGO)
    found.compress_type, found.external_attr = ZIP_DEFLATED, OWNER_ALONE
    return found
