"""The public rows of a submission beside the answers: what two submissions are compared on."""

from scoring.actions.judging.keys import keys
from scoring.judging.arrays import Arrays
from scoring.judging.submission import read_submission
from scoring.judging.verdict import aligned, part_arrays
from scoring.models.keys import AnswerKey
from scoring.shelves import submissions


def public_rows(key: AnswerKey, sha256: str) -> Arrays:
    read = keys.key(key)
    with submissions.open(sha256) as stream:
        return part_arrays(read, aligned(read, read_submission(stream, read.expected)), "public")
