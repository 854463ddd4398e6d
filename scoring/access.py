"""Who may see which submissions. Every view and endpoint starts here."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from competition import access
from competition.access import Viewer
from scoring.models.submissions import Submission
from teams.access import teams


def own_submissions(user: Viewer) -> QuerySet[Submission]:
    """Of the teams that the person is on."""
    return Submission.objects.filter(
        Exists(teams(user).filter(pk=OuterRef("team"))), competition__in=access.competitions(user)
    ).select_related("team", "competition__course", "author")


def submissions(user: Viewer) -> QuerySet[Submission]:
    """Staff see those of the whole class."""
    mine = Q(Exists(teams(user).filter(pk=OuterRef("team"))), competition__in=access.competitions(user))
    return Submission.objects.filter(mine | Q(competition__in=access.competitions_staffed(user))).select_related(
        "team", "competition__course", "author"
    )


def submissions_staffed(user: Viewer) -> QuerySet[Submission]:
    return Submission.objects.filter(competition__in=access.competitions_staffed(user)).select_related(
        "team", "competition__course", "author"
    )
