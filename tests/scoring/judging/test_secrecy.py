"""What is said of a submission tells nothing of the answers."""

import pytest

from scoring.judging.answers import Key, read_answers
from scoring.judging.layout import LayoutError
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Kind, Metric
from scoring.judging.problems import Category, RefusedError
from scoring.judging.verdict import judge
from tests.scoring.judging.broken_files import broken_files, far_out
from tests.scoring.judging.cases import Case, Rows, made, stream
from tests.scoring.judging.refusals import everything_said

SHAPES = {(metric.answers, metric.predictions, metric.faults): metric for metric in METRICS.values()}
each = pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS.keys())
each_shape = pytest.mark.parametrize("metric", SHAPES.values(), ids=lambda metric: metric.id)
NAMES = ("zyzzyvas", "quokkas", "wombats")


def refusal(key: Key, text: bytes) -> RefusedError | None:
    try:
        judge(key, stream(text))
    except RefusedError as error:
        return error
    return None


def with_canaries(case: Case) -> tuple[Case, set[str]]:
    """True values that occur nowhere else, as far as the metric has room for such."""
    canaries, answers = set(), []
    for place, row in enumerate(case.answers):
        cells = {name: canary(case, name, cell, place) for name, cell in row.items() if name not in ("id", "Usage")}
        answers.append({**row, **cells})
        canaries |= {word for cell in cells.values() for word in cell.split() if len(word) > 5}
    parameters = {"positive": NAMES[1]} if "positive" in [knob.name for knob in case.metric.knobs] else {}
    return Case(case.metric, answers, case.submission, case.columns, parameters), canaries


def canary(case: Case, name: str, cell: str, place: int) -> str:
    """A label for a label, a number near the number."""
    role = next(role for role in case.metric.answers if name in case.columns[role.name])
    if role.kind is Kind.TEXT:
        return of_text(role.parse.__name__ if role.parse else "", cell, place)
    if role.kind is Kind.NUMBER and case.metric.id != "kl_divergence":
        return f"{float(cell):.3f}{271_828 + place}" if role.name not in ("height", "width") else "7654321"
    if role.kind is Kind.RATING:
        return str(730_000 + int(cell))
    if role.kind is Kind.LABEL:
        return NAMES[("bird", "cat", "dog").index(cell)]
    return NAMES[int(cell)] if role.kind is Kind.BINARY and not role.many else cell


def of_text(form: str, cell: str, place: int) -> str:
    if form == "mask":
        return f"{500_000 + place} 3"
    if form == "true_boxes":
        return f"{NAMES[0]} 1 2 {500_000 + place} 4"
    return " ".join(f"{NAMES[0]}{place}{word}" for word in cell.split()[: 1 if form == "one_item" else None])


@each
def test_no_message_holds_a_value_of_the_answers(metric: Metric) -> None:
    case, canaries = with_canaries(made(metric, 7))
    key = case.key()
    said = " ".join(text for file in broken_files(case) for text in everything_said(refusal(key, file)))
    assert [value for value in canaries if value in said] == []
    assert len(said) > 10_000


def test_nearly_every_metric_has_values_to_be_found() -> None:
    """But those whose answers are shares of a row, only 0 and 1, or classes that name the columns."""
    without = {name for name, metric in METRICS.items() if not with_canaries(made(metric, 7))[1]}
    assert without == {
        "multi_logloss", "auc_ovr_macro", "mc_auc", "mc_logloss", "lwlrap", "kl_divergence",
    }  # fmt: skip


def other_truth(case: Case) -> Rows:
    """The private rows have one another's truth: the last that of the first."""
    places = [place for place, row in enumerate(case.answers) if row["Usage"] == "Private"]
    rows = [dict(row) for row in case.answers]
    for place, other in zip(places, reversed(places), strict=True):
        rows[place] = {**case.answers[other], "id": rows[place]["id"]}
    return rows


def other_usage(case: Case) -> Rows:
    """What was public is private."""
    swap = {"Public": "Private", "Private": "Public", "Ignored": "Ignored"}
    return [{**row, "Usage": swap[row["Usage"]]} for row in case.answers]


@each_shape
def test_answers_that_differ_in_secret_refuse_alike(metric: Metric) -> None:
    """Said is nothing but what the file itself, the ids and the names of columns and classes tell."""
    case = made(metric, 8)
    others = [Case(metric, answers, [], case.columns) for answers in (other_truth(case), other_usage(case))]
    key, keys = case.key(), [other.key() for other in others]
    compared = 0
    for file in broken_files(case):
        first = refusal(key, file)
        if first is not None and Category.UNDEFINED_SCORE not in first.counts:
            assert [said(other, file) for other in keys] == [first.as_plain()] * 2
            compared += 1
    assert compared > 25


def said(key: Key, file: bytes) -> dict[str, object] | None:
    found = refusal(key, file)
    return None if found is None else found.as_plain()


@each
def test_no_private_truth_or_prediction_changes_the_public_value(metric: Metric) -> None:
    case = made(metric, 9)
    plain = case.judged()
    other = Case(metric, other_truth(case), case.submission, case.columns)
    assert other.judged().public == plain.public
    private = {row["id"] for row in case.answers if row["Usage"] == "Private"}
    cells = {name: far_out(role) for role in metric.predictions for name in case.columns[role.name]}
    if metric.id == "kl_divergence":
        cells = {"one": "1", "two": "0", "three": "0"}
    submission = [{**row, **(cells if row["id"] in private else {})} for row in case.submission]
    far = Case(metric, case.answers, submission, case.columns).judged()
    assert far.public == plain.public
    assert (far.private is None) == (far.private_problem is not None)


@each_shape
def test_nothing_that_is_said_of_an_answer_file_holds_a_value_of_it(metric: Metric) -> None:
    """But for a file that begins with a row of values instead of names: those are taken for names."""
    case, canaries = with_canaries(made(metric, 10))
    errors = []
    for file in broken_files(Case(metric, case.answers, case.answers, case.columns)):
        if not file.startswith(b"r"):
            try:
                read_answers(stream(file), metric, case.parameters, case.columns)
            except (RefusedError, LayoutError) as error:
                errors.append(error)
    said = " ".join(text for error in errors for text in everything_said(error))
    assert [value for value in canaries if value in said] == []
    assert len(errors) > 20
