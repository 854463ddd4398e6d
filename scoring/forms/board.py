import math

from django import forms

from scoring.models.boards import BoardSettings

NOT_A_STEP = "Write a number greater than 0, for example 0.005, or leave the field empty."


class BoardForm(forms.ModelForm[BoardSettings]):
    class Meta:
        model = BoardSettings
        fields = ("ladder_step", "shared_ranks", "medals", "late_uploads")
        widgets = {"late_uploads": forms.RadioSelect}
        labels = {
            "ladder_step": "Smallest gain shown",
            "shared_ranks": "Equal scores share a rank",
            "medals": "Mark medal zones",
            "late_uploads": "Files sent after the close",
        }
        help_texts = {
            "ladder_step": (
                "Until the results are out, a team's score on the board moves only when it gets better by more than "
                "this, and is shown rounded to it. That makes it hard to climb the board by trying out the test rows. "
                "Empty: every score is shown as it is."
            ),
            "shared_ranks": "1, 2, 2, 4. Without it, of two equal scores the one that was sent first stands higher.",
            "medals": (
                "Stripes for gold, silver and bronze beside the first teams. How many depends on the number of teams: "
                "a tenth, a fifth and two fifths of fewer than 100."
            ),
            "late_uploads": "On the practice board they are scored but decide nothing.",
        }

    def clean_ladder_step(self) -> float | None:
        step: float | None = self.cleaned_data["ladder_step"]
        if step is not None and not (step > 0 and math.isfinite(step)):
            raise forms.ValidationError(NOT_A_STEP)
        return step
