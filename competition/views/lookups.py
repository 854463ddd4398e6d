"""Finding what a page is about, or 404; and 403 for staff who may look but not change."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from competition import access
from competition.models.competitions import Competition
from competition.models.courses import Course


def staffed_course(request: HttpRequest, slug: str) -> Course:
    return get_object_or_404(access.courses_staffed(request.user), slug=slug)


def led_course(request: HttpRequest, slug: str) -> Course:
    course = staffed_course(request, slug)
    if not access.leads(request.user, course):
        raise PermissionDenied("Only instructors of this course can change this.")
    return course


def staffed_competition(request: HttpRequest, slug: str) -> Competition:
    return get_object_or_404(access.competitions_staffed(request.user), slug=slug)


def led_competition(request: HttpRequest, slug: str) -> Competition:
    competition = staffed_competition(request, slug)
    if not access.leads(request.user, competition.course):
        raise PermissionDenied("Only instructors of this course can change this.")
    return competition
