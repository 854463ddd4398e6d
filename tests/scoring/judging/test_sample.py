import io
import json

import pytest

from scoring.judging.layout import LayoutError
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Metric
from scoring.judging.problems import RefusedError
from scoring.judging.sample import Sample, check, read_sample


def sample(text: str, metric: str | None = None, columns: dict[str, str | list[str]] | None = None) -> Sample:
    return read_sample(io.BytesIO(text.encode()), None if metric is None else METRICS[metric], columns=columns)


def rows(sample: Sample, text: str) -> int:
    return check(sample, io.BytesIO(text.encode()))


def faults(sample: Sample, text: str) -> list[tuple[str, int | None]]:
    """Category and line of each problem, none for a file without problems."""
    try:
        rows(sample, text)
    except RefusedError as refusal:
        return [(problem.category.value, problem.row) for problem in refusal.problems]
    return []


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_the_example_of_each_metric_is_a_sample_of_itself(metric: Metric) -> None:
    text, settings = metric.example.submission, (metric.example.parameters, metric.example.columns)
    lines = len(text.splitlines()) - 1
    assert rows(sample(text), text) == lines
    assert rows(read_sample(io.BytesIO(text.encode()), metric, *settings), text) == lines


def test_ids_and_columns_must_be_those_of_the_sample() -> None:
    plain = sample("id,y\na,0\nb,0\n")
    assert faults(plain, "y,id\n1,b\n1,a\n") == []
    assert faults(plain, "id,y,z\na,0,0\nb,0,0\n") == [("extra_column", 1)]
    assert faults(plain, "id,y\na,0\na,0\n") == [("duplicate_id", 3), ("missing_id", None)]


def test_without_a_metric_a_column_of_numbers_stays_one() -> None:
    plain = sample("id,y\na,0\nb,1e3\n")
    assert faults(plain, "id,y\na,-7.5\nb,x\n") == [("not_numeric", 3)]


@pytest.mark.parametrize("cells", [("cat", "dog"), ("007", "7"), ("1", "x"), ("1e400", "1")])
def test_without_a_metric_any_other_column_is_text_that_is_not_blank(cells: tuple[str, str]) -> None:
    plain = sample("id,y\na,{}\nb,{}\n".format(*cells))
    assert faults(plain, "id,y\na,anything\nb,\n") == [("null_value", 3)]


def test_without_a_metric_a_cell_may_be_blank_where_the_sample_has_blanks() -> None:
    assert faults(sample("id,items\na,1 2\nb, \n"), "id,items\na,\nb,\n") == []


def test_a_metric_of_numbers_keeps_their_range_whatever_the_sample_holds() -> None:
    blank = sample("id,y\na,\nb,\n", "logloss")
    assert faults(blank, "id,y\na,0.5\nb,1.5\n") == [("out_of_range", 3)]


def test_ratings_are_whole_numbers() -> None:
    assert faults(sample("id,y\na,0\nb,0\n", "qwk"), "id,y\na,3\nb,2.7\n") == [("invalid_label", 3)]


def test_texts_keep_the_grammar_of_the_metric() -> None:
    assert faults(sample("id,mask\na,1 1\nb,\n", "dice_mean"), "id,mask\na,1 2\nb,1 2 3\n") == [("invalid_format", 3)]


def test_classes_that_are_numbers_stay_numbers_and_need_not_be_in_the_sample() -> None:
    numbers = sample("id,y\na,0\nb,0\nc,0\nd,0\n", "accuracy")
    assert faults(numbers, "id,y\na,0.0\nb,7\nc,cat\nd,0.7\n") == [("invalid_label", 4), ("invalid_label", 5)]


def test_more_classes_may_occur_than_a_sample_can_show() -> None:
    lines = range(12_000)
    many = sample("id,y\n" + "".join(f"{line},0\n" for line in lines), "accuracy")
    assert rows(many, "id,y\n" + "".join(f"{line},{line}\n" for line in lines)) == 12_000


def test_classes_that_are_words_may_be_any_words() -> None:
    words = sample("id,y\na,cat\nb,cat\n", "f1_macro")
    assert faults(words, "id,y\na,dog\nb,\n") == [("null_value", 3)]


def test_true_and_false_are_closed() -> None:
    truths = sample("id,y\na,False\nb,False\n", "f1")
    assert faults(truths, "id,y\na,TRUE\nb,yes\n") == [("invalid_label", 3)]


