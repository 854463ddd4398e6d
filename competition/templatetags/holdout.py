from datetime import datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.utils import timezone

from competition.rules import instants

register = template.Library()


@register.inclusion_tag("components/instants.html", takes_context=True)
def instant(
    context: dict[str, Any], at: datetime, course_zone: str, *, is_end: bool = False, exact: bool = False
) -> dict[str, Any]:
    """An instant in the course's zone, the viewer's zone and UTC; unless `exact`, behind "in 3 days"."""
    return {
        "at": at,
        "relative": "" if exact else instants.ago(at, context.get("now") or timezone.now()),
        "instants": instants.in_zones(
            at, course_zone=course_zone, viewer_zone=viewer_zone(context), is_end=bool(is_end)
        ),
    }


@register.simple_tag(takes_context=True)
def said(context: dict[str, Any], at: datetime, course_zone: str, *, is_end: bool = False) -> str:
    """One line, in the course's zone."""
    return instants.said(at, course_zone, is_end=bool(is_end))


@register.filter
def ago(at: datetime, now: datetime) -> str:
    return instants.ago(at, now)


@register.filter
def numbers_near(page: Page[Any]) -> list[int | None]:
    """The first page, the last, this one and its neighbours; None for those left out. Not a walk over all pages."""
    number, last = page.number, page.paginator.num_pages
    shown = sorted({1, last, *range(max(number - 1, 1), min(number + 1, last) + 1)})
    found: list[int | None] = []
    for before, each in zip([0, *shown], shown, strict=False):
        found += [each] if each == before + 1 else [None, each]
    return found


@register.filter
def iso(at: datetime) -> str:
    return instants.iso(at)


def viewer_zone(context: dict[str, Any]) -> str:
    request = context.get("request")
    return getattr(request.user, "time_zone", "") if isinstance(request, HttpRequest) else ""
