"""The leaderboard, and the practice board of late uploads, as everybody in the course sees them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.crypto import salted_hmac
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from competition import access
from competition.models.competitions import Competition
from competition.rules.phases import Phase, phase
from competition.views.pages import signed_in
from scoring.queries.boards import ON_A_PAGE, Half, half_of
from scoring.queries.editions import Edition, stamp
from scoring.queries.reveals import last_close, revealed
from scoring.views.board_rows import rows, shown_to
from teams.models.teams import Team
from teams.queries.teams import team_of


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    return _unless_unchanged(request, slug, late=False)


@require_safe
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    return _unless_unchanged(request, slug, late=True)


def _unless_unchanged(request: HttpRequest, slug: str, *, late: bool) -> HttpResponse:
    """Who sends the tag of the page as it is now was shown it by us, and nothing has changed since, not even who may
    see what: so this needs no second look at their rights."""
    now = timezone.now()
    seen = stamp(slug, now)
    tag = _tag(request, seen)
    spoken_to = bool(get_messages(request))  # what is said once must be said, and not kept
    if tag in _tags(request) and not spoken_to:
        response: HttpResponse = HttpResponseNotModified()
    else:
        competition = get_object_or_404(access.competitions(request.user), slug=slug)
        response = _page(request, Edition(seen, competition, now), late=late)
    if not spoken_to:
        response.headers["ETag"] = tag
        patch_cache_control(response, private=True, no_cache=True)
    return response


def _tag(request: HttpRequest, seen: str) -> str:
    """Of all that the page is made from. A keyed digest, which tells nothing of it and which nobody else can make."""
    user = signed_in(request)
    person = (user.pk, user.name, user.alias, user.email)
    csrf = request.META.get("CSRF_COOKIE")  # stands masked in the page
    parts = [settings.VERSION, seen, person, csrf, request.get_full_path()]
    return f'"{salted_hmac("board", repr(parts)).hexdigest()}"'


def _tags(request: HttpRequest) -> list[str]:
    """A proxy that packs the page makes its tag a weak one."""
    return [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]


def _page(request: HttpRequest, seen: Edition, *, late: bool) -> HttpResponse:
    competition, half = seen.competition, half_of(seen, late=late)
    frame = {"tab": "board", "competition": competition, "course": competition.course, "now": seen.now}
    team = team_of(request.user, competition)
    context = frame | {"phase": phase(competition, seen.now), "late": late, "team": team, "half": half}
    if half:
        context |= _results(competition, seen.now) | _board(request, seen, half, team)
    return render(request, "scoring/board.html", context)


def _results(competition: Competition, now: datetime) -> dict[str, Any]:
    """Whether the final board is there, and if not, what it waits for."""
    if phase(competition, now) is not Phase.CLOSED:
        return {}
    if revealed(competition):
        return {"revealed": True}
    close = last_close(competition)
    return {"awaits_results": True, "extended_until": close if close > now else None}


def _board(request: HttpRequest, seen: Edition, half: Half, team: Team | None) -> dict[str, Any]:
    page = Paginator(range(half.whole.ranked), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = shown_to(team, seen, half, rows(seen, half, (page.number - 1) * ON_A_PAGE))
    own_page = (shown.position - 1) // ON_A_PAGE + 1 if shown.position else None
    return {"page": page, "shown": shown, "own_page": own_page}
