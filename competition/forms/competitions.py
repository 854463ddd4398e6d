from datetime import datetime
from typing import Any

from django import forms

from competition.forms.long_texts import HOW, LongTextField
from competition.forms.wall_times import AsksMeanings, WallTimeField
from competition.models.competitions import Competition, DataFile
from competition.rules.dates import MOVED_MEANWHILE, REASON_NEEDED, as_seen, changed, date_problems
from competition.uploads import ReceivedFile

LARGE = {"rows": 10}
LONG = ("description", "evaluation", "data_description")
ADDRESS = "The last part of the competition's address: letters, digits and dashes; only one on this site may have it."
TAKEN = "This address is taken on this site. Add the term, for example -fall-2026."
NOT_AN_ADDRESS = {"invalid": "Use letters, digits and dashes only, for example final-project."}
BAD_NAME = (
    "Rename the file, then choose it again: letters, digits, dots, dashes and underscores, "
    "no spaces, a letter or digit first, at most 100."
)
HELP = {
    "opens_at": "From this minute on students who accepted the rules have the data.",
    "teams_lock_at": "Teams stay as they are from here on. 23:59 means the whole of that minute.",
    "closes_at": "What arrives at this instant or later does not count. 23:59 means the whole of that minute.",
    "hand_in_at": "For the write-up, if there is one.",
}


class SettingsForm(forms.ModelForm[Competition]):
    """Texts and numbers. The dates and the rules have pages of their own, since changing them has consequences."""

    class Meta:
        model = Competition
        fields = (
            "title",
            "tagline",
            "slug",
            "accent",
            "description",
            "evaluation",
            "data_description",
            "daily_limit",
            "final_picks",
            "selection_mode",
            "team_size",
            "digits",
        )
        widgets = {name: forms.Textarea(attrs=LARGE) for name in LONG}
        field_classes = dict.fromkeys(LONG, LongTextField)
        help_texts = {
            "tagline": "Stands under the title wherever the competition is listed.",
            "slug": ADDRESS,
            "description": HOW,
            "daily_limit": "For a whole team. A day ends at midnight in the course's time zone.",
            "final_picks": "How many of its submissions a team may choose for the final score.",
            "digits": "Of a score, after the decimal point.",
        }
        error_messages = {"slug": NOT_AN_ADDRESS | {"unique": TAKEN}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("daily_limit", "final_picks", "team_size", "digits"):
            self.fields[name].widget.attrs["min"] = 1
        if self.instance.published_at:
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = "Fixed since publication: links and students' commands hold it."

    def clean_digits(self) -> int:
        return _within(self.cleaned_data["digits"], 1, 10)

    def clean_daily_limit(self) -> int:
        return _within(self.cleaned_data["daily_limit"], 1, 1000)

    def clean_final_picks(self) -> int:
        return _within(self.cleaned_data["final_picks"], 1, 100)

    def clean_team_size(self) -> int:
        return _within(self.cleaned_data["team_size"], 1, 100)


def _within(number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise forms.ValidationError(f"Choose a number from {least} to {most}.")
    return number


class DatesForm(AsksMeanings):
    as_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, zone: str, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["as_seen"] = as_seen(self._stored())
        for name in Competition.DATES:
            self.fields[name] = WallTimeField(
                label=Competition.date_label(name),
                help_text=HELP[name],
                zone=zone,
                is_end=name in Competition.ENDS,
                required=name != "hand_in_at",
            )
        if needs_reason:
            self.fields["reason"] = forms.CharField(
                label="Why the dates move",
                max_length=300,
                required=False,
                help_text="Shown to everybody in the competition beside the old dates, and sent by e-mail.",
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("as_seen") not in {"", self.initial["as_seen"]}:
            self.data = {**self.data, "as_seen": self.initial["as_seen"]}
            self.add_error(None, MOVED_MEANWHILE)
        if not self.errors:
            for name, problem in date_problems(self.dates()).items():
                self.add_error(name, problem)
        if "reason" in self.fields and not cleaned.get("reason", "").strip() and self.moved():
            self.add_error("reason", REASON_NEEDED)
        return cleaned

    def dates(self) -> dict[str, datetime | None]:
        return {name: self.cleaned_data.get(name) for name in Competition.DATES}

    def moved(self) -> bool:
        return bool(changed(self._stored(), self.dates()))

    def _stored(self) -> dict[str, datetime | None]:
        return {name: self.initial.get(name) for name in Competition.DATES}


class NewCompetitionForm(DatesForm):
    """The least that a draft needs; everything else is filled in on its pages."""

    field_order = ("title", "slug", *Competition.DATES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, needs_reason=False, **kwargs)
        model_fields = forms.fields_for_model(
            Competition,
            fields=("title", "slug"),
            help_texts={"slug": ADDRESS},
            error_messages={"slug": NOT_AN_ADDRESS},
        )
        self.fields.update({name: field for name, field in model_fields.items() if field})
        self.order_fields(self.field_order)

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if Competition.objects.filter(slug=slug).exists():
            raise forms.ValidationError(TAKEN)
        return slug


class RulesForm(forms.Form):
    text = LongTextField(label="Rules", widget=forms.Textarea(attrs={"rows": 16}), help_text=HOW, max_length=100_000)


class DataFileForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="Students see it under its own name. A file of the same name is replaced.",
        error_messages={"empty": "This file is empty. Choose another one."},
    )
    about = forms.CharField(label="What it holds", max_length=300, required=False)

    def clean_file(self) -> ReceivedFile:
        upload: ReceivedFile = self.cleaned_data["file"]
        try:
            DataFile._meta.get_field("name").run_validators(upload.name)
        except forms.ValidationError:
            raise forms.ValidationError(BAD_NAME) from None
        return upload


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=300)
