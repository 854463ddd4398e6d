"""What students type about their own team."""

from typing import Any

from django import forms

from teams.rules.links import DAYS, USUAL_DAYS
from teams.rules.names import tidy, why_not_this_name


class NameForm(forms.Form):
    name = forms.CharField(
        label="Name of the team",
        max_length=60,
        help_text="Everybody in the course reads it on the leaderboard, so tell only what others may know.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        name = tidy(str(self.cleaned_data["name"]))
        if refusal := why_not_this_name(name):
            raise forms.ValidationError(refusal)
        return name


class LinkForm(forms.Form):
    days = forms.TypedChoiceField(label="It works for", coerce=int, choices=DAYS, initial=USUAL_DAYS)


class MemberForm(forms.Form):
    """One of the team's people, chosen by a button; whether the number is one of theirs, the action says."""

    member = forms.IntegerField(min_value=1, max_value=2**62)

    @property
    def chosen(self) -> int:
        number: Any = self.cleaned_data["member"] if self.is_valid() else 0
        return int(number)
