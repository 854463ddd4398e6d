"""From one labelled file to train, test and answers. The rows are read twice: once to draw the parts, once to write
them. Train rows keep their order; test rows are shuffled, and the answers stand in the order of the test file."""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import BinaryIO, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Codes, Integers
from scoring.judging.split import random_order, split
from scoring.opening.output import Output
from scoring.opening.plan import Choices, OpeningError, SentFile
from scoring.opening.progress import Progress
from scoring.opening.reading import Rows, Tell, header, read_rows
from scoring.opening.sampling import Train, Typical
from scoring.opening.settling import SHUFFLE, Settled, fresh_id_name, part_shares, settle
from scoring.opening.survey import Survey
from scoring.opening.words import as_cells
from scoring.opening.writing import Shelf, cells_of, first_line, write_rows

TRAIN, PUBLIC, PRIVATE, LEFT_OUT = range(4)
PART_WORDS = pa.array(["Public", "Private"])


@dataclass(frozen=True)
class Plan:
    """What to write where. Columns are counted from 0."""

    file: SentFile
    settled: Settled
    names: tuple[str, ...]
    id_column: str | None
    codes: Codes
    ids: pa.StringArray | None  # those of the file, if they are kept

    @property
    def kept(self) -> list[int]:
        return [place for place, name in enumerate(self.names) if name != self.id_column]

    @property
    def inputs(self) -> list[int]:
        return [place for place in self.kept if self.names[place] not in self.settled.targets]

    @property
    def answers(self) -> list[int]:
        return sorted(self.names.index(name) for name in self.settled.answers)

    def named(self, places: list[int]) -> list[str]:
        return [self.settled.id_name, *(self.names[place] for place in places)]


def cut(file: SentFile, choices: Choices, output: Output, progress: Progress) -> tuple[Settled, Train, dict[str, int]]:
    names = header(file.path)
    if choices.id_column is not None and choices.id_column not in names:
        raise OpeningError(f"There is no column “{choices.id_column}”. Choose another column of ids, or none.")
    settled = settle(choices, names, choices.id_column or fresh_id_name(choices, names))
    if settled.group is not None and settled.group not in names:
        raise OpeningError(f"There is no column “{settled.group}” to keep rows together by. Choose another, or none.")
    survey = surveyed(file, settled, choices, progress)
    codes = parts_of(survey, settled, choices)
    ids = survey.checked_ids("Let the platform give fresh ids, or mend the file.") if survey.ids else None
    plan = Plan(file, settled, names, choices.id_column, codes, ids)
    train = write(plan, choices, output, progress)
    counts = np.bincount(codes, minlength=4).tolist()
    rows = {"train": counts[TRAIN], "public": counts[PUBLIC], "private": counts[PRIVATE], "ignored": 0}
    return settled, train, rows | ({"left out": counts[LEFT_OUT]} if counts[LEFT_OUT] else {})


def surveyed(file: SentFile, settled: Settled, choices: Choices, progress: Progress) -> Survey:
    wanted = settled.wanted(id=choices.id_column if choices.keep_ids else None, group=settled.group)
    survey = Survey(wanted)
    for rows in read_rows(file.path, wanted.names, progress.between(0, 30, f"Reading {file.name}")):
        survey.add(rows, gaps_allowed=True)
    survey.findings.raise_if_any()
    return survey


def parts_of(survey: Survey, settled: Settled, choices: Choices) -> Codes:
    """Rows without an answer go to train, but never into a group that is not there."""
    labelled = np.concatenate(survey.labelled)
    strata = survey.strata(labelled) if choices.stratify else None
    groups = survey.group_codes()
    codes = np.full(len(labelled), TRAIN, np.int32)
    among = None if groups is None else groups[labelled]
    codes[labelled] = split(int(labelled.sum()), part_shares(choices), choices.seed, strata, among)
    for part, words in ((TRAIN, "train"), (PUBLIC, "public"), (PRIVATE, "private")):
        if not (codes[labelled] == part).any():
            what = "rows that have an answer" if groups is None else f"groups in “{settled.group}”"
            raise OpeningError(f"There are too few {what}: none is left for the {words} part. Choose other shares.")
    if groups is not None:
        tested = np.isin(groups, groups[labelled & (codes != TRAIN)])
        codes[tested & ~labelled] = LEFT_OUT
    return codes


