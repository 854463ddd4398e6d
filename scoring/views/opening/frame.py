"""What an instructor's pages on the data of a competition have in common."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.views.teach_competition import page
from scoring.models.openings import Opening
from scoring.queries import openings as queries

# While a worker is busy these pages ask for themselves again.
ADDRESSES = {"files": "opening", "choices": "opening-choices", "checklist": "opening-checklist"}
WHOLE, PIECE = "competition/teach/competition_frame.html", "scoring/opening/piece.html"


def opening_page(request: HttpRequest, opening: Opening, name: str, **context: Any) -> HttpResponse:
    """Whole, or without what stands around it where only a piece was asked for: messages wait for a whole page."""
    around = PIECE if request.headers.get("HX-Request") else WHOLE
    frame = queries.frame(opening) | {"template": f"scoring/opening/{name}.html", "around": around}
    frame["address"] = reverse(ADDRESSES[name], args=[opening.competition.slug]) if name in ADDRESSES else ""
    answer = page(request, opening.competition, "opening", **(frame | context))
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def do(request: HttpRequest, told: str, deed: Callable[..., Any], **values: Any) -> bool:
    """A refusal is told on the next page."""
    try:
        deed(by=by(request), **values)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return False
    if told:
        messages.success(request, told)
    return True
