"""No column gives the target away: neither a feature, nor the ids, nor the order of the rows."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Array, Floats, Integers
from scoring.opening.checklist.finding import Check, Finding, bad, by_way, good, share, shortened, warning
from scoring.opening.checklist.tell import told
from scoring.opening.features import Feature
from scoring.opening.material import SEED, Material, Target
from scoring.opening.plan import ColumnKind

# Among irises one honest column tells 97 % of the species, so less is no suspicion. What tells all is the target.
MUCH, ALL = 0.98, 0.995
ENOUGH_ROWS = 400  # fewer cannot show that a column tells everything
A_LITTLE, PLENTY = 0.25, 0.9  # ids and the order of rows should tell nothing at all
MOST_TARGETS = 3


def look_at_columns(material: Material) -> Finding | None:
    if material.train is None or not material.train_targets:
        return None
    if not material.features:
        return good("Train and test share no columns besides the id, so none can tell the target.")
    tells = {
        feature.name: max(told(feature, target, SEED) for target in material.train_targets[:MOST_TARGETS])
        for feature in material.of_train
    }
    telling = sorted((name for name, part in tells.items() if part >= MUCH), key=lambda name: -tells[name])
    if not telling:
        return good("No single column tells the target.")
    details = [f"“{shortened(name)}” alone tells {share(tells[name])} of what there is to know." for name in telling]
    found = f"The column “{shortened(telling[0])}” alone tells nearly all of the target, on rows that were held out."
    remedy = "Take the column out if it was not known, or not written down, before the target was."
    certain = tells[telling[0]] >= ALL and material.train_rows >= ENOUGH_ROWS and len(tells) > 1
    return bad(found, remedy, details) if certain else warning(found, remedy, details)


def look_at_order(material: Material) -> Finding | None:
    """The answers, seen by the order and by the ids of the test rows."""
    _, rows = material.scored_sample
    targets = material.targets[:MOST_TARGETS]
    if not targets or not len(rows):
        return None
    most = {
        column.name: max(told(column, feature_from(target, rows), SEED) for target in targets)
        for column in order_columns(material)
    }
    worst = max(most, key=lambda name: most[name])
    if most[worst] < A_LITTLE:
        return good("Neither the ids nor the order of the test rows tell anything of the target.")
    found = f"The {worst} tells {share(most[worst])} of what there is to know about the target of a test row."
    remedy = by_way(
        material,
        cut="Let the platform number the rows anew, and make the files again.",
        files="Shuffle the test rows and give them ids that do not follow their order, unless the order is time.",
    )
    return bad(found, remedy) if most[worst] >= PLENTY else warning(found, remedy)


def order_columns(material: Material) -> Iterator[Feature]:
    test, train, (places, _) = material.test, material.train, material.scored_sample
    assert test is not None
    order = test.places[places]
    yield Feature("order of the test rows", ColumnKind.NUMBER, order.astype(np.float64))
    numbers = numbers_in(test.ids.take(pa.array(order)))
    yield Feature("number in the id", ColumnKind.NUMBER, numbers)
    if train is not None and len(train.ids) and material.train_targets:
        target = material.train_targets[0]
        nearest = nearest_in(numbers_in(train.ids.take(pa.array(train.places))), numbers)
        yield replace(target.taken(nearest), name="target of the train row with the nearest id")


def numbers_in(ids: pa.StringArray) -> Floats:
    """All the digits of an id as one number; 0 where there are none."""
    digits = pc.utf8_slice_codeunits(pc.replace_substring_regex(ids, r"[^0-9]+", ""), 0, 15)
    found: Floats = pc.cast(pc.if_else(pc.equal(digits, ""), "0", digits), pa.float64()).to_numpy()
    return found


def nearest_in(known: Floats, asked: Floats) -> Integers:
    """The place of the largest known number that is not above the one asked for, or of the smallest."""
    order = np.argsort(known, kind="stable")
    return order[np.maximum(np.searchsorted(known[order], asked, side="right") - 1, 0)]


def feature_from(target: Target, rows: Array) -> Feature:
    kind = ColumnKind.LABEL if target.is_label else ColumnKind.NUMBER
    return Feature(target.name, kind, target.values[rows].astype(np.float64))


CHECK = Check("leaks", "No single column tells the target", look_at_columns)
ORDER_CHECK = Check("order", "Ids and order tell nothing", look_at_order)
