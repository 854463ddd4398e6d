"""The one door to the bytes of the inbox and of the answers. Only what runs in a worker comes through it."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from scoring.models.openings import InboxFile
from scoring.opening.plan import FileRole, OpeningError, SentFile
from scoring.shelves import answers, inbox


def sent_files(files: Iterable[InboxFile]) -> list[SentFile]:
    return [SentFile(FileRole(file.role), file.name, path_of(file.name, file.sha256), file.expected) for file in files]


def path_of(name: str, sha256: str) -> Path:
    with suppress(FileNotFoundError):  # another worker may be taking the same bytes
        if inbox.holds(sha256):
            answers.take(inbox.path(sha256), sha256)
    if not answers.holds(sha256):
        raise OpeningError(f"{name} did not arrive whole. Send it again.")
    return answers.path(sha256)


def key_file(sha256: str) -> Path:
    return answers.path(sha256)
