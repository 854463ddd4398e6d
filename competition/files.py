"""The shelf: files lie under their hash. A name that somebody typed is never part of a path."""

import hashlib
import os
import re
import time
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from competition.uploads import ReceivedFile

HASH = re.compile(r"[0-9a-f]{64}\Z")
ONE_HOUR = 3_600


class Fault(StrEnum):
    MISSING = "is missing"
    CHANGED = "is not what was put there"
    UNREADABLE = "cannot be read by this process"


class Shelf:
    def __init__(self, setting: str, *, mode: int = 0o444) -> None:
        self.setting = setting
        self.mode = mode

    @property
    def folder(self) -> Path:
        return Path(getattr(settings, self.setting))

    def path(self, sha256: str) -> Path:
        if not HASH.match(sha256):
            raise ValueError(f"{sha256!r} is not a SHA-256 in lower-case hex.")
        return self.folder / sha256[:2] / sha256

    def keep(self, upload: ReceivedFile) -> str:
        """Take the file over by renaming it: no second copy, and after a power cut it is there whole or not at all."""
        upload.flush()
        os.fsync(upload.fileno())
        self.place(Path(upload.temporary_file_path()), upload.sha256)
        return upload.sha256

    def place(self, whole: Path, sha256: str) -> None:
        """`whole` is synced to disk already, and to the disk that the shelf is on."""
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        whole.chmod(self.mode)
        whole.replace(target)
        for folder in (target.parent, self.folder):
            _fsync_folder(folder)

    def open(self, sha256: str) -> BinaryIO:
        return self.path(sha256).open("rb")

    def holds(self, sha256: str) -> bool:
        return self.path(sha256).exists()

    def hashes(self, *, untouched_for: int = 0) -> list[str]:
        """What lies here, and has for a while."""
        files = [path for path in self.folder.glob("??/*") if HASH.match(path.name)]
        return sorted(path.name for path in files if _age(path) >= untouched_for)

    def untouched(self, sha256: str, seconds: int) -> bool:
        return _age(self.path(sha256)) >= seconds

    def verify(self, sha256: str) -> Fault | None:
        """Reads all of it."""
        try:
            with self.path(sha256).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return Fault.MISSING
        except PermissionError:
            return Fault.UNREADABLE
        return None if found == sha256 else Fault.CHANGED

    def discard(self, sha256: str) -> None:
        self.path(sha256).unlink(missing_ok=True)


shelf = Shelf("PUBLIC_FILES")


def remove_stale_incoming(*, older_than: int = ONE_HOUR) -> int:
    """Uploads whose process was killed half-way. A living one is written to all the time."""
    stale = [path for path in Path(settings.INCOMING_FILES).glob("upload-*") if _age(path) >= older_than]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return -1


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
