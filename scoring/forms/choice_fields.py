"""The fields by which an instructor says which column is what, how the metric is set, and how rows are cut."""

from collections.abc import Mapping, Sequence
from secrets import randbelow
from typing import Any

from django import forms

from scoring.judging.layout import USAGE_NAMES
from scoring.judging.metrics.metric import Kind, Role
from scoring.judging.metrics.parameters import Parameter
from scoring.opening.plan import LARGEST_SEED, ColumnFacts, FileFacts, Way
from scoring.rules.shares import suggested_public_percent, suggested_test_percent

MOST_PERCENT = 95  # of rows, for one part
SEED_HELP = (
    "Drawn at random. The same file and the same seed give the same cut, "
    "so whoever knows both knows which rows are public."
)
FIELD_TYPES = {int: forms.IntegerField, float: forms.FloatField, bool: forms.BooleanField, str: forms.CharField}
Suggested = Mapping[str, Any]


def column_field(
    label: str, columns: Sequence[ColumnFacts], initial: str | None, *, empty: str | None = None, help_text: str = ""
) -> forms.ChoiceField:
    choices = [(column.name, described(column)) for column in columns]
    if empty is not None:
        choices = [("", empty), *choices]
    return forms.ChoiceField(
        label=label, choices=choices, required=empty is None, initial=initial or "", help_text=help_text
    )


def columns_field(
    label: str, columns: Sequence[ColumnFacts], initial: list[str], help_text: str = ""
) -> forms.MultipleChoiceField:
    in_sight = sorted(columns, key=lambda column: column.name not in initial)
    return forms.MultipleChoiceField(
        label=label,
        choices=[(column.name, described(column)) for column in in_sight],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "many"}),
        initial=initial,
        help_text=help_text,
    )


def described(column: ColumnFacts) -> str:
    missing = f", {column.missing:,} missing" if column.missing else ""
    return f"{column.name} ({column.kind.value}, {column.distinct:,} different{missing})"


def takes_several(role: Role) -> bool:
    return role.many or role.kind is Kind.CLASS


def prediction_field(role: Role, names: list[str]) -> forms.CharField:
    several = ", separated by commas" if role.many else ""
    return forms.CharField(
        label=f"In a submission: {role.holds}",
        help_text=f"The name of the column{several}.".replace("column,", "columns,"),
        max_length=2_000,
        initial=", ".join(names),
    )


def knob_field(knob: Parameter, chosen: Mapping[str, Any]) -> forms.Field:
    field: type[forms.Field] = FIELD_TYPES[knob.type]
    needed = knob.default is not None and knob.type is not bool
    return field(
        label=knob.name.replace("_", " ").capitalize(),
        help_text=knob.sentence,
        initial=chosen.get(knob.name, knob.default),
        required=needed,
    )


def cut_fields(
    way: Way, facts: FileFacts, groups: Sequence[ColumnFacts], suggested: Suggested, reasons: Mapping[str, str]
) -> dict[str, forms.Field]:
    """None where the answers say by themselves which rows are public."""
    if any(says_which_is_public(column, way) for column in facts.columns):
        return {}
    together = {"group_column": group_field(groups, suggested, reasons)}
    if way is Way.FILES:
        return public_part(facts.rows, suggested, reasons) | together | seed(suggested)
    test = percent(suggested, "test_share") or suggested_test_percent(facts.rows)
    return {
        "test_percent": test_field(test, facts.rows),
        **public_part(facts.rows * test // 100, suggested, reasons),
        **together,
        "keep_ids": forms.BooleanField(
            label="Keep the file's own ids",
            required=False,
            initial=suggested.get("keep_ids", False),
            help_text=reasons.get("keep_ids", ""),
        ),
        **seed(suggested),
    }


def test_field(percent: int, rows: int) -> forms.IntegerField:
    return forms.IntegerField(
        label="Test rows, in percent of all rows",
        min_value=1,
        max_value=MOST_PERCENT,
        initial=percent,
        help_text=f"The file has {rows:,} rows. What is not taken for test is train.",
    )


def public_part(test_rows: int, suggested: Suggested, reasons: Mapping[str, str]) -> dict[str, forms.Field]:
    return {
        "public_percent": forms.IntegerField(
            label="Public rows, in percent of the test rows",
            min_value=1,
            max_value=MOST_PERCENT,
            initial=percent(suggested, "public_share") or suggested_public_percent(test_rows),
            help_text="They feed the open leaderboard. The rest stays private and decides.",
        ),
        "stratify": forms.BooleanField(
            label="Draw the parts alike",
            required=False,
            initial=suggested.get("stratify", True),
            help_text=reasons.get("stratify", ""),
        ),
    }


def group_field(columns: Sequence[ColumnFacts], suggested: Suggested, reasons: Mapping[str, str]) -> forms.ChoiceField:
    return column_field(
        "Rows that belong together",
        columns,
        suggested.get("group_column"),
        empty="No groups",
        help_text="Rows with the same value here, such as one patient's, never come into two parts. "
        + reasons.get("group_column", ""),
    )


def seed(suggested: Suggested) -> dict[str, forms.Field]:
    drawn = suggested["seed"] if "seed" in suggested else randbelow(LARGEST_SEED)
    return {
        "seed": forms.IntegerField(
            label="Seed", min_value=0, max_value=LARGEST_SEED, initial=drawn, help_text=SEED_HELP
        )
    }


def says_which_is_public(column: ColumnFacts, way: Way) -> bool:
    return way is Way.FILES and column.name.lower() in USAGE_NAMES


def percent(suggested: Suggested, share: str) -> int:
    share_of_rows: float = suggested.get(share, 0)
    return round(100 * share_of_rows)
