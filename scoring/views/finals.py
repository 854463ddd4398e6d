"""The final board, and the page that shows it to a class line by line."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from competition import access
from competition.models.competitions import Competition
from competition.views.competition import framed
from competition.views.lookups import staffed_competition
from competition.views.pages import page_of
from scoring.queries import finals
from scoring.queries.boards import practised
from scoring.queries.reveals import last_close, revealed
from scoring.rules.final_lines import FinalLine, as_csv, facts
from scoring.rules.slopes import slope
from teams.queries.teams import team_of

SHOWN_BEFORE = 6


@require_safe
def final(request: HttpRequest, slug: str) -> HttpResponse:
    frame = framed(request, slug, "board")
    competition: Competition = frame["competition"]
    if not revealed(competition):
        return render(request, "scoring/final.html", frame | {"close": last_close(competition)})
    team = team_of(request.user, competition)
    page = page_of(request, finals.standings(competition), finals.ON_A_PAGE)
    moves = finals.moves(competition, team) if page.number == 1 else []
    shown = {
        "out": True,
        "page": page,
        "lines": finals.lines(competition, page),
        "team": team,
        "own": finals.own(competition, team),
        "shake_up": finals.shake_up(competition),
        "slope": slope(moves) if len(moves) > 1 else "",
        "practised": practised(competition),
    }
    return render(request, "scoring/final.html", frame | shown)


@require_safe
def table(request: HttpRequest, slug: str) -> HttpResponse:
    text = "".join(as_csv(_lines(request, slug)))
    headers = {"Content-Disposition": f'attachment; filename="{slug}-final.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def data(request: HttpRequest, slug: str) -> HttpResponse:
    return JsonResponse({"competition": slug, "final": [facts(line) for line in _lines(request, slug)]})


def _lines(request: HttpRequest, slug: str) -> list[FinalLine]:
    """Nothing is there before the results are out."""
    competition = get_object_or_404(access.competitions(request.user), slug=slug)
    if not revealed(competition):
        raise Http404
    return finals.lines(competition, finals.standings(competition))


@require_safe
def reveal(request: HttpRequest, slug: str) -> HttpResponse:
    """For the projector: from the last place to the first, one more at each step."""
    competition = staffed_competition(request, slug)
    rows = finals.ranked(competition)
    count = rows.count()
    shown = min(_number(request.GET.get("shown", "")), count)
    first = count - shown
    here = finals.lines(competition, rows[first : first + SHOWN_BEFORE + 1])
    context = {"competition": competition, "count": count, "shown": shown, "next": shown + 1, "back": shown - 1}
    context |= {"newest": here[0] if shown else None, "before": here[1:] if shown else [], "left": first}
    return render(request, "scoring/reveal.html", context)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
