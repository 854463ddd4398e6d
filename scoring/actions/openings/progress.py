from time import monotonic

from scoring.claims import Claim, ClaimLostError
from scoring.models.openings import Job
from scoring.opening.plan import Report

EVERY = 0.5  # seconds; a bar that moves more often is not seen to, and each move is a write
LONGEST = 100


class Progress:
    """Writes how far a job is, and ends work whose claim is lost. `told` hears it too: a person at a terminal."""

    def __init__(self, claim: Claim[Job], told: Report | None = None) -> None:
        self.claim, self.told = claim, told
        self.next = 0.0

    def __call__(self, percent: int, doing: str) -> None:
        if self.claim.lost.is_set():
            raise ClaimLostError
        if monotonic() < self.next:
            return
        self.next = monotonic() + EVERY
        if self.told:
            self.told(percent, doing)
        if not self.claim.row.update(percent=max(0, min(percent, 100)), doing=doing[:LONGEST]):
            raise ClaimLostError
