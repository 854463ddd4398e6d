"""What the instructor decides about the data: which column is what, the metric's own settings, how rows are cut."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import escape

from scoring.forms.choice_fields import (
    Suggested,
    column_field,
    columns_field,
    cut_fields,
    knob_field,
    prediction_field,
    says_which_is_public,
    takes_several,
)
from scoring.judging.layout import LayoutError, lay_out
from scoring.judging.metrics.metric import Metric, Role
from scoring.judging.metrics.parameters import ParameterError
from scoring.opening.plan import Choices, ColumnFacts, FileFacts, Way

NUMBERED = "None: number the rows"
HELPERS = frozenset({"weight", "group", "height", "width"})  # facts about a row that the class may see
TWO_PARTS = "One column cannot play two parts: look at the id and the columns below it."


class ChoicesForm(forms.Form):
    """`facts` are of the file that holds the true values; rows may be kept together by the columns of `groups`.
    `suggested` holds values by the names of Choices, `reasons` why."""

    def __init__(
        self,
        *args: Any,
        metric: Metric,
        way: Way,
        facts: FileFacts,
        groups: Sequence[ColumnFacts],
        suggested: Suggested,
        reasons: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.metric, self.way, self.facts, self.suggested = metric, way, facts, suggested
        self.pickable = [column for column in facts.columns if not says_which_is_public(column, way)]
        # A reason may name a column of the file, and help is drawn as it is.
        self.reasons = {name: str(escape(reason)) for name, reason in reasons.items()}
        self.column_names = self.add(self.column_fields())
        self.knob_names = self.add({f"knob_{knob.name}": knob_field(knob, self.knobs_before) for knob in metric.knobs})
        self.cut_names = self.add(cut_fields(way, facts, groups, suggested, self.reasons))

    def add(self, fields: Mapping[str, forms.Field]) -> list[str]:
        self.fields.update(fields)
        return list(fields)

    # What the page draws, group by group.

    def columns_shown(self) -> list[forms.BoundField]:
        return [self[name] for name in self.column_names]

    def knobs_shown(self) -> list[forms.BoundField]:
        return [self[name] for name in self.knob_names]

    def cut_shown(self) -> list[forms.BoundField]:
        return [self[name] for name in self.cut_names]

    @property
    def knobs_before(self) -> Mapping[str, Any]:
        """Of another metric they would mean something else."""
        same = self.suggested.get("metric") == self.metric.id
        return self.suggested.get("parameters", {}) if same else {}

    def column_fields(self) -> dict[str, forms.Field]:
        numbered = NUMBERED if self.way is Way.CUT else None
        id_field = column_field(
            "The id",
            self.pickable,
            self.suggested.get("id_column"),
            empty=numbered,
            help_text=self.reasons.get("id_column", ""),
        )
        answers = {f"role_{role.name}": self.role_field(role) for role in self.metric.answers}
        predictions = {
            f"role_{role.name}": prediction_field(role, self.named_before(role) or [role.name])
            for role in self.metric.predictions
            if role.same_as is None
        }
        return {"id_column": id_field} | answers | predictions

    def role_field(self, role: Role) -> forms.Field:
        label = role.holds[0].upper() + role.holds[1:]
        chosen = self.named_before(role) or self.likely(role)
        why = self.reasons.get("targets", "") if chosen and chosen == list(self.suggested.get("targets", ())) else ""
        if takes_several(role):
            return columns_field(label, self.pickable, chosen, why)
        return column_field(label, self.pickable, chosen[0] if chosen else None, help_text=why)

    def named_before(self, role: Role) -> list[str]:
        given = self.suggested.get("columns", {}).get(role.name, [])
        return [given] if isinstance(given, str) else list(given)

    def likely(self, role: Role) -> list[str]:
        alike = [column.name for column in self.facts.columns if column.name.lower() == role.name]
        targets = list(self.suggested.get("targets", ()))
        return targets if role.name == "target" and (takes_several(role) or len(targets) == 1) else alike

    # What was typed.

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for check in (self.check_columns, self.check_knobs):
            if not self.errors:
                check()
        return cleaned

    def check_columns(self) -> None:
        id_name = self.cleaned_data["id_column"]
        used = [id_name, *self.targets(), *self.helpers()]
        if len(used) > len(set(used)):
            self.add_error(None, TWO_PARTS)
            return
        header = [id_name or "id", *used[1:]]
        try:
            lay_out(self.metric, header, {"id": header[0], **self.columns()})
        except LayoutError as problem:
            self.add_error(None, str(problem))

    def check_knobs(self) -> None:
        given = self.parameters()
        for knob in self.metric.knobs:
            try:
                if knob.name in given:
                    knob.settled(given[knob.name])
            except ParameterError as problem:
                self.add_error(f"knob_{knob.name}", str(problem))

    def columns(self) -> dict[str, list[str]]:
        """By role, as the judging core takes them."""
        roles = [role for role in self.metric.roles if f"role_{role.name}" in self.fields]
        return {role.name: self.columns_of(role) for role in roles}

    def columns_of(self, role: Role) -> list[str]:
        given = self.cleaned_data[f"role_{role.name}"]
        if role in self.metric.predictions:
            return [name.strip() for name in given.split(",") if name.strip()]
        return [given] if isinstance(given, str) else list(given)

    def of_answers(self, *, helpers: bool) -> list[str]:
        roles: Iterable[Role] = (role for role in self.metric.answers if (role.name in HELPERS) is helpers)
        return [name for role in roles for name in self.columns_of(role)]

    def targets(self) -> list[str]:
        return self.of_answers(helpers=False)

    def helpers(self) -> list[str]:
        return self.of_answers(helpers=True)

    def parameters(self) -> dict[str, Any]:
        given = {knob.name: self.cleaned_data[f"knob_{knob.name}"] for knob in self.metric.knobs}
        return {name: value for name, value in given.items() if value not in (None, "")}

    def choices(self) -> Choices:
        cleaned = self.cleaned_data
        cut: dict[str, Any] = {name: cleaned[name] for name in ("stratify", "keep_ids", "seed") if name in cleaned}
        shares = {"test_percent": "test_share", "public_percent": "public_share"}
        cut |= {share: cleaned[name] / 100 for name, share in shares.items() if name in cleaned}
        return Choices(
            metric=self.metric.id,
            targets=tuple(self.targets()),
            id_column=cleaned["id_column"] or None,
            parameters=self.parameters(),
            columns=self.columns(),
            group_column=cleaned.get("group_column") or None,
            **cut,
        )
