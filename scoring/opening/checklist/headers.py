"""The columns of the files fit together."""

from scoring.opening.checklist.finding import Check, Finding, bad, by_way, good, listed, warning
from scoring.opening.material import NAMES, Material, UnreadableError
from scoring.opening.plan import FileRole


def look(material: Material) -> Finding | None:
    for role in NAMES:
        if material.public_file(role) is not None and role not in material.headers:
            raise UnreadableError(NAMES[role])
    if len(material.headers) < 2:
        return None
    train, test = material.headers[FileRole.TRAIN], material.headers[FileRole.TEST]
    targets = material.choices.targets
    given_away = [name for name in targets if name in test]
    if given_away:
        found = f"The test file gives the answers away: it has the target {listed(given_away)}."
        return bad(found, by_way(material, cut="Make the files again.", files="Take it out and send the file again."))
    apart = {
        "Only the train file has": [name for name in train if name not in (*test, *targets, material.id_name)],
        "Only the test file has": [name for name in test if name not in (*train, material.id_name)],
        "The train file lacks the target": [name for name in targets if name not in train],
    }
    details = [f"{where} {listed(names)}." for where, names in apart.items() if names]
    if details:
        remedy = "Give both files the same columns, or tell in the description of the data why they differ."
        return warning("The columns of train and test do not fit together.", remedy, details)
    return good("Train and test have the same columns, but for the target.")


CHECK = Check("headers", "The columns fit together", look)
