"""A form field for a date and time as typed in the course's zone. Where a wall time has two meanings the form
comes back with the question under the field, and the answer travels in `<name>_meaning`."""

from datetime import datetime
from typing import Any

from django import forms

from competition.rules import wall_times
from competition.rules.instants import iso


class WallTimeField(forms.DateTimeField):
    def __init__(self, *, zone: str, is_end: bool = False, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)
        self.zone, self.is_end = zone, is_end

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and value.tzinfo:
            return wall_times.wall_of(value, self.zone, is_end=self.is_end)
        return super().prepare_value(value)

    def to_python(self, value: Any) -> Any:
        """A naive wall time: the form asks for its meaning in `AsksMeanings.clean`."""
        if value in self.empty_values:
            return None
        for pattern in ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"):
            try:
                return datetime.strptime(str(value).strip(), pattern)  # noqa: DTZ007 - a wall time has no zone yet
            except ValueError:
                continue
        raise forms.ValidationError("Write the date and time as 2026-04-19 23:59.", code="invalid")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            typed = self.to_python(data)
        except forms.ValidationError:
            return True
        return bool(typed != self.prepare_value(initial))


class AsksMeanings(forms.Form):
    """Turns the wall times of a form into instants, asking where one has more than one meaning."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, field in list(self.fields.items()):
            if isinstance(field, WallTimeField) and isinstance(cleaned.get(name), datetime):
                self._settle(name, field, cleaned)
        return cleaned

    def _settle(self, name: str, field: WallTimeField, cleaned: dict[str, Any]) -> None:
        kept = self.initial.get(name)
        if kept and cleaned[name] == field.prepare_value(kept).replace(second=0, microsecond=0):
            # Left as it was: a date asked about and answered once is not asked about again.
            cleaned[name] = kept
            return
        try:
            meanings = wall_times.meanings(cleaned[name], field.zone, is_end=field.is_end)
        except wall_times.SkippedTimeError as problem:
            self.add_error(name, str(problem))
            return
        chosen = self.data.get(self.add_prefix(f"{name}_meaning"))
        answer = next((meaning for meaning in meanings if iso(meaning.at) == chosen), None)
        if answer or len(meanings) == 1:
            cleaned[name] = (answer or meanings[0]).at
        else:
            self._ask(name, meanings)

    def _ask(self, name: str, meanings: list[wall_times.Answer]) -> None:
        self.fields[f"{name}_meaning"] = forms.ChoiceField(
            label=f"{self.fields[name].label}: which one?",
            choices=[(iso(meaning.at), meaning.text) for meaning in meanings],
            widget=forms.RadioSelect,
            required=False,
        )
        self.order_fields(_beside(list(self.fields), name))
        self.add_error(name, "This time has two meanings. Choose one below, then save again.")


def _beside(names: list[str], name: str) -> list[str]:
    names.remove(f"{name}_meaning")
    names.insert(names.index(name) + 1, f"{name}_meaning")
    return names
