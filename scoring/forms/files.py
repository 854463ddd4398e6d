"""The files that an instructor sends."""

from math import isfinite
from typing import Any

from django import forms

from competition.forms.competitions import BAD_NAME
from competition.models.competitions import DataFile
from competition.uploads import ReceivedFile
from scoring.judging.problems import Category
from scoring.opening.plan import FileRole, Way
from scoring.rules.ways import ROLES

WAYS = {
    Way.CUT: "One file with labels. Holdout cuts it into train, public and private rows.",
    Way.FILES: "Train, test and answers, as Kaggle's hosts have them.",
}
NAMES = {
    FileRole.LABELLED: "The file with labels",
    FileRole.TRAIN: "Train: rows with labels, for the class",
    FileRole.TEST: "Test: rows without labels, for the class",
    FileRole.ANSWERS: "Answers: ids and true values, secret",
    FileRole.SAMPLE: "Sample submission (made by Holdout if you send none)",
    FileRole.EXTRA: "Anything else for the class, for example images in a zip",
}
NO_VERDICT = "Write a number, or one of the categories of refusal, for example missing_id."


class WayForm(forms.Form):
    way = forms.ChoiceField(
        label="What do you have?",
        choices=[(way.value, label) for way, label in WAYS.items()],
        widget=forms.RadioSelect(attrs={"class": "cards"}),
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_way(self) -> Way:
        return Way(self.cleaned_data["way"])


class FileForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="CSV; it may be packed as .gz, or as .zip with one file inside.",
        error_messages={"empty": "This file is empty. Choose another one."},
    )

    def clean_file(self) -> ReceivedFile:
        upload: ReceivedFile = self.cleaned_data["file"]
        try:
            DataFile._meta.get_field("name").run_validators(upload.name)
        except forms.ValidationError:
            raise forms.ValidationError(BAD_NAME) from None
        return upload


class SentFileForm(FileForm):
    """Everything but probes."""

    role = forms.ChoiceField(label="Kind of file")
    field_order = ("role", "file")

    def __init__(self, *args: Any, way: Way, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role.value, name) for role, name in NAMES.items() if role in ROLES[way]]

    def clean_role(self) -> FileRole:
        return FileRole(self.cleaned_data["role"])


class ProbeForm(FileForm):
    expected = forms.CharField(
        label="What it must get",
        max_length=40,
        help_text="Its public score, such as 0.8125, or the category of its refusal, such as missing_id.",
    )

    def clean_expected(self) -> float | str:
        typed = str(self.cleaned_data["expected"])
        if typed in {category.value for category in Category}:
            return typed
        try:
            score = float(typed)
        except ValueError:
            score = float("nan")
        if not isfinite(score):
            raise forms.ValidationError(NO_VERDICT)
        return score
