import json
import re
from pathlib import Path

import pytest

from scoring.judging.metrics.catalogue import FAMILIES, METRICS
from tests.scoring.judging.command.desk import Desk

DOCS = Path(__file__).parents[4] / "docs"
PINBALL = """pinball: Pinball loss

How well a quantile is predicted: with alpha 0.9, a prediction that is too low costs nine times as
much as one that is too high by the same amount.
Lower is better: the best is 0, there is no worst.

Columns of the answers
  target  number
          the true number

Columns of a submission
  prediction  number
              the predicted number

Parameters
  alpha  a number, more than 0 and less than 1; default: 0.5
         Which quantile is predicted: 0.9 is the value that 90 % of the rows should stay below.

"""


def test_all_are_listed_by_family_in_one_table(desk: Desk) -> None:
    code, out, err = desk.run("metrics")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert [line for line in lines if line and not line.startswith(" ")] == [*FAMILIES]
    assert [line.split()[0] for line in lines if line.startswith(" ")] == [*METRICS]
    assert "  rmse                    lower   Root mean squared error" in lines
    assert "  levenshtein_normalized  lower   " in out


def test_one_is_shown_in_full(desk: Desk) -> None:
    code, out, _ = desk.run("metrics", "pinball")
    assert (code, out[: len(PINBALL)]) == (0, PINBALL)


def test_an_example_shows_both_files_side_by_side_and_its_settings(desk: Desk) -> None:
    _, out, _ = desk.run("metrics", "crps_cdf")
    assert (
        """Example: the score is 0.0833333, with --columns '{"prediction": ["P0", "P1", "P2"]}'
  answers      submission
  id,volume    id,P0,P1,P2
  a,1          a,0,0.5,1
"""
        in out
    )


@pytest.mark.parametrize("metric", METRICS)
def test_every_one_can_be_shown(desk: Desk, metric: str) -> None:
    code, out, _ = desk.run("metrics", metric)
    assert (code, out.startswith(f"{metric}: {METRICS[metric].title}\n")) == (0, True)
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("metric", "line"),
    [
        ("logloss", "  prediction  number, 0 to 1"),
        ("rmsle", "  prediction  number, at least 0"),
        ("poisson_deviance", "  prediction  number, more than 0"),
        ("haversine_km", "  predicted_longitude  number, −180 to 360"),
        ("qwk", "  prediction  whole number"),
        ("wer", "  prediction  text, may be blank"),
        ("mcrmse", "  prediction …  number"),
        ("auc", "  positive  text; default: found in the answers"),
        ("mc_auc", "  skip_undefined  true or false; default: false"),
        ("laplace_ll", "Higher is better: the best is −4.59507, there is no worst."),
    ],
)
def test_ranges_are_told_in_words(desk: Desk, metric: str, line: str) -> None:
    assert line in desk.run("metrics", metric)[1].splitlines()


def test_json_tells_everything(desk: Desk) -> None:
    code, all_of_them = desk.answer("metrics", "--json")
    assert (code, [each["id"] for each in all_of_them]) == (0, [*METRICS])
    assert desk.answer("metrics", "pinball", "--json") == (0, all_of_them[[*METRICS].index("pinball")])
    pinball = desk.answer("metrics", "pinball", "--json")[1]
    assert (pinball["family"], pinball["best"], pinball["worst"]) == ("Numbers", 0.0, None)
    (alpha,) = pinball["parameters"]
    assert (alpha["type"], alpha["default"], alpha["above"], alpha["below"], alpha["low"]) == ("float", 0.5, 0, 1, None)
    assert pinball["example"]["params"] == {"alpha": 0.75}


def test_the_page_of_the_documentation_is_what_the_code_prints(desk: Desk) -> None:
    code, out, _ = desk.run("metrics", "--markdown")
    assert code == 0
    assert (DOCS / "metrics.md").read_text(encoding="utf-8") == out, (
        "python -m scoring.judging metrics --markdown > docs/metrics.md"
    )


def test_no_line_of_the_page_begins_a_list_by_chance(desk: Desk) -> None:
    lines = desk.run("metrics", "--markdown")[1].splitlines()
    chance = [line for line in lines if re.match(r"([+*>]|\d+[.)])( |$)", line)]
    assert chance == []
    assert r"\+ 0) = 16 / 6 = 2.6667." in lines


def test_an_unknown_one_is_met_with_a_guess(desk: Desk) -> None:
    assert desk.complaint("metrics", "rmes").startswith("There is no metric “rmes”. Did you mean rmse")


def test_the_forms_exclude_each_other(desk: Desk) -> None:
    assert desk.complaint("metrics", "--json", "--markdown").startswith("python -m scoring.judging metrics: argument")


def test_a_listing_is_json_in_ascii(desk: Desk) -> None:
    out = desk.run("metrics", "--json")[1]
    assert out.isascii()
    assert json.loads(out)[0]["id"] == "rmse"
