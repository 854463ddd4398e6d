"""Made-up answers and submissions for any metric, as CSV. Each part of the answers can be scored."""

import csv
import io
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scoring.judging.answers import Key, read_answers
from scoring.judging.metrics.metric import Metric, Role
from scoring.judging.verdict import Verdict, judge
from tests.scoring.judging.made_cells import predicted_row, true_row

Rows = list[dict[str, str]]
SEVERAL = {"mcrmse": ("width", "height"), "mc_spearman": ("clear", "useful")}
CURVE = ("P0", "P1", "P2")


def columns_of(metric: Metric) -> dict[str, tuple[str, ...]]:
    """By role. Every column has the name of its role, or of the role and a number."""
    return {role.name: names_of(metric, role) for role in metric.roles}


def names_of(metric: Metric, role: Role) -> tuple[str, ...]:
    like = next((each for each in metric.answers if each.name == role.same_as), role)
    if metric.id in ("multi_logloss", "auc_ovr_macro") and role in metric.predictions:
        return ("bird", "cat", "dog")
    if not role.many:
        return (like.name,)
    return CURVE if like is role and role in metric.predictions else ("one", "three", "two")


@dataclass
class Case:
    """`answers` and `submission` go row by row; the cells of a row are named by column."""

    metric: Metric
    answers: Rows
    submission: Rows
    columns: Mapping[str, tuple[str, ...]]
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def answers_text(self) -> str:
        return text_of(self.answers)

    @property
    def text(self) -> str:
        return text_of(self.submission)

    def key(self) -> Key:
        return read_answers(stream(self.answers_text), self.metric, self.parameters, self.columns)

    def judged(self) -> Verdict:
        return judge(self.key(), stream(self.text))

    def of_part(self, part: str) -> "Case":
        """The rows of one part alone, as a competition without other parts."""
        chosen = [number for number, row in enumerate(self.answers) if row["Usage"] == part]
        answers = [{**self.answers[number], "Usage": "Public"} for number in chosen]
        ids = {row["id"] for row in answers}
        submission = [row for row in self.submission if row["id"] in ids]
        return Case(self.metric, answers, submission, self.columns, self.parameters)


def made(metric: Metric, seed: int = 0, *, perfect: bool = False, rows: int = 12) -> Case:
    """So many public and private rows, and some that are ignored, in mixed order."""
    random_ = random.Random(seed)
    columns = columns_of(metric)
    answers: Rows = []
    for part, count in (("Public", rows), ("Private", rows), ("Ignored", 3)):
        answers += [{**true_row(metric, columns, random_, number), "Usage": part} for number in range(count)]
    random_.shuffle(answers)
    answers = [{"id": f"r{number}", **row} for number, row in enumerate(answers)]
    submission = [
        {"id": row["id"], **predicted_row(metric, columns, random_, row if perfect else None)} for row in answers
    ]
    random_.shuffle(submission)
    return Case(metric, answers, submission, columns)


def text_of(rows: Sequence[Mapping[str, str]], **dressing: Any) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), **{"lineterminator": "\n", **dressing})
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def stream(text: str | bytes) -> io.BytesIO:
    return io.BytesIO(text.encode() if isinstance(text, str) else text)
