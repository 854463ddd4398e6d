"""What was made, and what the launch checklist says of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from competition.views.lookups import led_competition
from scoring.actions.openings.asking import ask_to_check, ask_to_make
from scoring.queries import openings as queries
from scoring.views.opening.frame import do, opening_page


@require_safe
def checklist(request: HttpRequest, slug: str) -> HttpResponse:
    opening = queries.opening_of(led_competition(request, slug))
    return opening_page(request, opening, "checklist", **queries.checklist(opening))


@require_POST
def make(request: HttpRequest, slug: str) -> HttpResponse:
    do(request, "", ask_to_make, competition=led_competition(request, slug))
    return redirect("opening-checklist", slug)


@require_POST
def check(request: HttpRequest, slug: str) -> HttpResponse:
    do(request, "", ask_to_check, competition=led_competition(request, slug))
    return redirect("opening-checklist", slug)
