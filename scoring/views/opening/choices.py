"""What the instructor decides: the metric, which column is what, how rows are cut."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from competition.models.competitions import Competition
from competition.views.lookups import led_competition
from competition.views.pages import require_safe_or_post, typed
from scoring.actions.openings.asking import ask_to_make
from scoring.actions.openings.choosing import choose
from scoring.forms.choices import ChoicesForm
from scoring.judging.metrics.catalogue import FAMILIES, METRICS
from scoring.judging.metrics.metric import Metric
from scoring.models.openings import Opening
from scoring.opening.plan import Understood, Way
from scoring.queries import openings as queries
from scoring.rules.examples import worked_example
from scoring.rules.understood import grouping_columns, main_file
from scoring.views.opening.frame import do, opening_page

NO_GUESS = "rmse"


@require_safe_or_post
def choices(request: HttpRequest, slug: str) -> HttpResponse:
    competition = led_competition(request, slug)
    opening = queries.opening_of(competition)
    understood = queries.understood(opening)
    if understood is None or main_file(understood, Way(opening.way)) is None:
        return opening_page(request, opening, "choices", form=None, waits=True)
    suggested = suggestions(request, opening, understood)
    metric = metric_asked(request, suggested)
    if "look" in request.POST:
        return redirect(f"{reverse('opening-choices', args=[slug])}?metric={metric.id}")
    form = form_of(request, opening, understood, metric, suggested)
    if form.is_valid() and saved(request, competition, form):
        return redirect("opening-checklist", slug)
    context = {"families": FAMILIES, "guess": understood.guesses.get("metric"), "metric": metric}
    return opening_page(request, opening, "choices", form=form, example=worked_example(metric), **context)


def suggestions(request: HttpRequest, opening: Opening, understood: Understood) -> dict[str, Any]:
    """What was chosen before, unless the suggestions are asked for again; or else what inspection guessed."""
    if opening.choices and "suggested" not in request.GET:
        return dict(opening.choices)
    return {name: guess.value for name, guess in understood.guesses.items()}


def metric_asked(request: HttpRequest, suggested: dict[str, Any]) -> Metric:
    asked = request.POST.get("metric") or request.GET.get("metric") or suggested.get("metric", NO_GUESS)
    if asked not in METRICS:
        raise Http404
    return METRICS[asked]


def form_of(
    request: HttpRequest, opening: Opening, understood: Understood, metric: Metric, suggested: dict[str, Any]
) -> ChoicesForm:
    way = Way(opening.way)
    facts = main_file(understood, way)
    assert facts
    reasons = {name: guess.reason for name, guess in understood.guesses.items()}
    groups = grouping_columns(understood, way)
    return ChoicesForm(
        typed(request), metric=metric, way=way, facts=facts, groups=groups, suggested=suggested, reasons=reasons
    )


def saved(request: HttpRequest, competition: Competition, form: ChoicesForm) -> bool:
    if not do(request, "", choose, competition=competition, choices=form.choices()):
        return False
    # Where nothing was changed, what was made of it before stands.
    made = queries.opening_of(competition).made
    return bool(made) or do(request, "", ask_to_make, competition=competition)
