import math
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from competition.actions.allowances import TooManyTriesError

GetResponse = Callable[[HttpRequest], HttpResponse]


class TooManyTriesMiddleware:
    """Wherever a try is refused, the same page says so, whether the account exists or not."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many_tries(request, exception) if isinstance(exception, TooManyTriesError) else None


def too_many_tries(request: HttpRequest, refusal: TooManyTriesError) -> HttpResponse:
    minutes = math.ceil(refusal.seconds / 60)
    response = render(request, "account/too_many_tries.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(refusal.seconds)
    return response
