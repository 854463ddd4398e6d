"""What one member of the staff may see of the private scores, for a quarter of an hour."""

from competition import access
from competition.access import Viewer
from competition.models.competitions import Competition
from competition.queries.clock import database_now
from scoring.models.finals import PreviewCopy


def preview_of(competition: Competition, user: Viewer) -> PreviewCopy | None:
    """Nobody else's, and none of somebody who is on the staff no longer."""
    mine = PreviewCopy.objects.filter(competition=competition, viewer_id=user.pk or access.NOBODY)
    staffed = mine.filter(competition__in=access.competitions_staffed(user))
    return staffed.filter(gone_at__gt=database_now()).order_by("-asked_at", "-pk").first()
