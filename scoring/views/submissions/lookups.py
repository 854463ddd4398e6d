from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from competition.queries import showing
from scoring import access
from scoring.models.submissions import Submission


def submission_of(request: HttpRequest, slug: str, pk: int) -> Submission:
    return get_object_or_404(access.submissions(request.user), pk=pk, competition__slug=slug)


def own_submission(request: HttpRequest, slug: str, pk: int) -> Submission:
    submission = submission_of(request, slug, pk)
    if not access.own_submissions(request.user).filter(pk=pk).exists():
        raise PermissionDenied("Only the team that sent it can do this.")
    return submission


def frame(request: HttpRequest, submission: Submission) -> dict[str, Any]:
    return {"tab": "submit"} | showing.frame(request.user, submission.competition, timezone.now())
