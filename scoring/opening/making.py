"""From the files and the choices to what a competition needs. The same files and choices give the same bytes. At the
end the answers are read and the sample submission is scored, by the very code that will judge the class."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scoring.judging.answers import Key, read_answers
from scoring.judging.problems import Problem, RefusedError
from scoring.judging.verdict import judge
from scoring.opening.cutting import cut
from scoring.opening.handing_on import hand_on
from scoring.opening.output import Output
from scoring.opening.plan import Choices, FileRole, Made, OpeningError, Report, SentFile, Way
from scoring.opening.progress import Progress
from scoring.opening.reading import refusals_of, spoken
from scoring.opening.sampling import Train, write_sample
from scoring.opening.settling import Settled
from scoring.opening.taking import take

SAMPLE = "sample_submission"
SAMPLES = tuple(SAMPLE + ending for ending in (".csv", ".csv.gz", ".csv.zip", ".zip"))
NEEDED = {
    Way.CUT: (FileRole.LABELLED, "Send one table in which the column to predict is filled."),
    Way.FILES: (FileRole.ANSWERS, "Send a table with the id and the true value of each test row."),
}
HANDED_ON = {Way.CUT: (FileRole.EXTRA,), Way.FILES: (FileRole.TRAIN, FileRole.TEST, FileRole.SAMPLE, FileRole.EXTRA)}


def make(way: Way, files: Sequence[SentFile], choices: Choices, into: Path, report: Report) -> Made:
    progress, output, sent = Progress(report), Output(into), by_role(way, files)
    choices = replace(choices, seed=secret_seed(sent[NEEDED[way][0]], choices.seed))
    if way is Way.CUT:
        with refusals_of(sent[FileRole.LABELLED]):
            settled, train, rows = cut(sent[FileRole.LABELLED], choices, output, progress)
    else:
        with refusals_of(sent[FileRole.ANSWERS]):
            settled, train, rows = take(sent, choices, output, progress)
    progress.say(80, "Copying what is handed on")
    hand_on([file for file in files if file.role in HANDED_ON[way]], output, progress)
    progress.say(85, "Checking the answers")
    key = checked_answers(settled, output)
    progress.say(92, "Scoring the sample submission")
    check_sample(key, settled, train, output)
    output.clear()
    progress.say(100, "Done")
    return Made(output.files, output.answers, rows)


def by_role(way: Way, files: Sequence[SentFile]) -> dict[FileRole, SentFile]:
    sent: dict[FileRole, SentFile] = {}
    for file in files:
        if file.role in sent and file.role not in (FileRole.EXTRA, FileRole.PROBE):
            raise OpeningError(f"There are several {file.role} files. Keep one, and send the others as extra files.")
        sent[file.role] = file
    role, remedy = NEEDED[way]
    if role not in sent:
        raise OpeningError(f"There is no {role} file. {remedy}")
    return sent


def secret_seed(file: SentFile, seed: int) -> int:
    """Seeds like 0 and 42 are guessed, and with the seed alone a cut could be done again. So the file with the answers,
    which nobody outside has, is a part of it."""
    with file.path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    digest.update(str(seed).encode())
    return int.from_bytes(digest.digest(), "little")


def checked_answers(settled: Settled, output: Output) -> Key:
    """What is said here is about the file that was written, so no line of it is named."""
    try:
        with output.answers.open("rb") as stream:
            return read_answers(stream, settled.metric, settled.parameters, settled.columns)
    except RefusedError as refusal:
        raise OpeningError(f"The answers do not fit the metric. {said(refusal.problems[0])}") from refusal


def said(problem: Problem) -> str:
    column = "" if problem.column is None else f"Column “{problem.column}”: "
    return f"{column}{problem.message} {problem.remedy}"


def check_sample(key: Key, settled: Settled, train: Train, output: Output) -> None:
    path = next((output.files[name] for name in SAMPLES if name in output.files), None)
    if path is None:
        path = output.public(f"{SAMPLE}.csv")
        write_sample(path, key, output.ids, train)
    try:
        with path.open("rb") as stream:
            verdict = judge(key, stream)
    except RefusedError as refusal:
        raise OpeningError(f"The sample submission cannot be scored. {spoken(refusal)}") from refusal
    if verdict.private_problem is not None:
        raise OpeningError(f"The sample submission cannot be scored. {said(verdict.private_problem)}")
