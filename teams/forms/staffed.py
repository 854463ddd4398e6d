"""What staff type about the teams of a competition."""

from datetime import datetime
from typing import Any

from django import forms

from competition.forms.wall_times import AsksMeanings, WallTimeField
from competition.models.competitions import Competition
from competition.models.courses import Enrolment
from teams.forms.own import MemberForm, NameForm
from teams.models.teams import Excluded, Extension, Team
from teams.queries.staffed import student_teams, students, teamless
from teams.rules.extending import why_not_until

KEPT = "Kept in the course's log for ever, so name nobody."


class StudentsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, enrolment: Any) -> str:
        return named(enrolment)


class StudentField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, enrolment: Any) -> str:
        return f"{named(enrolment)}: {enrolment.team_name or 'on no team'}"


def named(enrolment: Any) -> str:
    """`enrolment` comes with the name that `students` gives it."""
    shown: str = enrolment.shown_name
    return shown if shown == enrolment.user.alias else f"{shown} ({enrolment.user.alias})"


class FoundForm(NameForm):
    prefix = "new"
    enrolments = StudentsField(
        label="Students",
        queryset=Enrolment.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Those who are on no team yet. The first of them leads it; you can change that.",
    )

    def __init__(self, data: Any = None, *, competition: Competition) -> None:
        super().__init__(data)
        self.competition = competition
        chooser = self.fields["enrolments"]
        assert isinstance(chooser, StudentsField)
        chooser.queryset = teamless(competition)

    def clean_enrolments(self) -> list[Enrolment]:
        chosen = list(self.cleaned_data["enrolments"])
        if len(chosen) > self.competition.team_size:
            raise forms.ValidationError(f"A team here has at most {self.competition.team_size}. Choose fewer.")
        return chosen


class PlaceForm(forms.Form):
    prefix = "place"
    enrolment = StudentField(label="Student", queryset=Enrolment.objects.none(), empty_label="Choose a student")
    team = forms.ModelChoiceField(label="Onto the team", queryset=Team.objects.none(), empty_label="Choose a team")
    reason = forms.CharField(label="Why", max_length=300, required=False, help_text=KEPT)

    def __init__(self, data: Any = None, *, competition: Competition, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        for name, choices in (("enrolment", students(competition)), ("team", student_teams(competition))):
            chooser = self.fields[name]
            assert isinstance(chooser, forms.ModelChoiceField)
            chooser.queryset = choices


class TakeOffForm(MemberForm):
    reason = forms.CharField(label="Why", max_length=300, help_text=KEPT)


class ExclusionForm(forms.Form):
    prefix = "exclusion"
    excluded = forms.ChoiceField(
        label="On the leaderboard",
        choices=[
            (Excluded.NO, "listed, as every team"),
            (Excluded.HIDDEN, "hidden: not listed"),
            (Excluded.DISQUALIFIED, "disqualified: not listed, for breaking the rules"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="Why", max_length=300, required=False, help_text=f"The team reads it. {KEPT}")

    def __init__(self, data: Any = None, *, team: Team) -> None:
        super().__init__(data, initial={"excluded": team.excluded, "reason": team.excluded_reason})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("excluded") and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say why the team is not listed.")
        return cleaned


class ExtensionForm(AsksMeanings):
    prefix = "extension"
    reason = forms.CharField(label="Why", max_length=300, help_text=f"The team reads it. {KEPT}")

    def __init__(self, data: Any = None, *, team: Team, given: Extension | None) -> None:
        super().__init__(data, initial={"closes_at": given.closes_at, "reason": given.reason} if given else {})
        self.team = team
        zone = team.competition.course.zone
        field = WallTimeField(label="The team's own close", zone=zone, is_end=True, help_text=f"Typed in {zone}.")
        self.fields = {"closes_at": field, **self.fields}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        at = cleaned.get("closes_at")
        if isinstance(at, datetime) and not self.errors and (no := why_not_until(self.team.competition, at)):
            self.add_error("closes_at", no)
        return cleaned
