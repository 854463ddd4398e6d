"""A team while it is changed. Its row is locked first, so that its members stand still while they are counted."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from competition import access
from competition.actions.log import By, record
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from competition.models.courses import Enrolment, Role
from competition.queries.showing import standing
from teams.history import has_history
from teams.models.teams import Membership, Team
from teams.queries.members import leads, members
from teams.rules import forming


def refuse(reason: str | None, *, field: str | None = None) -> None:
    if reason:
        raise RefusedError(reason, field=field)


def locked(team: Team) -> Team:
    # Its number stays the same, so whoever stores a row that names the team need not wait, and cannot wait in a circle.
    found = Team.objects.select_for_update(of=("self",), no_key=True).select_related("competition__course")
    if held := found.filter(pk=team.pk).first():
        return held
    raise RefusedError(forming.GONE)


def held_by_captain(team: Team, by: By) -> Team:
    held = locked(team)
    if not leads(by.user, held):
        raise RefusedError(forming.CAPTAIN_ONLY)
    return held


def entrant(competition: Competition, by: By, now: datetime) -> Enrolment:
    """The student behind the request, if teams may still be entered."""
    refuse(forming.why_locked(competition, now))
    assert by.user
    student = access.enrolments(by.user, Role.STUDENT).filter(course=competition.course).first()
    if student is None:
        raise RefusedError(forming.STAFF)
    if not standing(by.user, competition).accepted:
        raise RefusedError(forming.ACCEPT_FIRST)
    return student


def add(*, team: Team, enrolment: Enrolment, now: datetime, refusal: str = forming.ON_A_TEAM) -> Membership:
    """The team is locked. Who comes first leads."""
    refuse(forming.why_full(members(team).count(), team.competition))
    led = team.memberships.filter(left_at=None, captain=True).exists()
    values = {"team": team, "competition": team.competition, "enrolment": enrolment, "captain": not led}
    try:
        with transaction.atomic():
            return Membership.objects.create(**values, joined_at=now)
    except IntegrityError as error:  # on a team already, maybe since a moment ago
        raise RefusedError(refusal) from error


def hold_members(team: Team) -> None:
    """Before asking what the team has sent. Whoever sends a file holds a membership until it is stored."""
    list(team.memberships.select_for_update(no_key=True).filter(left_at=None).order_by("pk"))


def end(*, membership: Membership, now: datetime) -> None:
    """The team is locked. The next in line leads; a team that nobody is on and that has done nothing goes altogether,
    and its name is free again."""
    Membership.objects.filter(pk=membership.pk).update(left_at=now, captain=False)
    team = membership.team
    if not team.memberships.filter(left_at=None).exists():
        if not has_history(team):
            team.memberships.all().delete()
            team.delete()
        return
    if membership.captain and (heir := members(team).first()):
        Membership.objects.filter(pk=heir.pk).update(captain=True)


def tell_the_log(by: By, action: str, subject: str, team: Team, **values: Any) -> None:
    """Teams go by their numbers: what stands in the log for ever holds no name that somebody chose."""
    after = {"competition": team.competition.slug, "team": team.pk} | values.pop("after", {})
    record(by=by, action=action, subject=subject, course=team.competition.course, after=after, **values)
