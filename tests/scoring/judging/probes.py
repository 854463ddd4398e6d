"""Files whose every fault is known: what a reader with a slip in it would get wrong."""

import gzip
import io
import zipfile
from dataclasses import dataclass
from functools import partial

from scoring.judging.answers import read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.problems import RefusedError
from scoring.judging.tables.limits import Limits
from scoring.judging.verdict import judge

Outcome = tuple[float | None, float | None] | dict[str, list[int | None]] | str
SMALL = Limits(size=1_100_000, header=30, cell=1_500)
ANSWERS = {
    "texts": ("rmse", "id,y,Usage\na,1,Private\nB,2,Public\n07,4,Public\n7,3,Ignored\ntwo words,5,Private\n"),
    "numbers": ("rmse", "id,y,Usage\n12,1,Private\n13,2,Public\n14,4,Public\n15,3,Ignored\n16,5,Private\n"),
    "shares": ("logloss", "id,y\na,1\nb,0\nc,1\nd,0\n"),
    "words": ("accuracy", "id,y\na,cat\nb,dog\nc,01\nd,1\n"),
    "codes": ("accuracy", "id,y\na,1\nb,2\nc,3\nd,2\n"),
    "zeros": ("accuracy", "id,y\na,01\nb,1\nc,1\nd,2\n"),
    "lists": ("map_at_k", "id,y\na,x\nb,y z\n"),
}


@dataclass(frozen=True)
class Probe:
    """What is expected is the public and the private value, or the categories of problems, each with its rows."""

    what: str
    answers: str
    file: bytes
    expected: Outcome

    def outcome(self) -> Outcome:
        metric, answers = ANSWERS[self.answers]
        try:
            key = read_answers(io.BytesIO(answers.encode()), METRICS[metric])
            verdict = judge(key, io.BytesIO(self.file), SMALL)
        except RefusedError as refusal:
            rows: dict[str, list[int | None]] = {category.value: [] for category in refusal.counts}
            for problem in refusal.problems:
                rows.setdefault(problem.category.value, []).append(problem.row)
            hidden = sum(refusal.counts.values()) - len(refusal.problems)
            return rows | ({"hidden": [hidden]} if hidden else {})
        except Exception as error:
            return f"broken: {error!r}"
        return verdict.public, verdict.private


