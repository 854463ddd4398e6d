"""Train, test and answers as the instructor has them. What the class gets is handed on as it was sent. Only the answers
are written anew: in the order of the test file, so that their own order tells nobody which rows are public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Codes, Integers, Words
from scoring.judging.parts import PARTS
from scoring.judging.split import codes_of, random_order, split
from scoring.judging.tables.numbers import trimmed
from scoring.opening.output import Output
from scoring.opening.plan import Choices, FileRole, OpeningError, SentFile
from scoring.opening.progress import Progress
from scoring.opening.reading import Tell, header, is_collection, read_rows, refusals_of
from scoring.opening.sampling import Train, Typical
from scoring.opening.sentences import count
from scoring.opening.settling import SHUFFLE, Settled, one, part_shares, settle
from scoring.opening.survey import Survey
from scoring.opening.words import as_cells, hashed
from scoring.opening.writing import Shelf, cells_of, first_line, write_rows

PART_WORDS = pa.array([part.title() for part in PARTS])
IDS_ARE_TEXT = "Both files must have the same ids. They are text: 7, 07 and 7.0 differ."


@dataclass(frozen=True)
class TestRows:
    """The ids of a test file, and the groups where they stand there."""

    file: SentFile
    id_name: str
    ids: pa.StringArray
    groups: Words | None


@dataclass(frozen=True)
class Written:
    """The rows of the answers: their ids and parts as they were sent, and the order in which they are written."""

    ids: pa.StringArray
    codes: Codes
    order: Integers


def take(
    sent: Mapping[FileRole, SentFile], choices: Choices, output: Output, progress: Progress
) -> tuple[Settled, Train, dict[str, int]]:
    answers = sent[FileRole.ANSWERS]
    names = header(answers.path)
    id_name = choices.id_column or one(choices.columns.get("id")) or names[0]
    if id_name not in names:
        raise OpeningError(f"{answers.name} has no column “{id_name}”. Choose the column of ids.")
    usage = one(choices.columns.get("usage")) or next((name for name in names if name.lower() == "usage"), None)
    settled = settle(choices, names, id_name)
    group = settled.group if settled.group in names else None
    survey = Survey(settled.wanted(id=id_name, group=group, usage=usage))
    with refusals_of(answers):
        for rows in read_rows(answers.path, survey.wanted.names, progress.between(0, 20, f"Reading {answers.name}")):
            survey.add(rows, gaps_allowed=False)
        survey.findings.raise_if_any()
    ids = survey.checked_ids("Give each row an id of its own.")
    test = test_rows(sent, settled, settled.group if group is None else None, progress)
    order = random_order(len(ids), choices.seed, SHUFFLE) if test is None else test_order(test, ids, answers)
    codes = survey.parts if usage is not None else drawn(survey, settled, choices, test, order)
    tell = progress.between(40, 60, "Writing the answers")
    write_answers(answers, settled, Written(ids, codes, order), output, tell)
    train, train_rows = train_part(sent, settled, progress)
    counts = np.bincount(codes, minlength=len(PARTS)).tolist()
    return settled, train, {"train": train_rows, **dict(zip(PARTS, counts, strict=True))}


def test_rows(
    sent: Mapping[FileRole, SentFile], settled: Settled, group: str | None, progress: Progress
) -> TestRows | None:
    """None where the test rows are no table: images in a zip, say."""
    file = sent.get(FileRole.TEST)
    if file is None or is_collection(file.path):
        return None
    with refusals_of(file):
        names = header(file.path)
        check_test_columns(file, names, settled)
        wanted = [settled.id_name, *(name for name in names if name == group)]
        ids, groups = [], []
        for rows in read_rows(file.path, wanted, progress.between(20, 40, f"Reading {file.name}")):
            ids.append(trimmed(rows.cells(settled.id_name)))
            groups += [hashed(trimmed(rows.cells(name))) for name in wanted[1:]]
    return TestRows(file, settled.id_name, pa.concat_arrays(ids), np.concatenate(groups) if groups else None)


def check_test_columns(file: SentFile, names: Sequence[str], settled: Settled) -> None:
    # In any case, as the parts are read: USAGE tells which rows are public just as well.
    secret = {name.lower() for name in (*settled.targets, settled.usage)}
    told = [name for name in names if name.lower() in secret]
    if told:
        raise OpeningError(f"{file.name} has the column “{told[0]}”: the class would see the answers. Take it out.")
    if settled.id_name not in names:
        raise OpeningError(f"{file.name} has no column “{settled.id_name}”, as the answers have. Call the ids alike.")


def test_order(test: TestRows, ids: pa.StringArray, answers: SentFile) -> Integers:
    """Which row of the answers belongs to each row of the test file."""
    if (times := len(test.ids) - len(pc.unique(test.ids))) > 0:
        raise OpeningError(
            f"{test.file.name}: “{test.id_name}” repeats in {count(times, 'row')}. Give each row an id of its own."
        )
    rows = pc.index_in(test.ids, value_set=ids)
    if rows.null_count:
        raise OpeningError(f"{count(rows.null_count, 'id')} of {test.file.name} not in {answers.name}. {IDS_ARE_TEXT}")
    if len(rows) < len(ids):
        lacking = len(ids) - len(rows)
        raise OpeningError(f"{count(lacking, 'id')} of {answers.name} not in {test.file.name}. {IDS_ARE_TEXT}")
    order: Integers = rows.to_numpy().astype(np.int64)
    return order


def drawn(survey: Survey, settled: Settled, choices: Choices, test: TestRows | None, order: Integers) -> Codes:
    everything = np.ones(survey.rows, bool)
    groups = survey.group_codes()
    if groups is None and test is not None and test.groups is not None:
        groups = np.empty(survey.rows, np.int32)
        groups[order] = codes_of(test.groups)
    if groups is None and settled.group is not None:
        raise OpeningError(f"Neither the answers nor the test file have the column “{settled.group}”. Choose another.")
    strata = survey.strata(everything) if choices.stratify else None
    codes = split(survey.rows, part_shares(choices)[1:], choices.seed, strata, groups)
    if len({*codes.tolist()}) < 2:
        raise OpeningError("There are too few rows or groups to draw public and private rows. Choose another share.")
    return codes


def write_answers(file: SentFile, settled: Settled, written: Written, output: Output, tell: Tell) -> None:
    names = header(file.path)
    places = sorted(names.index(name) for name in settled.answers)
    with Shelf(output.rough("answers")) as shelf, output.answers.open("wb") as stream:
        for rows in read_rows(file.path, settled.answers, tell):
            shelf.lay(cells_of(rows, places), np.ones(len(rows), bool))
        stream.write(first_line([settled.id_name, *(names[place] for place in places), settled.usage]))
        for part, cells in shelf.take(written.order):
            taken = written.order[part]
            output.ids.append(as_cells(written.ids.take(pa.array(taken))))
            write_rows(stream, output.ids[-1], cells, PART_WORDS.take(pa.array(written.codes[taken])))


def train_part(sent: Mapping[FileRole, SentFile], settled: Settled, progress: Progress) -> tuple[Train, int]:
    """What is typical of the train file, where it is a table, and how many rows it has."""
    file, typical, count = sent.get(FileRole.TRAIN), {}, 0
    if file is None or is_collection(file.path):
        return Train(settled.roles), 0
    with refusals_of(file):
        names = header(file.path)
        typical = {name: Typical(kind) for name, kind in settled.kinds.items() if name in names}
        for rows in read_rows(file.path, list(typical), progress.between(60, 75, f"Reading {file.name}")):
            count += len(rows)
            for name, column in typical.items():
                column.add(rows.cells(name))
    return Train(settled.roles, typical), count
