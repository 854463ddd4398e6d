"""What the texts say of the files is true, and nothing was left to be written."""

import re
from collections.abc import Iterable, Iterator

from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.problems import RefusedError
from scoring.opening.checklist.finding import Check, Finding, good, listed, warning
from scoring.opening.checklist.readable import is_csv
from scoring.opening.material import Material
from scoring.opening.reading import header

BLOCK_OF_CODE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
NAME = re.compile(r"[^\W\d][\w .%/-]*")
FILE = re.compile(r"[\w-][\w .-]*\.(csv|gz|zip|parquet|json|txt|png|jpg|tsv)", re.IGNORECASE)
LEFT_TO_WRITE = re.compile(r"\b(TODO|TBD|FIXME|XXX+)\b|lorem ipsum", re.IGNORECASE)
WORDS = frozenset(("id", "usage", "public", "private", "ignored", "true", "false", "none", "nan", "na", "null"))
FEW_COLUMNS = 5
TITLES = {"evaluation": "the evaluation text", "data_description": "the description of the data"}


def look_at_names(material: Material) -> Finding:
    """Names in `backticks` are those of columns or files that exist."""
    known, files = columns_of(material), {name.lower() for name in material.made.public}
    details = []
    for title, text in material.texts.items():
        strange = [each for each in quoted_in(text) if not is_known(each, known, files)]
        if strange:
            details.append(f"{titled(title)} quotes {listed(strange)}, which is neither a column nor a file.")
    if details:
        remedy = "Correct the names, or leave out the backticks where no column or file is meant."
        return warning("The texts quote names that no file has.", remedy, details)
    return good("Every column and file that the texts quote exists.")


def quoted_in(text: str) -> list[str]:
    """Each once. `id,species` is a header, and so several names."""
    quotes = QUOTED.findall(BLOCK_OF_CODE.sub("", text))
    return list(dict.fromkeys(name.strip() for quote in quotes for name in quote.split(",")))


def is_known(name: str, columns: Iterable[str], files: Iterable[str]) -> bool:
    """What looks like neither a column nor a file, such as a formula, is nobody's business."""
    if FILE.fullmatch(name):
        return name.lower() in files or name in columns
    return not NAME.fullmatch(name) or name in columns or name.lower() in WORDS or name in METRICS


def columns_of(material: Material) -> set[str]:
    names = {*material.choices.targets}
    for name, path in material.made.public.items():
        if is_csv(name):
            try:
                names |= {*header(path)}
            except RefusedError:
                continue
    return names


def look_at_completeness(material: Material) -> Finding:
    details = [*incomplete(material)]
    if details:
        return warning("The texts are not complete.", "Write what is missing in the competition's settings.", details)
    return good("The texts say where the data come from, how files are scored and what a submission looks like.")


def incomplete(material: Material) -> Iterator[str]:
    evaluation = material.texts.get("evaluation", "")
    if not material.texts.get("data_description", "").strip():
        yield "Nothing is said about the data: where they come from, what the columns mean, under which licence."
    if not any(name.lower() in evaluation.lower() for name in (material.metric.title, material.metric.id)):
        yield f"The evaluation text does not name the metric, “{material.metric.title}”."
    unnamed = columns_not_in(evaluation, material.key.expected.header)
    if unnamed:
        yield f"The evaluation text does not name {listed(unnamed)} among the columns of a submission."
    for title, text in material.texts.items():
        if LEFT_TO_WRITE.search(text):
            yield f"{titled(title)} still has a place that was left to be written."


def columns_not_in(text: str, columns: tuple[str, ...]) -> list[str]:
    """Of many columns, such as one for each class, the id and any one of the others are enough."""
    unnamed = [name for name in columns if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    id_only = len(columns) > FEW_COLUMNS and {*columns[1:]} - {*unnamed}
    return [name for name in unnamed if name == columns[0]] if id_only else unnamed


def titled(name: str) -> str:
    words = TITLES.get(name, f"the {name.replace('_', ' ')}")
    return words[0].upper() + words[1:]


NAMES_CHECK = Check("names", "The texts quote names that exist", look_at_names)
CHECK = Check("texts", "The texts are complete", look_at_completeness)
