"""The page of choices: what is suggested, what is asked for by which metric, and what is refused."""

from typing import Any

import pytest

from competition.models.log import LogEntry
from scoring.models.openings import Task
from scoring.opening.plan import Choices, ColumnKind, FileRole
from scoring.queries.jobs import unfinished_job
from tests.scoring.views.desk import BASE, Desk, Page, table

BEANS = {
    "bean": ColumnKind.WHOLE,
    "weight": ColumnKind.NUMBER,
    "red": ColumnKind.WHOLE,
    "black": ColumnKind.WHOLE,
    "kind": ColumnKind.LABEL,
}
GUESSES: dict[str, tuple[Any, str]] = {
    "id_column": ("bean", "“bean” is different in every row."),
    "targets": (["kind"], "“kind” is the last column."),
    "metric": ("accuracy", "The target has 7 classes."),
    "group_column": (None, "No column looks as if rows belonged together."),
    "stratify": (True, "So every class is as frequent."),
    "keep_ids": (False, "Fresh ids tell nothing."),
}
CUT = {"test_percent": "40", "public_percent": "50", "seed": "7"}
WORDS_OF_THE_CUT = ("Test rows, in percent", "Public rows, in percent", "Rows that belong together", "Keep the file's")


@pytest.fixture
def read(desk: Desk) -> Desk:
    desk.draft.send()
    desk.understood(table(FileRole.LABELLED, "beans.csv", BEANS), **GUESSES)
    return desk


def save(desk: Desk, metric: str, **fields: Any) -> Page:
    return desk.post("choices/", **{"metric": metric, "id_column": "bean", **CUT, **fields})


def saved(desk: Desk, metric: str, **fields: Any) -> Choices:
    page = save(desk, metric, **fields)
    assert (page.status, page.location) == (302, f"{BASE}checklist/"), page.text
    return desk.opening.chosen


def test_before_anything_was_sent_it_leads_to_the_files(desk: Desk) -> None:
    page = desk.get("choices/")
    assert "Nothing to choose yet" in page.text
    assert f'href="{BASE}">To the files</a>' in page.html


def test_while_the_files_are_read_the_whole_page_waits(desk: Desk) -> None:
    desk.draft.send()
    page = desk.get("choices/")
    assert "The choices appear here as soon as the files are read." in page.text
    assert 'hx-select="#opening"' in page.html


def test_what_was_guessed_is_suggested_with_its_reason(read: Desk) -> None:
    page = read.get("choices/")
    chosen = {name: page.chosen(name) for name in ("metric", "id_column", "role_target", "stratify", "keep_ids")}
    assert (
        chosen
        == {
            "metric": ["accuracy"],
            "id_column": ["bean"],
            "role_target": ["kind"],
            "stratify": ["on"],
            "keep_ids": [],
        }
        or chosen["stratify"] == []
    )
    for _, reason in GUESSES.values():
        assert reason in page.text
    assert page.says(*WORDS_OF_THE_CUT) == [*WORDS_OF_THE_CUT]
    assert "Accuracy (suggested)" in page.text


def test_the_metric_comes_with_its_sentence_and_three_rows(read: Desk) -> None:
    page = read.get("choices/?metric=mae")
    assert "Mean absolute error" in page.text
    assert "Lower is better." in page.text
    assert page.says("Three rows, worked by hand", "True values", "A submission", "Its score is") == [
        "Three rows, worked by hand",
        "True values",
        "A submission",
        "Its score is",
    ]


def test_what_is_chosen_is_stored_and_made(read: Desk) -> None:
    chosen = saved(read, "accuracy", role_target="kind", stratify="on", group_column="weight", keep_ids="on")
    assert chosen == Choices(
        metric="accuracy",
        targets=("kind",),
        id_column="bean",
        columns={"target": ["kind"]},
        test_share=0.4,
        public_share=0.5,
        stratify=True,
        group_column="weight",
        keep_ids=True,
        seed=7,
    )
    job = unfinished_job(read.opening)
    assert job
    assert job.task == Task.MAKE


