"""The staff's pages of the teams of a competition."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from competition.views.lookups import led_competition, staffed_competition
from competition.views.pages import chosen, page_of, require_safe_or_post, typed
from competition.views.teach_competition import page
from teams.actions.founding import found_for
from teams.actions.placing import place as place_student
from teams.forms.staffed import FoundForm, PlaceForm
from teams.queries import staffed as queries

ON_A_PAGE = 50


@require_safe_or_post
def teams(request: HttpRequest, slug: str) -> HttpResponse:
    competition = led_competition(request, slug) if request.method == "POST" else staffed_competition(request, slug)
    form = FoundForm(typed(request), competition=competition)
    if form.is_valid() and _founded(request, competition, form):
        messages.success(request, f"{form.cleaned_data['name']} stands.")
        return redirect("teach-teams", slug)
    return _listed(request, competition, form=form, found_form=form)


def _founded(request: HttpRequest, competition: Competition, form: FoundForm) -> bool:
    try:
        found_for(competition=competition, by=by(request), now=timezone.now(), **form.cleaned_data)
    except RefusedError as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True


@require_POST
def place(request: HttpRequest, slug: str) -> HttpResponse:
    competition = led_competition(request, slug)
    form = PlaceForm(request.POST, competition=competition)
    if form.is_valid() and _placed(request, form):
        messages.success(request, f"Placed on {form.cleaned_data['team'].name}.")
        return redirect("teach-teams", slug)
    return _listed(request, competition, form=form, place_form=form)


def _placed(request: HttpRequest, form: PlaceForm) -> bool:
    try:
        place_student(by=by(request), now=timezone.now(), **form.cleaned_data)
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _listed(request: HttpRequest, competition: Competition, **forms: Any) -> HttpResponse:
    """`form` is the one that was sent."""
    wanted = chosen(request, "q", "student", "team")
    preset = {"enrolment": wanted["student"], "team": wanted["team"]}
    empty = {
        "found_form": FoundForm(competition=competition),
        "place_form": PlaceForm(initial=preset, competition=competition),
    }
    shown = {
        "page": page_of(request, queries.listed(competition, wanted["q"]), ON_A_PAGE),
        "teamless": queries.teamless(competition),
        "wanted": wanted,
    }
    return page(request, competition, "teams", template="teams/teach/teams.html", **(empty | shown | forms))
