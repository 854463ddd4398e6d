"""What the staff's pages of teams show."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from competition.models.competitions import Competition
from competition.models.courses import Enrolment, Role
from competition.queries.people import NAME_OR_ALIAS
from teams.models.teams import Extension, Membership, Team, TeamKind
from teams.queries.members import REAL_NAME, TAKES_PART, dropped_members, former_members, members


def student_teams(competition: Competition) -> QuerySet[Team]:
    found = Team.objects.filter(competition=competition, kind=TeamKind.STUDENT, merged_into=None)
    return found.select_related("competition__course", "extension")


def listed(competition: Competition, wanted: str) -> QuerySet[Team]:
    """Each with `present`, the members who take part in the course."""
    present = Membership.objects.filter(**TAKES_PART).select_related("enrolment__user").annotate(real_name=REAL_NAME)
    found = student_teams(competition)
    for word in wanted.split()[:5]:
        found = found.filter(_named(word))
    return found.prefetch_related(Prefetch("memberships", present, to_attr="present")).order_by(Lower("name"), "pk")


def _named(word: str) -> Q:
    """By its own name, or by that of somebody who is on it."""
    held = Q()
    for name in ("name", "user__name", "user__alias", "user__email"):
        held |= Q(**{f"enrolment__{name}__icontains": word})
    people = Membership.objects.filter(held, team=OuterRef("pk"), left_at=None)
    return Q(name__icontains=word) | Q(Exists(people))


def extension_of(team: Team) -> Extension | None:
    return Extension.objects.select_related("given_by").filter(team=team).first()


def one_team(team: Team) -> dict[str, Any]:
    return {
        "team": team,
        "people": list(members(team)),
        "dropped": list(dropped_members(team)),
        "former": list(former_members(team)),
        "extension": extension_of(team),
    }


def students(competition: Competition) -> QuerySet[Enrolment]:
    """Of the course, each with the name of the team that the student is on."""
    theirs = _on_a_team(competition)
    found = Enrolment.objects.filter(
        course=competition.course_id, role=Role.STUDENT, active=True, user__is_active=True
    ).select_related("user")
    named = found.annotate(shown_name=NAME_OR_ALIAS, team_name=Subquery(theirs.values("team__name")[:1]))
    return named.order_by(Lower("shown_name"), "pk")


def _on_a_team(competition: Competition) -> QuerySet[Membership]:
    return Membership.objects.filter(competition=competition, enrolment=OuterRef("pk"), left_at=None)


def teamless(competition: Competition) -> QuerySet[Enrolment]:
    return students(competition).exclude(Exists(_on_a_team(competition)))
