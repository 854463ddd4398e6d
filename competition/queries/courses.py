from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from competition import access
from competition.access import NOBODY, Viewer
from competition.models.competitions import Competition
from competition.models.courses import Course, Enrolment, Role, RosterImport
from competition.queries.catalogue import cards
from competition.queries.people import not_signed_in
from competition.rules.phases import Phase

NAMED = 8
STUDENTS = Q(role=Role.STUDENT, active=True)


def taught(user: Viewer) -> QuerySet[Course]:
    """The courses whose teaching pages the person may read, each with its numbers."""
    own = Enrolment.objects.filter(course=OuterRef("pk"), user_id=user.pk or NOBODY, active=True)
    return access.courses_staffed(user).annotate(
        students=_number(Enrolment.objects.filter(STUDENTS)),
        running=_number(Competition.objects.all()),
        own_role=Subquery(own.values("role")[:1]),
    )


def _number(rows: QuerySet[Any]) -> Coalesce:
    # Two counts in one join would multiply each other.
    counted = rows.filter(course=OuterRef("pk")).order_by().values("course").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0, output_field=IntegerField())


def dashboard(course: Course, now: datetime) -> dict[str, Any]:
    shown = cards(Competition.objects.filter(course=course).select_related("course"), now)
    waiting = not_signed_in(course)
    ahead = [card for card in shown if card.next and card.phase in {Phase.OPEN, Phase.UPCOMING}]
    return {
        **_people(course),
        "cards": shown,
        "open_now": sum(card.phase is Phase.OPEN for card in shown),
        "next_card": min(ahead, key=lambda card: card.next.at if card.next else now, default=None),
        "waiting": waiting[:NAMED],
        "waiting_count": waiting.count(),
        "staged": RosterImport.objects.filter(course=course, state=RosterImport.State.STAGED).first(),
    }


def _people(course: Course) -> dict[str, int]:
    return Enrolment.objects.filter(course=course).aggregate(
        students=Count("pk", filter=STUDENTS),
        dropped=Count("pk", filter=Q(role=Role.STUDENT, active=False)),
        staff=Count("pk", filter=~Q(role=Role.STUDENT) & Q(active=True)),
        sections=Count("section", filter=STUDENTS & ~Q(section=""), distinct=True),
    )


def has_competitions(course: Course) -> bool:
    return Competition.objects.filter(course=course).exists()
