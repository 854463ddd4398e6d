"""What some honest models predict in the demo's competitions: files such as students send."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from scoring.judging.arrays import Array

ID = "id"
SEED = 2026
MODELS: Mapping[str, Callable[[], Any]] = {
    "decision_tree.csv": lambda: DecisionTreeClassifier(max_depth=5, random_state=SEED),
    "naive_bayes.csv": GaussianNB,
    "logistic_regression.csv": lambda: make_pipeline(StandardScaler(), LogisticRegression(tol=0.01)),
    "random_forest.csv": lambda: RandomForestClassifier(random_state=SEED),
    "nearest_neighbours.csv": lambda: KNeighborsClassifier(3),
}


def model_files(train: bytes, test: bytes) -> dict[str, bytes]:
    """By name. `train` and `test` are the public files; the target is the column that only train has."""
    names, rows = table(train)
    asked, questions = table(test)
    target = next(name for name in names if name not in asked)
    features = [name for name in asked if name != ID]
    labels = column(names, rows, target).astype(np.int64)
    known, unknown = matrix(names, rows, features), matrix(asked, questions, features)
    ids = column(asked, questions, ID)
    return {
        name: submission(ids, target, predicted(make().fit(known, labels), unknown)) for name, make in MODELS.items()
    }


def predicted(model: Any, features: Array) -> list[object]:
    """Of two classes how likely the second is; of more the likeliest."""
    if len(model.classes_) == 2:
        return [f"{chance:.6f}" for chance in model.predict_proba(features)[:, 1]]
    return [int(label) for label in model.predict(features)]


def table(content: bytes) -> tuple[list[str], Array]:
    header, *rows = csv.reader(io.StringIO(content.decode()))
    return header, np.array(rows)


def column(names: Sequence[str], rows: Array, name: str) -> Array:
    values: Array = rows[:, names.index(name)]
    return values


def matrix(names: Sequence[str], rows: Array, wanted: Sequence[str]) -> Array:
    return rows[:, [names.index(name) for name in wanted]].astype(np.float64)


def submission(ids: Array, target: str, predictions: Sequence[object]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([ID, target])
    writer.writerows(zip(ids.tolist(), predictions, strict=True))
    return text.getvalue().encode()
