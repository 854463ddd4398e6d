"""The demo's public files, cut from data that scikit-learn carries. The test rows' labels are not kept anywhere."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

TEST_SHARE = 3
SEED = 2026
Row = list[object]


def digits_files() -> Iterator[tuple[str, str, bytes]]:
    from sklearn.datasets import load_digits  # noqa: PLC0415 - two seconds that only an empty database pays

    digits = load_digits()
    names = [f"pixel_{number:02d}" for number in range(64)]
    yield from _files(names, digits.data.astype(int).tolist(), digits.target.tolist(), target="digit", guess=0)


def flowers_files() -> Iterator[tuple[str, str, bytes]]:
    from sklearn.datasets import load_iris  # noqa: PLC0415 - as above

    flowers = load_iris()
    names = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
    species = [str(flowers.target_names[number]) for number in flowers.target]
    yield from _files(names, flowers.data.tolist(), species, target="species", guess="setosa")


def _files(
    names: Sequence[str], rows: Sequence[Row], labels: Sequence[object], *, target: str, guess: object
) -> Iterator[tuple[str, str, bytes]]:
    """Ids are drawn at random, so that neither their order nor their size says which row a test row was."""
    draw = np.random.default_rng(SEED)
    order = draw.permutation(len(rows)).tolist()
    ids = dict(zip(order, draw.choice(np.arange(10_000, 100_000), len(rows), replace=False).tolist(), strict=True))
    cut = len(rows) - len(rows) // TEST_SHARE
    train, test = order[:cut], order[cut:]
    yield (
        "train.csv",
        f"{len(train)} rows with their {target}",
        _csv(["id", *names, target], ([ids[place], *rows[place], labels[place]] for place in train)),
    )
    yield (
        "test.csv",
        f"{len(test)} rows to predict",
        _csv(["id", *names], ([ids[place], *rows[place]] for place in test)),
    )
    yield (
        "sample_submission.csv",
        "A file of the right shape: every row gets the same answer",
        _csv(["id", target], ([ids[place], guess] for place in test)),
    )


def _csv(header: Row | list[str], rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()
