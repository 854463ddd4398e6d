"""How a competition is scored, for everybody in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from competition import access
from competition.queries import showing
from scoring.queries.keys import scored_by


@require_safe
def metric(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of its own, or a piece of the competition's overview."""
    competition = get_object_or_404(access.competitions(request.user), slug=slug)
    frame = showing.frame(request.user, competition, timezone.now()) | {"tab": "overview"}
    name = "_metric" if request.headers.get("HX-Request") else "metric"
    answer = render(request, f"scoring/{name}.html", frame | {"scored": scored_by(competition)})
    patch_vary_headers(answer, ["HX-Request"])
    return answer
