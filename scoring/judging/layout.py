"""Which column of the files plays which role for a metric. What the names tell is used, the rest is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.judging.metrics.metric import Kind, Metric, Role

USAGE_NAMES = ("usage",)
Given = Mapping[str, str | Sequence[str]]


class LayoutError(ValueError):
    """The columns do not fit the metric. The text is for the instructor and says what to write in `columns`."""


@dataclass(frozen=True)
class Layout:
    """Names of columns. `answers` and `predictions` go from a role's name to its columns."""

    id: str
    usage: str | None
    answers: Mapping[str, tuple[str, ...]]
    predictions: Mapping[str, tuple[str, ...]]


def lay_out(metric: Metric, header: Sequence[str], given: Given) -> Layout:
    """The layout for an answer file with that header. Where the true classes stand in one column, the header does not
    tell the prediction columns, which are named for the classes: `answers` fills them in."""
    wishes = checked_wishes(metric, given)
    id_name = single(wishes, "id") or header[0]
    usage = single(wishes, "usage") or next((name for name in header if name.lower() in USAGE_NAMES), None)
    answers = answer_columns(metric.answers, header, wishes, taken=(id_name, usage))
    check_answer_columns(
        [id_name, *([usage] if usage else []), *(each for names in answers.values() for each in names)], header
    )
    predictions = {role.name: prediction_columns(role, answers, metric, wishes) for role in metric.predictions}
    wanted = [id_name, *(name for names in predictions.values() for name in names)]
    if len(wanted) > len({*wanted}):
        raise LayoutError(f"A submission cannot have two columns of the same name: {', '.join(wanted)}.")
    return Layout(id_name, usage, answers, predictions)


def check_answer_columns(names: Sequence[str], header: Sequence[str]) -> None:
    for name in names:
        if name not in header:
            raise LayoutError(f"The answer file has no column “{name}”. It has: {', '.join(header)}.")
        if names.count(name) > 1:
            raise LayoutError(f"The column “{name}” cannot be used twice.")


def checked_wishes(metric: Metric, given: Given) -> dict[str, tuple[str, ...]]:
    roles = {role.name: role for role in metric.roles}
    for name in given:
        if name not in roles and name not in ("id", "usage"):
            raise LayoutError(f"There is no role “{name}” here. There are: {', '.join(['id', 'usage', *roles])}.")
    wishes = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in given.items()}
    for name, names in wishes.items():
        several = name in roles and (roles[name].many or roles[name].kind is Kind.CLASS)
        if not names or (len(names) > 1 and not several):
            raise LayoutError(f"The role “{name}” takes one column.")
    return wishes


def single(wishes: Mapping[str, tuple[str, ...]], name: str) -> str | None:
    return wishes[name][0] if name in wishes else None


def answer_columns(
    roles: Sequence[Role], header: Sequence[str], wishes: Mapping[str, tuple[str, ...]], taken: Iterable[str | None]
) -> dict[str, tuple[str, ...]]:
    columns = {role.name: wishes[role.name] for role in roles if role.name in wishes}
    used = {*taken, *(name for names in columns.values() for name in names)}
    left = [name for name in header if name not in used]
    for role in roles:
        alike = [name for name in left if name.lower() == role.name]
        if role.name not in columns and alike and not role.many:
            columns[role.name] = (alike[0],)
            left.remove(alike[0])
    open_roles = [role for role in roles if role.name not in columns]
    if len(open_roles) == 1:
        columns[open_roles[0].name] = the_rest(open_roles[0], left)
    elif open_roles:
        names = " and ".join(f"“{role.name}” ({role.holds})" for role in open_roles)
        raise LayoutError(f"Say which columns hold {names}. Left are: {', '.join(left) or 'none'}.")
    return {role.name: columns[role.name] for role in roles}


def the_rest(role: Role, left: Sequence[str]) -> tuple[str, ...]:
    several = role.many or role.kind is Kind.CLASS
    if not left or (len(left) > 1 and not several):
        raise LayoutError(
            f"Say which column holds “{role.name}” ({role.holds}). Left are: {', '.join(left) or 'none'}."
        )
    return tuple(left)


def prediction_columns(
    role: Role, answers: Mapping[str, tuple[str, ...]], metric: Metric, wishes: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    wished = wishes.get(role.name, ())
    if role.same_as is None:
        if role.many and not wished:
            raise LayoutError(f"Say which columns of a submission hold “{role.name}” ({role.holds}).")
        return wished or (role.name,)
    (like,) = (each for each in metric.answers if each.name == role.same_as)
    true = answers[like.name]
    if like.kind is Kind.CLASS and len(true) == 1:
        return wished  # or one column for each class, named for it
    if len(wished) not in (0, len(true)):
        raise LayoutError(f"“{role.name}” needs as many columns as “{like.name}”, which has {len(true)}.")
    return true if {*wished} <= {*true} else wished  # the same names mean the same columns, in whatever order
