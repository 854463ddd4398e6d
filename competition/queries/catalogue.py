"""Competitions and courses as lists show them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from competition import access
from competition.access import NOBODY, Viewer
from competition.models.competitions import Competition, RulesAcceptance, RulesVersion
from competition.models.courses import Course, Enrolment
from competition.rules.phases import Milestone, Phase, next_milestone, phase

ORDER = (Phase.OPEN, Phase.UPCOMING, Phase.DRAFT, Phase.CLOSED)


@dataclass(frozen=True)
class Card:
    competition: Competition
    phase: Phase
    next: Milestone | None


@dataclass(frozen=True)
class Attended:
    """A course somebody takes or teaches, with what goes on in it."""

    course: Course
    enrolment: Enrolment
    cards: list[Card]


def cards(competitions: QuerySet[Competition], now: datetime) -> list[Card]:
    """What is open comes first, and of that what ends soonest."""
    made = [Card(found, phase(found, now), next_milestone(found, now)) for found in competitions]
    return sorted(made, key=lambda card: (ORDER.index(card.phase), card.next.at if card.next else now))


def attended(user: Viewer, now: datetime) -> list[Attended]:
    enrolled = access.enrolments(user).select_related("course").order_by("-course__first_day", "course__code")
    shown = cards(access.competitions(user), now)
    return [
        Attended(one.course, one, [card for card in shown if card.competition.course_id == one.course_id])
        for one in enrolled
    ]


def with_rules(competitions: QuerySet[Competition], user: Viewer) -> QuerySet[Competition]:
    """Each with the number of its newest rules, and whether the person has accepted just those."""
    newest = RulesVersion.objects.filter(competition=OuterRef("pk")).order_by("-number")
    accepted = RulesAcceptance.objects.filter(
        user_id=user.pk or NOBODY,
        rules__competition=OuterRef("pk"),
        rules__number=OuterRef("rules_version"),
    )
    numbered = competitions.annotate(rules_version=Subquery(newest.values("number")[:1]))
    return numbered.annotate(rules_accepted=Exists(accepted))
