"""Rows that occur in train and in test: whoever looks them up need not predict them."""

import numpy as np

from scoring.judging.arrays import Words
from scoring.opening.checklist.finding import Check, Finding, bad, by_way, count, good, share, warning
from scoring.opening.material import Material

# One row in a hundred moves a score by about as much as lies between good teams. From one in five on, looking up beats
# modelling, unless the data repeat themselves anyway: then a fifth is what a fair cut gives.
SOME, MANY = 0.01, 0.2
AS_USUAL = 2.0  # times the share of train rows that have a twin within train


def look(material: Material) -> Finding | None:
    train, test = material.train, material.test
    if train is None or test is None:
        return None
    if not material.features:
        return good("Train and test share no columns besides the id, so there is nothing to compare.")
    copies = int(np.isin(test.fingerprints, train.fingerprints).sum())
    part, usual = copies / test.rows, share_with_twins(train.fingerprints)
    columns = count(len(material.features), "shared column")
    if not copies:
        return good(f"No row of the test file occurs in the train file, going by the {columns}.")
    found = (
        f"{count(copies, 'row')} of the test file ({share(part)}) {'occurs' if copies == 1 else 'occur'} in the train "
        f"file too, going by the {columns}."
    )
    details = [f"Within the train file, {share(usual)} of the rows have a twin."]
    remedy = by_way(
        material,
        cut="Take repeated rows out of the labelled file, or cut by a column that repeated rows share.",
        files="Take these rows out of the train file or out of the test file and the answers.",
    )
    if part >= MANY and part > AS_USUAL * usual:
        return bad(found, remedy, details)
    return warning(found, remedy, details) if part >= SOME else good(found, details)


def share_with_twins(fingerprints: Words) -> float:
    _, times = np.unique(fingerprints, return_counts=True)
    return float(times[times > 1].sum() / len(fingerprints))


CHECK = Check("repeats", "Train and test share no rows", look)
