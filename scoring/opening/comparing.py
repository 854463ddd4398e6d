"""What does not fit between the files, in sentences that say how to mend it. No cell of a target is ever named."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.parts import PARTS, USAGE_REMEDY
from scoring.judging.tables.numbers import trimmed
from scoring.opening.guesses import sheet_of
from scoring.opening.looking import Sheet
from scoring.opening.plan import ColumnKind, FileRole, Guess, Way
from scoring.opening.reading import read_rows
from scoring.opening.sentences import count, listed
from scoring.opening.words import mask

NEEDED = {
    Way.CUT: {FileRole.LABELLED: "Send one table in which the column to predict is filled."},
    Way.FILES: {
        FileRole.TRAIN: "Send what the class learns from, with the column to predict.",
        FileRole.TEST: "Send the rows to predict, without the column to predict.",
        FileRole.ANSWERS: "Send a table with the id and the true value of each test row.",
    },
}
ONCE = (FileRole.LABELLED, FileRole.TRAIN, FileRole.TEST, FileRole.ANSWERS, FileRole.SAMPLE)

IDS_ARE_TEXT = "Both must have the same ids. They are text: 7, 07 and 7.0 differ."


def problems_across(way: Way, sheets: Sequence[Sheet], guesses: Mapping[str, Guess]) -> tuple[str, ...]:
    found = [*missing_files(way, sheets)]
    for sheet in sheets:
        found += columns_of(sheet)
    main = sheet_of(sheets, FileRole.LABELLED if way is Way.CUT else FileRole.ANSWERS)
    if main is not None and "targets" in guesses:
        targets = guesses["targets"].value
        found += target_problems(way, main, targets, known_metric="metric" in guesses)
        if way is Way.FILES:
            found += between_files(main, sheets, guesses["id_column"].value, targets)
    return tuple(found)


def missing_files(way: Way, sheets: Sequence[Sheet]) -> Iterator[str]:
    for role, remedy in NEEDED[way].items():
        if sheet_of(sheets, role) is None:
            yield f"There is no {role} file. {remedy}"
    for role in ONCE:
        if sum(sheet.role is role for sheet in sheets) > 1:
            yield f"There are several {role} files. Keep one, and send the others as extra files."


def columns_of(sheet: Sheet) -> Iterator[str]:
    empty = [profile.name for profile in sheet.profiles.values() if profile.kind is ColumnKind.EMPTY]
    if empty:
        yield f"{sheet.file.name}: nothing stands in {listed(empty)}."
    if "" in sheet.profiles:
        yield f"{sheet.file.name}: a column has no name. If it numbers the rows, write the file without row numbers."


def target_problems(way: Way, main: Sheet, targets: Sequence[str], *, known_metric: bool) -> Iterator[str]:
    for profile in (main.profiles[name] for name in targets):
        if profile.missing and profile.present:
            remedy = "They go into the train file." if way is Way.CUT else "Fill them, or take these rows out."
            yield f"{main.file.name}: “{profile.name}” is empty or NA in {count(profile.missing, 'row')}. {remedy}"
        if profile.distinct.number == 1:
            yield f"{main.file.name}: “{profile.name}” is the same in all rows, so there is nothing to predict."
    if not known_metric:
        yield f"No metric fits {listed(targets)}. Choose another column, or write it as numbers or classes."


def between_files(answers: Sheet, sheets: Sequence[Sheet], id_column: str, targets: Sequence[str]) -> Iterator[str]:
    train, test, sample = (sheet_of(sheets, role) for role in (FileRole.TRAIN, FileRole.TEST, FileRole.SAMPLE))
    yield from usage_problems(answers)
    ids = ids_of(answers, id_column)
    yield from repeated(answers, ids, id_column)
    if test is not None and test.names:
        yield from test_columns(test, train, id_column, targets)
        yield from compared_ids(test, id_column, answers, ids)
    if sample is not None and sample.names:
        yield from compared_ids(sample, id_column, answers, ids)


def usage_problems(answers: Sheet) -> Iterator[str]:
    name = usage_of(answers.names)
    if name is None:
        yield "The answers have no column Usage, so the platform draws which rows are public."
        return
    words = {
        word.lower()
        for rows in read_rows(answers.file.path, [name])
        for word in trimmed(rows.cells(name)).unique().to_pylist()
    }
    if strange := words - {*PARTS}:
        yield f"“{name}” holds {count(len(strange), 'word')} that it should not. {USAGE_REMEDY}"
    for part in PARTS[:2]:
        if part not in words:
            yield f"“{name}” marks no row as {part.title()}. Both parts need rows."


def usage_of(names: Sequence[str]) -> str | None:
    return next((name for name in names if name.lower() == "usage"), None)


def ids_of(sheet: Sheet, name: str) -> pa.StringArray:
    return pa.concat_arrays([trimmed(rows.cells(name)) for rows in read_rows(sheet.file.path, [name])])


def repeated(sheet: Sheet, ids: pa.StringArray, name: str) -> Iterator[str]:
    times = len(ids) - len(pc.unique(ids))
    if times:
        yield f"{sheet.file.name}: “{name}” repeats in {count(times, 'row')}. Give each row an id of its own."


def test_columns(test: Sheet, train: Sheet | None, id_column: str, targets: Sequence[str]) -> Iterator[str]:
    told = [name for name in test.names if name in targets or name.lower() == "usage"]
    if told:
        yield f"{test.file.name} has {listed(told)}: the class would see the answers. Take it out."
    if train is None or not train.names:
        return
    strange = [name for name in test.names if name not in train.names and name not in (id_column, *told)]
    if strange:
        remedy = "Nobody can learn from it: take it out, or name it alike in both."
        yield f"{test.file.name} has {listed(strange)}, which the train file has not. {remedy}"
    lacking = [name for name in train.names if name not in test.names and name not in (id_column, *targets)]
    if lacking and any(name in train.names for name in targets):
        yield f"The train file has {listed(lacking)}, which the test file has not. Take it out, unless that is meant."


def compared_ids(sheet: Sheet, id_column: str, answers: Sheet, ids: pa.StringArray) -> Iterator[str]:
    if id_column not in sheet.names:
        yield f"{sheet.file.name} has no column “{id_column}”, as the answers have. Call the ids alike in both."
        return
    here = ids_of(sheet, id_column)
    yield from repeated(sheet, here, id_column)
    strange = int(np.count_nonzero(~mask(pc.is_in(pc.unique(here), value_set=ids))))
    if strange:
        yield f"{count(strange, 'id')} of {sheet.file.name} not in {answers.file.name}. {IDS_ARE_TEXT}"
    lacking = int(np.count_nonzero(~mask(pc.is_in(pc.unique(ids), value_set=here))))
    if lacking:
        yield f"{count(lacking, 'id')} of {answers.file.name} not in {sheet.file.name}. {IDS_ARE_TEXT}"
