from collections.abc import Callable

import pytest

from scoring.judging.layout import Given, Layout, LayoutError, lay_out
from scoring.judging.metrics.catalogue import METRICS


def laid_out(metric: str, header: str, given: Given | None = None) -> Layout:
    return lay_out(METRICS[metric], header.split(","), given or {})


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(LayoutError) as caught:
        act()
    return str(caught.value)


def test_the_first_column_holds_ids_and_what_is_left_is_the_target() -> None:
    assert laid_out("rmse", "key,price,Usage") == Layout(
        "key", "Usage", {"target": ("price",)}, {"prediction": ("price",)}
    )


@pytest.mark.parametrize("name", ["Usage", "usage", "USAGE"])
def test_the_column_usage_is_known_in_any_case(name: str) -> None:
    assert laid_out("rmse", f"id,{name},price").usage == name


def test_without_a_column_usage_there_is_none() -> None:
    assert laid_out("rmse", "id,price").usage is None


def test_columns_named_like_roles_are_found_in_any_case_and_order() -> None:
    layout = laid_out("wmae", "id,Weight,Usage,sales")
    assert layout.answers == {"target": ("sales",), "weight": ("Weight",)}
    assert layout.predictions == {"prediction": ("sales",)}


def test_the_columns_that_are_read_may_be_told() -> None:
    given = {"id": "number", "usage": "part", "target": "price", "prediction": "guess"}
    assert laid_out("rmse", "note,part,price,number", given) == Layout(
        "number", "part", {"target": ("price",)}, {"prediction": ("guess",)}
    )


def test_a_role_with_several_columns_takes_all_that_are_left() -> None:
    layout = laid_out("mcrmse", "id,width,Usage,height")
    assert (layout.answers, layout.predictions) == (
        {"target": ("width", "height")},
        {"prediction": ("width", "height")},
    )


def test_one_column_of_classes_leaves_the_prediction_columns_to_the_classes() -> None:
    assert laid_out("multi_logloss", "id,animal").predictions == {"prediction": ()}


def test_one_column_for_each_class_names_the_prediction_columns() -> None:
    assert laid_out("multi_logloss", "id,cat,dog").predictions == {"prediction": ("cat", "dog")}


def test_a_prediction_that_is_like_no_column_of_the_answers_has_the_name_of_its_role() -> None:
    assert laid_out("concordance_index", "id,time,event").predictions == {"prediction": ("prediction",)}


def test_other_names_for_several_predictions_go_by_their_order() -> None:
    given = {"target": ["width", "height"], "prediction": ["w", "h"]}
    assert laid_out("mcrmse", "id,width,height", given).predictions == {"prediction": ("w", "h")}


def test_the_same_names_for_several_predictions_go_by_name() -> None:
    given = {"target": ["width", "height"], "prediction": ["height", "width"]}
    assert laid_out("mcrmse", "id,width,height", given).predictions == {"prediction": ("width", "height")}


REFUSALS: dict[str, tuple[str, str, Given]] = {
    "There is no role “weight” here. There are: id, usage, target, prediction.": ("rmse", "id,y", {"weight": "w"}),
    "The role “target” takes one column.": ("rmse", "id,y", {"target": ["y", "z"]}),
    "The role “id” takes one column.": ("rmse", "id,y", {"id": []}),
    "The answer file has no column “price”. It has: id, y.": ("rmse", "id,y", {"target": "price"}),
    "The answer file has no column “part”. It has: id, y.": ("rmse", "id,y", {"usage": "part"}),
    "The column “y” cannot be used twice.": ("wmae", "id,y", {"target": "y", "weight": "y"}),
    "The column “id” cannot be used twice.": ("rmse", "id,y", {"target": "id"}),
    "Say which column holds “target” (the true number). Left are: y, z.": ("rmse", "id,y,z", {}),
    "Say which column holds “target” (the true number). Left are: none.": ("rmse", "id,Usage", {}),
    "Say which columns hold “time” (how long the row was watched) and “event” (whether the event happened then, or the "
    "watching only ended). Left are: days, died.": ("concordance_index", "id,days,died", {}),
    "A submission cannot have two columns of the same name: id, sales, sales.": (
        "crps_gaussian", "id,sales", {"mu": "sales", "sigma": "sales"},
    ),
    "“prediction” needs as many columns as “target”, which has 2.": (
        "mcrmse", "id,width,height", {"prediction": ["a", "b", "c"]},
    ),
    "Say which columns of a submission hold “prediction” (one column for each of 0, 1, 2 and so on: the probability "
    "that the value is at most that number).": ("crps_cdf", "id,y", {}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "asked"), REFUSALS.items(), ids=range(len(REFUSALS)))
def test_columns_that_do_not_fit_the_metric_are_refused(text: str, asked: tuple[str, str, Given]) -> None:
    assert refusal(lambda: laid_out(*asked)) == text
