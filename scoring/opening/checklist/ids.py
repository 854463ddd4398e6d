"""The ids of the test file are those of the answers, each once."""

import numpy as np

from scoring.judging.tables.texts import Texts
from scoring.opening.checklist.finding import Check, Finding, bad, by_way, count, good, shortened, warning
from scoring.opening.material import Material
from scoring.opening.words import hashed

SHOWN = 5


def look(material: Material) -> Finding:
    key, test = material.key, material.test
    remedy = by_way(
        material,
        cut="Choose a column of ids that differ in every row, or none, and make the files again.",
        files="Give every row of the test file and of the answer file the same ids, each once, letter for letter.",
    )
    name = key.expected.id_name
    if test is None:
        return warning("There is no test file, so its ids cannot be compared with the answers.", "Add the test file.")
    if name not in test.names:
        return bad(f"The test file has no column “{shortened(name)}”, which holds the ids of the answers.", remedy)
    ids = Texts.of([test.ids])
    alignment = key.expected.ids.align(ids)
    if not (len(alignment.missing) or len(alignment.extra) or len(alignment.repeated)):
        return good(f"The test file and the answers have the same {count(len(ids), 'id')}, each once.")
    found = (
        f"{count(len(alignment.missing), 'id')} of the answers {lack(len(alignment.missing))} in the test file, which "
        f"has {count(len(alignment.extra), 'row')} without answer and {len(alignment.repeated):,} with a repeated id."
    )
    details = [f"The id {shortened(ids[int(row)])} has no answer." for row in alignment.extra[:SHOWN]]
    details += [f"The id {shortened(ids[int(row)])} occurs more than once." for row in alignment.repeated[:SHOWN]]
    details += [
        f"The id {shortened(key.expected.ids.texts[int(row)])} is missing." for row in alignment.missing[:SHOWN]
    ]
    return bad(found, remedy, details)


def lack(number: int) -> str:
    return "is not" if number == 1 else "are not"


def look_at_train(material: Material) -> Finding | None:
    """An id that occurs in train and test may join two rows that have nothing to do with each other, or the same."""
    train, test = material.train, material.test
    if train is None or test is None or not len(train.ids) or not len(test.ids):
        return None
    shared = int(np.isin(hashed(test.ids), hashed(train.ids)).sum())
    if not shared:
        return good("No id occurs in train and in test.")
    return warning(
        f"{count(shared, 'id')} of the test file also {'occurs' if shared == 1 else 'occur'} in the train file.",
        by_way(
            material,
            cut="Let the platform number the rows, unless several rows may share an id on purpose.",
            files="Give test rows ids of their own, so that nobody joins them with train rows by mistake.",
        ),
    )


CHECK = Check("ids", "Test and answers have the same ids", look)
TRAIN_CHECK = Check("train-ids", "Train and test have different ids", look_at_train)
