from typing import Any

from django import forms

HOW = "Markdown: **bold**, - lists, [links](https://…), tables."


class LongTextField(forms.CharField):
    """Browsers end lines with CR LF. Kept so, a text that nobody touched would differ from what is stored."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")
