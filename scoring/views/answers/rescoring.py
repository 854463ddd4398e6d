"""One rescoring: how far it is, what it would change, and the decision."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.forms.competitions import ReasonForm
from competition.models.competitions import Competition
from competition.views.lookups import led_competition, staffed_competition
from competition.views.teach_competition import page
from scoring.actions.rescorings import deciding
from scoring.models.rescorings import Rescoring
from scoring.queries import rescorings as queries
from scoring.views.opening.frame import do

COUNTS = "The new scores count from now on, and the class is told."
DROPPED = "The rescoring is dropped. The scores stay as they are."


@require_safe
def rescoring(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    competition = staffed_competition(request, slug)
    found = _found(competition, pk)
    return _page(request, competition, found, ReasonForm(initial={"reason": found.reason}))


@require_POST
def apply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _decided(request, slug, pk, deciding.apply, COUNTS)


@require_POST
def drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _decided(request, slug, pk, deciding.drop, DROPPED)


@require_POST
def try_again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _found(led_competition(request, slug), pk)
    do(request, "They wait for a worker again.", deciding.try_again, rescoring=found)
    return redirect("teach-rescoring", slug, pk)


def _decided(request: HttpRequest, slug: str, pk: int, deed: Callable[..., Any], told: str) -> HttpResponse:
    competition = led_competition(request, slug)
    found, form = _found(competition, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, competition, found, form)
    try:
        deed(rescoring=found, by=by(request), reason=form.cleaned_data["reason"])
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, competition, found, form)
    messages.success(request, told)
    return redirect("teach-rescoring", slug, pk)


def _found(competition: Competition, pk: int) -> Rescoring:
    return get_object_or_404(queries.rescorings(competition), pk=pk)


def _page(request: HttpRequest, competition: Competition, found: Rescoring, form: forms.Form) -> HttpResponse:
    shown = {"rescoring": found, "form": form} | queries.shown(found)
    return page(request, competition, "answers", template="scoring/answers/rescoring.html", **shown)
