"""A file's dressing, its cuts and the order of rows and columns change nothing; damage is refused, never a crash."""

import io
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from scoring.judging.answers import Key
from scoring.judging.submission import read_submission
from scoring.judging.tables import source
from tests.scoring.judging.tables.files import competition, gzipped, labels, problems, wrongs, zipped

IDS = ["a", "b c", "007", "7", "NA", "x,y", 'q"r', "line\nbreak", "é" * 20, "=1"]


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def written(cell: str) -> str:
    return quoted(cell) if set(cell) & set('",\r\n') else cell


def table(rows: list[dict[str, str]]) -> str:
    return "".join(",".join(map(written, row)) + "\n" for row in [list(rows[0]), *(list(row.values()) for row in rows)])


NUMBER = some.floats(allow_nan=False, allow_infinity=False).map(repr)
TEXT = some.text(some.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
KEYS = {
    "numbers": competition(table([{"id": id, "x": str(row), "y": "1"} for row, id in enumerate(IDS)]), "mcrmse"),
    "labels": competition(table([{"id": id, "label": "cat" if id < "b" else "dog"} for id in IDS]), "accuracy"),
    "texts": competition(table([{"id": id, "text": "t"} for id in IDS]), "levenshtein_mean"),
}
CELLS = {"numbers": NUMBER, "labels": some.sampled_from(["cat", "dog"]), "texts": TEXT}


def arrays(key: Key, file: bytes) -> list[list[object]]:
    submission = read_submission(io.BytesIO(file), key.expected)
    return [submission.column(name).tolist() for name in key.expected.columns]


@pytest.mark.parametrize("kind", KEYS)
@given(data=some.data())
def test_dressing_changes_nothing(kind: str, data: some.DataObject) -> None:
    key, cells = KEYS[kind], CELLS[kind]
    names = list(key.expected.columns)
    rows = [{"id": id} | {name: data.draw(cells) for name in names} for id in IDS]
    plain = table(rows).encode()
    dice = data.draw(some.randoms(use_true_random=False))
    want = arrays(key, plain)
    assert arrays(key, dressed(rows, dice, trim=kind != "texts")) == want
    piece = dice.randint(1, 40)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "BLOCK", piece)
        assert arrays(key, plain) == want


def dressed(rows: list[dict[str, str]], dice: Random, *, trim: bool) -> bytes:
    """The same rows and columns in another order, with other line ends, blanks, quotes, blank lines, and packed."""
    columns = dice.sample(list(rows[0]), len(rows[0]))
    lines = [columns, *([row[name] for name in columns] for row in dice.sample(rows, len(rows)))]
    text = dice.choice(["", "\n", " \r\n"])
    for cells in lines:
        padded = [dressed_cell(cell, dice, trim=trim or cells is columns) for cell in cells]
        text += ",".join(padded) + dice.choice(["\n", "\r\n", "\r\n\r\n", "\n \t\n", "\n\n"])
    file = dice.choice(["", "\ufeff"]).encode() + text.encode()
    packed = [lambda: file, lambda: gzipped(file), lambda: zipped(("x.csv", file)), lambda: zipped(("f/y", file))]
    return dice.choice(packed)()


def dressed_cell(cell: str, dice: Random, *, trim: bool) -> str:
    blank = dice.choice(["", "", " ", "\t"]) if trim else ""
    return quoted(f"{blank}{cell}") if dice.random() < 0.5 or set(cell) & set('",\r\n') else f"{blank}{cell}{blank}"


WRONG_CELLS = some.sampled_from(["1", "2", "0.5", "+1", "", "nan", "1e400", "no", "1,5", "2 ", "\n", "x" * 1100, '"'])
WRONG_ROWS = some.tuples(
    some.sampled_from(["a", "b", "c", "d", "", " a", "a" * 1100]),
    WRONG_CELLS,
    some.sampled_from(["", "", "", ",", "\n"]),
)


@given(some.lists(WRONG_ROWS, max_size=9), some.integers(1, 60), some.sampled_from(["rmse", "accuracy", "bleu"]))
def test_the_same_is_said_of_a_file_however_it_is_cut(rows: list[tuple[str, str, str]], size: int, metric: str) -> None:
    truth = ["one two three four", "five"] if metric == "bleu" else ["1", "2"]
    key = competition("id,x\n" + "".join(f"{id},{truth[id == 'b']}\n" for id in "abc"), metric)
    file = "id,x\n" + "".join(f"{id},{written(cell)}{end}\n" for id, cell, end in rows)
    whole = wrongs(key, file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "BLOCK", size)
        assert wrongs(key, file) == whole


GOOD = "id,x\n0,1\n1,2\n2,10\n"
ALL_KEYS = [labels("1", "2", "10"), labels("cat", "dog", "cat"), labels("True", "False", "True")] + [
    competition("id,x\n0,1\n1,2\n2,10\n", metric)
    for metric in ("rmse", "qwk", "rmsle", "cer", "map_at_k", "multi_logloss")
]
ALPHABET = [
    "\n",
    "\r",
    ",",
    '"',
    " ",
    "\t",
    "0",
    "1",
    "-",
    ".",
    "e",
    "id",
    "x",
    "nan",
    "\ufeff",
    "é",
    "\0",
    ";",
    "{",
    "PK",
]


@settings(max_examples=200, deadline=None)
@given(some.binary(max_size=40) | some.lists(some.sampled_from(ALPHABET)).map(lambda each: "".join(each).encode()))
def test_no_bytes_are_more_than_a_refusal(file: bytes) -> None:
    for start in (b"", b"id,x\n", b"PK\3\4", b"\x1f\x8b\x08"):
        assert [] not in [wrongs(key, start + file) for key in ALL_KEYS]


@settings(max_examples=200, deadline=None)
@given(some.sampled_from(ALL_KEYS), some.data())
def test_no_damage_to_a_good_file_is_more_than_a_refusal(key: Key, data: some.DataObject) -> None:
    file = GOOD.encode()
    for _ in range(data.draw(some.integers(1, 3))):
        place = data.draw(some.integers(0, len(file)))
        kept = data.draw(some.integers(0, 2))
        file = file[:place] + data.draw(some.sampled_from(ALPHABET)).encode() + file[place + kept :]
    found = problems(key, file)
    assert [problem for problem in found if not (problem.message and problem.remedy)] == []
