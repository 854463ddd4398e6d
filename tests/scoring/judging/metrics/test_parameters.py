from typing import Any

import pytest

from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.parameters import POSITIVE, Parameter, ParameterError, settled

SHARE = Parameter(name="share", type=float, default=0.5, sentence="A share.", above=0.0, below=1.0)
COUNT = Parameter(name="count", type=int, default=5, sentence="A count.", low=1)
RANGE = Parameter(name="range", type=float, default=2.0, sentence="A range.", low=0.0, high=10.0)
FREE = Parameter(name="free", type=float, default=0.0, sentence="Any number.")
STRICT = Parameter(name="strict", type=bool, default=False, sentence="Whether.")
ALL = (SHARE, COUNT, RANGE, FREE, STRICT, POSITIVE)


def test_what_is_not_given_has_its_default() -> None:
    defaults = {"share": 0.5, "count": 5, "range": 2.0, "free": 0.0, "strict": False, "positive": None}
    assert settled(ALL, {}) == defaults
    assert settled(ALL, dict.fromkeys(defaults)) == defaults


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("share", 0.25, 0.25), ("count", 1, 1), ("count", 10**30, 10**30), ("range", 0, 0.0), ("range", 10, 10.0),
        ("free", -3, -3.0), ("strict", True, True), ("positive", "spam", "spam"),
    ],
)  # fmt: skip
def test_what_fits_is_taken_and_whole_numbers_pass_as_numbers(name: str, given: Any, value: Any) -> None:
    taken = settled(ALL, {name: given})[name]
    assert (taken, type(taken)) == (value, type(value))


@pytest.mark.parametrize(
    ("name", "given", "text"),
    [
        ("share", 0.0, "share must be more than 0 and less than 1, not 0.0."),
        ("share", 1, "share must be more than 0 and less than 1, not 1.0."),
        ("share", float("nan"), "share must be more than 0 and less than 1, not nan."),
        ("share", "0.5", "share must be a number, not '0.5'."),
        ("share", True, "share must be a number, not True."),
        ("count", 0, "count must be at least 1, not 0."),
        ("count", 2.0, "count must be a whole number, not 2.0."),
        ("count", True, "count must be a whole number, not True."),
        ("range", 11, "range must be at least 0 and at most 10, not 11.0."),
        ("free", float("inf"), "free must be finite, not inf."),
        ("free", 10**400, "free must be finite, not inf."),
        ("free", -(10**400), "free must be finite, not -inf."),
        ("strict", 1, "strict must be true or false, not 1."),
        ("positive", 1, "positive must be text, not 1."),
        (
            "shape",
            1,
            "There is no parameter 'shape' here. Known: share, count, range, free, strict, positive.",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(name: str, given: Any, text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        settled(ALL, {name: given})
    assert str(caught.value) == text


def test_a_metric_without_parameters_says_so() -> None:
    with pytest.raises(ParameterError) as caught:
        METRICS["rmse"].settle({"k": 1})
    assert str(caught.value) == "There is no parameter 'k' here. Known: none."


def test_only_metrics_with_one_column_of_two_classes_ask_for_the_positive_one() -> None:
    asking = {name for name, metric in METRICS.items() if POSITIVE in metric.knobs}
    assert asking == {
        "auc", "average_precision", "logloss", "brier", "amex", "pfbeta", "precision", "recall", "f1", "fbeta",
        "concordance_index",
    }  # fmt: skip


def test_every_default_fits_its_own_bounds() -> None:
    parameters = [parameter for metric in METRICS.values() for parameter in metric.parameters]
    assert [parameter.settled(parameter.default) for parameter in parameters] == [
        parameter.default for parameter in parameters
    ]
