from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from competition import access
from competition.health import look, missing, reading
from competition.views.pages import signed_in


@never_cache
@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    found = look()
    response = JsonResponse(found.numbers(), status=200 if found.is_well else 503)
    setattr(response, "_has_been_logged", True)  # noqa: B010 - whoever asks is told; a log line for each question is noise
    return response


@never_cache
@require_safe
def for_staff(request: HttpRequest) -> HttpResponse:
    """A page of its own, or what stands on top of the staff's pages while something is amiss."""
    if not access.teaches(request.user):
        raise Http404
    read = reading()
    shown = {
        "parts": missing(read),
        "waiting": read.waiting,
        "gone": {part: state for part, state in missing(read).items() if state != "well"},
        "behind": {name: one for name, one in read.waiting.items() if one.is_behind},
        "fault": read.fault if signed_in(request).is_superuser else None,
    }
    name = "_health" if request.headers.get("HX-Request") else "health"
    answer = render(request, f"competition/teach/{name}.html", shown)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
