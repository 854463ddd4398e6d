"""The board for programs: the same facts as on the page."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from competition.api.views import competition_of
from competition.models.keys import Scope
from scoring.judging.standings import Medal
from scoring.models.boards import Standing
from scoring.queries.boards import half_of, lines
from scoring.queries.editions import edition
from scoring.rules.board_facts import facts


class BoardLineSerializer(serializers.Serializer[Any]):
    """Scores are text, cut to the digits that the page shows."""

    rank = serializers.IntegerField(allow_null=True, help_text="Null for a benchmark, which takes no rank.")
    benchmark = serializers.BooleanField()
    team = serializers.CharField()
    members = serializers.ListField(child=serializers.CharField(), help_text="By their aliases.")
    score = serializers.CharField()
    low = serializers.CharField(allow_null=True, help_text="The 95 % interval, where there is one.")
    high = serializers.CharField(allow_null=True)
    change = serializers.IntegerField(allow_null=True, help_text="Places gained in a day.")
    medal = serializers.ChoiceField(choices=[medal.value for medal in Medal], allow_null=True)
    entries = serializers.IntegerField()
    last_at = serializers.CharField(help_text="When the newest scored file came in; UTC.")


@extend_schema_view(get=extend_schema(operation_id="board", summary="The leaderboard, best first"))
class Board(GenericAPIView[Standing]):
    """A page holds so many teams, and the benchmarks that stand between them. `count` counts teams."""

    scope = Scope.READ
    serializer_class = BoardLineSerializer
    queryset = Standing.objects.none()

    @extend_schema(responses=BoardLineSerializer(many=True))
    def get(self, request: Request, slug: str) -> Response:
        competition = competition_of(request, slug)
        half = half_of(edition(competition, timezone.now()))
        places = self.paginate_queryset(range(half.whole.ranked if half else 0))
        found = lines(half, places[0] if places else 0, len(places or [])) if half else []
        return self.get_paginated_response([facts(line, competition.digits) for line in found])
