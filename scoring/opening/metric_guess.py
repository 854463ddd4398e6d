"""Which metric fits the columns to predict, judged by what they hold."""

from collections.abc import Sequence

from scoring.opening.looking import Sheet
from scoring.opening.plan import ColumnKind, Guess
from scoring.opening.profiles import Profile

MOST_CLASSES = 20  # whole numbers with more values are amounts
UNEVEN = 5  # times as many rows in the largest class as in the smallest
LONG_TAIL = 2  # skewness: house prices, counts of visitors
WORDS_OF_A_SENTENCE = 3
SCALE_WORDS = ("rating", "score", "star", "grade", "quality", "level", "severity", "stage")


def guess_metric(targets: Sequence[Profile], sample: Sheet | None) -> dict[str, Guess]:
    """Nothing where no metric fits."""
    guess = one_column(targets[0], sample) if len(targets) == 1 else several_columns(targets)
    return {} if guess is None else {"metric": guess}


def several_columns(targets: Sequence[Profile]) -> Guess | None:
    if all(
        profile.kind is ColumnKind.WHOLE and profile.numbers.low >= 0 and profile.numbers.high <= 1
        for profile in targets
    ):
        ones = sum(profile.numbers.mean * profile.numbers.count for profile in targets)
        if round(ones) == targets[0].rows:
            return Guess(
                "multi_logloss",
                "One column of 0 and 1 for each class, with one 1 in each row: probabilities are asked for.",
            )
        return Guess(
            "mc_auc",
            "Columns of 0 and 1, of which several may be 1 in a row: each is scored by its order, then averaged.",
        )
    if all(profile.kind in (ColumnKind.WHOLE, ColumnKind.NUMBER) for profile in targets):
        names = [profile.name.lower() for profile in targets]
        if len(names) == 2 and names[0].startswith("lat") and names[1].startswith("lon"):
            return Guess("haversine_km", "A latitude and a longitude: the distance on the globe.")
        return Guess("mcrmse", "Several columns of numbers: the root mean squared error of each, averaged.")
    return None


def one_column(target: Profile, sample: Sheet | None) -> Guess | None:
    if target.kind in (ColumnKind.EMPTY, ColumnKind.DATE):
        return None
    if sample is not None and len(sample.names) > 3:
        return Guess("multi_logloss", "The sample submission has a column for each class: probabilities are asked for.")
    if target.is_binary:
        return Guess(
            "auc", "The target is yes or no: AUC rewards putting the likely rows first, and needs no threshold."
        )
    if target.kind is ColumnKind.TEXT:
        return of_texts(target)
    if target.kind is ColumnKind.LABEL or is_class_number(target):
        return of_classes(target)
    return of_numbers(target)


def of_texts(target: Profile) -> Guess:
    if target.blanks >= (WORDS_OF_A_SENTENCE - 1) * target.present:
        return Guess("wer", "The target is running text: the share of words that would have to be corrected.")
    return Guess("levenshtein_mean", "The target is short text: how many letters would have to be corrected.")


def is_class_number(target: Profile) -> bool:
    """A few whole numbers that lie close together."""
    number, width = target.distinct.number, target.numbers.high - target.numbers.low
    return target.kind is ColumnKind.WHOLE and number <= MOST_CLASSES and width < 2 * MOST_CLASSES


def of_classes(target: Profile) -> Guess:
    number = target.distinct.number
    if target.kind is ColumnKind.WHOLE and number > 2 and any(word in target.name.lower() for word in SCALE_WORDS):
        return Guess("qwk", f"The target is a scale of {number} steps: the farther off, the more a row costs.")
    sizes = target.distinct.sizes
    if number > 1 and sizes.max() >= UNEVEN * sizes.min():
        return Guess(
            "f1_macro", f"The target has {number:,} classes of very different size: here each class counts the same."
        )
    return Guess("accuracy", f"The target has {number:,} classes of similar size: the share of rows that are right.")


def of_numbers(target: Profile) -> Guess:
    if target.numbers.low >= 0 and target.numbers.skewness > LONG_TAIL:
        return Guess(
            "rmsle", "The target is never negative, and a few values are very large: errors count by proportion."
        )
    return Guess("rmse", "The target is a number: the usual size of the error, in the target's own unit.")
