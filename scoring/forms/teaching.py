from typing import Any

from django import forms

from competition.models.competitions import Competition
from competition.uploads import ReceivedFile
from teams.models.teams import Team, TeamKind


class SendForTeamForm(forms.Form):
    team = forms.ModelChoiceField(queryset=Team.objects.none(), empty_label="Choose a team")
    file = forms.FileField(help_text="It is judged like every other file.")
    reason = forms.CharField(max_length=300, help_text="The team reads it beside the file, and it stands in the log.")
    request_id = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, competition: Competition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        playing = Team.objects.filter(competition=competition, kind=TeamKind.STUDENT, merged_into=None)
        team = self.fields["team"]
        assert isinstance(team, forms.ModelChoiceField)
        team.queryset = playing

    def clean_file(self) -> ReceivedFile:
        file = self.cleaned_data["file"]
        assert isinstance(file, ReceivedFile)
        return file
