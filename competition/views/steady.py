from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

# Several times what the work takes (8 to 10 ms measured): under ordinary load the clock decides, not the work.
AT_LEAST = 0.05


def steady(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A posted form is answered after the same time, whether or not the address in it has an account.

    Without it, asking for a password link took 0.5 ms longer for an address we know.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        started = time.monotonic()
        try:
            return view(request, *args, **kwargs)
        finally:
            if request.method == "POST":
                time.sleep(max(0.0, started + AT_LEAST - time.monotonic()))

    return answer
