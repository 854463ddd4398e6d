"""Another answer key: corrected answers, another metric, or both."""

from collections.abc import Mapping
from typing import Any

from django import forms

from competition.forms.competitions import BAD_NAME
from competition.models.competitions import DataFile
from competition.uploads import ReceivedFile
from scoring.forms.choice_fields import knob_field
from scoring.judging.metrics.metric import Metric, Role
from scoring.judging.metrics.parameters import ParameterError
from scoring.models.keys import AnswerKey

FILE_HELP = (
    "A CSV with the same ids and columns as the answers in use. Leave out Usage, and every row stays public or private "
    "as it is. Send nothing to keep the answers."
)
REASON_HELP = "The class reads it once you apply the new scores."


class ProposalForm(forms.Form):
    """The columns are typed: the answers in use are where no page can look at them."""

    file = forms.FileField(
        label="Corrected answers",
        required=False,
        help_text=FILE_HELP,
        error_messages={"empty": "This file is empty. Choose another one."},
    )
    reason = forms.CharField(label="Why", max_length=300, help_text=REASON_HELP)

    def __init__(self, *args: Any, metric: Metric, key: AnswerKey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.metric, self.key = metric, key
        same = key.metric == metric.id
        self.roles = [role for role in metric.roles if role in metric.answers or role.same_as is None]
        self.fields |= {f"role_{role.name}": role_field(role, key.columns) for role in self.roles}
        self.fields |= {f"knob_{knob.name}": knob_field(knob, key.parameters if same else {}) for knob in metric.knobs}

    def shown(self, beginning: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(beginning)]

    def columns_shown(self) -> list[forms.BoundField]:
        return self.shown("role_")

    def knobs_shown(self) -> list[forms.BoundField]:
        return self.shown("knob_")

    def clean_file(self) -> ReceivedFile | None:
        upload: ReceivedFile | None = self.cleaned_data["file"]
        try:
            if upload:
                DataFile._meta.get_field("name").run_validators(upload.name)
        except forms.ValidationError:
            raise forms.ValidationError(BAD_NAME) from None
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for knob in self.metric.knobs:
            name = f"knob_{knob.name}"
            try:
                if cleaned.get(name) not in (None, ""):
                    knob.settled(cleaned[name])
            except ParameterError as problem:
                self.add_error(name, str(problem))
        return cleaned

    def terms(self) -> dict[str, Any]:
        """As the action takes them. The columns of ids and of parts are what they were."""
        chosen = {role.name: names(self.cleaned_data[f"role_{role.name}"]) for role in self.roles}
        kept = {name: self.key.columns[name] for name in ("id", "usage") if name in self.key.columns}
        knobs = {knob.name: self.cleaned_data[f"knob_{knob.name}"] for knob in self.metric.knobs}
        return {
            "metric": self.metric.id,
            "columns": kept | {role: given for role, given in chosen.items() if given},
            "parameters": {name: value for name, value in knobs.items() if value not in (None, "")},
        }


def role_field(role: Role, columns: Mapping[str, Any]) -> forms.CharField:
    given = columns.get(role.name, [])
    return forms.CharField(
        label=role.holds[0].upper() + role.holds[1:],
        help_text="The name of its column; several are separated by commas. Empty: as the columns are named.",
        required=False,
        max_length=2_000,
        initial=given if isinstance(given, str) else ", ".join(given),
    )


def names(typed: str) -> list[str]:
    return [name.strip() for name in typed.split(",") if name.strip()]
