from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from competition.actions.allowances import take_each
from competition.addresses import client_address, network_of
from competition.rules import limits


def challenges_counted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Each challenge for a passkey is kept in a session of its own: a stranger must not fill the table with them."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.session.keys():  # new, or a name that somebody made up
            take_each(limits=limits.challenges(network_of(client_address(request))))
        return view(request, *args, **kwargs)

    return answer
