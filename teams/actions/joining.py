from datetime import datetime

from django.db import transaction

from competition.actions.log import By
from teams.actions.held import add, entrant, locked, refuse, tell_the_log
from teams.models.teams import Membership, TeamInvitation
from teams.queries.members import membership_of
from teams.rules.links import why_closed


@transaction.atomic
def join(*, invitation: TeamInvitation, by: By, now: datetime) -> Membership:
    """Joining twice is joining once. The team's submissions of the day stay what they are: places are the team's."""
    team = locked(invitation.team)
    if present := membership_of(by.user, team):
        return present
    # Read again under the lock, under which it is withdrawn too.
    refuse(why_closed(TeamInvitation.objects.get(pk=invitation.pk), now))
    student = entrant(team.competition, by, now)
    membership = add(team=team, enrolment=student, now=now)
    tell_the_log(by, "team joined", student.user.username, team, after={"invitation": invitation.pk})
    return membership
