"""A receipt says what arrived, when, and what was left that day. It is signed, so it can be believed whoever shows it
and whatever has become of the rows."""

import re
from dataclasses import asdict, dataclass
from datetime import UTC
from typing import Any

from django.core.signing import BadSignature, Signer

from scoring.models.submissions import Submission

# In brackets, so that it is found again in a mail that broke its lines, between whatever else was pasted.
SIGNED = re.compile(r"\[holdout-receipt([^\]]+)\]")
signer = Signer(salt="scoring.receipts")


@dataclass(frozen=True)
class Receipt:
    competition: str  # its slug
    team: str
    submission: int
    file_name: str
    size: int
    sha256: str
    received_at: str
    seats_left: int

    @property
    def lines(self) -> list[tuple[str, Any]]:
        return [
            ("Competition", self.competition),
            ("Team", self.team),
            ("Submission", self.submission),
            ("File", self.file_name),
            ("Bytes", self.size),
            ("SHA-256", self.sha256),
            ("Received", self.received_at),
            ("Submissions left that day", self.seats_left),
        ]


def receipt_of(submission: Submission) -> Receipt:
    return Receipt(
        competition=submission.competition.slug,
        team=submission.team.name,
        submission=submission.pk,
        file_name=submission.file_name,
        size=submission.size,
        sha256=submission.sha256,
        # Cut, not rounded: what came in time never seems to have come at the close.
        received_at=submission.received_at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        seats_left=submission.seats_left,
    )


def text_of(receipt: Receipt, where: str) -> str:
    """`where` it can be checked."""
    told = "".join(f"{name}: {value}\n" for name, value in receipt.lines)
    return (
        f"Receipt from Holdout\n\n{told}\nAnybody with an account can check it at {where}: paste all of this text.\n\n"
        f"[holdout-receipt {signer.sign_object(asdict(receipt))}]\n"
    )


def genuine(text: str) -> Receipt | None:
    """What was signed; the lines above it may have been changed by anybody."""
    found = SIGNED.search(text)
    if not found:
        return None
    try:
        return Receipt(**signer.unsign_object("".join(found[1].split())))
    except (BadSignature, TypeError):
        return None
