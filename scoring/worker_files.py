"""The one door to the bytes of the inbox and of the answers. Only what runs in a worker comes through it."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from scoring.models.openings import InboxFile
from scoring.opening.plan import FileRole, OpeningError, SentFile
from scoring.shelves import answers, inbox


def sent_files(files: Iterable[InboxFile]) -> list[SentFile]:
    return [SentFile(FileRole(file.role), file.name, path_of(file), file.expected) for file in files]


def path_of(file: InboxFile) -> Path:
    with suppress(FileNotFoundError):  # another worker may be taking the same bytes
        if inbox.holds(file.sha256):
            answers.take(inbox.path(file.sha256), file.sha256)
    if not answers.holds(file.sha256):
        raise OpeningError(f"{file.name} did not arrive whole. Send it again.")
    return answers.path(file.sha256)


def key_file(sha256: str) -> Path:
    return answers.path(sha256)
