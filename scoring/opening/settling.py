"""The choices held against the columns that are there: which of them are answers, and how the answer file will look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.judging.layout import LayoutError, lay_out
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Kind, Metric
from scoring.judging.metrics.parameters import ParameterError
from scoring.opening.plan import Choices, OpeningError
from scoring.opening.survey import Wanted

ID_NAMES = ("id", "row_id", "fresh_id")
USAGE = "Usage"
SHUFFLE = 1  # another purpose of the seed than the cut itself
MOST_SHARE = 0.95
GROUP = "group"  # the role of the queries whose rows are ranked: a query is scored as a whole


@dataclass(frozen=True)
class Settled:
    metric: Metric
    parameters: Mapping[str, Any]
    columns: Mapping[str, Any]  # as the instructor gave them: by these the answers are read ever after
    id_name: str
    usage: str
    roles: Mapping[str, tuple[str, ...]]  # the columns of each role of the answers
    targets: tuple[str, ...]
    group: str | None

    @property
    def kinds(self) -> dict[str, Kind]:
        of_role = {role.name: role.kind for role in self.metric.answers}
        return {name: of_role[role] for role, names in self.roles.items() for name in names}

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(name for names in self.roles.values() for name in names)

    def wanted(self, *, id: str | None, group: str | None, usage: str | None = None) -> Wanted:
        by_name = {role.name: role for role in self.metric.answers}
        columns = {name: by_name[role] for role, names in self.roles.items() for name in names}
        return Wanted(columns, tuple(name for name in self.targets if name in columns), id, group, usage)


def settle(choices: Choices, names: Sequence[str], id_name: str) -> Settled:
    """`names` are the columns of the file that holds the answers."""
    given = one(choices.columns.get("id"))
    if given not in (None, id_name):
        raise OpeningError(f"The ids are to stand in “{id_name}”, and in “{given}” as well. Choose one of them.")
    metric = METRICS.get(choices.metric)
    if metric is None:
        raise OpeningError(f"There is no metric “{choices.metric}”. Choose one of the list.")
    if not choices.targets:
        raise OpeningError("Choose the column to predict.")
    usage = one(choices.columns.get("usage")) or USAGE
    for name in choices.targets:
        if name not in names:
            raise OpeningError(f"There is no column “{name}”. Choose the column to predict among those of the file.")
        if name in (id_name, usage):
            raise OpeningError(f"“{name}” cannot be both the column to predict and something else. Rename it.")
    header = [id_name, *choices.targets, *(name for name in helpers(metric, choices, names) if name != id_name)]
    try:
        metric.settle(choices.parameters)
        layout = lay_out(metric, [*header, usage], {**choices.columns, "id": id_name, "usage": usage})
    except (LayoutError, ParameterError) as error:
        raise OpeningError(str(error)) from error
    group = choices.group_column or next(iter(layout.answers.get(GROUP, ())), None)
    return Settled(metric, choices.parameters, choices.columns, id_name, usage, layout.answers, choices.targets, group)


def helpers(metric: Metric, choices: Choices, names: Sequence[str]) -> list[str]:
    """Columns that scoring needs beside the targets, such as weights: named in the choices, or called as the metric
    calls them."""
    found = []
    for role in metric.answers:
        given = choices.columns.get(role.name)
        if given is not None:
            found += [given] if isinstance(given, str) else [*given]
        elif len(metric.answers) > 1:
            found += [name for name in names if name.lower() == role.name]
    return [name for name in dict.fromkeys(found) if name in names and name not in choices.targets]


def one(given: Any) -> str | None:
    return given if given is None or isinstance(given, str) else next(iter(given))


def fresh_id_name(choices: Choices, names: Sequence[str]) -> str:
    """The name of the column of ids, where the file has none."""
    taken = {name.lower() for name in names}
    return one(choices.columns.get("id")) or next(name for name in (*ID_NAMES, "holdout_id") if name not in taken)


def part_shares(choices: Choices) -> tuple[float, float, float]:
    """Of train, public and private."""
    for share, words in ((choices.test_share, "test rows"), (choices.public_share, "public rows")):
        if not 0 < share <= MOST_SHARE:
            raise OpeningError(f"The share of the {words} must be more than 0 and at most {MOST_SHARE:g}.")
    test = choices.test_share
    return 1 - test, test * choices.public_share, test * (1 - choices.public_share)
