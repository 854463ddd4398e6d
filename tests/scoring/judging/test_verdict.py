import math

import numpy as np
import pytest

from scoring.judging.answers import Key, read_answers
from scoring.judging.arrays import Floats
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Fault, HostError, Metric, UndefinedError
from scoring.judging.problems import Category
from scoring.judging.submission import read_submission
from scoring.judging.verdict import Verdict, aligned, judge, part_arrays
from tests.scoring.judging.cases import stream
from tests.scoring.judging.refusals import refusal_of
from tests.scoring.judging.toys import talking, toy

ANSWERS = "id,y,Usage\na,41.75,Public\nb,2,Private\nc,3,Public\nd,4,Private\ne,5,Ignored\n"
SUBMISSION = "id,y\ne,0\nd,5\nc,4\nb,2\na,41.75\n"
NOT_OURS = "This is not the submission's fault. Tell the instructor."


def key(metric: Metric, answers: str = ANSWERS) -> Key:
    return read_answers(stream(answers), metric)


def judged(metric: Metric, submission: str = SUBMISSION, answers: str = ANSWERS) -> Verdict:
    return judge(key(metric, answers), stream(submission))


def on_private_rows_only(act: Exception | float) -> Metric:
    """As `mean absolute error`, but for rows that hold the true value 2, which is private."""

    def score(target: Floats, prediction: Floats) -> float:
        if 2 not in target:
            return float(np.abs(target - prediction).mean())
        if isinstance(act, Exception):
            raise act
        return act

    return toy(score)


def test_both_parts_are_scored_and_the_ignored_rows_are_not() -> None:
    assert judged(METRICS["mae"]) == Verdict(0.5, 0.5, {"public": 2, "private": 2, "ignored": 1})


@pytest.mark.parametrize(("usage", "public", "private"), [("Public", 1.0, None), ("Private", None, 1.0)])
def test_a_part_without_rows_has_no_value(usage: str, public: float | None, private: float | None) -> None:
    verdict = judged(METRICS["mae"], "id,y\na,2\n", f"id,y,Usage\na,1,{usage}\n")
    assert (verdict.public, verdict.private, verdict.private_problem) == (public, private, None)


@pytest.mark.parametrize(
    ("act", "category", "message"),
    [
        (UndefinedError("All alike."), Category.UNDEFINED_SCORE, "All alike."),
        (HostError("No library."), Category.HOST_ERROR, "No library."),
        (ValueError("2 and 4"), Category.HOST_ERROR, "The metric failed on these rows."),
        (math.inf, Category.UNDEFINED_SCORE, "The score is not a finite number."),
        (-math.inf, Category.UNDEFINED_SCORE, "The score is not a finite number."),
        (math.nan, Category.UNDEFINED_SCORE, "The score is not a finite number."),
    ],
)
def test_what_goes_wrong_on_private_rows_changes_nothing_of_the_public_value(
    act: Exception | float, category: Category, message: str
) -> None:
    verdict = judged(on_private_rows_only(act))
    assert (verdict.public, verdict.private) == (0.5, None)
    assert verdict.private_problem is not None
    assert (verdict.private_problem.category, verdict.private_problem.message) == (category, message)
    assert verdict.rows == {"public": 2, "private": 2, "ignored": 1}


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_a_public_value_that_is_not_finite_is_refused(value: float) -> None:
    refusal = refusal_of(lambda: judged(toy(lambda target, prediction: value)))
    assert refusal.as_plain() == {
        "error": "undefined_score",
        "message": "The score is not a finite number.",
        "problems": [
            {
                "category": Category.UNDEFINED_SCORE,
                "message": "The score is not a finite number.",
                "remedy": "Look at the predictions: they may all be the same, or far out of scale.",
            }
        ],
        "counts": {"undefined_score": 1},
    }


def test_a_score_that_overflows_is_refused() -> None:
    refusal = refusal_of(lambda: judged(METRICS["mse"], SUBMISSION.replace("c,4", "c,1e300")))
    assert refusal.category is Category.UNDEFINED_SCORE


