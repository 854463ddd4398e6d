"""Public and private rows are drawn alike, so that the public board foretells the private one."""

from collections.abc import Iterator

import numpy as np

from scoring.opening.checklist.distances import CHANCE, MATTERS, columns_apart, distance
from scoring.opening.checklist.drift import DRIFT
from scoring.opening.checklist.finding import Check, Finding, by_way, good, warning
from scoring.opening.checklist.forests import told_apart
from scoring.opening.features import matrix_of
from scoring.opening.material import SEED, Material


def look(material: Material) -> Finding | None:
    if not (material.key.counts["public"] and material.key.counts["private"]):
        return None
    details = [*target_details(material), *feature_details(material)]
    if not details:
        return good("Public and private rows are drawn alike.")
    remedy = by_way(
        material,
        cut="Cut with another seed or by the target; with groups, take smaller ones.",
        files="Mark the rows anew at random, unless the private part is meant to differ, as a later year does.",
    )
    return warning("Public and private rows differ by more than chance.", remedy, details)


def target_details(material: Material) -> Iterator[str]:
    public, private = material.key.rows("public"), material.key.rows("private")
    for target in material.targets:
        values = target.values.astype(np.float64)
        between = distance(values[public], values[private], ordered=not target.is_label)
        if between.size >= MATTERS and between.chance < CHANCE / len(material.targets):
            yield f"The true values of “{target.name}” lie {between.size:.2f} apart (0 is the same)."


def feature_details(material: Material) -> Iterator[str]:
    places, rows = material.scored_sample
    features = [feature.taken(places) for feature in material.of_test if feature.name != material.choices.group_column]
    if not features or not len(places):
        return
    public = material.is_public(rows)
    yield from (each.sentence for each in columns_apart(features, public, ~public))
    told = told_apart(matrix_of(features, SEED), public, SEED)
    if told is not None and told[0] - 2 * told[1] > DRIFT:
        yield f"A model tells public from private rows with an area under the ROC curve of {told[0]:.2f}."


CHECK = Check("parts", "Public and private are drawn alike", look)
