from competition.files import ONE_HOUR, Shelf
from scoring.models.claimable import UNFINISHED
from scoring.models.keys import AnswerKey
from scoring.models.openings import InboxFile
from scoring.models.rescorings import KeyProposal
from scoring.queries.jobs import old_jobs
from scoring.shelves import answers, inbox


def forget_old_jobs() -> int:
    return old_jobs().delete()[0]


def remove_unnamed_files(*, older_than: int = ONE_HOUR) -> int:
    """Bytes that no row names: of files replaced or removed, of deeds that were refused after the shelf took them."""
    return (
        _remove(inbox, older_than) + _remove(answers, older_than) + answers.remove_stale_drafts(older_than=older_than)
    )


def _remove(shelf: Shelf, older_than: int) -> int:
    # The files before the rows: one that comes meanwhile is not taken for one that nobody names.
    lying = shelf.hashes(untouched_for=older_than)
    unnamed = set(lying) - _named()
    for sha256 in unnamed:
        shelf.discard(sha256)
    return len(unnamed)


def _named() -> set[str]:
    sent = InboxFile.objects.values_list("sha256", flat=True)
    corrected = KeyProposal.objects.filter(state__in=UNFINISHED).values_list("sha256", flat=True)
    return {*sent, *corrected, *AnswerKey.objects.values_list("sha256", flat=True)}
