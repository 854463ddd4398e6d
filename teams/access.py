"""Which teams are whose."""

from django.db.models import Exists, OuterRef, QuerySet

from competition import access
from competition.access import Viewer
from teams.models.teams import Membership, Team


def teams(user: Viewer) -> QuerySet[Team]:
    """The teams that the person is on now; one who was dropped from the course is on none."""
    mine = Membership.objects.filter(left_at=None, enrolment__in=access.enrolments(user))
    return Team.objects.filter(Exists(mine.filter(team=OuterRef("pk")))).select_related("competition__course")
