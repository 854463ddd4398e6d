"""The demo's data as an instructor would have them: one labelled table each, of data that scikit-learn carries."""

import csv
import io
from collections.abc import Iterable, Sequence

from sklearn.datasets import load_breast_cancer, load_digits


def digits() -> bytes:
    data = load_digits()
    names = [f"pixel_{number:02d}" for number in range(64)]
    return labelled(names, data.data.astype(int).tolist(), "digit", data.target.tolist())


def cells() -> bytes:
    """There, 1 stands for benign; here for malignant, which is what one looks for."""
    data = load_breast_cancer()
    names = [str(name).replace(" ", "_") for name in data.feature_names]
    return labelled(names, data.data.tolist(), "malignant", (1 - data.target).tolist())


def labelled(names: Sequence[str], rows: Iterable[list[object]], target: str, labels: Iterable[object]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*names, target])
    writer.writerows([*row, label] for row, label in zip(rows, labels, strict=True))
    return text.getvalue().encode()
