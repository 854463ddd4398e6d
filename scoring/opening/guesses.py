"""What an instructor would probably choose, each with the sentence that says why. Nothing here decides anything."""

import re
from collections.abc import Mapping, Sequence

from scoring.opening.looking import Sheet
from scoring.opening.metric_guess import guess_metric, is_class_number
from scoring.opening.plan import ColumnKind, FileRole, Guess, Way
from scoring.opening.profiles import Profile
from scoring.opening.sentences import listed

ID_NAMES = ("id", "index", "key", "rowid", "row", "uuid")
TARGET_NAMES = ("label", "labels", "class", "y", "outcome", "answer", "truth")
GROUP_WORDS = {
    *("patient", "subject", "person", "user", "customer", "client", "student", "author", "speaker", "store", "shop"),
    *("household", "family", "school", "site", "station", "device", "machine", "session", "group", "query"),
}
WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+")  # of patient_id, PatientId, PATIENT
CLASSES = (ColumnKind.LABEL, ColumnKind.WHOLE)
FEWEST_GROUPS = 10  # fewer cannot be cut into parts of given shares
NUMBERS = (ColumnKind.WHOLE, ColumnKind.NUMBER)


def guesses_for(way: Way, sheets: Sequence[Sheet]) -> dict[str, Guess]:
    main = sheet_of(sheets, FileRole.LABELLED if way is Way.CUT else FileRole.ANSWERS)
    if main is None or not main.names:
        return {}
    id_column = guess_id(way, main, sheets)
    targets = guess_targets(way, main, sheets, id_column.value)
    guesses = {"id_column": id_column, "targets": targets}
    chosen = [main.profiles[name] for name in targets.value]
    if chosen:
        guesses |= guess_metric(chosen, sheet_of(sheets, FileRole.SAMPLE))
        guesses["stratify"] = guess_strata(chosen)
    guesses["group_column"] = guess_group(main, sheets, {id_column.value, *targets.value})
    if way is Way.CUT:
        guesses["keep_ids"] = guess_keep(id_column, sheets)
    return guesses


def sheet_of(sheets: Sequence[Sheet], role: FileRole) -> Sheet | None:
    return next((sheet for sheet in sheets if sheet.role is role), None)


def looks_like_id(name: str) -> bool:
    bare = name.lower().replace("_", "").replace("-", "").replace(" ", "")
    return bare in ID_NAMES or bare.startswith("unnamed") or not bare or name.endswith(("_id", "Id", "ID", " id"))


def guess_id(way: Way, main: Sheet, sheets: Sequence[Sheet]) -> Guess:
    test = sheet_of(sheets, FileRole.TEST)
    shared = main.names if way is Way.CUT or test is None or not test.names else test.names
    able = [name for name in main.names if name in shared and main.profiles[name].could_be_id]
    for name in able:
        if looks_like_id(name):
            return Guess(name, f"“{name}” is different in every row and is called as ids are.")
    if main.names[0] in able:
        return Guess(main.names[0], f"“{main.names[0]}” is the first column, and different in every row.")
    if way is Way.CUT:
        return Guess(None, "No column looks like an id, so the platform numbers the rows.")
    name = next((name for name in main.names if name in shared), main.names[0])
    return Guess(name, f"“{name}” is the first column of the answers that the test file has as well.")


def guess_targets(way: Way, main: Sheet, sheets: Sequence[Sheet], id_column: str | None) -> Guess:
    names = [name for name in main.names if name != id_column and name.lower() != "usage"]
    if way is Way.CUT:
        return guess_target_of(names)
    train, test = sheet_of(sheets, FileRole.TRAIN), sheet_of(sheets, FileRole.TEST)
    if train is not None and test is not None and test.names:
        only_train = [name for name in names if name in train.names and name not in test.names]
        if only_train:
            return Guess(
                only_train, f"{listed(only_train)}: in the train file and the answers, but not in the test file."
            )
    return Guess(names, f"{listed(names)}: what the answers hold beside ids and Usage." if names else "")


def guess_target_of(names: Sequence[str]) -> Guess:
    lower = {name.lower(): name for name in names}
    called = [name for name in names if name.lower().startswith("target")]
    called = called or [lower[name] for name in TARGET_NAMES if name in lower][:1]
    if called:
        return Guess(called, f"{listed(called)}: called as the column to predict often is.")
    return Guess([*names[-1:]], f"{listed(names[-1:])} is the last column." if names else "")


def guess_strata(targets: Sequence[Profile]) -> Guess:
    kinds = {profile.kind for profile in targets}
    if not kinds & {ColumnKind.LABEL, *NUMBERS}:
        return Guess(value=False, reason="The target has no classes and is no number, so rows are drawn as they come.")
    if targets[0].kind is ColumnKind.LABEL or is_class_number(targets[0]):
        return Guess(value=True, reason="So every class is as frequent in each part as in the whole.")
    return Guess(value=True, reason="So small and large values are as frequent in each part as in the whole.")


def guess_group(main: Sheet, sheets: Sequence[Sheet], taken: set[str | None]) -> Guess:
    test = sheet_of(sheets, FileRole.TEST)
    columns: Mapping[str, Profile] = {**(test.profiles if test else {}), **main.profiles}
    for name, profile in columns.items():
        if name not in taken and profile.kind in (*CLASSES, ColumnKind.TEXT) and names_a_group(name, profile):
            return Guess(name, f"“{name}” repeats: rows of one “{name}” would be easy to recognise in another part.")
    return Guess(
        None, "No column looks as if rows belonged together. Choose one if they do: a patient, a shop, a speaker."
    )


def names_a_group(name: str, profile: Profile) -> bool:
    words = {word.lower() for word in WORD.findall(name)}
    if not words & GROUP_WORDS or profile.distinct.unique:
        return False
    return profile.distinct.many or FEWEST_GROUPS <= profile.distinct.number <= profile.present // 2


def guess_keep(id_column: Guess, sheets: Sequence[Sheet]) -> Guess:
    if id_column.value is not None and sheet_of(sheets, FileRole.EXTRA) is not None:
        return Guess(
            value=True,
            reason=f"Other files may name the rows as “{id_column.value}” does. Look whether it tells the order.",
        )
    return Guess(value=False, reason="Fresh ids tell nothing about the order of the rows.")
