"""How much the teams could know of the public rows, for the staff."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from competition.views.lookups import staffed_competition
from competition.views.pages import page_of
from competition.views.teach_competition import page
from scoring.queries import probing as queries
from scoring.queries.keys import active_key
from scoring.rules.probes import title, why

ON_A_PAGE = 50
MOST_TEAMS = 50


@require_safe
def probing(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of its own, or a card on the competition's first page."""
    competition = staffed_competition(request, slug)
    known = queries.knowledge(competition, active_key(competition))
    pages = page_of(request, queries.suspicions(competition), ON_A_PAGE)
    shown = {
        "known": known[:MOST_TEAMS],
        "more": len(known) - MOST_TEAMS,
        "warned": sum(each.warned for each in known),
        "page": pages,
        "lines": [(each, title(each), why(each)) for each in pages],
    }
    name = "_probing" if request.headers.get("HX-Request") else "probing"
    answer = page(request, competition, "submissions", template=f"scoring/teach/{name}.html", **shown)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
