"""No further file for the class holds the answers: neither a secret file itself, nor a table with a target beside test
rows."""

from filecmp import cmp
from pathlib import Path

import numpy as np

from scoring.judging.answers import Key
from scoring.judging.arrays import Words
from scoring.judging.problems import RefusedError
from scoring.judging.verdict import judge
from scoring.opening.checklist.finding import Check, Finding, bad, count, good, share, shortened, warning
from scoring.opening.excerpts import Excerpt, Watch, read_excerpt
from scoring.opening.material import SEED, Material
from scoring.opening.plan import FileRole, Way
from scoring.opening.reading import header
from scoring.opening.words import hashed

SECRET = (FileRole.LABELLED, FileRole.ANSWERS)
SOME, MANY = 0.01, 0.5  # of the test rows: further train rows are like a few of them by chance
REMEDY = "Take it out: the class would read there what it is to predict. Then have the files made again."


def look(material: Material) -> Finding | None:
    further = {name: path for name, path in material.made.public.items() if name not in material.tables}
    if not further:
        return None
    shares = {name: part for name, path in further.items() if (part := given_away(material, path)) >= SOME}
    if not shares:
        return good(f"{count(len(further), 'further file')} for the class: no answers were seen in them.")
    details = [
        f"{shortened(name)}: {share(part)} of the test rows stand there with the target."
        for name, part in shares.items()
    ]
    told = bad if max(shares.values()) >= MANY else warning
    return told(f"{count(len(shares), 'further file')} for the class would give answers away.", REMEDY, details)


def given_away(material: Material, path: Path) -> float:
    """The share of the test rows whose answers stand in a file."""
    secrets = [material.made.answers, *(file.path for role in SECRET for file in material.sent(role))]
    if any(cmp(path, secret, shallow=False) for secret in secrets):
        return 1.0
    if (score := score_of(material.key, path)) is not None:
        return float(score == material.key.metric.best)
    try:
        names = header(path)
        if not {name.lower() for name in material.choices.targets} & {name.lower() for name in names}:
            return 0.0
        features = material.features if {*material.features} <= {*names} else ()
        found = read_excerpt(path, Watch(features, (), material.id_name), SEED, most_rows=1)
    except RefusedError:
        return 0.0  # it is no table
    return max(known_by_ids(material, found), known_by_features(material, found))


def score_of(key: Key, path: Path) -> float | None:
    """Of a file that could be a submission, such as an example of one."""
    try:
        with path.open("rb") as stream:
            return judge(key, stream).public
    except RefusedError:
        return None


def known_by_ids(material: Material, found: Excerpt) -> float:
    """Fresh ids are nowhere else."""
    if material.way is Way.CUT and not material.choices.keep_ids:
        return 0.0
    asked = hashed(material.key.expected.ids.texts.column)
    return part_in(asked, hashed(found.ids))


def known_by_features(material: Material, found: Excerpt) -> float:
    """Rows like those of the train file would be known by anybody."""
    train, test = material.train, material.test
    if test is None or not len(found.fingerprints):
        return 0.0
    known = np.empty(0, np.uint64) if train is None else train.fingerprints
    return part_in(test.fingerprints[~np.isin(test.fingerprints, known)], found.fingerprints)


def part_in(asked: Words, there: Words) -> float:
    return float(np.isin(asked, there).mean()) if len(asked) else 0.0


CHECK = Check("given-away", "No further file gives answers away", look)
