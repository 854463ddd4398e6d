"""The worker's side of a proposal: the answers are read and compared, and become a key of their own. Only workers load
this."""

from functools import partial
from pathlib import Path

from celery.exceptions import SoftTimeLimitExceeded

from scoring import claims
from scoring.actions.rescorings.beginning import NewKey, begin, fail
from scoring.claims import Claim
from scoring.judging.metrics.catalogue import METRICS
from scoring.models.rescorings import KeyProposal
from scoring.opening.correcting import IN_USE, Differences, Terms, checked, correct
from scoring.opening.output import Output
from scoring.opening.plan import FileRole, OpeningError, SentFile
from scoring.shelves import answers
from scoring.worker_files import key_file, path_of

TOO_LONG = "Reading the answers took more than half an hour and was stopped. Send a smaller file."


def read(*, proposal_pk: int) -> None:
    """Does nothing where somebody else has the proposal, or it is read already."""
    claim = claims.claim(KeyProposal, proposal_pk, error="")
    if claim:
        claims.work(claim, partial(_read, claim))


def _read(claim: Claim[KeyProposal]) -> None:
    """What is wrong with the answers is told at once; all else is tried again."""
    try:
        _compare(claim)
    except OpeningError as problem:
        fail(claim=claim, error=str(problem))
    except SoftTimeLimitExceeded:
        fail(claim=claim, error=TOO_LONG)


def _compare(claim: Claim[KeyProposal]) -> None:
    proposal = claim.row.select_related("replaces").first()
    if proposal is None:
        return
    terms = Terms(METRICS[proposal.metric], proposal.parameters, proposal.columns)
    with answers.draft() as folder:
        written, found = _written(proposal, terms, Path(folder))
        rows = checked(SentFile(FileRole.ANSWERS, proposal.file_name or IN_USE, written), terms).counts
        size = written.stat().st_size
        sha256 = answers.put(written) if proposal.sha256 else proposal.replaces.sha256
    begin(claim=claim, key=NewKey(sha256, size, rows), found=found)


def _written(proposal: KeyProposal, terms: Terms, folder: Path) -> tuple[Path, Differences]:
    in_use = key_file(proposal.replaces.sha256)
    if not proposal.sha256:
        return in_use, Differences()
    sent = SentFile(FileRole.ANSWERS, proposal.file_name, path_of(proposal.file_name, proposal.sha256))
    output = Output(folder)
    return output.answers, correct(in_use, sent, terms, output)