@pytest.mark.parametrize("shown", ["0,0", "0,1", "1,0"])
def test_of_zero_and_one_one_half_is_neither(shown: str) -> None:
    first, second = shown.split(",")
    assert faults(sample(f"id,y\na,{first}\nb,{second}\n", "recall"), "id,y\na,1\nb,0.5\n") == [("invalid_label", 3)]


def test_a_sample_of_ones_does_not_tell_the_other_class() -> None:
    assert faults(sample("id,y\na,1\nb,1\n", "recall"), "id,y\na,1\nb,2\n") == []


@pytest.mark.parametrize(
    ("metric", "cells", "category"),
    [
        ("multi_logloss", "0,0,0", "row_sum"),
        ("kl_divergence", "0.5,0.5,0.5", "row_sum"),
        ("crps_cdf", "1,0,1", "out_of_range"),
    ],
)
def test_rules_about_whole_rows_that_need_no_answers_are_kept(metric: str, cells: str, category: str) -> None:
    text = f"id,P0,P1,P2\na,0,0,1\nb,{cells}\n"
    assert faults(sample(text, metric), text) == [(category, 3)]


def test_a_rule_that_needs_the_answers_is_left_to_the_server() -> None:
    assert rows(sample("id,mask\na,\n", "dice_mean"), "id,mask\na,1000000 1\n") == 1


def test_columns_are_found_by_the_names_of_their_roles() -> None:
    found = sample("id,confidence,FVC\na,1,1\n", "laplace_ll")
    assert found.predictions == {"prediction": ("FVC",), "confidence": ("confidence",)}
    found = sample("id,Longitude,Latitude\na,1,1\n", "haversine_km")
    assert found.predictions == {"predicted_latitude": ("Latitude",), "predicted_longitude": ("Longitude",)}


def test_columns_may_be_said_as_the_instructor_said_them() -> None:
    columns: dict[str, str | list[str]] = {"id": "row", "latitude": "north", "longitude": ["east"], "usage": "part"}
    found = sample("east,north,row\n1,1,a\n", "haversine_km", columns)
    assert (found.expected.id_name, found.predictions["predicted_longitude"]) == ("row", ("east",))
    columns = {"predicted_latitude": "y", "predicted_longitude": "x", "latitude": "north"}
    found = sample("id,x,y\na,1,1\n", "haversine_km", columns)
    assert found.predictions == {"predicted_latitude": ("y",), "predicted_longitude": ("x",)}


def test_one_true_column_of_classes_does_not_name_the_columns_of_probabilities() -> None:
    found = sample("id,cat,dog\na,1,0\n", "multi_logloss", {"target": "species"})
    assert found.predictions == {"prediction": ("cat", "dog")}
    found = sample("id,cat,dog\na,1,0\n", "multi_logloss", {"target": ["dog", "cat"]})
    assert found.predictions == {"prediction": ("dog", "cat")}


@pytest.mark.parametrize(
    ("metric", "columns", "words"),
    [
        (None, {"target": "x"}, "Without a metric, only the role “id” can be given a column."),
        (None, {"id": "n"}, "The sample has no column “n”. It has: id, x, y."),
        ("mse", {}, "Say which column holds “prediction” (the predicted number). Left are: x, y."),
        ("mse", {"target": "z"}, "The sample has no column “z”. It has: id, x, y."),
        ("mse", {"target": "x"}, "The metric mse has no use for: y."),
        ("mse", {"group": "x"}, "There is no role “group” here. There are: id, usage, target, prediction."),
    ],
)
def test_columns_that_do_not_fit_are_told(metric: str | None, columns: dict[str, str | list[str]], words: str) -> None:
    with pytest.raises(LayoutError) as caught:
        sample("id,x,y\na,1,1\n", metric, columns)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("text", "category"),
    [("id,y\na,1\na,1\n", "duplicate_id"), ("id,y\n,1\n", "invalid_id"), ("id,y\n", "no_rows"), ("", "empty_file")],
    ids=json.dumps,
)
def test_a_sample_that_breaks_the_rules_itself_is_refused(text: str, category: str) -> None:
    with pytest.raises(RefusedError) as caught:
        sample(text)
    assert caught.value.category == category
