"""What the endpoints say, field by field. Nobody but the owner of the key is described in it, and the staff by name."""

from datetime import datetime
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from competition.models.competitions import Announcement, Competition, DataFile
from competition.models.people import User
from competition.rules.instants import iso
from competition.rules.phases import Phase, phase


@extend_schema_field({"type": "string", "format": "date-time", "example": "2027-04-20T05:00:00Z"})
class Instant(serializers.Field[datetime, datetime, str, Any]):
    """UTC, whole seconds, with a Z."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: datetime) -> str:
        return iso(value)


class MeSerializer(serializers.ModelSerializer[User]):
    scopes = serializers.SerializerMethodField(help_text="What the key of this request may do.")
    courses = serializers.SerializerMethodField(help_text="Codes of the courses you take or teach.")

    class Meta:
        model = User
        fields = ("username", "alias", "time_zone", "courses", "scopes")
        read_only_fields = fields

    def get_scopes(self, user: User) -> list[str]:
        return list(self.context["scopes"])

    def get_courses(self, user: User) -> list[str]:
        return list(self.context["courses"])


class CompetitionSerializer(serializers.ModelSerializer[Competition]):
    course = serializers.CharField(source="course.code", read_only=True)
    phase = serializers.SerializerMethodField()
    opens_at, teams_lock_at, closes_at, hand_in_at = Instant(), Instant(), Instant(), Instant(allow_null=True)
    rules_version = serializers.IntegerField(read_only=True, allow_null=True, help_text="Number of the newest rules.")
    rules_accepted = serializers.BooleanField(read_only=True, help_text="Whether you accepted just those.")

    class Meta:
        model = Competition
        fields = (
            "slug",
            "title",
            "tagline",
            "course",
            "phase",
            "opens_at",
            "teams_lock_at",
            "closes_at",
            "hand_in_at",
            "daily_limit",
            "final_picks",
            "team_size",
            "digits",
            "rules_version",
            "rules_accepted",
        )
        read_only_fields = fields

    @extend_schema_field({"type": "string", "enum": [phase.value for phase in Phase]})
    def get_phase(self, competition: Competition) -> str:
        return phase(competition, self.context["now"]).value


class FileSerializer(serializers.ModelSerializer[DataFile]):
    added_at = Instant()
    url = serializers.SerializerMethodField(help_text="Where the bytes are; takes Range, so that downloads resume.")

    class Meta:
        model = DataFile
        fields = ("name", "about", "size", "sha256", "added_at", "url")
        read_only_fields = fields

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, file: DataFile) -> str:
        return settings.PUBLIC_URL + reverse("api-file", args=[self.context["slug"], file.name])


class AnnouncementSerializer(serializers.ModelSerializer[Announcement]):
    author = serializers.CharField(source="author_name", read_only=True)
    published_at = Instant()
    to_whole_course = serializers.SerializerMethodField()

    class Meta:
        model = Announcement
        fields = ("id", "title", "text", "author", "published_at", "to_whole_course")
        read_only_fields = fields

    def get_to_whole_course(self, announcement: Announcement) -> bool:
        return announcement.competition_id is None
