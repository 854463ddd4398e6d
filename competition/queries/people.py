from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from competition.access import STAFF_ROLES
from competition.models.courses import Course, Enrolment, Invitation, Role
from competition.models.log import LogEntry
from competition.queries.log import entries

# What the table may be sorted by; anything else that is asked for is the usual order.
ORDERS: dict[str, tuple[F | Lower, ...]] = {
    "name": (Lower("shown_name"),),
    "email": (F("user__email"),),
    "alias": (Lower("user__alias"),),
    "roster_id": (F("roster_id"),),
    "section": (F("section"), Lower("shown_name")),
    "role": (F("role"), Lower("shown_name")),
    "last_login": (F("user__last_login"),),
}
SEARCHED = ("name", "roster_id", "section", "user__email", "user__alias", "user__username", "user__name")
NAMES = (NullIf("name", Value("")), NullIf("user__name", Value("")))
NAME_OR_EMAIL = Coalesce(*NAMES, F("user__email"), output_field=CharField())
NAME_OR_ALIAS = Coalesce(*NAMES, F("user__alias"), output_field=CharField())


def staff(course: Course) -> QuerySet[Enrolment]:
    """The staff are known to their course by name; students to each other by their aliases only."""
    teaching = Enrolment.objects.filter(course=course, role__in=STAFF_ROLES, active=True)
    return teaching.annotate(shown_name=NAME_OR_ALIAS).order_by("-role", "shown_name")


def people(course: Course, chosen: dict[str, str]) -> QuerySet[Enrolment]:
    """`chosen` holds what the page's toolbar says: q, role, section, active, sort."""
    found = Enrolment.objects.filter(course=course).select_related("user").annotate(shown_name=NAME_OR_EMAIL)
    for word in chosen.get("q", "").split()[:5]:
        found = found.filter(_any_holds(word))
    if chosen.get("role") in Role.values:
        found = found.filter(role=chosen["role"])
    if chosen.get("section"):
        found = found.filter(section=chosen["section"])
    if chosen.get("active") in {"yes", "no"}:
        found = found.filter(active=chosen["active"] == "yes")
    return _sorted(found, chosen.get("sort", ""))


def _any_holds(word: str) -> Q:
    held = Q()
    for name in SEARCHED:
        held |= Q(**{f"{name}__icontains": word})
    return held


def _sorted(found: QuerySet[Enrolment], wanted: str) -> QuerySet[Enrolment]:
    order = ORDERS.get(wanted.removeprefix("-"), ORDERS["name"])
    first, rest = order[0], order[1:]
    turned = first.desc(nulls_last=True) if wanted.startswith("-") else first.asc(nulls_last=True)
    return found.order_by(turned, *rest, "pk")


def sections(course: Course) -> list[str]:
    named = Enrolment.objects.filter(course=course).exclude(section="")
    return list(named.order_by("section").values_list("section", flat=True).distinct())


def not_signed_in(course: Course) -> QuerySet[Enrolment]:
    waiting = Enrolment.objects.filter(course=course, active=True, user__last_login=None)
    return waiting.select_related("user").annotate(shown_name=NAME_OR_EMAIL).order_by(Lower("shown_name"), "pk")


def about_person(enrolment: Enrolment) -> QuerySet[LogEntry]:
    """What the course's log tells about this person."""
    return entries(enrolment.course, {}).filter(subject=enrolment.user.username)


def invitations(course: Course) -> QuerySet[Invitation]:
    return Invitation.objects.filter(course=course).select_related("created_by")
