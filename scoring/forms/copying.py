from typing import Any

from django import forms

from competition import access
from competition.forms.competitions import ADDRESS, NOT_AN_ADDRESS, TAKEN
from competition.models.competitions import Competition
from competition.models.courses import Course
from competition.models.people import User


class CourseField(forms.ModelChoiceField[Course]):
    def label_from_instance(self, obj: Course) -> str:
        return f"{obj.code} · {obj.title}, {obj.term}"


class CopyForm(forms.Form):
    course = CourseField(
        label="For which course?",
        queryset=Course.objects.none(),
        empty_label=None,
        help_text="Courses that you lead, the newest first.",
    )
    slug = forms.SlugField(label="Address", max_length=60, help_text=ADDRESS, error_messages=NOT_AN_ADDRESS)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course = self.fields["course"]
        assert isinstance(course, CourseField)
        course.queryset = access.courses_led(user)

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if Competition.objects.filter(slug=slug).exists():
            raise forms.ValidationError(TAKEN)
        return slug
