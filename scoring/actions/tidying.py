"""Bytes of submissions that no row names: of files that found no seat after all, of processes that were killed."""

from collections.abc import Iterator
from itertools import islice

from competition.files import ONE_HOUR
from scoring.models.submissions import Submission
from scoring.shelves import submissions

AT_ONCE = 500


def remove_unsent_files(*, older_than: int = ONE_HOUR) -> int:
    """A file is on the shelf a moment before its row is there; within the hour it is."""
    removed = 0
    for some in _in_parts(submissions.hashes(untouched_for=older_than)):
        sent = set(Submission.objects.filter(sha256__in=some).values_list("sha256", flat=True))
        # Asked anew whether it is old: somebody may have sent the same bytes since.
        unsent = [sha256 for sha256 in some if sha256 not in sent and submissions.untouched(sha256, older_than)]
        for sha256 in unsent:
            submissions.discard(sha256)
        removed += len(unsent)
    return removed


def _in_parts(hashes: list[str]) -> Iterator[list[str]]:
    remaining = iter(hashes)
    while some := list(islice(remaining, AT_ONCE)):
        yield some
