from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from competition import access


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """What the frame around every page needs."""
    return {
        "demo": settings.DEMO,
        "version": settings.VERSION,
        "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
        "server_now": timezone.now(),
        **_for_staff(request),
    }


def _for_staff(request: HttpRequest) -> dict[str, bool]:
    # A request with a wrong Host is refused before anybody is looked up.
    can_teach = hasattr(request, "user") and access.teaches(request.user)
    return {"can_teach": can_teach, "watches_health": can_teach and request.path.startswith("/teach/")}
