"""One submission over one part of the rows, public or private: what an interval is taken of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.judging.arrays import Arrays, Integers
from scoring.judging.metrics.metric import Metric

# A single row decides these: no spread of rows tells how sure they are.
WITHOUT = frozenset({"max_error"})


@dataclass(frozen=True)
class Part:
    metric: Metric
    arrays: Arrays
    parameters: Mapping[str, Any]

    @property
    def columns(self) -> dict[str, Any]:
        return {**self.arrays, **self.parameters}

    @property
    def rows(self) -> int:
        return len(self.arrays[self.metric.answers[0].name])

    @property
    def has_interval(self) -> bool:
        return self.rows > 1 and self.metric.id not in WITHOUT

    def value_at(self, places: Integers) -> float:
        return self.metric.value(**{name: array[places] for name, array in self.arrays.items()}, **self.parameters)


def part(metric: Metric, arrays: Arrays, parameters: Mapping[str, Any]) -> Part:
    settled = metric.settle(parameters)
    return Part(metric, arrays, {each.name: settled[each.name] for each in metric.parameters})
