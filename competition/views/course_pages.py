"""The frame around an instructor's pages of one course."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from competition import access
from competition.models.courses import Course


def course_page(request: HttpRequest, course: Course, name: str, **context: Any) -> HttpResponse:
    """A form that was refused comes back as 422, which htmx swaps in like any page."""
    form = context.get("form")
    frame = {
        "course": course,
        "leads": access.leads(request.user, course),
        "tab": name,
        "now": timezone.now(),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, f"competition/teach/{name}.html", frame | context, status=status)


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with: an empty one was sent all the same."""
    return request.POST if request.method == "POST" else None


def chosen(request: HttpRequest, *names: str) -> dict[str, str]:
    """What a toolbar says. A NUL in an address is no reason for PostgreSQL to stumble."""
    return {name: request.GET.get(name, "").replace("\0", "")[:200] for name in names}
