"""Does every file still lie there as it came? The hash that it lies under says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from competition.files import Fault, Shelf, shelf
from competition.models.competitions import DataFile
from scoring.models.keys import AnswerKey
from scoring.models.openings import InboxFile
from scoring.models.submissions import Submission
from scoring.shelves import answers, inbox, submissions


@dataclass(frozen=True)
class Verified:
    what: str  # the file, as an operator may look for it
    fault: Fault | None


def verified_files() -> Iterator[Verified]:
    """One by one: there may be many, and large ones."""
    yield from _on(shelf, "data file", DataFile.objects.values_list("sha256", "name"))
    yield from _on(submissions, "submission", Submission.objects.values_list("sha256", "pk"))
    yield from _on(answers, "answer key", AnswerKey.objects.values_list("sha256", "pk"))
    for sha256, pk in InboxFile.objects.values_list("sha256", "pk").iterator():
        # The first worker that needed it has moved it on.
        lies = inbox if inbox.holds(sha256) else answers
        yield Verified(f"opening's file {pk} ({sha256})", lies.verify(sha256))


def _on(lies: Shelf, kind: str, rows: Iterable[tuple[str, object]]) -> Iterator[Verified]:
    """What is on the shelf once for several rows is read once."""
    read: dict[str, Fault | None] = {}
    for sha256, name in rows:
        if sha256 not in read:
            read[sha256] = lies.verify(sha256)
        yield Verified(f"{kind} {name} ({sha256})", read[sha256])
