from typing import Any

from django import forms

from competition.forms.long_texts import HOW, LongTextField
from competition.models.competitions import Competition
from competition.models.courses import Course


class AnnouncementForm(forms.Form):
    competition = forms.ModelChoiceField(
        label="For",
        queryset=Competition.objects.none(),
        required=False,
        empty_label="the whole course",
        help_text="A competition that students don't see yet is not in the list.",
    )
    title = forms.CharField(label="Title", max_length=200)
    text = LongTextField(
        label="Text", widget=forms.Textarea(attrs={"rows": 8}), max_length=20_000, required=False, help_text=HOW
    )
    also_mail = forms.BooleanField(label="Also by e-mail to every active student of the course", required=False)

    def __init__(self, *args: Any, course: Course, competitions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["competition"]
        assert isinstance(chooser, forms.ModelChoiceField)
        chooser.queryset = competitions
        self.fields["also_mail"].help_text = f"From {course.code}, to each student alone."
