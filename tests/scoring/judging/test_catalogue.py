"""What holds for every metric."""

import gzip
import math
import random
import subprocess
import sys
from collections.abc import Callable

import pytest

from scoring.judging.answers import read_answers
from scoring.judging.metrics.catalogue import FAMILIES, METRICS
from scoring.judging.metrics.libraries import library
from scoring.judging.metrics.metric import Direction, HostError, Metric
from scoring.judging.verdict import judge
from tests.scoring.judging.cases import Case, made, stream, text_of

HIGHER = (
    "r2 pearson spearman kendall mc_spearman concordance_index gini_normalized laplace_ll auc average_precision amex "
    "pfbeta accuracy balanced_accuracy precision recall f1 fbeta f1_macro f1_micro f1_weighted mcc kappa qwk "
    "kappa_linear auc_ovr_macro mc_auc lwlrap map_at_k mrr_at_k ndcg_at_k recall_at_k top_k_accuracy ndcg_group "
    "f1_samples f1_micro_list jaccard_words dice_mean dice_global iou_mean coco_map bleu rouge_l"
)
LOWER = (
    "rmse mse mae medae max_error rmsle mape smape pinball wmae mcrmse poisson_deviance haversine_km crps_gaussian "
    "crps_cdf angular_error logloss brier error_rate multi_logloss mc_logloss kl_divergence levenshtein_mean "
    "levenshtein_normalized wer cer sequence_error_rate"
)
COMMON = "auc logloss rmse accuracy kappa qwk f1_macro multi_logloss"
SYMBOLS = "Σ∑√^=≤≥∂∫|{}_\\<>"

each = pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS.keys())


def test_all_metrics_of_the_contract_are_there_with_their_directions() -> None:
    promised = dict.fromkeys(HIGHER.split(), Direction.HIGHER) | dict.fromkeys(LOWER.split(), Direction.LOWER)
    assert {name: metric.direction for name, metric in METRICS.items()} == promised
    assert len(promised) == 70


def test_no_id_is_taken_twice() -> None:
    assert len(METRICS) == sum(map(len, FAMILIES.values()))


@each
def test_the_best_value_is_better_than_the_worst(metric: Metric) -> None:
    assert metric.is_better(metric.best, metric.worst)
    assert not metric.is_better(metric.worst, metric.best)


@each
def test_what_is_told_to_students_is_plain_language(metric: Metric) -> None:
    sentences = [metric.sentence, metric.example.words, *(parameter.sentence for parameter in metric.knobs)]
    names = [metric.title, *(role.holds for role in metric.roles)]
    assert [text for text in sentences if not text.endswith((".", ".)")) or text != text.strip()] == []
    assert [text for text in names if not text or text.endswith(".") or text != text.strip()] == []
    assert [letter for letter in metric.title + metric.sentence if letter in SYMBOLS] == []
    assert metric.title[0].isupper()
    assert metric.sentence[0].isupper()


@each
def test_the_example_has_three_rows_and_the_value_that_it_tells(metric: Metric) -> None:
    example = metric.example
    key = read_answers(stream(example.answers), metric, example.parameters, example.columns)
    verdict = judge(key, stream(example.submission))
    assert verdict.public == pytest.approx(example.value, rel=1e-9)
    assert (verdict.private, verdict.rows) == (None, {"public": 3, "private": 0, "ignored": 0})


@each
def test_the_truth_itself_has_the_best_value(metric: Metric) -> None:
    """Approached, not reached, by log losses, whose probabilities are clipped, and by a normal distribution, whose
    standard deviation is more than 0. (amex reaches it where few rows are positive, as here.)"""
    verdict = made(metric, perfect=True).judged()
    assert verdict.public == pytest.approx(metric.best, rel=1e-12, abs=1e-11)
    assert verdict.private == pytest.approx(metric.best, rel=1e-12, abs=1e-11)


def all_alike(case: Case) -> Case:
    """Every row predicts what the first row does."""
    cells = {name: cell for name, cell in case.submission[0].items() if name != "id"}
    return Case(case.metric, case.answers, [{**row, **cells} for row in case.submission], case.columns)


@each
def test_every_score_lies_between_the_worst_and_the_best_value(metric: Metric) -> None:
    low, high = sorted((metric.worst, metric.best))
    random_, alike = made(metric, 1).judged(), all_alike(made(metric, 2)).judged()
    values = [value for verdict in (random_, alike) for value in (verdict.public, verdict.private)]
    assert [value for value in values if value is None or not low - 1e-9 <= value <= high + 1e-9] == []
    assert [value for value in values if value is None or not math.isfinite(value)] == []


def shuffled(case: Case) -> str:
    return text_of(random.Random(5).sample(case.submission, len(case.submission)))


def other_columns_first(case: Case) -> str:
    return text_of([dict(reversed(row.items())) for row in case.submission])


def blank_lines(case: Case) -> str:
    return "\n \n" + case.text.replace("\n", "\n\n").rstrip("\n")


def blanks_around_ids(case: Case) -> str:
    return text_of([{**row, "id": f" {row['id']}\t"} for row in case.submission])


DRESSINGS: dict[str, Callable[[Case], str | bytes]] = {
    "shuffled rows": shuffled,
    "other columns first": other_columns_first,
    "blank lines, none at the end": blank_lines,
    "blanks around ids": blanks_around_ids,
    "quotes": lambda case: text_of(case.submission, quoting=1),
    "CRLF": lambda case: text_of(case.submission, lineterminator="\r\n"),
    "byte order mark": lambda case: "\ufeff" + case.text,
    "gzip": lambda case: gzip.compress(case.text.encode()),
}


@each
def test_neither_order_nor_dressing_of_a_submission_changes_its_score(metric: Metric) -> None:
    case = made(metric, 3)
    key, plain = case.key(), case.judged()
    assert {name: judge(key, stream(dress(case))) for name, dress in DRESSINGS.items()} == dict.fromkeys(
        DRESSINGS, plain
    )


@each
def test_both_parts_in_one_pass_are_as_each_part_alone(metric: Metric) -> None:
    case = made(metric, 4)
    verdict = case.judged()
    assert verdict.rows == {"public": 12, "private": 12, "ignored": 3}
    assert case.of_part("Public").judged().public == pytest.approx(verdict.public, rel=1e-12, abs=1e-15)
    assert case.of_part("Private").judged().public == pytest.approx(verdict.private, rel=1e-12, abs=1e-15)


def test_the_common_metrics_load_no_heavy_library() -> None:
    """A worker starts small."""
    program = (
        "import sys\n"
        "from tests.scoring.judging.cases import made\n"
        "from scoring.judging.metrics.catalogue import METRICS\n"
        f"for name in '{COMMON}'.split():\n"
        "    made(METRICS[name]).judged()\n"
        "heavy = {'sklearn', 'scipy', 'django', 'celery', 'rapidfuzz', 'sacrebleu', 'pycocotools'}\n"
        "print(sorted(heavy & {*sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_library_that_is_absent_is_named_with_how_to_install_it() -> None:
    with pytest.raises(HostError) as refusal:
        library("no_such_package.part")
    assert str(refusal.value) == (
        "This metric needs the package no_such_package, which is not installed here. "
        "Whoever runs the site installs it with: pip install no_such_package"
    )


def test_a_library_that_is_there_is_loaded() -> None:
    assert library("math") is math
