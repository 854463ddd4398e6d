"""Every class occurs in both parts: a class that only one part has is judged on one board and not on the other."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scoring.judging.arrays import Array
from scoring.judging.tables.labels import classes_of
from scoring.opening.checklist.finding import Check, Finding, bad, by_way, count, good, warning
from scoring.opening.excerpts import Watch, read_excerpt
from scoring.opening.material import SEED, Material

FEW = 10  # rows of a class in a part: each decides a tenth of what is known about the class


def look(material: Material) -> Finding | None:
    targets = [target for target in material.targets if target.is_label]
    if not targets:
        return None
    key = material.key
    absent, few, classes = 0, 0, 0
    for target in targets:
        parts = np.stack([times(target.values, part, material) for part in ("public", "private")])
        seen = parts.sum(axis=0) > 0
        classes += int(seen.sum())
        absent += int((parts[:, seen] == 0).any(axis=0).sum())
        few += int((parts[:, seen] < FEW).any(axis=0).sum())
    if not (key.counts["public"] and key.counts["private"]):
        return bad("One of the two parts has no rows, and so no class.", mend(material))
    if absent:
        are = "occurs" if absent == 1 else "occur"
        return bad(f"{absent:,} of {count(classes, 'class', 'classes')} {are} in only one part.", mend(material))
    if few:
        have = "has" if few == 1 else "have"
        return warning(
            f"Every class is in both parts, but {few:,} of {classes:,} {have} fewer than {FEW} rows in one of them.",
            "Take more rows into the test file, or join rare classes, if scores by class matter.",
        )
    return good(f"Each of the {classes:,} classes is in both parts.")


def mend(material: Material) -> str:
    return by_way(
        material,
        cut="Cut by the target, take a larger share for the test file, or join or leave out rare classes.",
        files="Mark the rows anew so that each class is both Public and Private, or join or leave out rare classes.",
    )


def times(values: Array, part: str, material: Material) -> Array:
    """How often each code occurs in the part."""
    codes = values.astype(np.int64)
    found: Array = np.bincount(codes[material.key.rows(part)], minlength=int(codes.max(initial=0)) + 1)
    return found


def look_at_train(material: Material) -> Finding | None:
    """A class that train never shows cannot be learned; one that is written otherwise is taken for another."""
    train = material.train
    if train is None or not any(target.is_label for target in material.targets):
        return None
    answers = read_excerpt(material.made.answers, Watch(others=material.choices.targets), SEED)
    names = [name for name in material.choices.targets if name in train.names and name in answers.names]
    asked = {(name, label) for name in names for label in labels_in(answers.column(name))}
    shown = {(name, label) for name in names for label in labels_in(train.column(name))}
    unknown = len(asked - shown)
    if not unknown:
        return good("Every class of the answers occurs in the train file.") if names else None
    remedy = "Write the classes the same way in both files; a class without train rows is better left out."
    if unknown == len(asked):
        return bad("The train file and the answers write the classes differently: none is in both.", remedy)
    of_all = f"{unknown:,} of {count(len(asked), 'class', 'classes')}"
    return warning(f"{of_all} in the answers {'does' if unknown == 1 else 'do'} not occur in the train file.", remedy)


def labels_in(cells: pa.StringArray) -> tuple[str, ...]:
    """As the judging writes them, so that 1.0 is 1."""
    return classes_of(cells.filter(pc.not_equal(cells, "")))[0].names


CHECK = Check("classes", "Every class is in both parts", look)
TRAIN_CHECK = Check("train-classes", "Train shows every class", look_at_train)
