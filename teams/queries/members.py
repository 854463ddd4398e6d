"""Who is on a team."""

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from competition.models.people import User
from teams.models.teams import Membership, Team

NAMES = (NullIf("enrolment__name", Value("")), NullIf("enrolment__user__name", Value("")))
REAL_NAME = Coalesce(*NAMES, Value(""), output_field=CharField())
TAKES_PART = {"left_at": None, "enrolment__active": True, "enrolment__user__is_active": True}


def members(team: Team) -> QuerySet[Membership]:
    """In the order in which they lead it: who was dropped from the course counts for nothing, so that the next in
    line takes over without anybody's doing."""
    found = Membership.objects.filter(team=team, **TAKES_PART).select_related("enrolment__user")
    return found.annotate(real_name=REAL_NAME)


def membership_of(user: User | None, team: Team) -> Membership | None:
    return members(team).filter(enrolment__user=user).first() if user else None


def leads(user: User | None, team: Team) -> bool:
    captain = members(team).first()
    return captain is not None and user is not None and captain.enrolment.user_id == user.pk


def dropped_members(team: Team) -> QuerySet[Membership]:
    """Still on the team, and no longer in the course."""
    present = members(team).values("pk")
    found = Membership.objects.filter(team=team, left_at=None).exclude(pk__in=present)
    return found.select_related("enrolment__user").annotate(real_name=REAL_NAME)


def former_members(team: Team) -> QuerySet[Membership]:
    left = Membership.objects.filter(team=team).exclude(left_at=None).order_by("-left_at", "-id")
    return left.select_related("enrolment__user").annotate(real_name=REAL_NAME)
