"""Files that the class gets as they were sent, byte for byte."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from scoring.judging.tables.formats import is_gzip, is_zip
from scoring.opening.output import Output
from scoring.opening.plan import FileRole, SentFile
from scoring.opening.progress import Progress
from scoring.opening.reading import is_collection

BEGINNINGS = {FileRole.TRAIN: "train", FileRole.TEST: "test", FileRole.SAMPLE: "sample_submission"}


def hand_on(files: Iterable[SentFile], output: Output, progress: Progress) -> None:
    for file in files:
        progress.say(progress.percent, f"Copying {file.name}")
        shutil.copyfile(file.path, output.public(public_name(file)))


def public_name(file: SentFile) -> str:
    """Train, test and sample are called so whatever they were called; the ending says how they are packed."""
    if file.role is FileRole.EXTRA:
        return Path(file.name).name
    with file.path.open("rb") as stream:
        head = stream.read(4)
    packed = ".gz" if is_gzip(head) else ".zip" if is_zip(head) else ""
    return f"{BEGINNINGS[file.role]}{'' if is_collection(file.path) else '.csv'}{packed}"
