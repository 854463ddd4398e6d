"""What the endpoints say of a team's own submissions. Scores are text, cut to the digits that the pages show."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from competition.api.serializers import Instant
from scoring.models.claimable import WorkState
from scoring.models.submissions import Submission
from scoring.queries.team_submissions import Line
from scoring.rules.receipts import receipt_of, text_of

STATES = [state.value for state in WorkState]


class SentSerializer(serializers.Serializer[Any]):
    """What a program sends; beside it the file."""

    request_id = serializers.CharField(
        max_length=64,
        required=False,
        help_text="Of your choice, one for each file; or the header `Idempotency-Key`. The same request twice is one "
        "submission.",
    )
    note = serializers.CharField(max_length=500, required=False, allow_blank=True, help_text="For your team.")
    again = serializers.BooleanField(
        required=False, help_text="Send it all the same, although your team sent the very same bytes before."
    )


class UploadSerializer(SentSerializer):
    """For the schema."""

    file = serializers.FileField(help_text="The predictions: CSV, or CSV in .gz or .zip.")


class _OfASubmission(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="submission.pk")
    file_name = serializers.CharField(source="submission.file_name")
    size = serializers.IntegerField(source="submission.size")
    sha256 = serializers.CharField(source="submission.sha256")
    received_at = Instant(source="submission.received_at")
    author = serializers.CharField(source="submission.author.alias")
    note = serializers.CharField(source="submission.note", allow_blank=True)
    seats_left = serializers.IntegerField(source="submission.seats_left", help_text="On that day, after this one.")
    state = serializers.ChoiceField(choices=STATES)
    url = serializers.SerializerMethodField(help_text="Its page.")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, found: Any) -> str:
        sent: Submission = found.submission
        return settings.PUBLIC_URL + reverse("submission", args=[sent.competition.slug, sent.pk])


class LineSerializer(_OfASubmission):
    public_score = serializers.SerializerMethodField()
    late = serializers.BooleanField(help_text="It came after the close: practice.")
    void = serializers.BooleanField(help_text="Staff took it out of the count.")
    pick = serializers.IntegerField(source="slot", allow_null=True, help_text="Which of your final picks it is.")

    def get_public_score(self, line: Line) -> str | None:
        return line.score or None


class ProblemSerializer(serializers.Serializer[Any]):
    category = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField()
    row = serializers.IntegerField(required=False, help_text="The line of the file; the header is line 1.")
    column = serializers.CharField(required=False)
    id = serializers.CharField(required=False)


class SubmissionSerializer(_OfASubmission):
    public_score = serializers.SerializerMethodField()
    late = serializers.BooleanField(help_text="It came after the close: practice.")
    not_counted = serializers.CharField(allow_blank=True, help_text="Why it does not count; empty where it does.")
    pick = serializers.IntegerField(source="slot", allow_null=True, help_text="Which of your final picks it is.")
    problems = serializers.SerializerMethodField(help_text="What is wrong with a refused file: the first of it.")
    receipt = serializers.SerializerMethodField(help_text="Signed; keep it.")

    def get_public_score(self, shown: Any) -> str | None:
        return (shown.score and shown.score.text) or None

    @extend_schema_field(ProblemSerializer(many=True))
    def get_problems(self, shown: Any) -> list[dict[str, Any]]:
        return shown.refusal.problems if shown.refusal else []

    def get_receipt(self, shown: Any) -> str:
        return text_of(receipt_of(shown.submission), settings.PUBLIC_URL + reverse("receipts"))
