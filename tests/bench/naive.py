"""What is written first for this task: two frames, a merge, and scikit-learn on both parts. No rule is checked."""

import io
from collections.abc import Callable

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pyarrow as pa
from pyarrow import csv
from sklearn.metrics import accuracy_score, cohen_kappa_score, log_loss, roc_auc_score, root_mean_squared_error

SCORES: dict[str, Callable[..., float]] = {
    "auc": roc_auc_score,
    "logloss": log_loss,
    "rmse": root_mean_squared_error,
    "accuracy": accuracy_score,
    "kappa": cohen_kappa_score,
    "multi_logloss": log_loss,
}


def score(metric: str, answers: bytes, submission: bytes) -> tuple[float, float]:
    return score_frame(metric, parsed(answers), submission)


def parsed(text: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(text))


def score_frame(metric: str, answers: pd.DataFrame, submission: bytes) -> tuple[float, float]:
    merged = answers.merge(parsed(submission), on="id", suffixes=("", "_predicted"))
    predicted = "y_predicted" if "y_predicted" in merged else list(merged.columns[3:])
    public, private = (merged[merged["Usage"] == part] for part in ("Public", "Private"))
    value = SCORES[metric]
    return value(public["y"], public[predicted]), value(private["y"], private[predicted])


def parse_and_sort(submission: bytes) -> None:
    """The floor: Arrow's reader as fast as it goes on one thread, and one sort."""
    columns = csv.read_csv(pa.BufferReader(submission), csv.ReadOptions(use_threads=False))
    np.sort(columns.column(1).to_numpy())