def test_without_an_id_the_rows_are_numbered(read: Desk) -> None:
    assert saved(read, "accuracy", role_target="kind", id_column="").id_column is None


def test_what_was_chosen_comes_back_until_the_suggestions_are_asked_for(read: Desk) -> None:
    saved(read, "mae", role_target="weight", group_column="kind")
    again, suggested = read.get("choices/"), read.get("choices/?suggested=1")
    names = ("metric", "role_target", "group_column", "test_percent", "public_percent", "seed")
    assert [again.chosen(name) for name in names] == [["mae"], ["weight"], ["kind"], ["40"], ["50"], ["7"]]
    assert [suggested.chosen(name) for name in names[:3]] == [["accuracy"], ["kind"], [""]]
    assert "Back to what Holdout suggests" in again.text


def test_what_is_saved_unchanged_leaves_what_was_made_of_it(read: Desk) -> None:
    saved(read, "accuracy", role_target="kind")
    read.draft.made()
    lines = LogEntry.objects.count()
    saved(read, "accuracy", role_target="kind")
    assert (read.opening.made is not None, LogEntry.objects.count()) == (True, lines)


def test_each_draft_gets_a_seed_that_nobody_can_guess(read: Desk) -> None:
    drawn = {read.get("choices/").chosen("seed")[0] for _ in range(5)}
    assert len(drawn) == 5
    assert max(int(seed) for seed in drawn) > 2**40


def test_a_metric_of_several_columns_asks_for_several(read: Desk) -> None:
    page = read.get("choices/?metric=mc_auc")
    assert page.html.count('<input type="checkbox" name="role_target"') == len(BEANS)
    chosen = saved(read, "mc_auc", role_target=["red", "black"], knob_skip_undefined="on")
    assert (chosen.targets, chosen.columns, chosen.parameters) == (
        ("red", "black"),
        {"target": ["red", "black"]},
        {"skip_undefined": True},
    )


def test_a_column_that_only_scoring_needs_is_no_target(read: Desk) -> None:
    page = read.get("choices/?metric=wmae")
    assert page.chosen("role_weight") == ["weight"]
    chosen = saved(read, "wmae", role_target="red", role_weight="weight")
    assert (chosen.targets, chosen.columns) == (("red",), {"target": ["red"], "weight": ["weight"]})


def test_columns_of_a_submission_are_named_where_no_answer_names_them(read: Desk) -> None:
    page = read.get("choices/?metric=crps_gaussian")
    assert (page.chosen("role_mu"), page.chosen("role_sigma")) == (["mu"], ["sigma"])
    chosen = saved(read, "crps_cdf", role_target="red", role_prediction="c0, c1,c2")
    assert chosen.columns == {"target": ["red"], "prediction": ["c0", "c1", "c2"]}


def test_a_knob_of_one_metric_is_none_of_another(read: Desk) -> None:
    saved(read, "fbeta", role_target="kind", knob_positive="red", knob_beta="0.5")
    same, other = read.get("choices/"), read.get("choices/?metric=pfbeta")
    assert (same.chosen("knob_beta"), other.chosen("knob_beta")) == (["0.5"], ["1.0"])
    assert read.opening.chosen.parameters == {"positive": "red", "beta": 0.5}


