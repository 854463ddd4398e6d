"""How an upload is refused, in the one shape of an error."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from rest_framework import exceptions

from competition.actions.refused import RefusedError
from competition.queries.clock import database_now
from scoring.rules.refusals import LimitReachedError, SameFileError, seconds_until


class CannotBeDoneError(exceptions.APIException):
    status_code = HTTPStatus.UNPROCESSABLE_ENTITY


class WrongFieldsError(exceptions.ValidationError):
    status_code = HTTPStatus.UNPROCESSABLE_ENTITY


class TooLargeError(exceptions.APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

    def __init__(self, cap: int) -> None:
        super().__init__(f"A file may have {filesizeformat(cap)} here. Nothing was counted.")
        self.remedy = "Send fewer digits, or pack the file as .gz."


class SentBeforeError(exceptions.APIException):
    status_code = HTTPStatus.CONFLICT

    def __init__(self, refusal: SameFileError) -> None:
        super().__init__(str(refusal))
        earlier = refusal.earlier
        page = reverse("submission", args=[earlier.competition.slug, earlier.pk])
        self.more: dict[str, Any] = {"submission": earlier.pk, "url": settings.PUBLIC_URL + page}
        self.remedy = "Send `again=true` beside the file, if you want it scored once more."


class LimitError(exceptions.APIException):
    status_code = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self, refusal: LimitReachedError) -> None:
        super().__init__(str(refusal))
        self.wait = seconds_until(refusal.until, database_now())


def problem(refusal: RefusedError) -> exceptions.APIException:
    if isinstance(refusal, LimitReachedError):
        return LimitError(refusal)
    if isinstance(refusal, SameFileError):
        return SentBeforeError(refusal)
    return CannotBeDoneError(str(refusal))
