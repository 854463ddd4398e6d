"""Whether two answer keys would score alike, where they hold the same answers."""

from collections.abc import Mapping
from typing import Any

from scoring.judging.metrics.catalogue import METRICS

Terms = Mapping[str, Any]  # metric, parameters, columns


def alike(one: Terms, other: Terms) -> bool:
    return _settled(one) == _settled(other)


def _settled(terms: Terms) -> tuple[str, dict[str, Any], dict[str, list[str]]]:
    """What is left out means the same as its default, and one column the same as a list of one."""
    columns = {role: [given] if isinstance(given, str) else [*given] for role, given in terms["columns"].items()}
    return terms["metric"], METRICS[terms["metric"]].settle(terms["parameters"]), columns
