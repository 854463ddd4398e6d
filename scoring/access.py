"""Who may see which submissions. Every view and endpoint starts here."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from competition import access
from competition.access import Viewer
from scoring.models.submissions import Submission
from teams.access import teams
from teams.models.teams import Membership


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


def may_send(user: Viewer) -> bool:
    """Large files, that is: who is on no team keeps to the size of a form."""
    mine = Membership.objects.filter(left_at=None, enrolment__user=user.pk, enrolment__active=True)
    return mine.filter(competition__opens_at__lte=timezone.now()).exists()