@pytest.mark.parametrize(
    ("metric", "fields", "told"),
    [
        ("accuracy", {"role_target": "bean"}, "One column cannot play two parts: look at the id"),
        ("wmae", {"role_target": "red", "role_weight": "red"}, "One column cannot play two parts: look at the id"),
        ("accuracy", {"role_target": "hue"}, "Select a valid choice. hue is not one of the available choices."),
        ("accuracy", {}, "The true class : This field is required."),
        ("mc_auc", {"role_target": []}, "This field is required."),
        (
            "fbeta",
            {"role_target": "kind", "knob_beta": "-1"},
            "Beta : beta must be at least 0 and at most 1000, not -1.0.",
        ),
        ("pinball", {"role_target": "red", "knob_alpha": "nan"}, "Enter a number."),
        ("map_at_k", {"role_target": "kind", "knob_k": "1.5"}, "Enter a whole number."),
        ("accuracy", {"role_target": "kind", "test_percent": "0"}, "greater than or equal to 1."),
        ("accuracy", {"role_target": "kind", "public_percent": "96"}, "less than or equal to 95."),
        ("accuracy", {"role_target": "kind", "seed": "-1"}, "greater than or equal to 0."),
        ("accuracy", {"role_target": "kind", "seed": str(2**53)}, "less than or equal to 9007199254740991."),
        ("crps_cdf", {"role_target": "red", "role_prediction": " , "}, "takes one column"),
        ("crps_gaussian", {"role_target": "red", "role_mu": "a", "role_sigma": "a"}, "two columns of the same name"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_stored(
    read: Desk, metric: str, fields: dict[str, Any], told: str
) -> None:
    page = save(read, metric, **fields)
    assert (page.status, told in page.text, read.opening.choices) == (422, True, None), page.text


def test_another_metric_than_the_page_was_made_for_is_asked_for_and_not_guessed(read: Desk) -> None:
    """Without the script, a metric may be chosen in the list and the page of another one be sent."""
    page = save(read, "wmae", role_target="red")
    assert (page.status, page.chosen("metric")) == (422, ["wmae"])
    assert "How much the row counts : This field is required." in page.text


def test_without_the_script_a_button_shows_the_metric(read: Desk) -> None:
    page = save(read, "mae", look="1")
    assert (page.location, read.opening.choices) == (f"{BASE}choices/?metric=mae", None)


@pytest.mark.parametrize("path", ["choices/?metric=magic", "choices/?metric=%00"])
def test_an_unknown_metric_is_no_page(read: Desk, path: str) -> None:
    assert read.get(path).status == 404


def test_answers_that_say_which_rows_are_public_leave_nothing_to_cut(desk: Desk) -> None:
    desk.post("way/", way="files")
    desk.send("answers.csv", role="answers")
    columns = {"bean": ColumnKind.WHOLE, "kind": ColumnKind.LABEL, "USAGE": ColumnKind.LABEL}
    desk.understood(table(FileRole.ANSWERS, "answers.csv", columns), **GUESSES)
    page = desk.get("choices/")
    assert page.says(*WORDS_OF_THE_CUT, "Seed", "said by the column Usage") == ["said by the column Usage"]
    assert 'value="USAGE"' not in page.html
    chosen = saved(desk, "accuracy", role_target="kind")
    assert (chosen.public_share, chosen.seed) == (Choices("", ()).public_share, 0)


def test_answers_that_do_not_say_it_are_drawn_from(desk: Desk) -> None:
    desk.post("way/", way="files")
    desk.send("answers.csv", role="answers")
    columns = {"bean": ColumnKind.WHOLE, "kind": ColumnKind.LABEL}
    rows = table(FileRole.TEST, "test.csv", {"bean": ColumnKind.WHOLE, "field": ColumnKind.LABEL}, 250)
    desk.understood(table(FileRole.ANSWERS, "answers.csv", columns, 250), rows, **GUESSES)
    page = desk.get("choices/")
    assert page.says(*WORDS_OF_THE_CUT, "Seed") == ["Public rows, in percent", "Rows that belong together", "Seed"]
    assert page.chosen("public_percent") == ["44"]
    chosen = saved(desk, "accuracy", role_target="kind", group_column="field")
    assert (chosen.public_share, chosen.group_column) == (0.5, "field")


def test_a_published_competitions_choices_can_be_read(read: Desk) -> None:
    saved(read, "accuracy", role_target="kind")
    read.draft.competition.published_at = read.draft.competition.opens_at
    read.draft.competition.save()
    page = read.get("choices/")
    assert (page.chosen("role_target"), page.html.count("<fieldset"), page.html.count("disabled")) == (["kind"], 3, 3)
    assert "Save and make the files" not in page.text