def zipped(*files: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        for number, file in enumerate(files):
            archive.writestr(f"{number}.csv", file)
    return held.getvalue()


texts, numbers, shares = (partial(Probe, answers=name) for name in ("texts", "numbers", "shares"))
words, codes, lists = (partial(Probe, answers=name) for name in ("words", "codes", "lists"))
BODY = b"id,y\na,2\nB,3\n07,6\n7,3\ntwo words,5\n"
RIGHT = (2.5**0.5, 0.5**0.5)
FOREIGN: Outcome = {"extra_id": [6], "missing_id": [None]}
LONG = b"x" * 1_024
PROBES = (
    texts("as asked for", file=BODY, expected=RIGHT),
    texts("other order", file=b"y,id\n3,B\n5,two words\n2,a\n3,7\n6,07\n", expected=RIGHT),
    texts("blanks around", file=BODY.replace(b"B,3", b"\tB , 3 "), expected=RIGHT),
    texts("byte order mark", file=b"\xef\xbb\xbf" + BODY, expected=RIGHT),
    texts("all quoted", file=b'"id","y"\n"a","2"\n"B","3"\n"07","6"\n"7","3"\n"two words","5"\n', expected=RIGHT),
    texts("old line ends", file=BODY.replace(b"\n", b"\r"), expected=RIGHT),
    texts("packed twice", file=gzip.compress(gzip.compress(BODY)), expected={"bad_archive": [None]}),
    texts("two files", file=zipped(BODY, BODY), expected={"bad_archive": [None]}),
    texts("unusual packing", file=zipped(BODY, packing=zipfile.ZIP_BZIP2), expected={"bad_archive": [None]}),
    texts("more after the archive", file=gzip.compress(BODY) * 2, expected={"bad_archive": [None]}),
    texts("cut archive", file=gzip.compress(BODY)[:-4], expected={"bad_archive": [None]}),
    texts("as long as may be", file=BODY.ljust(SMALL.size, b"\n"), expected=RIGHT),
    texts("longer", file=zipped(BODY.ljust(SMALL.size + 1, b"\n")), expected={"too_large": [None]}),
    texts("long header", file=BODY.replace(b"id,y", b"id,y".ljust(30)), expected=RIGHT),
    texts("longer header", file=BODY.replace(b"id,y", b"id,y".ljust(31)), expected={"too_large": [1]}),
    texts("another column", file=b"id,y,z\na,2,1\n", expected={"extra_column": [1]}),
    texts("a column twice", file=b"id,y,y\na,2,1\n", expected={"duplicate_column": [1]}),
    texts("other case", file=BODY.replace(b"B", b"b"), expected={"extra_id": [3], "missing_id": [None]}),
    texts(
        "twice",
        file=BODY.replace(b"07", b"7"),
        expected={"duplicate_id": [5], "missing_id": [None]},
    ),
    texts("one short", file=BODY[:-12], expected={"missing_id": [None], "row_count": [None]}),
    texts("no id", file=BODY.replace(b"\n7", b"\n "), expected={"invalid_id": [5], "missing_id": [None]}),
    texts(
        "longest id",
        file=BODY.replace(b"B", LONG).replace(b"6", b"x"),
        expected={"extra_id": [3], "missing_id": [None], "not_numeric": [4]},
    ),
    texts("too long an id", file=BODY.replace(b"B", LONG + b"x"), expected={"invalid_id": [3], "missing_id": [None]}),
    texts("zero byte", file=BODY.replace(b"B", b"B\0"), expected={"encoding": [3]}),
    texts("not UTF-8", file=BODY.replace(b"B", b"\xe9"), expected={"encoding": [3]}),
    texts("quote inside", file=BODY.replace(b"B", b'B"B"'), expected={"unparseable": [3]}),
    texts("text after a quote", file=BODY.replace(b"B", b'"B"B'), expected={"unparseable": [3]}),
    texts("quote never closed", file=BODY.replace(b"6", b'"6'), expected={"unparseable": [4]}),
    texts("ragged", file=BODY.replace(b"B,3", b"\nB,3,3"), expected={"unparseable": [4]}),
    texts(
        "line breaks in cells",
        file=b'id,y\n"a\nb",2\n\nB,x\n"07",6\n7,\ntwo words,5',
        expected={"extra_id": [2], "not_numeric": [5], "null_value": [7], "missing_id": [None]},
    ),
    texts(
        "old line ends and a fault",
        file=BODY.replace(b"6", b"six").replace(b"\n", b"\r"),
        expected={"not_numeric": [4]},
    ),
    texts(
        "Windows and a fault", file=BODY.replace(b"6", b"six").replace(b"\n", b"\r\n"), expected={"not_numeric": [4]}
    ),
    texts(
        "blanks and a fault", file=BODY.replace(b"B,3", b" B, 3 ").replace(b"6", b"1,"), expected={"unparseable": [4]}
    ),
    texts(
        "blanks and no number", file=BODY.replace(b"B,3", b" B, 3 ").replace(b"6", b"x"), expected={"not_numeric": [4]}
    ),
    texts("nan", file=BODY.replace(b"6", b"nan"), expected={"non_finite": [4]}),
    texts("overflow", file=BODY.replace(b"6", b"1e400"), expected={"non_finite": [4]}),
    texts(
        "wrong everywhere",
        file=b"id,y\n" + b"a,x\n" * 30,
        expected={
            "not_numeric": list(range(2, 22)),
            "duplicate_id": list(range(3, 23)),
            "missing_id": [None] * 4,
            "row_count": [None],
            "hidden": [19],
        },
    ),
    numbers("row numbers", file=b"id,y\n16,5\n15,3\n14,6\n13,3\n12,2\n", expected=RIGHT),
    numbers("a zero before", file=b"id,y\n16,5\n15,3\n14,6\n13,3\n012,2\n", expected=FOREIGN),
    numbers("as long, but below", file=b"id,y\n15,5\n14,3\n13,6\n12,3\n11,2\n", expected=FOREIGN),
    numbers("as long, but beyond", file=b"id,y\n16,5\n15,3\n14,6\n13,3\n17,2\n", expected=FOREIGN),
    numbers(
        "as long, but twice",
        file=b"id,y\n16,5\n16,3\n14,6\n13,3\n12,2\n",
        expected={"duplicate_id": [3], "missing_id": [None]},
    ),
    shares("bounds", file=b"id,y\na,1\nb,0\nc,1\nd,-1\n", expected={"out_of_range": [5]}),
    shares("above", file=b"id,y\na,1\nb,0\nc,1\nd,1.1\n", expected={"out_of_range": [5]}),
    words("classes", file=b"id,y\na,cat\nb, dog\nc,01\nd,01\n", expected=(0.75, None)),
    words("another id", file=b"id,y\na,cat\nb,dog\nc,01\ne,01\n", expected={"extra_id": [5], "missing_id": [None]}),
    words("blank", file=b"id,y\na,cat\nb, \nc,01\nd,01\n", expected={"null_value": [3]}),
    codes("numbers", file=b"id,y\na,1.0\nb,+2\nc,9\nd,3\n", expected=(0.5, None)),
    codes("a share", file=b"id,y\na,1.0\nb,2\nc,0.5\nd,3\n", expected={"invalid_label": [4]}),
    Probe("leading zeros", "zeros", b"id,y\na,1\nb,1\nc,1.0\nd,2\n", (0.5, None)),
    lists("a text as long as may be", file=b"id,y\na," + b"x" * 1_500 + b"\nb,\n", expected=(0.0, None)),
    lists("a longer text", file=b"id,y\na," + b"x" * 1_501 + b"\nb,\n", expected={"too_large": [2]}),
)
