"""How many labels of the public rows the scores of a team could have told it, if it asked as cleverly as is known.

It is about what could be known, not about what anybody did: an honest team's files tell as much as a prober's."""

import math

from scoring.judging.metrics.metric import Kind, Metric, only

ONE_NUMBER = 1.0  # changed alone, a row tells its own answer


def could_know(metric: Metric, rows: int, step: float, files: int) -> int:
    """From so many different files, whose scores are shown in steps of that size, by so many public rows."""
    return min(rows, math.floor(files * told_by_one(metric, rows, step))) if rows else 0


def told_by_one(metric: Metric, rows: int, step: float) -> float:
    reach = abs(metric.best - metric.worst)
    if not math.isfinite(reach):
        return ONE_NUMBER
    seen = reach / (rows * step)  # in how many steps one row can move the score
    return weighing(seen) if weighs_rows(metric) else counting(rows, seen)


def weighs_rows(metric: Metric) -> bool:
    """A mean over rows of numbers that the team chooses freely, so that each row can be given a weight of its own."""
    is_mean = metric.rows is not None and metric.finish is only
    return is_mean and all(role.kind is Kind.NUMBER for role in metric.predictions)


def weighing(seen: float) -> float:
    """Rows whose weights are halved from one to the next give a score in which each label is a binary digit (Whitehill,
    2017). For the log loss `seen` is the largest log-odds after clipping, over rows × step."""
    return max(0, math.floor(math.log2(seen)) + 1)


def counting(rows: int, seen: float) -> float:
    """How many of the rows are right is one number, and tells as many bits as are open beforehand: those of a binomial
    count, ½ log₂(π e n / 2), less what the steps hide. Known designs (Lindström, 1965) reach two thirds of that."""
    return max(0.0, math.log2(math.pi * math.e * rows / 2) / 2 + min(0.0, math.log2(seen)))
