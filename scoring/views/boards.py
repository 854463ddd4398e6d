"""The leaderboard, and the practice board of late uploads, as everybody in the course sees them."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe

from competition import access
from competition.queries import showing
from competition.rules.phases import Phase, phase
from competition.views.pages import signed_in
from scoring.queries.boards import ON_A_PAGE, Half, half_of, own_line, own_standing, position_of
from scoring.queries.reveals import last_close, revealed
from scoring.queries.sights import Sight, sight
from scoring.views.board_rows import Row, Rows, row, rows, shown_to
from teams.models.teams import Team
from teams.queries.teams import team_of


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    return _unless_unchanged(request, slug, late=False)


@require_safe
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    return _unless_unchanged(request, slug, late=True)


def _unless_unchanged(request: HttpRequest, slug: str, *, late: bool) -> HttpResponse:
    competition = get_object_or_404(access.competitions(request.user), slug=slug)
    seen = sight(competition, timezone.now())
    if get_messages(request):  # what is said once must not be kept, nor go unsaid
        return _page(request, seen, late=late)
    tag = _tag(request, seen)
    response = get_conditional_response(request, etag=tag) or _page(request, seen, late=late)
    response.headers["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _tag(request: HttpRequest, seen: Sight) -> str:
    """Of all that the page is made from. A keyed digest, which tells nothing of it."""
    user = signed_in(request)
    parts = [
        settings.VERSION,
        seen.name,
        phase(seen.competition, seen.now).value,
        (user.pk, user.name, user.alias, user.email),
        request.META.get("CSRF_COOKIE"),  # stands masked in the page
        request.get_full_path(),
    ]
    return f'"{salted_hmac("board", repr(parts)).hexdigest()}"'


def _page(request: HttpRequest, seen: Sight, *, late: bool) -> HttpResponse:
    frame = showing.frame(request.user, seen.competition, seen.now)
    team = team_of(request.user, seen.competition)
    context = {"tab": "board", "key": seen.key, "late": late, "team": team} | frame | _results(seen, frame["phase"])
    if seen.key:
        context |= _board(request, seen, half_of(seen, late=late), team)
    return render(request, "scoring/board.html", context)


def _results(seen: Sight, now_is: Phase) -> dict[str, Any]:
    """Whether the final board is there, and if not, what it waits for."""
    if now_is is not Phase.CLOSED or seen.key is None:
        return {}
    if revealed(seen.competition):
        return {"revealed": True}
    close = last_close(seen.competition)
    return {"awaits_results": True, "extended_until": close if close > seen.now else None}


def _board(request: HttpRequest, seen: Sight, half: Half, team: Team | None) -> dict[str, Any]:
    page = Paginator(range(half.whole.ranked), ON_A_PAGE).get_page(request.GET.get("page"))
    drawn = rows(seen, half, (page.number - 1) * ON_A_PAGE)
    own, elsewhere = _own(seen, half, team, drawn)
    return {"half": half, "page": page, "rows": shown_to(drawn, own), "own": own, "own_page": elsewhere}


def _own(seen: Sight, half: Half, team: Team | None, drawn: Rows) -> tuple[Row | None, int | None]:
    """The viewer's own row, and the page that it stands on where that is another one."""
    if team is None:
        return None, None
    here = next((each for each in drawn.rows if each.team == team.pk), None)
    standing = None if here else own_standing(half, team)
    if standing is None:
        return here, None
    position = position_of(half, standing)
    return row(seen, half, own_line(half, standing, position), drawn.scale), (position - 1) // ON_A_PAGE + 1
