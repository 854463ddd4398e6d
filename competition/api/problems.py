"""The one shape of an error: RFC 9457 problem+json, with a remedy beside the reason."""

import logging
import math
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

MEDIA_TYPE = "application/problem+json"
NOTHING_HERE = "There is nothing here, or it is not open to you."

TITLES = {
    400: "The request cannot be read",
    401: "No valid key",
    403: "Not allowed",
    404: "Nothing here",
    405: "Not done this way",
    406: "Only JSON is spoken here",
    409: "Done before",
    413: "Too large",
    415: "Not this kind of content",
    422: "Cannot be done",
    429: "Too many requests",
    500: "Our fault",
}
REMEDIES = {
    400: "Send well-formed JSON with the fields that the schema names.",
    401: "Make a key on your account page and send it as user name and password, or as a bearer token.",
    403: "Use a key that has the scope this address asks for.",
    404: "Check the address against /api/v2/schema; addresses have no slash at the end.",
    405: "Look into the Allow header for what works here.",
    406: "Send `Accept: application/json`, or no Accept header at all.",
    409: "Look at what is there already.",
    413: "Send less at once.",
    415: "Send the kind of content that the schema names for this address.",
    422: "Mend what the detail says, then send it again.",
    429: "Wait for as many seconds as the Retry-After header says.",
    500: "Try again in a minute. If it stays so, tell your instructor the time of this answer.",
}
log = logging.getLogger(__name__)


class RulesNotAcceptedError(exceptions.PermissionDenied):
    default_detail = "The files are for people who have accepted the newest rules, once the competition is open."
    remedy = "Open the competition's data page in a browser: it says what is missing."


def answer(problem: Exception, context: dict[str, Any]) -> Response:
    """What REST framework calls for every exception of an endpoint."""
    set_rollback()
    if isinstance(problem, Http404):
        problem = exceptions.NotFound(NOTHING_HERE)
    elif isinstance(problem, PermissionDenied):
        problem = exceptions.PermissionDenied()
    elif isinstance(problem, SuspiciousOperation):  # such as a form with thousands of fields
        problem = exceptions.ParseError()
    elif not isinstance(problem, exceptions.APIException):
        problem = _our_fault(problem, context)
    return Response(_told(problem), problem.status_code, headers=_headers(problem), content_type=MEDIA_TYPE)


def _our_fault(problem: Exception, context: dict[str, Any]) -> exceptions.APIException:
    log.exception("An endpoint failed", exc_info=problem)
    got_request_exception.send(sender=None, request=context["request"]._request)
    return exceptions.APIException("Something broke on our side. Nothing was changed.")


def _told(problem: exceptions.APIException) -> dict[str, Any]:
    code = problem.status_code
    told = body(code, detail="", remedy=getattr(problem, "remedy", ""))
    if isinstance(problem, exceptions.ValidationError):
        return told | {"detail": "Some fields are not right.", "errors": problem.detail}
    return told | {"detail": str(problem.detail)} | getattr(problem, "more", {})


def body(code: int, *, detail: str, remedy: str = "") -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": TITLES.get(code, "Refused"),
        "status": code,
        "detail": detail,
        "remedy": remedy or REMEDIES.get(code, ""),
    }


def _headers(problem: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if challenge := getattr(problem, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if (wait := getattr(problem, "wait", None)) is not None:
        headers["Retry-After"] = str(math.ceil(wait))
    return headers


@login_not_required
@csrf_exempt
def no_such_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The same bytes as for an object that is missing or foreign."""
    told = JSONRenderer().render(body(404, detail=NOTHING_HERE))
    return HttpResponse(told, status=404, content_type=MEDIA_TYPE)
