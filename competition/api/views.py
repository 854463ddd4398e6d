"""The endpoints under /api/v2/. A key signs in, never a cookie: no other site's page can call them in your name."""

from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.generics import GenericAPIView, ListAPIView, RetrieveAPIView
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

import competition.api.schema  # noqa: F401 - tells the schema what a key is
from competition import access
from competition.api.limits import PerAddress
from competition.api.problems import RulesNotAcceptedError
from competition.api.serializers import AnnouncementSerializer, CompetitionSerializer, FileSerializer, MeSerializer
from competition.models.competitions import Announcement, Competition, DataFile
from competition.models.keys import ApiKey
from competition.models.people import User
from competition.queries.catalogue import with_rules
from competition.queries.showing import about
from competition.views.downloads import file_of, send


class AnyType(DefaultContentNegotiation):
    """A file is what it is, whatever the Accept header asks for."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


def competition_of(request: Request, slug: str) -> Competition:
    return get_object_or_404(access.competitions(request.user), slug=slug)


def competition_with_data(request: Request, slug: str) -> Competition:
    competition = competition_of(request, slug)
    if not access.competitions_with_data(request.user).filter(pk=competition.pk).exists():
        raise RulesNotAcceptedError
    return competition


@extend_schema_view(get=extend_schema(operation_id="me", summary="Who the key belongs to, and what it may do"))
class Me(RetrieveAPIView[User]):
    serializer_class = MeSerializer

    def get_object(self) -> User:
        assert isinstance(self.request.user, User)
        return self.request.user

    def get_serializer_context(self) -> dict[str, Any]:
        key = self.request.auth
        codes = access.courses(self.request.user).order_by("code").values_list("code", flat=True)
        scopes = key.scopes if isinstance(key, ApiKey) else []
        return {**super().get_serializer_context(), "scopes": scopes, "courses": codes}


class _Competitions(GenericAPIView[Competition]):
    serializer_class = CompetitionSerializer
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Competition]:
        return with_rules(access.competitions(self.request.user), self.request.user)

    def get_serializer_context(self) -> dict[str, Any]:
        return {"request": self.request, "now": timezone.now()}


@extend_schema_view(get=extend_schema(operation_id="competitions", summary="The competitions of your courses"))
class Competitions(_Competitions, ListAPIView[Competition]):
    pass


@extend_schema_view(get=extend_schema(operation_id="competition", summary="One competition"))
class OneCompetition(_Competitions, RetrieveAPIView[Competition]):
    pass


@extend_schema_view(get=extend_schema(operation_id="files", summary="A competition's files, by name"))
class Files(ListAPIView[DataFile]):
    """Open once the competition has opened and you have accepted its newest rules."""

    serializer_class = FileSerializer
    queryset = DataFile.objects.none()

    def get_queryset(self) -> QuerySet[DataFile]:
        return DataFile.objects.filter(competition=competition_with_data(self.request, self.kwargs["slug"]))

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "slug": self.kwargs.get("slug", "")}


class OneFile(APIView):
    content_negotiation_class = AnyType

    @extend_schema(
        operation_id="file",
        summary="The bytes of one file",
        parameters=[
            OpenApiParameter("Range", str, OpenApiParameter.HEADER, description="One range, as in `bytes=1000-`."),
            OpenApiParameter("If-Range", str, OpenApiParameter.HEADER, description="The ETag of the first part."),
        ],
        responses={
            (200, "application/octet-stream"): OpenApiTypes.BINARY,
            (206, "application/octet-stream"): OpenApiTypes.BINARY,
            304: OpenApiResponse(description="You have it already: the ETag is the file's SHA-256."),
            416: OpenApiResponse(description="The range begins behind the end of the file."),
        },
    )
    def get(self, request: Request, slug: str, name: str) -> HttpResponseBase:
        """Sends `ETag` (the SHA-256), `Accept-Ranges` and `Content-Length`; `curl --continue-at -` resumes."""
        competition_with_data(request, slug)
        return send(request._request, file_of(request.user, slug, name))

    @extend_schema(exclude=True)
    def head(self, request: Request, slug: str, name: str) -> HttpResponseBase:
        return self.get(request, slug, name)


@extend_schema_view(get=extend_schema(operation_id="announcements", summary="Announcements, newest first"))
class Announcements(ListAPIView[Announcement]):
    """A competition's own, and those to its whole course. Texts are Markdown."""

    serializer_class = AnnouncementSerializer
    queryset = Announcement.objects.none()

    def get_queryset(self) -> QuerySet[Announcement]:
        return about(self.request.user, competition_of(self.request, self.kwargs["slug"]))


@extend_schema(exclude=True)
class Schema(SpectacularJSONAPIView):
    """Open to everybody: it is the committed docs/openapi.yaml, says nothing about any course, and the tools
    that read schemas send no keys."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (PerAddress,)
