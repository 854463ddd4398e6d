from datetime import datetime, timedelta
from typing import Any

from django import forms

from competition.models.courses import Enrolment, Role

DAYS = [(3, "3 days"), (7, "a week"), (14, "two weeks"), (30, "30 days"), (120, "120 days")]


class PersonForm(forms.Form):
    role = forms.ChoiceField(label="Role", choices=Role.choices)
    section = forms.CharField(label="Section", max_length=120, required=False)
    active = forms.BooleanField(
        label="Takes part in the course",
        required=False,
        help_text="Without the tick the person is dropped: the course's pages close, the history stays.",
    )
    reason = forms.CharField(
        label="Why",
        max_length=300,
        required=False,
        help_text="Needed where something is taken away. It is kept in the log for ever, so name nobody.",
    )

    def __init__(self, data: Any, *, enrolment: Enrolment) -> None:
        super().__init__(data, initial={name: getattr(enrolment, name) for name in ("role", "section", "active")})


class InvitationForm(forms.Form):
    role = forms.ChoiceField(label="Role", choices=Role.choices)
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="The link is mailed there and works for this address only. Empty: you get a link to pass on.",
    )
    most_uses = forms.IntegerField(
        label="How many people may use it", min_value=1, max_value=5_000, initial=1, help_text="One, for an address."
    )
    days = forms.TypedChoiceField(label="It works for", coerce=int, choices=DAYS, initial=7)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        staff = cleaned.get("role") not in {None, Role.STUDENT}
        if staff and not cleaned.get("email") and cleaned.get("most_uses", 1) > 1:
            self.add_error("most_uses", "A link that makes staff works once: whoever it is passed on to could use it.")
        return cleaned

    def values(self, now: datetime) -> dict[str, Any]:
        chosen = {name: self.cleaned_data[name] for name in ("role", "email", "most_uses")}
        return chosen | {"expires_at": now + timedelta(days=self.cleaned_data["days"])}
