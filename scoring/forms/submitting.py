"""What a team sends, and what anybody pastes to be checked."""

from typing import Any

from django import forms


class SubmitForm(forms.Form):
    refused = "Nothing was counted. Please look at this:"

    file = forms.FileField(
        label="Prediction file",
        help_text="CSV; it may be packed as .gz, or as .zip with one file inside.",
        error_messages={"empty": "This file is empty. Choose another one.", "required": "Choose a file first."},
    )
    again = forms.BooleanField(
        label="Send it again all the same", required=False, help_text="Choose the file once more, too."
    )
    note = forms.CharField(label="Note", max_length=500, required=False, help_text="For your team: what is new?")
    request_id = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = self.fields.pop("again")
        if "again" in self.data:
            self.ask_again()

    def ask_again(self) -> None:
        """Of somebody only who sent the same file."""
        self.fields["again"] = self.question
        self.order_fields(["file", "again", "note"])


class ReceiptForm(forms.Form):
    text = forms.CharField(
        label="Receipt",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
        help_text="Paste all of it, with the last part in brackets.",
    )
