"""Which column of a sample submission plays which role, for somebody who does not see the header of the answers."""

from collections.abc import Mapping, Sequence

from scoring.judging.layout import Given, LayoutError, answer_columns, checked_wishes, single
from scoring.judging.metrics.metric import Kind, Metric, Role


def lay_out_sample(
    metric: Metric | None, header: Sequence[str], given: Given
) -> tuple[str, dict[str, tuple[str, ...]]]:
    """The id's column, and which of the others plays which role. `given` may be what the instructor wrote for the
    answers: a prediction is named like the true column, unless said otherwise."""
    if metric is None:
        if {*given} - {"id"}:
            raise LayoutError("Without a metric, only the role “id” can be given a column.")
        return known(str(given.get("id", header[0])), header), {}
    wishes = checked_wishes(metric, given)
    id_name = known(single(wishes, "id") or header[0], header)
    told = {role.name: names for role in metric.predictions if (names := wished(role, metric, header, wishes))}
    predictions = answer_columns(metric.predictions, header, told, taken=(id_name,))
    used = {id_name, *(known(name, header) for names in predictions.values() for name in names)}
    if others := [name for name in header if name not in used]:
        raise LayoutError(f"The metric {metric.id} has no use for: {', '.join(others)}.")
    return id_name, predictions


def known(name: str, header: Sequence[str]) -> str:
    if name not in header:
        raise LayoutError(f"The sample has no column “{name}”. It has: {', '.join(header)}.")
    return name


def wished(
    role: Role, metric: Metric, header: Sequence[str], wishes: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...] | None:
    if role.name in wishes or role.same_as is None:
        return wishes.get(role.name)
    (like,) = (each for each in metric.answers if each.name == role.same_as)
    names = wishes.get(like.name)
    if names is None:
        return next(((name,) for name in header if name.lower() == like.name and not role.many), None)
    return None if like.kind is Kind.CLASS and len(names) == 1 else names
