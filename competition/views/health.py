from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from competition.health import look


@never_cache
@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    found = look()
    well = all(state == "well" for state in found.values())
    response = JsonResponse({"status": "well" if well else "unwell", "parts": found}, status=200 if well else 503)
    setattr(response, "_has_been_logged", True)  # noqa: B010 - whoever asks is told; a log line for each question is noise
    return response