def test_a_score_that_the_public_predictions_leave_undefined_is_refused_with_the_reason() -> None:
    def score(target: Floats, prediction: Floats) -> float:
        raise UndefinedError("All alike.")

    refusal = refusal_of(lambda: judged(toy(score)))
    assert (refusal.category, refusal.message) == (Category.UNDEFINED_SCORE, "All alike.")


def test_a_metric_that_fails_says_nothing_of_its_own_but_the_cause_is_kept() -> None:
    refusal = refusal_of(lambda: judged(toy(talking)))
    (problem,) = refusal.problems
    assert (problem.category, problem.message, problem.remedy) == (
        Category.HOST_ERROR,
        "The metric failed on these rows.",
        NOT_OURS,
    )
    assert "41.75" not in str(refusal.as_plain()) + str(refusal)
    assert str(refusal.__cause__) == "the truth is [41.75, 3.0]"


def test_a_rule_about_rows_that_fails_says_nothing_of_its_own_either() -> None:
    refusal = refusal_of(lambda: judged(toy(lambda target, prediction: 1.0, faults=talking)))
    assert (refusal.category, refusal.message) == (Category.HOST_ERROR, "The metric failed on these rows.")
    assert "41.75" not in str(refusal.as_plain()) + str(refusal)


def test_faults_of_rows_are_told_by_their_lines_in_the_file() -> None:
    """The key has its public rows first: in its order, b and d would come last."""

    def below(target: Floats, prediction: Floats) -> list[Fault]:
        small = Fault(Category.OUT_OF_RANGE, np.flatnonzero(prediction < 3), "Too small.", "Give more.")
        large = Fault(Category.ROW_SUM, np.flatnonzero(prediction > 40), "Too large.", "Give less.")
        return [small, large]

    refusal = refusal_of(lambda: judged(toy(lambda target, prediction: 1.0, faults=below), SUBMISSION))
    assert [(problem.category, problem.row) for problem in refusal.problems] == [
        (Category.OUT_OF_RANGE, 2),
        (Category.OUT_OF_RANGE, 5),
        (Category.ROW_SUM, 6),
    ]


def test_of_many_faults_those_are_shown_that_come_first_in_the_file() -> None:
    """Half of the rows are public, in turn. In the order of the key, the first twenty would be every other line."""
    usages = ("Private", "Public")
    answers = "id,y,z,Usage\n" + "".join(f"{row},0.5,0.5,{usages[row % 2]}\n" for row in range(60))
    key = read_answers(stream(answers), METRICS["kl_divergence"])
    for order in (range(60), range(59, -1, -1)):
        text = "id,y,z\n" + "".join(f"{row},0.5,0.4\n" for row in order)
        refusal = refusal_of(lambda: judge(key, stream(text)))  # noqa: B023
        assert [problem.row for problem in refusal.problems] == [*range(2, 22)]
        assert refusal.counts == {Category.ROW_SUM: 60}


def test_a_metric_whose_rules_find_nothing_is_scored() -> None:
    assert judged(toy(lambda target, prediction: 1.0, faults=lambda **columns: [])).public == 1.0


def test_the_arrays_of_a_part_are_truth_and_predictions_of_its_rows() -> None:
    mae = key(METRICS["mae"])
    predictions = aligned(mae, read_submission(stream(SUBMISSION), mae.expected))
    arrays = {name: array.tolist() for name, array in part_arrays(mae, predictions, "private").items()}
    assert arrays == {"target": [2, 4], "prediction": [2, 5]}


def test_labels_that_only_predictions_hold_count_in_the_part_that_holds_them() -> None:
    answers = "id,y,Usage\na,cat,Public\nb,dog,Public\nc,cat,Private\nd,dog,Private\n"
    verdict = judged(METRICS["f1_macro"], "id,y\nd,owl\nc,cat\nb,dog\na,cat\n", answers)
    assert verdict.public == 1.0
    assert verdict.private == pytest.approx(1 / 3)
