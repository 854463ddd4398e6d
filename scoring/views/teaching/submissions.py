"""Everything that the class has sent, for its staff."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.views.lookups import staffed_competition
from competition.views.pages import chosen, page_of, signed_in
from competition.views.teach_competition import page
from scoring.actions.previews.asking import ask
from scoring.queries import class_submissions as queries
from scoring.queries.keys import active_key
from scoring.queries.previews import preview_of
from scoring.queries.reveals import revealed

ON_A_PAGE = 50


@require_safe
def submissions(request: HttpRequest, slug: str) -> HttpResponse:
    competition, wanted = staffed_competition(request, slug), chosen(request, *queries.TOOLBAR)
    rows = queries.found(queries.class_submissions(competition, active_key(competition)), wanted)
    pages = page_of(request, rows.prefetch_related("suspicions"), ON_A_PAGE)
    preview = preview_of(competition, signed_in(request))
    shown = {
        "page": pages,
        "lines": queries.lines(pages, preview.rows if preview else None),
        "preview": preview,
        "revealed": revealed(competition),
        "wanted": wanted,
        "filtered": any(wanted.values()),
        "states": queries.STATES.items(),
        "teams": queries.teams_with_files(competition),
    }
    return page(request, competition, "submissions", template="scoring/teach/submissions.html", **shown)


@require_POST
def private_scores(request: HttpRequest, slug: str) -> HttpResponse:
    """A worker copies them out of the vault; the page shows them as soon as they are there."""
    competition = staffed_competition(request, slug)
    try:
        ask(competition=competition, by=by(request))
        messages.success(request, "The private scores are shown to you, and to nobody else, for 15 minutes.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("teach-submissions", slug)


@require_safe
def today(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of its own, or a card on the competition's first page."""
    competition, now = staffed_competition(request, slug), timezone.now()
    name = "_today" if request.headers.get("HX-Request") else "today"
    counts = queries.counts(competition, active_key(competition), now)
    answer = page(request, competition, "submissions", template=f"scoring/teach/{name}.html", counts=counts, now=now)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
