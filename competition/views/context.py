from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from competition import access


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """What the frame around every page needs."""
    return {
        "demo": settings.DEMO,
        "server_now": timezone.now(),
        "can_teach": access.teaches(request.user),
    }
