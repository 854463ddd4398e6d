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
    return _submissions().filter(_own(user))


def submissions(user: Viewer) -> QuerySet[Submission]:
    """Staff see those of the whole class."""
    staffed = Q(competition__in=access.competitions_staffed(user))
    return _submissions().filter(_own(user) | staffed)


def _submissions() -> QuerySet[Submission]:
    return Submission.objects.select_related("team", "competition__course", "author")


def _own(user: Viewer) -> Q:
    return Q(Exists(teams(user).filter(pk=OuterRef("team"))), competition__in=access.competitions(user))


def may_send(user: Viewer) -> bool:
    """Large files, that is: who is on no team keeps to the size of a form."""
    mine = Membership.objects.filter(left_at=None, enrolment__user=user.pk, enrolment__active=True)
    return mine.filter(competition__opens_at__lte=timezone.now()).exists()
