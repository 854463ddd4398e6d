"""Answers of which one part could not be scored."""

import sys
from dataclasses import replace

import pytest

from scoring.judging.answers import read_answers
from scoring.judging.arrays import Booleans
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.problems import Category
from tests.scoring.judging.cases import Rows, columns_of, made, stream, text_of
from tests.scoring.judging.refusals import refusal_of

ONE_CLASS = ("auc", "amex", "concordance_index", "mc_auc")
ONE_VALUE = ("r2", "pearson", "spearman", "kendall", "mc_spearman", "gini_normalized", "qwk", "kappa_linear")
NO_POSITIVE = ("average_precision", "pfbeta", "lwlrap", "precision", "recall", "f1", "fbeta")
NO_ITEMS = ("map_at_k", "mrr_at_k", "ndcg_at_k", "recall_at_k")
NO_WORDS = ("wer", "cer", "bleu", "rouge_l", "sequence_error_rate", "coco_map")
SAME: dict[str, str] = {
    **dict.fromkeys(ONE_CLASS, "0"),
    **dict.fromkeys(ONE_VALUE, "3"),
    **dict.fromkeys(NO_POSITIVE, "0"),
    **dict.fromkeys(NO_ITEMS, ""),
    **dict.fromkeys(NO_WORDS, ""),
    "kappa": "cat",
    "mcc": "cat",
    "auc_ovr_macro": "cat",
    "mape": "0",
    "kl_divergence": "0.4",
    "wmae": "0",
    "dice_mean": "399 3",
    "dice_global": "399 3",
    "iou_mean": "399 3",
}


def broken(metric: str, part: str) -> Rows:
    """Answers in which all true cells of a part are the same."""
    columns = {name for role in METRICS[metric].answers for name in columns_of(METRICS[metric])[role.name]}
    columns -= {"height", "width", "time"} | ({"target"} if metric == "wmae" else set())
    rows = made(METRICS[metric]).answers
    return [{**row, **(dict.fromkeys(columns, SAME[metric]) if row["Usage"] == part else {})} for row in rows]


def test_every_metric_that_minds_its_answers_is_tried_here() -> None:
    assert {*SAME} == {name for name, metric in METRICS.items() if metric.answers_fault is not None}


@pytest.mark.parametrize("part", ["Public", "Private"])
@pytest.mark.parametrize("metric", SAME)
def test_a_part_that_the_metric_cannot_score_is_refused(metric: str, part: str) -> None:
    text, columns = text_of(broken(metric, part)), columns_of(METRICS[metric])
    refusal = refusal_of(lambda: read_answers(stream(text), METRICS[metric], columns=columns))
    assert [problem.category for problem in refusal.problems] == [Category.HOST_ERROR]
    assert refusal.message.startswith(f"Among the {part.lower()} rows: ")


@pytest.mark.parametrize("metric", SAME)
def test_what_is_ignored_need_not_be_fit_to_score(metric: str) -> None:
    text, columns = text_of(broken(metric, "Ignored")), columns_of(METRICS[metric])
    assert read_answers(stream(text), METRICS[metric], columns=columns).counts["ignored"] == 3


def test_both_parts_are_told_at_once() -> None:
    text = "id,y,Usage\na,1,Private\nb,1,Public\n"
    refusal = refusal_of(lambda: read_answers(stream(text), METRICS["auc"]))
    assert [problem.message.partition(":")[0] for problem in refusal.problems] == [
        "Among the public rows",
        "Among the private rows",
    ]


def test_a_part_without_rows_is_not_minded() -> None:
    text = "id,y,Usage\na,1,Private\nb,0,Private\n"
    assert read_answers(stream(text), METRICS["auc"]).counts == {"public": 0, "private": 2, "ignored": 0}


@pytest.mark.parametrize("metric", ["rmsle", "poisson_deviance"])
def test_negative_true_values_are_refused_where_the_metric_has_none(metric: str) -> None:
    refusal = refusal_of(lambda: read_answers(stream("id,y\na,1\nb,-2\n"), METRICS[metric]))
    assert (refusal.category, refusal.problems[0].row) == (Category.OUT_OF_RANGE, 3)


def test_a_library_that_is_absent_is_told_when_answers_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sacrebleu", None)
    refusal = refusal_of(lambda: read_answers(stream("id,y\na,the cat sat on the mat\n"), METRICS["bleu"]))
    assert refusal.category is Category.HOST_ERROR
    assert refusal.message.endswith("pip install sacrebleu")


def test_a_rule_about_answers_that_fails_says_nothing_of_its_own() -> None:
    def failing(target: Booleans) -> str | None:
        raise ValueError(f"the truth is {target.tolist()}")

    metric = replace(METRICS["auc"], answers_fault=failing)
    refusal = refusal_of(lambda: read_answers(stream("id,y\na,1\nb,0\n"), metric))
    assert (refusal.category, refusal.message) == (Category.HOST_ERROR, "The metric failed on these rows.")
