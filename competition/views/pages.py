"""What views have in common: reading a request, and answering it with a page."""

from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from competition.models.people import User

Row = TypeVar("Row", bound=Model)
require_safe_or_post = require_http_methods(["GET", "HEAD", "POST"])


def signed_in(request: HttpRequest) -> User:
    """For views that ask for a sign-in, as all do that don't say otherwise."""
    assert isinstance(request.user, User)
    return request.user


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with: an empty one was sent all the same."""
    return request.POST if request.method == "POST" else None


def chosen(request: HttpRequest, *names: str) -> dict[str, str]:
    """What a toolbar says. A NUL in an address is no reason for PostgreSQL to stumble."""
    return {name: request.GET.get(name, "").replace("\0", "")[:200] for name in names}


def page_of(request: HttpRequest, rows: QuerySet[Row], size: int) -> Page[Row]:
    return Paginator(rows, size).get_page(request.GET.get("page"))


def show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A form that was refused comes back as 422, which htmx swaps in like any page."""
    form = context.get("form")
    return render(request, template, context, status=422 if form is not None and form.errors else 200)
