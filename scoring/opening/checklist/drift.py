"""Train and test are of the same kind: column by column, and to a model that tries to tell their rows apart."""

import numpy as np

from scoring.opening.checklist.distances import columns_apart
from scoring.opening.checklist.finding import Check, Finding, count, good, warning
from scoring.opening.checklist.forests import told_apart
from scoring.opening.features import matrix_of
from scoring.opening.material import SEED, Material

DRIFT = 0.75  # area under the ROC curve beyond which train and test differ
REMEDY = (
    "Cut at random if nothing speaks against it; where the difference is meant, as between years, "
    "tell it in the description of the data."
)


def look(material: Material) -> Finding | None:
    if material.train is None or material.test is None:
        return None
    # A group is wholly on one side: its column differs by intent.
    features = [feature for feature in material.both if feature.name != material.choices.group_column]
    if not features:
        return good("Train and test share no columns besides the id, so there is nothing to compare.")
    is_test = np.arange(len(features[0].values)) >= material.train_rows
    apart = columns_apart(features, ~is_test, is_test)
    told = told_apart(matrix_of(features, SEED), is_test, SEED)
    details = [each.sentence for each in apart]
    if told is not None:
        details.append(f"A model tells train rows from test rows with an area under the ROC curve of {told[0]:.2f}.")
    if told is not None and told[0] - 2 * told[1] > DRIFT:
        return warning(f"A model can tell train rows from test rows: an area of {told[0]:.2f}.", REMEDY, details)
    if apart:
        differ = "differs" if len(apart) == 1 else "differ"
        return warning(f"{count(len(apart), 'column')} {differ} between train and test.", REMEDY, details)
    return good("Train and test are of the same kind.", details)


CHECK = Check("drift", "Train and test are of the same kind", look)
