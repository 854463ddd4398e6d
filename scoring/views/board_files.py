"""The whole board for a spreadsheet and for programs: the same facts as on the page."""

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from competition import access
from scoring.queries.boards import every_line, half_of
from scoring.queries.editions import edition
from scoring.rules.board_facts import as_csv, facts


@require_safe
def table(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    competition = get_object_or_404(access.competitions(request.user), slug=slug)
    lines = every_line(half_of(edition(competition, timezone.now())))
    headers = {"Content-Disposition": f'attachment; filename="{slug}-board.csv"'}
    content = as_csv(lines, competition.digits)
    return StreamingHttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    competition = get_object_or_404(access.competitions(request.user), slug=slug)
    lines = every_line(half_of(edition(competition, timezone.now())))
    return JsonResponse({"competition": slug, "board": [facts(line, competition.digits) for line in lines]})
