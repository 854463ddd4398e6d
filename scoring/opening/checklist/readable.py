"""Every file for the class can be opened and read to its end."""

import gzip
import struct
import zipfile
import zlib
from pathlib import Path

from scoring.judging.problems import RefusedError
from scoring.judging.tables.formats import is_gzip, is_zip
from scoring.opening.checklist.finding import Check, Finding, bad, count, good, shortened, warning
from scoring.opening.excerpts import Watch, read_excerpt
from scoring.opening.material import ENDINGS, SEED, Material
from scoring.opening.plan import FileRole
from scoring.opening.reading import spoken

PIECE = 1 << 20


def look(material: Material) -> Finding:
    public = material.made.public
    found = {name: table_fault(material, name, path) for name, path in public.items() if is_csv(name)}
    found |= {name: other_fault(path) for name, path in public.items() if not is_csv(name)}
    faults = {name: fault for name, fault in found.items() if fault}
    if not faults:
        return good(f"{count(len(public), 'file')} for the class can be read to the end.")
    details = [f"{shortened(name)}: {fault}" for name, fault in faults.items()]
    if all(is_csv(name) and name not in material.tables for name in faults):
        said = f"{count(len(faults), 'further table')} cannot be read as train and test are."
        return warning(said, "Send it with commas and in UTF-8, or tell in the description how to read it.", details)
    said = f"{count(len(faults), 'file')} for the class cannot be read."
    return bad(said, "Mend each file that is named below and send it again.", details)


def is_csv(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


def table_fault(material: Material, name: str, path: Path) -> str:
    """Train and test are read anyway, and only once."""
    for role in (FileRole.TRAIN, FileRole.TEST):
        if name == material.public_name(role):
            found = material.excerpts[role]
            return spoken(found) if isinstance(found, RefusedError) else ""
    try:
        read_excerpt(path, Watch(), SEED, most_rows=1)
    except RefusedError as refusal:
        return spoken(refusal)
    return ""


def other_fault(path: Path) -> str:
    with path.open("rb") as stream:
        head = stream.read(4)
    if not head:
        return "The file is empty."
    if is_zip(head):
        return zip_fault(path)
    return gzip_fault(path) if is_gzip(head) else ""


def zip_fault(path: Path) -> str:
    """Unpacks every member and compares its checksum."""
    try:
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OverflowError, RuntimeError, ValueError, OSError):
        return "The archive is broken, encrypted or packed in an unusual way."
    return "" if broken is None else f"“{shortened(broken)}” inside the archive is damaged."


def gzip_fault(path: Path) -> str:
    try:
        with gzip.open(path) as packed:
            while packed.read(PIECE):
                continue
    except (gzip.BadGzipFile, zlib.error, EOFError):
        return "The packed file is damaged."
    return ""


CHECK = Check("readable", "The files can be read", look)
