from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms

from competition.actions.keys import USUAL_DAYS
from competition.models.keys import Scope
from competition.models.people import User
from competition.rules.alias_choice import why_not_this_alias
from competition.rules.zone_list import zones_with_offsets

DAYS = [(30, "30 days"), (90, "90 days"), (USUAL_DAYS, "180 days"), (365, "a year")]


class ProfileForm(forms.Form):
    alias = forms.CharField(
        label="Name that other students see",
        max_length=40,
        help_text="3 to 40 characters that don't tell who you are. Your instructors see your real name beside it.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label="Real name",
        max_length=150,
        required=False,
        help_text="For your instructors.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.ChoiceField(
        label="Time zone", required=False, help_text="Times are shown in this zone beside the course's own."
    )

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        self.user = user
        kwargs["initial"] = {"alias": user.alias, "name": user.name, "time_zone": user.time_zone}
        super().__init__(*args, **kwargs)
        zones = self.fields["time_zone"]
        assert isinstance(zones, forms.ChoiceField)
        zones.choices = [("", "Each course's own zone"), *zones_with_offsets(now)]

    def clean_alias(self) -> str:
        return " ".join(str(self.cleaned_data["alias"]).split())

    def clean(self) -> dict[str, Any]:
        alias = self.cleaned_data.get("alias")
        if alias and alias != self.user.alias:
            self._check(alias)
        return self.cleaned_data

    def _check(self, alias: str) -> None:
        for name in (self.user.name, self.cleaned_data.get("name", "")):
            if refusal := why_not_this_alias(alias, name=name, email=self.user.email):
                return self.add_error("alias", refusal)
        if User.objects.filter(alias__iexact=alias).exclude(pk=self.user.pk).exists():
            self.refuse_taken()
        return None

    def refuse_taken(self) -> None:
        self.add_error("alias", "Somebody has this name already. Choose another one.")


class KeyForm(forms.Form):
    name = forms.CharField(label="Where you will use it", max_length=60, help_text="For example: my laptop.")
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=Scope.choices,
        initial=[Scope.READ, Scope.SUBMIT],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(label="It works for", coerce=int, choices=DAYS, initial=USUAL_DAYS)

    def expires_at(self, now: datetime) -> datetime:
        return now + timedelta(days=self.cleaned_data["days"])
