"""A team's own submissions, for programs."""

from http import HTTPStatus
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.api.views import competition_of
from competition.models.keys import Scope
from competition.uploads import ReceivedFile, largest_upload, stopped_at
from scoring import access
from scoring.actions.submitting import Submitted, submit
from scoring.api.refusals import CannotBeDoneError, TooLargeError, WrongFieldsError, problem
from scoring.api.serializers import LineSerializer, SentSerializer, SubmissionSerializer, UploadSerializer
from scoring.models.submissions import Submission
from scoring.queries.keys import active_key
from scoring.queries.submissions import just_sent, shown
from scoring.queries.team_submissions import lines, sent_by
from teams.access import teams
from teams.models.teams import Team
from teams.queries.teams import team_of

NO_TEAM = "You are on no team of this competition yet. Found one on its Team page; who plays alone is a team of one."


class Submissions(ListAPIView[Submission]):
    serializer_class = LineSerializer
    queryset = Submission.objects.none()
    parser_classes = (MultiPartParser,)

    @property
    def scope(self) -> Scope:
        return Scope.SUBMIT if self.request.method == "POST" else Scope.READ

    @extend_schema(operation_id="submissions", summary="Your team's submissions, newest first")
    def get(self, request: Request, slug: str) -> Response:
        competition = competition_of(request, slug)
        team = team_of(request.user, competition)
        page = self.paginate_queryset(sent_by(team).select_related("competition") if team else self.queryset) or []
        told = lines(team, page, active_key(competition)) if team else []
        return self.get_paginated_response(LineSerializer(told, many=True).data)

    @extend_schema(
        operation_id="submit",
        summary="Send a file of predictions",
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, description="A request_id.")],
        request={"multipart/form-data": UploadSerializer},
        responses={201: SubmissionSerializer, 200: SubmissionSerializer},
    )
    def post(self, request: Request, slug: str) -> Response:
        """201 for a new submission, which is now waiting for its score; 200 where the same request was answered before.
        The same bytes as before are a 409 that costs nothing; over the daily limit it is a 429."""
        sent = self._send(request, sending_team(request, slug))
        if sent.repeated:
            return Response(SubmissionSerializer(shown(sent.submission, request.user)).data)
        return Response(SubmissionSerializer(just_sent(sent.submission)).data, HTTPStatus.CREATED)

    def _send(self, request: Request, team: Team) -> Submitted:
        upload, values = received(request)
        try:
            return submit(team=team, by=by(request._request), upload=upload, file_name=upload.name or "", **values)
        except RefusedError as refusal:
            raise problem(refusal) from refusal


def sending_team(request: Request, slug: str) -> Team:
    """In as few queries as can be, for those who may: a rush before the close is when it counts."""
    team = teams(request.user).filter(competition__slug=slug).first()
    if team is None or team.competition.published_at is None:
        competition_of(request, slug)  # or there is nothing here
        raise CannotBeDoneError(NO_TEAM)
    return team


def received(request: Request) -> tuple[ReceivedFile, dict[str, Any]]:
    fields = request.data  # reads the request, and finds out whether it is too large
    if cap := stopped_at(request._request):
        raise TooLargeError(cap)
    upload = request.FILES.get("file")
    if not isinstance(upload, ReceivedFile):
        raise WrongFieldsError({"file": ["Send the predictions in this field, as `curl --form file=@…` does."]})
    if not upload.size:
        raise WrongFieldsError({"file": ["This file is empty. Send another one."]})
    return upload, _values(request, fields)


def _values(request: Request, fields: Any) -> dict[str, Any]:
    typed = {name: fields[name] for name in ("request_id", "note", "again") if name in fields}
    if key := request.headers.get("Idempotency-Key"):
        typed["request_id"] = key
    sent = SentSerializer(data=typed)
    if not sent.is_valid():
        raise WrongFieldsError(sent.errors)
    return {"request_id": token_hex(16), **sent.validated_data}


@extend_schema_view(get=extend_schema(operation_id="submission", summary="One submission of your team"))
class OneSubmission(RetrieveAPIView[Submission]):
    serializer_class = SubmissionSerializer
    queryset = Submission.objects.none()

    def get_queryset(self) -> QuerySet[Submission]:
        return access.own_submissions(self.request.user).filter(competition__slug=self.kwargs["slug"])

    def get_object(self) -> Any:
        return shown(get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"]), self.request.user)


submissions = largest_upload(settings.LARGEST_SUBMISSION, who=access.may_send)(Submissions.as_view())
