"""The frame around an instructor's pages of one course."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from competition import access
from competition.models.courses import Course
from competition.views.pages import show


def course_page(request: HttpRequest, course: Course, name: str, **context: Any) -> HttpResponse:
    frame = {
        "course": course,
        "leads": access.leads(request.user, course),
        "tab": name,
        "now": timezone.now(),
    }
    return show(request, f"competition/teach/{name}.html", frame | context)
