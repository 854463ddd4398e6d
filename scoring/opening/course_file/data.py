"""The files of a competition and what is chosen about them."""

from collections.abc import Iterator
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Any

from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.parameters import ParameterError
from scoring.judging.problems import Category
from scoring.opening.course_file.tables import Table
from scoring.opening.course_file.values import Data, WantedFile
from scoring.opening.plan import LARGEST_SEED, Choices, FileRole, Way

SINGLE = {
    Way.CUT: (FileRole.LABELLED,),
    Way.FILES: (FileRole.TRAIN, FileRole.TEST, FileRole.ANSWERS, FileRole.SAMPLE),
}
NEEDED = (FileRole.TEST, FileRole.ANSWERS)
SHARES = ("test_share", "public_share")
ONLY_CUT = ("test_share", "keep_ids")
EXPECTED = "Write the public score that must come out, or the category of refusal, such as missing_id."


def data_of(table: Table) -> Data | None:
    before = len(table.complaints)
    way = way_of(table)
    files = tuple(files_of(table, way))
    choices = choices_of(table, way)
    table.end()
    for file in repeated(files):
        table.complain("", f"Two files are called {file.name}. Rename one of them.")
    return Data(way, files, Choices(**choices)) if len(table.complaints) == before else None


def way_of(table: Table) -> Way:
    given = {way: [role for role in roles if role in table.left] for way, roles in SINGLE.items()}
    if given[Way.CUT] and given[Way.FILES]:
        others = ", ".join(given[Way.FILES])
        table.complain("labelled", f"This excludes {others}. Give one labelled file, or train, test and answers.")
    elif not given[Way.CUT] and not given[Way.FILES]:
        table.complain("", "There is no file. Give one as “labelled”, or “train”, “test” and “answers”.")
    return Way.FILES if given[Way.FILES] and not given[Way.CUT] else Way.CUT


def files_of(table: Table, way: Way) -> Iterator[WantedFile]:
    for role in (role for roles in SINGLE.values() for role in roles):
        given = table.take(role.value, str, needed=role in NEEDED and role in SINGLE[way])
        if given is not None and (path := table.file(role.value, given)):
            yield wanted(table, role, path, role.value)
    for given in table.texts("extras"):
        if path := table.file("extras", given):
            yield wanted(table, FileRole.EXTRA, path, "extras")
    if probes := table.table("probes"):
        yield from probes_of(probes)


def probes_of(table: Table) -> Iterator[WantedFile]:
    for given, verdict in table.left.items():
        path, expected = table.file(given, given), expected_of(table, given, verdict)
        if path and expected is not None:
            yield wanted(table, FileRole.PROBE, path, given, expected)


def wanted(table: Table, role: FileRole, path: Path, key: str, expected: float | str | None = None) -> WantedFile:
    return WantedFile(role, path.name, path, f"{table.key}.{key}", expected)


def expected_of(probes: Table, name: str, given: Any) -> float | str | None:
    if type(given) in (int, float) and isfinite(given):
        return float(given)
    if given in {category.value for category in Category}:
        return str(given)
    probes.complain(name, f"This is {given!r}. {EXPECTED}")
    return None


def repeated(files: tuple[WantedFile, ...]) -> list[WantedFile]:
    return [file for place, file in enumerate(files) if file.name in {other.name for other in files[:place]}]


def choices_of(table: Table, way: Way) -> dict[str, Any]:
    found = {
        "metric": table.take("metric", str, needed=True),
        "targets": table.texts("targets", needed=True),
        "id_column": table.take("id_column", str),
        "parameters": inner(table, "parameters"),
        "columns": inner(table, "columns"),
        **{name: share_of(table, name) for name in SHARES},
        "stratify": table.take("stratify", bool),
        "group_column": table.take("group_column", str),
        "keep_ids": table.take("keep_ids", bool),
        "seed": table.take("seed", int),
    }
    check_metric(table, found["metric"], found["parameters"] or {})
    if not 0 <= (found["seed"] or 0) <= LARGEST_SEED:
        table.complain("seed", f"This is {found['seed']}. Write a whole number from 0 to {LARGEST_SEED}.")
    for name in ONLY_CUT if way is Way.FILES else ():
        if found[name] is not None:
            table.complain(name, "This counts only where Holdout cuts one labelled file. Take it out.")
    return {name: value for name, value in found.items() if value is not None}


def inner(table: Table, name: str) -> dict[str, Any] | None:
    found = table.table(name)
    return dict(found.left) if found else None


def share_of(table: Table, name: str) -> float | None:
    share: float | None = table.take(name, float)
    if share is not None and not 0 < share < 1:
        table.complain(name, f"This is {share:g}. Write a share between 0 and 1, such as 0.3.")
    return share


def check_metric(table: Table, metric: str | None, parameters: dict[str, Any]) -> None:
    if metric is None:
        return
    if metric not in METRICS:
        close = get_close_matches(metric, METRICS, 1)
        remedy = f"Did you mean “{close[0]}”?" if close else "docs/metrics.md lists them."
        table.complain("metric", f"There is no metric {metric!r}. {remedy}")
        return
    try:
        METRICS[metric].settle(parameters)
    except ParameterError as error:
        table.complain("parameters", str(error))