def write(plan: Plan, choices: Choices, output: Output, progress: Progress) -> Train:
    settled = plan.settled
    typical = {name: Typical(kind) for name, kind in settled.kinds.items()}
    with ExitStack() as stack:
        inputs, answers = (stack.enter_context(Shelf(output.rough(name))) for name in ("inputs", "answers"))
        stream, written = stack.enter_context(output.public("train.csv").open("wb")), 0
        stream.write(first_line(plan.named(plan.kept)))
        for rows in read_rows(plan.file.path, settled.answers, progress.between(30, 65, "Writing the train file")):
            codes = plan.codes[rows.first : rows.first + len(rows)]
            tested = (codes == PUBLIC) | (codes == PRIVATE)
            inputs.lay(cells_of(rows, plan.inputs), tested)
            answers.lay(cells_of(rows, plan.answers), tested)
            written += write_train(stream, plan, rows, codes, written)
            for name, column in typical.items():
                column.add(rows.cells(name).filter(pa.array(codes == TRAIN)))
        test = TestRows.of(plan, choices.seed)
        write_test(plan, test, inputs, output, progress.between(65, 78, "Shuffling the test rows"))
        write_answers(plan, test, answers, output)
    return Train(settled.roles, typical)


def write_train(stream: BinaryIO, plan: Plan, rows: Rows, codes: Codes, before: int) -> int:
    chosen = np.flatnonzero(codes == TRAIN)
    ids = ids_of(plan, rows.first + chosen, before + 1 + np.arange(len(chosen)))
    write_with_ids(stream, ids, cells_of(rows, plan.kept).take(pa.array(chosen)), plan.kept)
    return len(chosen)


def ids_of(plan: Plan, rows: Integers, numbers: Integers) -> pa.LargeStringArray:
    if plan.ids is None:
        return pc.cast(pa.array(numbers), pa.large_string())
    return as_cells(plan.ids.take(pa.array(rows)))


def write_with_ids(stream: BinaryIO, ids: pa.LargeStringArray, cells: pa.LargeStringArray, columns: list[int]) -> None:
    write_rows(stream, *((ids, cells) if columns else (ids,)))


@dataclass(frozen=True)
class TestRows:
    """Which rows of the file they are, in the order of the test file, and their places among all test rows. Fresh ids
    go on where those of the train file end."""

    rows: Integers
    order: Integers
    first_id: int

    @classmethod
    def of(cls, plan: Plan, seed: int) -> Self:
        rows = np.flatnonzero((plan.codes == PUBLIC) | (plan.codes == PRIVATE))
        order = random_order(len(rows), seed, SHUFFLE)
        return cls(rows[order], order, 1 + int(np.count_nonzero(plan.codes == TRAIN)))

    def ids(self, plan: Plan, part: slice) -> pa.LargeStringArray:
        return ids_of(plan, self.rows[part], self.first_id + np.arange(part.start, part.stop))


def write_test(plan: Plan, test: TestRows, inputs: Shelf, output: Output, tell: Tell) -> None:
    with output.public("test.csv").open("wb") as stream:
        stream.write(first_line(plan.named(plan.inputs)))
        for part, cells in inputs.take(test.order):
            output.ids.append(test.ids(plan, part))
            write_with_ids(stream, output.ids[-1], cells, plan.inputs)
            tell(part.stop / len(test.order))


def write_answers(plan: Plan, test: TestRows, answers: Shelf, output: Output) -> None:
    with output.answers.open("wb") as stream:
        stream.write(first_line([*plan.named(plan.answers), plan.settled.usage]))
        for part, cells in answers.take(test.order):
            usage = PART_WORDS.take(pa.array(plan.codes[test.rows[part]] - PUBLIC))
            write_rows(stream, test.ids(plan, part), cells, usage)
