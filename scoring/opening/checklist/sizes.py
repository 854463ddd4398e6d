"""Both parts have rows enough to tell good submissions from lucky ones."""

import math

from scoring.judging.answers import Key
from scoring.judging.arrays import Array
from scoring.judging.intervals.interval import Interval, interval
from scoring.judging.metrics.metric import HostError, UndefinedError, part_of
from scoring.judging.problems import RefusedError
from scoring.judging.submission import read_submission
from scoring.judging.verdict import aligned
from scoring.opening.checklist.finding import Check, Finding, bad, by_way, figure, good, warning
from scoring.opening.checklist.forecasts import trial
from scoring.opening.material import Material
from scoring.opening.plan import FileRole

# Below 100 rows a single row moves an accuracy by more than a point, and a team can read labels off its scores; at
# 1,000 rows an accuracy of 0.8 is still uncertain by 0.025 each way.
FEWEST, FEW = 100, 1_000


def look(material: Material) -> Finding:
    counts = material.key.counts
    said = f"{counts['public']:,} public and {counts['private']:,} private rows"
    remedy = by_way(
        material,
        cut="Take a larger share for the test file, or move the share that is public.",
        files="Take more rows into the test file, or mark them anew as Public and Private.",
    )
    details = [*widths(material)]
    if min(counts["public"], counts["private"]) < FEWEST:
        small = "public" if counts["public"] < FEWEST else "private"
        return bad(f"There are {said}; the {small} part needs at least {FEWEST}.", remedy, details)
    if min(counts["public"], counts["private"]) < FEW:
        found = f"There are {said}; with fewer than {FEW:,} rows in a part, scores are uncertain."
        return warning(found, remedy, details)
    return good(f"There are {said}.", details)


def widths(material: Material) -> list[str]:
    """How far a score may lie off by the choice of rows alone, told from a simple model or else from the sample
    submission. Scores themselves are not told, only how sure they are."""
    found = []
    for part in ("public", "private"):
        sure = of_a_model(material, part) or of_the_sample(material, part)
        if sure is not None and math.isfinite(sure.high - sure.low):
            half = figure((sure.high - sure.low) / 2)
            found.append(f"A {part} score of a simple model is uncertain by about ± {half} (95 % interval).")
    return found


def of_a_model(material: Material, part: str) -> Interval | None:
    tried = trial(material, models=1)
    if tried is None:
        return None
    rows = tried.public if part == "public" else ~tried.public
    arrays = {name: values[rows] for name, values in {**tried.truth, **tried.predictions[0]}.items()}
    return known_interval(material.key, arrays)


def of_the_sample(material: Material, part: str) -> Interval | None:
    path = material.public_file(FileRole.SAMPLE)
    if path is None:
        return None
    key = material.key
    try:
        with path.open("rb") as stream:
            predictions = aligned(key, read_submission(stream, key.expected))
    except RefusedError:
        return None
    return known_interval(key, part_of({**key.truth, **predictions}, key.rows(part)))


def known_interval(key: Key, arrays: dict[str, Array]) -> Interval | None:
    if not len(next(iter(arrays.values()))):
        return None
    try:
        return interval(key.metric, arrays, key.parameters)
    except (UndefinedError, HostError):
        return None


CHECK = Check("sizes", "Both parts are large enough", look)
