"""The doors of the vault: in goes what a worker has judged, out comes what the close, or a logged preview, copies."""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.vault.models import SealedScore


@dataclass(frozen=True)
class Sealed:
    value: float | None
    problem: str = ""


def seal(*, submission: int, key: int, sealed: Sealed) -> None:
    """In the transaction that records the public value."""
    row = SealedScore(submission_id=submission, key_id=key, value=sealed.value, problem=sealed.problem)
    SealedScore.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["submission", "key"], update_fields=["value", "problem"]
    )


def copies(*, key: int) -> Mapping[int, Sealed]:
    """By submission. For the reveal and for previews, which see to it that they may."""
    rows = SealedScore.objects.filter(key_id=key).values_list("submission_id", "value", "problem")
    return {submission: Sealed(value, problem) for submission, value, problem in rows}
