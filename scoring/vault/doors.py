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
    SealedScore.objects.update_or_create(
        submission_id=submission, key_id=key, defaults={"value": sealed.value, "problem": sealed.problem}
    )


def copies(*, key: int) -> Mapping[int, Sealed]:
    """By submission. For the reveal and for previews, which see to it that they may."""
    rows = SealedScore.objects.filter(key_id=key).values_list("submission_id", "value", "problem")
    return {submission: Sealed(value, problem) for submission, value, problem in rows}
