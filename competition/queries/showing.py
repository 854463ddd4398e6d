"""What a student's pages of one competition show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from competition import access
from competition.access import NOBODY, Viewer
from competition.models.competitions import (
    Announcement,
    Competition,
    DataFile,
    DateChange,
    RulesAcceptance,
    RulesVersion,
)
from competition.queries.announcements import announced_to
from competition.queries.competitions import newest_rules
from competition.rules.instants import briefly, in_zones
from competition.rules.next_step import next_step
from competition.rules.phases import Phase, milestones, next_milestone, phase, progress


@dataclass(frozen=True)
class Standing:
    """How one person stands towards one competition's rules and files."""

    teaches: bool
    rules: RulesVersion | None
    accepted_at: datetime | None

    @property
    def accepted(self) -> bool:
        return self.accepted_at is not None


def standing(user: Viewer, competition: Competition) -> Standing:
    newest = newest_rules(competition)
    mine = RulesAcceptance.objects.filter(user_id=user.pk or NOBODY, rules=newest)
    teaches = access.staffs(user, competition.course)
    return Standing(teaches, newest, mine.values_list("accepted_at", flat=True).first())


def frame(user: Viewer, competition: Competition, now: datetime) -> dict[str, Any]:
    """What stands around every tab."""
    return {
        "competition": competition,
        "course": competition.course,
        "phase": phase(competition, now),
        "standing": standing(user, competition),
        "now": now,
    }


def overview(user: Viewer, framed: dict[str, Any]) -> dict[str, Any]:
    competition, now, mine = framed["competition"], framed["now"], framed["standing"]
    deadline = next_milestone(competition, now)
    return {
        "milestones": milestones(competition, now),
        "progress": progress(competition, now),
        "deadline": deadline,
        "deadline_instants": deadline
        and in_zones(
            deadline.at,
            course_zone=competition.course.zone,
            viewer_zone=getattr(user, "time_zone", ""),
            is_end=deadline.is_end,
        ),
        "step": next_step(framed["phase"], teaches=mine.teaches, accepted=mine.accepted),
        "moved": [(change, *_moved(change, competition)) for change in competition.date_changes.all()],
        "announcements": list(about(user, competition)[:3]),
    }


def _moved(change: DateChange, competition: Competition) -> list[str]:
    zone = competition.course.zone
    return [briefly(at, zone, is_end=change.is_end) if at else "no date" for at in (change.before, change.after)]


def about(user: Viewer, competition: Competition) -> QuerySet[Announcement]:
    """A competition's own announcements, and those to the whole course."""
    whole_course = Q(competition=None, course=competition.course_id)
    return announced_to(user).filter(whole_course | Q(competition=competition))


def files(user: Viewer, framed: dict[str, Any]) -> dict[str, Any]:
    """Where the data may not be seen yet, not even names are."""
    competition, mine = framed["competition"], framed["standing"]
    allowed = access.competitions_with_data(user).filter(pk=competition.pk).exists()
    return {
        "allowed": allowed,
        "opened": framed["phase"] not in (Phase.DRAFT, Phase.UPCOMING),
        "accepted": mine.accepted,
        "files": list(DataFile.objects.filter(competition=competition)) if allowed else [],
    }


def rules(user: Viewer, competition: Competition) -> dict[str, Any]:
    """Every version, newest first, each with the person's own acceptance."""
    mine = RulesAcceptance.objects.filter(user_id=user.pk or NOBODY, rules=OuterRef("pk"))
    versions = RulesVersion.objects.filter(competition=competition).order_by("-number")
    marked = list(versions.annotate(accepted_at=mine.values("accepted_at")[:1]))
    newest, older = (marked[0] if marked else None), marked[1:]
    return {"newest": newest, "older": older, "accepted_before": any(version.accepted_at for version in older)}
