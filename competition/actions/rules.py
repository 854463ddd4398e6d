from datetime import datetime

from django.db import transaction

from competition import access
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition, RulesAcceptance
from competition.models.people import User
from competition.queries.competitions import newest_rules


@transaction.atomic
def accept_rules(*, user: User, competition: Competition, version: int, now: datetime) -> RulesAcceptance:
    """Accepting twice is accepting once. What is accepted is the text that was read, so its number comes along."""
    if access.staffs(user, competition.course):
        raise RefusedError("You teach this course: you need not accept the rules to see the data.")
    # The lock keeps `change_rules` from slipping a new version between the comparison and the row.
    Competition.objects.select_for_update().get(pk=competition.pk)
    newest = newest_rules(competition)
    if not newest or newest.number != version:
        raise RefusedError("The rules changed while you were reading them. Read them again, then accept them.")
    acceptance, _ = RulesAcceptance.objects.get_or_create(user=user, rules=newest, defaults={"accepted_at": now})
    return acceptance
