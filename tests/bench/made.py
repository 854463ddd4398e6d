"""Made-up competitions: an answer file and a submission of any size, the same on every run."""

import io
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from pyarrow import csv

from scoring.judging.answers import Key, read_answers
from scoring.judging.arrays import Array, Integers
from scoring.judging.metrics.catalogue import METRICS

CLASSES = 10
PROBABILITIES = ("auc", "logloss")
LABELS = ("accuracy", "kappa")


@dataclass(frozen=True)
class Competition:
    metric: str
    rows: int
    text_ids: bool = False

    @property
    def name(self) -> str:
        width = f" × {CLASSES}" if self.metric == "multi_logloss" else ""
        return f"{self.metric}, {self.rows:,}{width}, {'text' if self.text_ids else 'int'} ids"

    @cached_property
    def key(self) -> Key:
        return read_answers(io.BytesIO(self.answers), METRICS[self.metric])

    @cached_property
    def ids(self) -> Array:
        numbers = np.arange(self.rows)
        return np.char.add("row_", np.char.mod("%08x", numbers * 7919)) if self.text_ids else numbers

    @cached_property
    def truth(self) -> Array:
        dice = np.random.default_rng(1)
        if self.metric in PROBABILITIES:
            return dice.integers(0, 2, self.rows)
        if self.metric == "rmse":
            return dice.normal(size=self.rows).round(3)
        return dice.integers(0, CLASSES, self.rows)

    @cached_property
    def answers(self) -> bytes:
        usage = np.where(np.random.default_rng(2).random(self.rows) < 0.3, "Public", "Private")
        return csv_file({"id": self.ids, "y": self.truth, "Usage": usage})

    def submission(self, *, shuffled: bool = True) -> bytes:
        order = np.random.default_rng(3).permutation(self.rows) if shuffled else np.arange(self.rows)
        return csv_file({"id": self.ids[order], **self.predictions(order)})

    def predictions(self, order: Integers) -> dict[str, Array]:
        dice = np.random.default_rng(4)
        truth = self.truth[order]
        if self.metric in PROBABILITIES:
            return {"y": np.clip(dice.normal(0.4 + 0.2 * truth, 0.15), 0.001, 0.999)}
        if self.metric == "rmse":
            return {"y": truth + dice.normal(size=self.rows)}
        if self.metric in LABELS:
            return {"y": np.where(dice.random(self.rows) < 0.7, truth, dice.integers(0, CLASSES, self.rows))}
        matrix = dice.random((self.rows, CLASSES))
        matrix /= matrix.sum(axis=1, keepdims=True)
        return {str(number): matrix[:, number] for number in range(CLASSES)}


def csv_file(columns: dict[str, Array]) -> bytes:
    head = ",".join(columns).encode() + b"\n"
    body = pa.BufferOutputStream()
    table = pa.table({name: pa.array(column) for name, column in columns.items()})
    csv.write_csv(table, body, csv.WriteOptions(include_header=False, quoting_style="none"))
    return head + bytes(body.getvalue())
