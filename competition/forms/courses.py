from datetime import datetime
from typing import Any

from django import forms

from competition.models.courses import Course
from competition.rules.zone_list import zones_with_offsets

SLUG = "The last part of the course's address: letters, digits and dashes, for example cs501-spring-2027."
MOVED = "Links to the old address stop working."
KEPT = (
    "Competitions exist: their dates stay the same instants, and will be shown, typed and counted in days "
    "by the clock of the new zone."
)


class CourseForm(forms.ModelForm[Course]):
    zone = forms.ChoiceField(label="Time zone", help_text="Dates are typed and days are counted in this zone.")

    class Meta:
        model = Course
        fields = ("code", "title", "term", "slug", "zone", "first_day", "last_day", "mail_domain")
        widgets = {
            "first_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        error_messages = {
            "slug": {
                "invalid": "Use letters, digits and dashes only, for example cs501-spring-2027.",
                "unique": "Another course has this address. Add the term, for example -spring-2027.",
            }
        }

    def __init__(self, *args: Any, now: datetime, has_competitions: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].help_text = f"{SLUG} {MOVED}" if self.instance.pk else SLUG
        zone = self.fields["zone"]
        assert isinstance(zone, forms.ChoiceField)
        zones = zones_with_offsets(now)
        if self.instance.zone not in dict(zones):  # an old spelling that the list leaves out is still a zone
            zones = [(self.instance.zone, self.instance.zone), *zones]
        zone.choices = zones
        if has_competitions:
            zone.help_text = KEPT

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug == "new":
            raise forms.ValidationError("“new” is the address of the page on which courses are opened.")
        return slug

    def clean_mail_domain(self) -> str:
        domain = str(self.cleaned_data["mail_domain"]).strip().lower().removeprefix("@")
        if domain and ("@" in domain or " " in domain or "." not in domain):
            raise forms.ValidationError("Write the part after the @ only, for example uni.edu.")
        return domain

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and first > last:
            self.add_error("last_day", "The last day lies before the first one.")
        return cleaned
