from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from competition.uploads import ReceivedFile


class RosterForm(forms.Form):
    file = forms.FileField(
        label="Roster", allow_empty_file=True, help_text="Nothing changes yet: you see first what it would do."
    )
    drops_missing = forms.BooleanField(
        label="Students missing from this file are dropped",
        help_text="Only students whom a roster has named before; staff and people who came by invitation stay.",
        initial=True,
        required=False,
    )

    def clean_file(self) -> ReceivedFile:
        upload: ReceivedFile = self.cleaned_data["file"]
        if upload.size and upload.size > settings.LARGEST_ROSTER:
            most = filesizeformat(settings.LARGEST_ROSTER)
            raise forms.ValidationError(f"The file is larger than {most}. A roster is names, addresses and sections.")
        return upload


class ApplyForm(forms.Form):
    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)
    without_problems = forms.BooleanField(
        label="Apply the rest without the lines that were not understood", required=False
    )
    mail_new = forms.BooleanField(label="Mail the new students how to sign in", required=False)

    def __init__(self, *args: object, problems: int = 1, new: int = 1, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not problems:
            del self.fields["without_problems"]
        if not new:
            del self.fields["mail_new"]
